package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Records;
import be.schakel.consent.TestRecords;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A link between the children of two reports changes nothing for anybody but the centre that has
 * both: not what it reads, nor what it finds, nor in which order or with which time.
 */
class LinksSqlTest {

  private static final String HERE = "vk-antwerpen";
  private static final String NUMBER = "15231500154";
  private static final List<LegalGround> GROUNDS =
      List.of(
          LegalGround.G1_SHARED_SECRECY,
          LegalGround.G4_CASE_CONFERENCE,
          LegalGround.G5_PARKET_REFERRAL,
          LegalGround.G6_WRITTEN_REQUEST,
          LegalGround.G9_VITAL);

  @TempDir Path directory;
  private Features features;
  private Records records;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
    records = TestRecords.on(features.db(), features.keys());
  }

  /** One of each kind, to whom every ground that there is opens both reports. */
  private List<Partner> readers(List<UUID> reports) {
    var readers = new ArrayList<Partner>();
    for (var kind : PartnerKind.values()) {
      var reader = Reports.sender("reader-" + kind, kind);
      reports.forEach(report -> open(report, reader.code()));
      readers.add(reader);
    }
    readers.add(features.partner("uz"));
    return readers;
  }

  private void open(UUID report, String grantee) {
    var now = features.now();
    var centre = features.caller(HERE, Purpose.CASE_MANAGEMENT);
    for (var ground : GROUNDS) {
      var id = Uuid7.at(now);
      records.add(
          id,
          new Records.NewGround(
              report,
              Optional.empty(),
              ground,
              grantee,
              Optional.of(records.professional(centre))
                  .filter(any -> ground == LegalGround.G9_VITAL),
              Set.of(DataCategory.values()),
              true,
              true,
              true,
              now,
              now.plus(Duration.ofDays(2)),
              id),
          centre,
          now);
    }
  }

  /** That for which the most is open to it. */
  private static List<Purpose> purposes(Partner reader) {
    if (Boolean.getBoolean("schakel.long")) {
      return Arrays.asList(Purpose.values());
    }
    return List.of(
        switch (reader.kind()) {
          case HOSPITAL -> Purpose.FOLLOW_UP_OWN;
          case VEILIG_HUIS -> Purpose.CASE_CONFERENCE;
          default -> Purpose.CARE_COORDINATION;
        });
  }

  @Test
  void linkIsThereForTheCentreThatHasBothAlone() throws Exception {
    var one = features.submitted("uz", Reports.whole());
    features.passes(Duration.ofSeconds(1));
    var two = features.submitted("uz", Reports.whole());
    var reports = List.of(one, two);
    var readers = readers(reports);
    features.passes(Duration.ofHours(1));
    var before = answers(readers, reports);
    var centre = features.caller(HERE, Purpose.CASE_MANAGEMENT);
    var theirs = answers(centre, reports);
    assertTrue(before.stream().anyMatch(answer -> answer.contains(NUMBER)), "somebody reads both");

    link(one, two);

    assertEquals(before, answers(readers, reports));
    var after = answers(centre, reports);
    assertFalse(after.equals(theirs), "the centre sees the link");
    assertEquals(theirs, after.stream().map(LinksSqlTest::withoutLinks).toList());
  }

  private void link(UUID one, UUID two) {
    features
        .db()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into child_link (id, child, referral, other, other_referral, type, reason, by_partner, by_role,"
                        + " recorded_at) values (?, ?, ?, ?, ?, 'SEE_ALSO', 'x', ?, 'criminologist', ?)",
                    Uuid7.at(features.now()),
                    child(one),
                    one,
                    child(two),
                    two,
                    HERE,
                    features.now().atOffset(ZoneOffset.UTC)));
  }

  private UUID child(UUID report) {
    return features.found("uz", report).orElseThrow().children().get(0).id();
  }

  private List<String> answers(List<Partner> readers, List<UUID> reports) throws Exception {
    var answers = new ArrayList<String>();
    for (var reader : readers) {
      for (var purpose : purposes(reader)) {
        var caller =
            new Caller(
                reader,
                new Professional("10000000001", "Persoon", "physician"),
                purpose,
                Set.of(),
                "token",
                new Trace("request", "0af7651916cd43dd8448eb211c80319c"));
        answers.addAll(answers(caller, reports));
      }
    }
    return answers;
  }

  private List<String> answers(Caller caller, List<UUID> reports) throws Exception {
    var answers = new ArrayList<String>();
    for (var report : reports) {
      answers.add(text(features.read(caller, report)));
      answers.add(text(features.part(caller, ReferralPart.child(child(report)))));
    }
    answers.add(search(caller, Optional.of(NUMBER), false));
    answers.add(search(caller, Optional.empty(), true));
    return answers;
  }

  private String search(Caller caller, Optional<String> insz, boolean byChange) throws Exception {
    var since =
        Optional.of(features.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
            .filter(any -> byChange);
    var query =
        new ReferralQuery(
            List.of(), Optional.empty(), insz, since, Optional.of(1), Optional.empty());
    var page = features.search(caller, query);
    return Json.answer(Language.EN).writeValueAsString(page.views()) + page.next();
  }

  private static String text(Outcome<ReferralView> outcome) throws Exception {
    var refusal = Features.refusal(outcome);
    return refusal.isPresent()
        ? refusal.get().name()
        : Json.answer(Language.EN).writeValueAsString(Features.released(outcome).view());
  }

  private static String withoutLinks(String answer) {
    try {
      var tree = Json.MAPPER.readTree(answer);
      if (!(tree instanceof ObjectNode)) {
        return answer;
      }
      for (JsonNode child : tree.path("children")) {
        ((ObjectNode) child).remove("links");
      }
      return tree.toString();
    } catch (com.fasterxml.jackson.core.JsonProcessingException none) {
      return answer;
    }
  }
}
