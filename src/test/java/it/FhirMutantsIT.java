package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.Deviations;
import be.schakel.fhir.in.Mutants;
import be.schakel.fhir.in.Mutants.Mutant;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Requests;
import testkit.TestPartner;

/**
 * What vendors make of a report, and damaged reports of all of them in each form, at the running
 * gateway: stored whole, or refused with a place and not at all.
 *
 * <p>What is stored is counted before and after all of them: the rows of each table have to be
 * those of the reports that were accepted.
 */
@AgainstTheGateway
class FhirMutantsIT {

  private static final int MUTANTS = Boolean.getBoolean("schakel.long") ? 20_000 : 1_000;

  /** So many are under way at once. */
  private static final int CLIENTS = 4;

  private static final List<String> TABLES = List.of("referral", "child", "consent", "document");

  /** The request itself is kept as one document more. */
  private static final int ORIGINAL = 1;

  /** The same reference came twice, and the second time with other content. */
  private static final String AGAIN = "DUPLICATE_REFERRAL";

  /** What cannot be parsed at all has no places. */
  private static final String MALFORMED = "MALFORMED_BODY";

  /** The number of rows that each report has to have become, by its id. */
  private final Map<String, Map<String, Integer>> accepted = new HashMap<>();

  @Test
  void whatVendorsMakeOfAReportIsStoredWholeOrNotAtAll() throws Exception {
    var sent = new ArrayList<Mutant>();
    for (var deviation : Deviations.all()) {
      Mutants.inBothFormats(deviation, "mutants").forEach(sent::add);
    }
    var before = stored();
    var answers = answers(sent);
    for (var i = 0; i < sent.size(); i++) {
      var refused = Deviations.all().get(i / (sent.size() / Deviations.all().size())).isRefused();
      assertEquals(refused ? 422 : 200, answers.get(i).status(), sent.get(i).toString());
      look(sent.get(i), answers.get(i));
    }
    assertEquals(after(before), stored());
  }

  @Test
  void aDamagedReportIsStoredWholeOrNotAtAll() throws Exception {
    var before = stored();
    var taken = 0;
    for (var from = 0L; from < MUTANTS; from += 500) {
      var batch = LongStream.range(from, from + 500).mapToObj(Mutants::ofSeed).toList();
      var answers = answers(batch);
      for (var i = 0; i < batch.size(); i++) {
        taken += look(batch.get(i), answers.get(i)) ? 1 : 0;
      }
      assertEquals(after(before), stored(), "after " + from);
    }
    assertTrue(taken > MUTANTS / 10 && taken < MUTANTS, taken + " were stored");
  }

  private static List<Answer> answers(List<Mutant> sent) throws Exception {
    var clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var asked =
          sent.stream()
              .map(
                  each ->
                      (Callable<Answer>)
                          () -> hospital().post("/fhir", each.body(), each.contentType()))
              .toList();
      var answers = new ArrayList<Answer>();
      for (Future<Answer> answer : clients.invokeAll(asked)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdownNow();
    }
  }

  /** Whether it was stored; an answer that is neither whole nor a refusal with places fails. */
  private boolean look(Mutant mutant, Answer answer) {
    if (answer.status() == 200) {
      var understood = mutant.understood();
      assertEquals(
          understood.entries().size(), answer.json().path("entry").size(), mutant.toString());
      var report = understood.submission();
      accepted.put(
          id(answer),
          Map.of(
              "referral",
              1,
              "child",
              report.children().size(),
              "consent",
              report.consents().size(),
              "document",
              report.documents().size() + ORIGINAL));
      return true;
    }
    assertEquals("OperationOutcome", answer.at("/resourceType"), mutant.toString());
    var issues = Answer.stream(answer.json().path("issue")).toList();
    if (answer.status() == 409) {
      assertEquals(AGAIN, code(issues.get(0)), mutant.toString());
      return false;
    }
    if (answer.status() == 400) {
      assertEquals(MALFORMED, code(issues.get(0)), mutant.toString());
      assertTrue(mutant.isMalformed(), mutant.toString());
      return false;
    }
    assertEquals(422, answer.status(), () -> mutant.toString() + answer.text());
    assertTrue(
        !issues.isEmpty()
            && issues.stream()
                .allMatch(issue -> issue.at("/expression/0").asText().startsWith("Bundle")),
        () -> mutant.toString() + " " + answer.text());
    return false;
  }

  private static String id(Answer answer) {
    return Answer.stream(answer.json().path("entry"))
        .map(entry -> entry.at("/response/location").asText())
        .filter(location -> location.contains("ServiceRequest/"))
        .findFirst()
        .orElseThrow()
        .replaceFirst(".*ServiceRequest/([^/]+).*", "$1");
  }

  private static String code(JsonNode issue) {
    return issue.at("/details/coding/0/code").asText();
  }

  private static Map<String, Integer> stored() {
    var stored = new HashMap<String, Integer>();
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                TABLES.forEach(
                    table ->
                        stored.put(
                            table,
                            handle
                                .createQuery("select count(*) from " + table)
                                .mapTo(Integer.class)
                                .one())));
    return stored;
  }

  private Map<String, Integer> after(Map<String, Integer> before) {
    var after = new HashMap<>(before);
    accepted
        .values()
        .forEach(rows -> rows.forEach((table, n) -> after.merge(table, n, Integer::sum)));
    return after;
  }

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld")
        .as("SUBMIT")
        .with("Accept", "application/fhir+json")
        .beyondTheContract();
  }
}
