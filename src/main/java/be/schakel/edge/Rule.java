package be.schakel.edge;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a resource method asks of a request, read from its annotations.
 *
 * @param need what token it wants; a method that does not say is closed to everybody
 * @param scopes any one of them will do, with {@link Need#SCOPE}
 * @param query the query parameters it declares, and whether each may stand there more than once
 * @param anyQuery it reads its query itself
 */
record Rule(Need need, Set<String> scopes, Map<String, Boolean> query, boolean anyQuery) {

  enum Need {
    NO_TOKEN,
    ANY_TOKEN,
    SCOPE,
    CLOSED
  }

  /** What is asked where there is no method. */
  static final Rule ANY_TOKEN = new Rule(Need.ANY_TOKEN, Set.of(), Map.of(), false);

  static Rule of(Method method) {
    var query = new TreeMap<String, Boolean>();
    for (var parameter : method.getParameters()) {
      collect(parameter, parameter.getType(), query);
    }
    for (var field : method.getDeclaringClass().getDeclaredFields()) {
      collect(field, field.getType(), query);
    }
    var scope = method.getAnnotation(Scope.class);
    return new Rule(
        need(method),
        scope == null ? Set.of() : new TreeSet<>(Arrays.asList(scope.value())),
        query,
        method.isAnnotationPresent(AnyQuery.class));
  }

  /** The scopes as one text, for the caller who lacks them. */
  String wanted() {
    return String.join(" ", scopes);
  }

  private static Need need(Method method) {
    var said =
        Stream.of(
                method.isAnnotationPresent(NoToken.class) ? Need.NO_TOKEN : Need.CLOSED,
                method.isAnnotationPresent(AnyToken.class) ? Need.ANY_TOKEN : Need.CLOSED,
                method.isAnnotationPresent(Scope.class) ? Need.SCOPE : Need.CLOSED)
            .filter(need -> need != Need.CLOSED)
            .toList();
    // Two that contradict each other say nothing
    return said.size() == 1 ? said.get(0) : Need.CLOSED;
  }

  private static void collect(
      AnnotatedElement element, Class<?> type, Map<String, Boolean> parameters) {
    if (element.isAnnotationPresent(QueryParam.class)) {
      parameters.put(
          element.getAnnotation(QueryParam.class).value(),
          Collection.class.isAssignableFrom(type) || type.isArray());
    }
    if (element.isAnnotationPresent(BeanParam.class)) {
      for (var field : type.getDeclaredFields()) {
        collect(field, field.getType(), parameters);
      }
      for (var constructor : type.getDeclaredConstructors()) {
        for (var parameter : constructor.getParameters()) {
          collect(parameter, parameter.getType(), parameters);
        }
      }
    }
  }
}
