package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static testkit.Report.object;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/**
 * Where a child with a secret address is, nobody can tell: whatever a partner asks, the answers are
 * the same whether the child moved to another province or not (H8).
 */
@AgainstTheGateway
class SecretAddressIT {

  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIMES =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-9.]+(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern REFERENCES = Pattern.compile("\\b[0-9A-Z]{4}-[0-9A-Z]{4}\\b");

  /** Made of what is shown, ids and times included. */
  private static final Pattern VERSIONS =
      Pattern.compile("(\"versionId\":\"|W/\\\\\")([0-9]+-)?[0-9a-f]{24}");

  private static final Pattern TRACES = Pattern.compile("[0-9a-f]{32}");

  /** The same report, whatever is different about each. */
  private static Sent sent(String reference) {
    var report =
        Report.ofOneChild()
            .reference(reference)
            .consent("az-tweede", "PLACEMENT", "CARE_COORDINATION");
    report.child(0).put("secretAddress", true).put("familyName", "Proef");
    report.child(0).putArray("givenNames").add("Noor");
    report.child(0).put("insz", "16071500154").put("birthDate", "2016-07-15");
    ((com.fasterxml.jackson.databind.node.ObjectNode) report.child(0).get("address"))
        .putArray("lines")
        .add("Proefstraat 1");
    report.person(0).put("familyName", "Proef");
    report.but(
        json -> json.put("facts", "x").putObject("contact").put("name", "P").put("phone", "1"));
    return Sent.byHospital(report);
  }

  @Test
  void noAnswerTellsWhetherTheChildMovedToAnotherProvince() {
    var stayed = Invented.word("ref");
    var moved = Invented.word("ref");
    var here = sent(stayed);
    var there = sent(moved);
    there.transfer(Sent.antwerpen(), "vk-limburg").expect(200);
    var limburg = Sent.centre("vk-limburg");
    there.move(limburg, "RECEIVED").expect(200);
    here.moved(Sent.antwerpen(), "TAKEN_UP");
    there.moved(limburg, "TAKEN_UP");
    var plan = object("category", "PLACEMENT", "text", "x");
    here.contribute(Sent.antwerpen(), plan).expect(201);
    there.contribute(limburg, plan).expect(201);

    assertEquals(asked(here, stayed), asked(there, moved));
  }

  /** Everything that the submitter, a grantee and a stranger can ask. */
  private static List<String> asked(Sent sent, String reference) {
    var answers = new ArrayList<String>();
    var grantee = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    var stranger = TestPartner.of("clb-voorbeeld").as("CARE_COORDINATION");
    var child = "/fhir/Patient/" + sent.child(0);
    for (var reader : List.of(Sent.hospital(), grantee, stranger)) {
      for (var path :
          List.of(
              sent.path(),
              sent.path() + "/audience",
              sent.path() + "/compliance",
              "/fhir/ServiceRequest/" + sent.id(),
              "/fhir/Task/" + sent.id(),
              "/fhir/ServiceRequest/" + sent.id() + "/_history",
              "/fhir/Task/" + sent.id() + "/_history",
              child,
              "/api/referrals?identifier=https%3A%2F%2Fproef.example%2Fref%7C" + reference)) {
        answers.add(neutral(reader.beyondTheContract().get(path), reference));
      }
      for (Supplier<Answer> change : changes(reader, sent)) {
        answers.add(neutral(change.get(), reference));
      }
    }
    answers.add(neutral(sent.receipt(), reference));
    return answers;
  }

  private static List<Supplier<Answer>> changes(Requests reader, Sent sent) {
    return List.of(
        () -> sent.move(reader, "CLOSED"),
        () -> sent.transfer(reader, "vk-limburg"),
        () -> sent.transfer(reader, "vk-antwerpen"),
        () -> sent.contribute(reader, object("category", "ADVICE", "text", "x")),
        () -> sent.develop(reader, "x"));
  }

  /** What differs between any two reports, whatever they are about. */
  private static String neutral(Answer answer, String reference) {
    var text = answer.status() + " " + answer.text().replace(reference, "(reference)");
    text = UUIDS.matcher(text).replaceAll("(id)");
    text = TIMES.matcher(text).replaceAll("(time)");
    text = VERSIONS.matcher(text).replaceAll("(version)");
    text = TRACES.matcher(text).replaceAll("(trace)");
    text = REFERENCES.matcher(text).replaceAll("(name)");
    return text
        + " "
        + answer.headers().map().keySet().stream().map(String::toLowerCase).sorted().toList();
  }
}
