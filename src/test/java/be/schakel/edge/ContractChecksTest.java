package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractChecksTest {

  private static final Contract CONTRACT = Contract.packaged();

  /** One place of a whole submission is replaced; the finding is told at that place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/type                      | 7                    | WRONG_TYPE       | string",
        "/children                  | {}                   | WRONG_TYPE       | array",
        "/children/0                | `text`               | WRONG_TYPE       | object",
        "/facts                     | null                 | WRONG_TYPE       | string",
        "/children/0/secretAddress  | \"true\"             | WRONG_TYPE       | boolean",
        "/preferredVk               | 7                    | WRONG_TYPE       | string, null",
        "/urgency                   | \"urgent\"           | UNKNOWN_CODE     | ROUTINE, URGENT, ACUTE_DANGER",
        "/children/0/contexts/0     | \"OTHER\"            | UNKNOWN_CODE     | *",
        "/children/0/birthDate      | \"2015-02-29\"       | INVALID_DATE     |",
        "/children/0/birthDate      | \"15/03/2015\"       | INVALID_DATE     |",
        "/children/0/birthDate      | \"2015-13\"          | INVALID_DATE     |",
        "/receivedAt                | \"2026-11-21\"       | INVALID_TIME     |",
        "/receivedAt                | \"2026-11-21T24:00:00+01:00\" | INVALID_TIME |",
        "/documents/0/data          | \"a\"                | BAD_BASE64       |",
        "/children/0/key            | \"c 1\"              | BAD_PATTERN      | *",
        "/children/0/key            | \"c1\\n\"            | BAD_PATTERN      | *",
        "/children/0/address/country| \"Belgium\"          | BAD_PATTERN      | *",
        "/facts                     | \"\"                 | TOO_SHORT        | 1",
        "/children                  | []                   | TOO_FEW_ITEMS    | 1",
        "/children/0/contexts       | [\"PRENATAL\",\"PRENATAL\"] | DUPLICATE_ITEM |",
      })
  void whatIsWrongIsToldAtItsPlace(String place, String json, String code, String argument)
      throws IOException {
    var body = submission();
    replace(body, place, json.equals("text") ? "\"text\"" : json);
    var found = CONTRACT.check("Submission", body);
    assertEquals(List.of(place), found.stream().map(Issue::pointer).toList());
    assertEquals(Code.valueOf(code), found.get(0).code());
    if (!"*".equals(argument)) {
      assertEquals(argument == null ? List.of() : List.of(argument), found.get(0).arguments());
    }
  }

  @Test
  void anUnknownPropertyIsNamedByItsOwnPlace() throws IOException {
    var body = submission();
    body.put("colour", "red");
    ((ObjectNode) body.at("/children/0")).put("a/b~c", 1);
    assertEquals(
        List.of(
            new Issue("/children/0/a~1b~0c", Code.UNKNOWN_PROPERTY),
            new Issue("/colour", Code.UNKNOWN_PROPERTY)),
        CONTRACT.check("Submission", body));
  }

  @Test
  void aMissingPropertyIsNamedByThePlaceItShouldHave() {
    assertEquals(
        List.of(
            new Issue("/children/0/key", Code.MISSING),
            new Issue("/children/0/problem", Code.MISSING),
            new Issue("/type", Code.MISSING)),
        check("Submission", "{\"children\":[{}]}"));
  }

  @Test
  void lengthsCountCharactersNotHalvesOfThem() {
    var emoji = "\uD83D\uDE00".repeat(200);
    assertEquals(List.of(), check("ReferralSearch", "{\"childInsz\":\"12345678901\"}"));
    assertEquals(List.of(), check("Submission", minimal("\"familyName\":\"" + emoji + "\"")));
    assertEquals(
        List.of(new Issue("/children/0/familyName", Code.TOO_LONG, "200")),
        check("Submission", minimal("\"familyName\":\"" + emoji + "x\"")));
  }

  @Test
  void aNumberOutsideItsRangeIsToldBothEnds() {
    var expected = List.of(new Issue("/limit", Code.OUT_OF_RANGE, "1", "100"));
    assertEquals(expected, check("ReferralSearch", "{\"limit\":0}"));
    assertEquals(expected, check("ReferralSearch", "{\"limit\":101}"));
    assertEquals(
        List.of(new Issue("/limit", Code.WRONG_TYPE, "integer")),
        check("ReferralSearch", "{\"limit\":\"20\"}"));
  }

  @Test
  void tooManyItemsAreToldOnce() {
    var lines = IntStream.range(0, 11).mapToObj(i -> "\"l" + i + "\"").toList();
    assertEquals(
        List.of(new Issue("/children/0/address/lines", Code.TOO_MANY_ITEMS, "10")),
        check("Submission", minimal("\"address\":{\"lines\":" + lines + "}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"title\":\"x\"}", "{\"data\":\"\",\"upload\":\"" + Ids.ONE + "\"}"})
  void aDocumentBringsItsBytesInExactlyOneWay(String document) {
    assertEquals(
        List.of(new Issue("/documents/0", Code.DOCUMENT_DATA_OR_UPLOAD)),
        check("DevelopmentSubmission", "{\"documents\":[" + document + "]}"));
  }

  @Test
  void aContributionHasATextOrADocument() {
    assertEquals(
        List.of(new Issue("", Code.TEXT_OR_DOCUMENT)),
        check("ContributionSubmission", "{\"category\":\"ADVICE\"}"));
    assertEquals(
        List.of(new Issue("", Code.TEXT_OR_DOCUMENT)), check("DevelopmentSubmission", "{}"));
  }

  @Test
  void whatHasTheWrongTypeIsCalledNothingElse() {
    assertEquals(
        List.of(new Issue("/documents/0", Code.WRONG_TYPE, "object")),
        check("DevelopmentSubmission", "{\"documents\":[7]}"));
  }

  @Test
  void placesAreSortedAsPeopleCount() {
    var children = IntStream.range(0, 12).mapToObj(i -> "{\"key\":\"c" + i + "\"}").toList();
    var places =
        check("Submission", "{\"type\":\"REGULAR\",\"children\":" + children + "}").stream()
            .map(Issue::pointer)
            .toList();
    assertEquals(
        IntStream.range(0, 12).mapToObj(i -> "/children/" + i + "/problem").toList(), places);
  }

  @Test
  void namesThatStrangersChooseCannotConfuseTheOrder() {
    for (var names : List.of("9 10 1a", "1a 9 10", "10 1a 9", "10 9 1a")) {
      var body = Json.MAPPER.createObjectNode();
      for (var name : names.split(" ")) {
        body.put(name, 1);
      }
      assertEquals(
          List.of("/9", "/10", "/1a"),
          CONTRACT.check("ReferralSearch", body).stream().map(Issue::pointer).toList());
    }
  }

  @Test
  void anAnswerNamesNoMoreThanFiveHundredPlaces() {
    var body = Json.MAPPER.createObjectNode();
    for (var i = 0; i < 2000; i++) {
      body.put("p" + i, 1);
    }
    assertEquals(500, CONTRACT.check("ReferralSearch", body).size());
  }

  @Test
  void noValueOfTheBodyStandsInAnIssue() throws IOException {
    var body = submission();
    for (var place :
        List.of("/type", "/children/0/birthDate", "/children/0/key", "/documents/0/contentType")) {
      replace(body, place, "\"Noor Geheim\"");
    }
    var found = CONTRACT.check("Submission", body);
    assertEquals(4, found.size());
    var text = found.stream().map(Issue::toString).collect(Collectors.joining());
    assertFalse(text.contains("Geheim"), text);
  }

  @Test
  void aSchemaThatDoesNotExistIsOurOwnMistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> CONTRACT.check("Nonsense", Json.MAPPER.createObjectNode()));
  }

  private static String minimal(String property) {
    return "{\"type\":\"REGULAR\",\"children\":[{\"key\":\"c1\",\"problem\":\"UNKNOWN\","
        + property
        + "}]}";
  }

  private static List<Issue> check(String schema, String json) {
    return CONTRACT.check(schema, tree(json));
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  private static ObjectNode submission() throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(new File("openapi/examples/submission.json"));
  }

  private static void replace(ObjectNode body, String place, String json) {
    var cut = place.lastIndexOf('/');
    var parent = body.at(place.substring(0, cut));
    var name = place.substring(cut + 1);
    if (parent instanceof ObjectNode object) {
      object.set(name, tree(json));
    } else {
      ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
          .set(Integer.parseInt(name), tree(json));
    }
  }

  private static final class Ids {
    static final String ONE = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10";
  }
}
