package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query parameter that nobody reads is a 400: ignoring a condition would answer another question
 * than the one that was asked.
 */
@Provider
@Priority(Priorities.USER)
@ApplicationScoped
public class QueryFilter implements ContainerRequestFilter {

  @Context ResourceInfo resource;

  private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

  @Override
  public void filter(ContainerRequestContext request) {
    var rule = rules.computeIfAbsent(resource.getResourceMethod(), Rule::of);
    if (!rule.anyQuery()) {
      check(rule, request.getUriInfo().getQueryParameters());
    }
  }

  static void check(Rule rule, Map<String, List<String>> query) {
    query.forEach(
        (name, values) -> {
          var repeatable = rule.query().get(name);
          if (repeatable == null) {
            throw SchakelProblem.of(
                Code.UNKNOWN_PARAMETER, String.join(", ", rule.query().keySet()));
          }
          if (values.size() > 1 && !repeatable) {
            throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, name);
          }
        });
  }
}
