package be.schakel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Contract;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.SearchRules;
import be.schakel.policy.SearchRules.Effect;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of search rules and the routes of the contract, held against each other both ways. */
class SearchRoutesTest {

  /** By the number of a child, in a body only (CONTRACT, FHIR search). */
  private static final Set<String> BY_PERSON =
      Set.of("patient.identifier", "patient:Patient.identifier", "subject:Patient.identifier");

  /** Parts of an event itself, although they are written like references (IHE ITI-81). */
  private static final Set<String> OF_EVENTS =
      Set.of("agent.identifier", "entity.identifier", "source.identifier");

  private static final JsonNode CONTRACT = Contract.packaged().document();
  private static final SearchRules RULES = new Policy(PolicyData.shipped()).searchRules();

  @Test
  void everyParameterOfEverySearchHasARule() {
    var unruled = inTheContract();
    unruled.removeAll(inTheTable());
    assertEquals(Set.of(), unruled);
  }

  @Test
  void everyRuleIsAboutAParameterThatIsThere() {
    var unheard = inTheTable();
    unheard.removeAll(inTheContract());
    assertEquals(Set.of(), unheard);
  }

  /**
   * FHIR has more ways to ask about what one may not see than any table could name. A {@code
   * _summary} is no count here, and an {@code _include} shows what stands in the record.
   */
  @Test
  void noSearchCountsOrLooksThroughAReference() {
    for (var parameter : inTheTable()) {
      var name = parameter.substring(parameter.indexOf('?') + 1);
      assertTrue(
          BY_PERSON.contains(name) || OF_EVENTS.contains(name) || name.matches("_?[a-zA-Z-]+"),
          parameter);
      assertTrue(
          !Set.of("_has", "_total", "_sort", "_revinclude", "_filter").contains(name), parameter);
    }
  }

  /** What leaves a part out or sets something beside is no condition, and no condition does so. */
  @Test
  void partsAndIncludesStandInRulesOfTheirOwn() {
    for (var rule : RULES.all()) {
      for (var parameter : rule.parameters()) {
        var expected =
            switch (parameter.substring(parameter.indexOf('?') + 1)) {
              case "_summary", "_elements" -> Set.of(Effect.PART);
              case "_include" -> Set.of(Effect.INCLUDE);
              default -> Set.of(Effect.FILTER, Effect.SORT, Effect.PAGE);
            };
        assertTrue(expected.contains(rule.effect()), rule.condition() + " by " + parameter);
      }
    }
  }

  private static Set<String> inTheTable() {
    return RULES.all().stream()
        .flatMap(rule -> rule.parameters().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> inTheContract() {
    var found = new TreeSet<String>();
    CONTRACT
        .get("paths")
        .fields()
        .forEachRemaining(
            path -> {
              var route = path.getKey();
              if (!route.startsWith("/api/") && !route.startsWith("/fhir/")
                  || isAboutNobody(path.getValue().path("get"))) {
                return;
              }
              for (var parameter : path.getValue().path("get").path("parameters")) {
                var it = resolved(parameter);
                if (it.get("in").textValue().equals("query")) {
                  found.add(route + "?" + it.get("name").textValue());
                }
              }
              if (route.endsWith("/search")) {
                var body = path.getValue().at("/post/requestBody/content/application~1json/schema");
                resolved(body)
                    .get("properties")
                    .fieldNames()
                    .forEachRemaining(name -> found.add(route + "?" + name));
              }
            });
    for (var route :
        Set.of("/fhir/ServiceRequest", "/fhir/Task", "/fhir/Consent", "/fhir/AuditEvent")) {
      // A form may have what an address may have, and the number of a child besides
      for (var parameter : Set.copyOf(found)) {
        if (parameter.startsWith(route + "?")) {
          found.add(parameter.replace("?", "/_search?"));
        }
      }
      if (route.equals("/fhir/AuditEvent") || route.equals("/fhir/Consent")) {
        found.add(route + "/_search?patient.identifier");
      } else {
        BY_PERSON.forEach(name -> found.add(route + "/_search?" + name));
      }
    }
    return found;
  }

  /** What everybody with a certificate may read: the parts of the guide. */
  private static boolean isAboutNobody(JsonNode operation) {
    return operation.has("security") && !operation.at("/security/0").has("token");
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? CONTRACT.at(node.get("$ref").textValue().substring(1)) : node;
  }
}
