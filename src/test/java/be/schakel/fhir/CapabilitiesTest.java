package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.Fhir;
import be.schakel.disclosure.Released;
import be.schakel.edge.Contract;
import be.schakel.edge.Public;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.Validated;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The capability statement tells what works: no more, no less. */
class CapabilitiesTest {

  private static final JsonNode STATEMENT =
      Capabilities.of("1.2.3", "https://gateway.example/fhir").statement();
  private static final JsonNode REST = STATEMENT.at("/rest/0");

  @Test
  void itIsSoundFhir() {
    R4.json().setParserErrorHandler(new StrictErrorHandler()).parseResource(STATEMENT.toString());
    assertEquals("1.2.3", STATEMENT.at("/software/version").textValue());
    assertEquals("https://gateway.example/fhir", STATEMENT.at("/implementation/url").textValue());
  }

  @Test
  void itSaysHowToBeLetInAsTheTokenEndpointDoes() {
    var security = REST.get("security");
    var services = new TreeSet<String>();
    for (var service : security.get("service")) {
      service.get("coding").forEach(coding -> services.add(coding.get("code").textValue()));
    }
    assertEquals(Set.of("Certificates", "OAuth", "SMART-on-FHIR"), services);
    var way =
        Contract.packaged().document().at("/components/securitySchemes/token/flows").properties();
    assertEquals(1, way.size());
    var endpoint = way.iterator().next().getValue().get("tokenUrl").textValue();
    assertTrue(security.at("/service/0/text").textValue().contains(" " + endpoint + "."));
  }

  /** By the tag of what one has, whatever has one. */
  @Test
  void aReadIsConditionalWhereTheContractNamesTheCondition() {
    var paths = Contract.packaged().document().get("paths");
    for (var resource : REST.get("resource")) {
      var type = resource.get("type").textValue();
      var read = paths.path("/fhir/" + type + "/{id}").path("get");
      assertEquals(
          names(read).contains("If-None-Match") ? "not-match" : "",
          resource.path("conditionalRead").asText(),
          type);
    }
  }

  @Test
  void everyInteractionItNamesIsServedAndEveryOneServedIsNamed() {
    var named = new TreeSet<String>();
    REST.get("interaction").forEach(each -> named.add(each.get("code").textValue()));
    for (var resource : REST.get("resource")) {
      resource
          .get("interaction")
          .forEach(
              each ->
                  named.add(resource.get("type").textValue() + " " + each.get("code").textValue()));
    }
    assertEquals(served(), named);
  }

  @Test
  void everySearchParameterItNamesIsUnderstood() {
    for (var resource : REST.get("resource")) {
      for (var parameter : resource.path("searchParam")) {
        var type = resource.get("type").textValue();
        var name = parameter.get("name").textValue();
        if (Set.of("Consent", "AuditEvent", "Communication").contains(type) || isGuide(type)) {
          continue;
        }
        SearchParameters.query(type, Map.of(name, List.of(example(name, type))), true);
      }
    }
  }

  @Test
  void everySearchParameterThatIsUnderstoodIsNamed() {
    for (var type : List.of("ServiceRequest", "Task")) {
      var refused =
          assertThrows(
              SchakelProblem.class,
              () -> SearchParameters.query(type, Map.of("x", List.of("")), false));
      var understood = new TreeSet<>(Arrays.asList(refused.arguments().get(0).split(", ")));
      understood.removeAll(Set.of("_count", "_cursor", "_include"));
      var named = new TreeSet<String>();
      for (var resource : REST.get("resource")) {
        if (resource.get("type").textValue().equals(type)) {
          resource.get("searchParam").forEach(each -> named.add(each.get("name").textValue()));
        }
      }
      named.remove("patient.identifier");
      assertEquals(understood, named);
    }
  }

  @Test
  void consentsAreSearchedByTheConditionsItNames() {
    var named = new TreeSet<String>();
    for (var resource : REST.get("resource")) {
      if (resource.get("type").textValue().equals("Consent")) {
        resource.get("searchParam").forEach(each -> named.add(each.get("name").textValue()));
      }
    }
    var refused =
        assertThrows(
            SchakelProblem.class, () -> ConsentSearch.of(Map.of("x", List.of("active")), true));
    assertEquals(String.join(", ", named), refused.arguments().get(0));
  }

  @Test
  void auditEventsAreSearchedByExactlyTheConditionsItNames() {
    var named = new TreeSet<String>();
    for (var resource : REST.get("resource")) {
      if (resource.get("type").textValue().equals("AuditEvent")) {
        resource.get("searchParam").forEach(each -> named.add(each.get("name").textValue()));
      }
    }
    var refused =
        assertThrows(
            SchakelProblem.class,
            () -> AuditSearch.query(Map.of("x", List.of("")), true, "https://gateway.example"));
    var understood = new TreeSet<>(Arrays.asList(refused.arguments().get(0).split(", ")));
    understood.removeAll(Set.of("_count", "_cursor"));
    assertEquals(understood, named);
  }

  @Test
  void whatIsAcceptedIsCreatedByItselfOrByATransaction() {
    var ways = new TreeSet<>(List.of(NotByItself.MADE_WITH_A_REPORT.split("\\|")));
    var created = served().stream().filter(each -> each.endsWith(" create"));
    created
        .map(each -> each.replace(" create", ""))
        .forEach(type -> assertTrue(ways.add(type), type));
    assertEquals(new TreeSet<>(List.of(Validated.TYPES.split("\\|"))), ways);
  }

  @Test
  void whatIsReadOrAcceptedIsSearchedByItselfOrByTheReport() {
    var types = new TreeSet<>(List.of(Validated.TYPES.split("\\|")));
    REST.get("resource").forEach(each -> types.add(each.get("type").textValue()));
    types.removeIf(type -> served().contains(type + " search-type"));
    assertEquals(types, new TreeSet<>(List.of(NotByItself.FOUND_BY_A_REPORT.split("\\|"))));
  }

  /** What a client can say at every address, and how each can fail. */
  @Test
  void contractNamesWhatTheDoorReadsAtEveryAddress() {
    var paths = Contract.packaged().document().get("paths").properties();
    for (var path : paths) {
      if (!path.getKey().matches("/fhir(?!/[.]well-known).*")) {
        continue;
      }
      var everywhere = names(path.getValue());
      assertTrue(everywhere.containsAll(Set.of("_format", "_pretty")), path.getKey());
      for (var verb : List.of("get", "put", "post", "delete")) {
        var operation = path.getValue().path(verb);
        var place = verb + " " + path.getKey();
        if (operation.isMissingNode()) {
          continue;
        }
        var failures = new TreeSet<>(Set.of("400", "406"));
        if (operation.has("requestBody")) {
          failures.addAll(Set.of("413", "415"));
        }
        if (names(operation).contains("If-Match")) {
          failures.add("412");
        }
        if (names(operation).contains("If-None-Match")) {
          failures.add("304");
        }
        failures.removeIf(operation.get("responses")::has);
        assertEquals(Set.of(), failures, place);
        var type = path.getKey().replaceFirst("^/fhir/", "").replaceFirst("/.*", "");
        var versioned =
            path.getKey().matches("/fhir/[A-Z][A-Za-z]+/\\{id}")
                && (Versioning.TYPES.contains(type) || type.equals(Versioning.COUNTED));
        if (verb.equals("get") && versioned) {
          assertTrue(names(operation).contains("If-None-Match"), place);
        }
      }
    }
  }

  @Test
  void contractNamesThePreferenceOfWhoWritesWhereItIsHeld() {
    for (var resource : new Fhir().getClasses()) {
      for (var method : resource.getMethods()) {
        var path = Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
        if (resource.isAnnotationPresent(Path.class)
            && (method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(PUT.class))) {
          var verb = method.isAnnotationPresent(POST.class) ? "post" : "put";
          var place = "/fhir" + path.map(it -> "/" + it.replaceFirst(":[^}]*}", "}")).orElse("");
          var operation = Contract.packaged().document().get("paths").path(place).path(verb);
          var made = method.getReturnType().getAnnotation(Public.class);
          var held =
              method.getReturnType() == Released.class && !place.endsWith("/_search")
                  || made != null && made.status() == 201;
          assertEquals(held, names(operation).contains("Prefer"), verb + " " + place);
        }
      }
    }
  }

  private static Set<String> names(JsonNode pathOrOperation) {
    var document = Contract.packaged().document();
    var names = new TreeSet<String>();
    for (var parameter : pathOrOperation.path("parameters")) {
      var it =
          parameter.has("$ref")
              ? document.at(parameter.get("$ref").textValue().substring(1))
              : parameter;
      names.add(it.get("name").textValue());
    }
    return names;
  }

  @Test
  void theOperationItNamesIsServed() {
    assertEquals("validate", REST.at("/operation/0/name").textValue());
    assertTrue(
        Arrays.stream(ValidateResource.class.getMethods())
            .anyMatch(
                method ->
                    method.isAnnotationPresent(Path.class)
                        && method.getAnnotation(Path.class).value().equals("$validate")));
  }

  @Test
  void whatMayBeSentMayBeValidatedFirst() {
    var sent = new TreeSet<String>();
    for (var path : Contract.packaged().document().get("paths").properties()) {
      var place = path.getKey().matches("/fhir/[A-Z][A-Za-z]+(/\\{id\\})?");
      if (place && (path.getValue().has("post") || path.getValue().has("put"))) {
        sent.add(path.getKey().split("/")[2]);
      }
    }
    assertTrue(sent.containsAll(Set.of("Subscription", "Task", "ServiceRequest")), sent::toString);
    var validated = List.of(Validated.TYPES.split("\\|"));
    sent.removeAll(validated);
    assertEquals(Set.of(), sent);
    assertEquals(validated, typesOf("/fhir/{type}/$validate"));
    assertEquals(validated, typesOf("/fhir/{type}/{id}/$validate"));
  }

  /** A stock client looks for the operation at the type (R4 CapabilityStatement.rest.operation). */
  @Test
  void eachTypeThatMayBeValidatedSaysSo() {
    var says = new TreeSet<String>();
    var may = new TreeSet<String>();
    for (var resource : REST.get("resource")) {
      var type = resource.get("type").textValue();
      if (type.matches(Validated.TYPES)) {
        may.add(type);
      }
      for (var operation : resource.path("operation")) {
        if (operation.get("name").textValue().equals("validate")) {
          says.add(type);
        }
      }
    }
    assertEquals(may, says);
  }

  private static List<String> typesOf(String place) {
    var types = new ArrayList<String>();
    for (var parameter : Contract.packaged().document().get("paths").get(place).get("parameters")) {
      if (parameter.path("name").asText().equals("type")) {
        parameter.at("/schema/enum").forEach(each -> types.add(each.textValue()));
      }
    }
    return types;
  }

  @Test
  void contractNamesTheTypesThatHaveVersions() {
    for (var place :
        List.of("/fhir/{type}/{id}/_history", "/fhir/{type}/{id}/_history/{version}")) {
      var named = typesOf(place);
      assertEquals(place.endsWith("_history"), named.remove(Versioning.COUNTED), place);
      assertEquals(Versioning.TYPES, named);
    }
  }

  private static String example(String name, String type) {
    return switch (name) {
      case "status" -> type.equals("Task") ? "requested" : "active";
      case "business-status" -> "RECEIVED";
      case "_lastUpdated" -> "ge2026-11-21";
      case "identifier" -> "https://a.example|1";
      case "patient.identifier" -> "15231500154";
      default -> "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00";
    };
  }

  private static Set<String> served() {
    var served = new TreeSet<String>();
    for (var type : Versioning.TYPES) {
      served.add(type + " vread");
      served.add(type + " history-instance");
    }
    served.add(Versioning.COUNTED + " history-instance");
    for (var resource : new Fhir().getClasses()) {
      if (resource.isAnnotationPresent(Path.class)) {
        for (var method : resource.getMethods()) {
          types(method).forEach(type -> interaction(method, type).ifPresent(served::add));
        }
      }
    }
    return served;
  }

  private static boolean isGuide(String type) {
    return GuideResource.PARTS.matches(".*\\b" + type + "\\b.*");
  }

  /** The types a route is for: the one it begins with, or each of those it may begin with. */
  private static List<String> types(Method method) {
    var path = Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value).orElse("");
    return path.startsWith("{")
        ? List.of(path.replaceFirst("^\\{\\w+:\\s*([^}]*)}.*", "$1").split("\\|"))
        : List.of(path.split("/")[0]);
  }

  private static Optional<String> interaction(Method method, String type) {
    var path = Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value);
    if (path.filter(each -> each.endsWith("$validate")).isPresent()) {
      return Optional.empty();
    }
    if (method.isAnnotationPresent(DELETE.class)) {
      return Optional.of(type + " delete");
    }
    if (method.isAnnotationPresent(PUT.class)) {
      return Optional.of(type + " update");
    }
    if (method.isAnnotationPresent(POST.class)) {
      return Optional.of(
          type.isEmpty()
              ? "transaction"
              : type + (path.get().endsWith("_search") ? " search-type" : " create"));
    }
    if (method.isAnnotationPresent(GET.class) && !type.isEmpty()) {
      var one = path.get().contains("_history") ? " vread" : " read";
      return Optional.of(type + (path.get().contains("{id}") ? one : " search-type"));
    }
    return Optional.empty();
  }
}
