package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.out.SubscriptionToFhir;
import be.schakel.notice.NewSubscription;
import be.schakel.outbox.EventKind;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionToNewTest {

  private static final String WHOLE =
      """
      {'resourceType': 'Subscription', 'status': 'requested', 'reason': 'x', 'criteria': 'Task',
       'extension': [{'url': '%s', 'valueCode': 'STATUS_CHANGED'}],
       'channel': {'type': 'rest-hook', 'endpoint': 'https://a.example/x', 'payload': 'application/json'}}"""
          .formatted(SubscriptionToFhir.KIND);

  private static NewSubscription parse(String quoted) throws IOException {
    var body = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return SubscriptionToNew.parse(new ByteArrayInputStream(body)).subscription();
  }

  @Test
  void reasonThatR4RequiresIsNamedWhereItIsNotThere() throws IOException {
    var body = WHOLE.replace("'reason': 'x', ", "").replace('\'', '"');
    var given =
        SubscriptionToNew.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        List.of(new Issue("Subscription.reason", Code.VALUE_NORMALISED, "-")), given.remarks());
  }

  @Test
  void exampleOfTheGuideIsTaken() throws IOException {
    try (var in = getClass().getResourceAsStream("/fhir/examples/told-by-hook.json")) {
      assertEquals(
          new NewSubscription(
              "https://ehr.example/schakel",
              List.of(EventKind.STATUS_CHANGED, EventKind.QUESTION_ASKED)),
          SubscriptionToNew.parse(in).subscription());
    }
  }

  @Test
  void restHookIsASubscription() throws IOException {
    assertEquals(
        new NewSubscription("https://a.example/x", List.of(EventKind.STATUS_CHANGED)),
        parse(WHOLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rest-hook | email | Subscription.channel.type",
        "'Task' | 'Patient' | Subscription.criteria",
        "requested | active | Subscription.status",
        "'payload': 'application/json' | 'header': ['Authorization: x'] | Subscription.channel.header",
        "application/json | application/fhir+json | Subscription.channel.payload",
        "STATUS_CHANGED | SOMETHING | Subscription.extension[0]",
        "'reason': 'x' | 'reason': 'x', 'end': '2030-01-01T00:00:00Z' | Subscription.end"
      })
  void whatWouldSendSomethingElseIsRefused(String part, String other, String place) {
    var refused = assertThrows(SchakelProblem.class, () -> parse(WHOLE.replace(part, other)));
    assertTrue(
        refused.issues().stream().anyMatch(issue -> issue.pointer().equals(place)),
        refused.issues()::toString);
  }

  /** Three mistakes, each in its own words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'contact': [{'value': 'a@b.example', 'system': 'email'}] | Subscription.contact | ELEMENT_NOT_TAKEN",
        "'colour': 'red' | Subscription.colour | UNKNOWN_PROPERTY",
        "'extension': [{'url': 'https://a.example/x', 'valueCode': 'x'}] | Subscription.extension[0] | EXTENSION_NOT_EXPECTED"
      })
  void whatIsNotTakenIsToldByItsReason(String more, String place, Code code) {
    var plain = WHOLE.replaceFirst("'extension': \\[.*?\\],?", "");
    var refused =
        assertThrows(
            SchakelProblem.class,
            () -> parse(plain.replace("'reason': 'x'", "'reason': 'x', " + more)));
    assertEquals(List.of(new Issue(place, code)), refused.issues());
  }
}
