package be.schakel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.edge.AnyQuery;
import be.schakel.edge.AnyToken;
import be.schakel.edge.Contract;
import be.schakel.edge.NoToken;
import be.schakel.edge.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes of the server and those of the contract, held against each other both ways. */
class RoutesTest {

  /** Answered by the server itself, not by a resource of ours. */
  private static final Set<String> PLATFORM =
      Set.of("GET /health", "GET /health/ready", "GET /health/live", "GET /metrics");

  /** Served by the read of the type, which the door turns them into: see {@code Versioning}. */
  private static final Set<String> VERSIONS =
      Set.of("GET /fhir/{type}/{id}/_history", "GET /fhir/{type}/{id}/_history/{version}");

  private static final JsonNode CONTRACT = Contract.packaged().document();
  private static final Map<String, Method> SERVED = served();

  @Test
  void everyRouteOfTheServerStandsInTheContract() {
    var unnamed = new TreeSet<>(SERVED.keySet());
    unnamed.removeAll(named().keySet());
    assertEquals(Set.of(), unnamed);
  }

  @Test
  void everyRouteOfTheContractIsServed() {
    var missing = new TreeSet<>(named().keySet());
    missing.removeAll(SERVED.keySet());
    missing.removeAll(PLATFORM);
    missing.removeAll(VERSIONS);
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyRouteReadsTheQueryParametersThatTheContractNames() {
    SERVED.forEach(
        (route, method) -> {
          var operation = named().get(route);
          if (operation != null && !method.isAnnotationPresent(AnyQuery.class)) {
            var named = queryOf(operation);
            // The door takes them out of the request before anybody serves it
            named.removeAll(Set.of("_summary", "_elements"));
            assertEquals(named, queryOf(method), route);
          }
        });
  }

  /** A method without a word about tokens is closed to everybody, and would be found by nobody. */
  @Test
  void everyRouteAsksForTheTokenThatTheContractNames() {
    SERVED.forEach(
        (route, method) -> {
          var operation = named().get(route);
          if (operation != null) {
            assertEquals(tokenOf(operation), tokenOf(method), route);
          }
        });
  }

  private static Set<String> tokenOf(JsonNode operation) {
    var asked = new TreeSet<String>();
    for (var way : operation.path("security")) {
      if (way.has("anyToken")) {
        asked.add("any");
      } else if (way.has("token")) {
        way.get("token").forEach(scope -> asked.add(scope.textValue()));
      } else {
        asked.add("none");
      }
    }
    return asked;
  }

  private static Set<String> tokenOf(Method method) {
    var asked = new TreeSet<String>();
    if (method.isAnnotationPresent(NoToken.class)) {
      asked.add("none");
    }
    if (method.isAnnotationPresent(AnyToken.class)) {
      asked.add("any");
    }
    if (method.isAnnotationPresent(Scope.class)) {
      asked.addAll(Arrays.asList(method.getAnnotation(Scope.class).value()));
    }
    return asked;
  }

  private static Map<String, JsonNode> named() {
    var named = new TreeMap<String, JsonNode>();
    CONTRACT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(it -> it.getValue().has("operationId"))
                    .forEach(
                        it ->
                            named.put(
                                it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                it.getValue())));
    return named;
  }

  private static Map<String, Method> served() {
    var served = new TreeMap<String, Method>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("be.schakel")
            .stream()
            .filter(type -> type.isAnnotatedWith(ApplicationPath.class))
            .map(JavaClass::reflect)
            .forEach(type -> routes(type, served));
    return served;
  }

  private static void routes(Class<?> door, Map<String, Method> served) {
    var root = door.getAnnotation(ApplicationPath.class).value();
    for (var resource : application(door).getClasses()) {
      if (resource.isAnnotationPresent(Path.class)) {
        for (var method : resource.getMethods()) {
          verb(method)
              .ifPresent(
                  verb ->
                      served.put(
                          verb
                              + " "
                              + join(
                                  root,
                                  resource.getAnnotation(Path.class).value(),
                                  Optional.ofNullable(method.getAnnotation(Path.class))
                                      .map(Path::value)
                                      .orElse("")),
                          method));
        }
      }
    }
  }

  private static Application application(Class<?> door) {
    try {
      return (Application) door.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  /** A place may carry a pattern, {@code {id: .+}}, which the contract says in its own way. */
  private static String join(String... parts) {
    return Stream.of(parts)
        .flatMap(part -> Stream.of(part.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}").split("/")))
        .filter(step -> !step.isEmpty())
        .collect(Collectors.joining("/", "/", ""));
  }

  private static Set<String> queryOf(JsonNode operation) {
    var names = new TreeSet<String>();
    operation
        .path("parameters")
        .forEach(
            parameter -> {
              var it =
                  parameter.has("$ref")
                      ? CONTRACT.at(parameter.get("$ref").textValue().substring(1))
                      : parameter;
              if (it.get("in").textValue().equals("query")) {
                names.add(it.get("name").textValue());
              }
            });
    return names;
  }

  private static Set<String> queryOf(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(
            parameter ->
                parameter.isAnnotationPresent(BeanParam.class)
                    ? Arrays.<AnnotatedElement>stream(parameter.getType().getDeclaredFields())
                    : Stream.<AnnotatedElement>of(parameter))
        .map(element -> element.getAnnotation(QueryParam.class))
        .flatMap(parameter -> Optional.ofNullable(parameter).stream())
        .map(QueryParam::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
