package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.JsonBody;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, the answer names what is wrong with it, and nothing else happens. */
class HostileBundleTest {

  private static final int MUTANTS = Integer.getInteger("schakel.fhir.mutants", 1_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"Bundle\"",
        "null",
        "<Bundle/>",
        "{}",
        "{\"resourceType\":\"Bundle\",\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":null}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[null]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[[]]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":null}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{}}]}",
        "{\"resourceType\":[\"Bundle\"],\"type\":{}}"
      })
  void whatIsNoTransactionIsRefused(String body) {
    assertThrows(SchakelProblem.class, () -> BundleToSubmission.map(utf8(body)));
  }

  @Test
  void tenThousandLevelsAreTooDeep() {
    var deep =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":"
            + "[".repeat(10_000)
            + "]".repeat(10_000)
            + "}";
    assertEquals(Code.TOO_DEEP, refusal(utf8(deep)).code());
  }

  @Test
  void tooManyBytesAreTooMany() {
    var large = new byte[JsonBody.LIMIT + 1];
    Arrays.fill(large, (byte) ' ');
    assertEquals(Code.BODY_TOO_LARGE, refusal(large).code());
  }

  @Test
  void manySmallEntriesAreAnsweredSoon() {
    var body =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
            + String.join(
                ",",
                java.util.Collections.nCopies(
                    10_000, "{\"resource\":{\"resourceType\":\"Patient\"}}"))
            + "]}";
    var problem = refusal(utf8(body));
    assertTrue(problem.issues().size() <= 500);
  }

  @Test
  void referencesInACircleEnd() {
    var bundle = Bundles.siblings();
    bundle.with(
        "Group",
        "/member/0/entity/reference",
        bundle.resource("ServiceRequest").at("/subject/reference").toString());
    assertTrue(
        bundle.refusal().stream().anyMatch(issue -> issue.code() == Code.SUBJECT_NOT_A_CHILD));
  }

  @Test
  void strangeTextIsKeptAsItIs() {
    var strange =
        "'; drop table child; -- <script>alert(1)</script> \u202Eabc \uD83D\uDE00 ${jndi:x}";
    var bundle = Bundles.whole();
    ((ObjectNode) bundle.resource("ServiceRequest").at("/note/0")).put("text", strange);
    assertEquals(strange, bundle.map().submission().facts().orElseThrow());
  }

  @Test
  void noProblemRepeatsWhatWasSent() {
    var bundle = Bundles.whole();
    bundle.with("Patient", "/birthDate", "\"Geheim\"").with("Patient", "/gender", "\"Geheim\"");
    bundle.with("Patient", "/Geheime", "{}").with("ServiceRequest", "/authoredOn", "\"Geheim\"");
    var problem = refusal(bundle.bytes());
    assertTrue(
        problem.issues().stream()
            .noneMatch(issue -> issue.arguments().stream().anyMatch(a -> a.contains("Geheim"))));
    assertEquals(null, problem.getCause());
  }

  @Test
  void everyMutantIsUnderstoodOrRefused() {
    var seeds = List.of(Bundles.whole().tree(), Bundles.siblings().tree());
    for (var seed = 0; seed < MUTANTS; seed++) {
      var random = new Random(seed);
      var mutant = seeds.get(seed % seeds.size()).deepCopy();
      for (var changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutate(mutant, random);
      }
      var number = seed;
      assertDoesNotThrow(() -> read(mutant), () -> "mutant " + number + ": " + mutant);
    }
  }

  private static void read(JsonNode mutant) {
    try {
      BundleToSubmission.map(utf8(mutant.toString()));
    } catch (SchakelProblem refused) {
      assertTrue(refused.issues().stream().allMatch(i -> i.pointer().startsWith("Bundle")));
    }
  }

  /** Drops, doubles, retypes or cuts any element. */
  private static void mutate(ObjectNode root, Random random) {
    var containers = new ArrayList<JsonNode>();
    collect(root, containers);
    var parent = containers.get(random.nextInt(containers.size()));
    if (parent instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      var name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + "x", object.get(name).deepCopy());
        default -> object.set(name, other(object.get(name), random));
      }
    } else if (parent instanceof ArrayNode array && !array.isEmpty()) {
      var index = random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.remove(index);
        case 1 -> array.add(array.get(index).deepCopy());
        default -> array.set(index, other(array.get(index), random));
      }
    }
  }

  private static JsonNode other(JsonNode value, Random random) {
    var nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(9)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt());
      case 3 -> nodes.textNode("");
      case 4 -> nodes.objectNode().set("a", value.deepCopy());
      case 5 -> nodes.arrayNode().add(value.deepCopy());
      case 6 -> nodes.arrayNode();
      case 7 -> nodes.textNode(value.asText().substring(value.asText().length() / 2));
      default -> nodes.textNode("x".repeat(300_000));
    };
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static SchakelProblem refusal(byte[] body) {
    return assertThrows(SchakelProblem.class, () -> BundleToSubmission.map(body));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
