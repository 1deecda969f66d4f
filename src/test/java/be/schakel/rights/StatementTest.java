package be.schakel.rights;

import static be.schakel.rights.Sample.CENTRE;
import static be.schakel.rights.Sample.at;
import static be.schakel.rights.Sample.read;
import static be.schakel.rights.Sample.ruling;
import static be.schakel.rights.Sample.terms;
import static be.schakel.rights.Sample.told;
import static be.schakel.vocabulary.DataCategory.ADDRESS;
import static be.schakel.vocabulary.DataCategory.CHILD_ID;
import static be.schakel.vocabulary.DataCategory.FAMILY_ID;
import static be.schakel.vocabulary.DataCategory.JUDICIAL;
import static be.schakel.vocabulary.DataCategory.MEDICAL;
import static be.schakel.vocabulary.DataCategory.PLACEMENT;
import static be.schakel.vocabulary.DataCategory.REPORTER_ID;
import static be.schakel.vocabulary.DataCategory.RISK_FULL;
import static be.schakel.vocabulary.DataCategory.SAFETY_PLAN;
import static be.schakel.vocabulary.DataCategory.SCHOOL;
import static be.schakel.vocabulary.DataCategory.STATUS;
import static be.schakel.vocabulary.LegalGround.CONSENT;
import static be.schakel.vocabulary.LegalGround.G1_SHARED_SECRECY;
import static be.schakel.vocabulary.LegalGround.G3_DANGER_MINOR;
import static be.schakel.vocabulary.LegalGround.G7_SUBJECT_RIGHT;
import static be.schakel.vocabulary.LegalGround.G8_AUDIT;
import static be.schakel.vocabulary.LegalGround.G9_VITAL;
import static be.schakel.vocabulary.LegalGround.OWN;
import static be.schakel.vocabulary.PartnerKind.HOSPITAL;
import static be.schakel.vocabulary.PartnerKind.PARKET;
import static be.schakel.vocabulary.PartnerKind.VK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.rights.Statement.Line;
import be.schakel.rights.Statement.Recipient;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a child, a parent or a trusted person is told, and what is left out without a trace. */
class StatementTest {

  private static final DisclosureEntry PLAN =
      read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN)).made();

  private static List<Line> lines(Sample.Terms terms, Sample... entries) {
    return Statement.of(List.of(entries).stream().map(Sample::made).toList(), terms.made());
  }

  private static void assertHidden(Sample.Terms terms, Sample... entries) {
    assertEquals(List.of(), lines(terms, entries));
  }

  @Test
  void lineSaysWhoReceivedWhatWhenAndWhy() {
    assertEquals(
        List.of(
            new Line(
                Instant.parse("2026-11-20T14:42:00Z"),
                new Recipient(Optional.of("az-tweede"), Optional.of(HOSPITAL), Optional.empty()),
                Set.of(SAFETY_PLAN),
                Optional.of(CONSENT),
                Optional.of(Purpose.CARE_COORDINATION),
                Optional.empty())),
        Statement.of(List.of(PLAN), terms().made()));
  }

  @Test
  void whatWasRefusedWasNotReceived() {
    assertHidden(terms(), read("az-tweede", HOSPITAL, ruling(CONSENT, MEDICAL)).denied());
    assertEquals(
        Set.of(SAFETY_PLAN),
        lines(
                terms(),
                read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN))
                    .refusing(ruling(CONSENT, MEDICAL)))
            .get(0)
            .categories());
  }

  @Test
  void whatIsAboutABrotherOrAnotherReportIsNotTold() {
    assertHidden(
        terms(), read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN)).about("brother"));
    assertHidden(
        terms(),
        read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN)).inReport(new UUID(0, 9)));
  }

  @Test
  void peopleOfTheCentreItselfAreNoRecipients() {
    assertHidden(terms(), read(CENTRE, VK, ruling(null, CHILD_ID, RISK_FULL, SAFETY_PLAN)));
    assertHidden(terms(), read(CENTRE, VK, ruling(OWN, STATUS)));
  }

  @Test
  void centreThatHadTheCaseBeforeIsTold() {
    var line = lines(terms(), read("vk-limburg", VK, ruling(null, CHILD_ID, SAFETY_PLAN))).get(0);
    assertEquals(Optional.of("vk-limburg"), line.recipient().partner());
    assertEquals(Optional.empty(), line.ground());
  }

  /** Also of what it received besides, so that its purpose does not tell. */
  @Test
  void nothingTellsWhoReported() {
    assertHidden(terms(), read("uz-voorbeeld", HOSPITAL, ruling(OWN, STATUS, CHILD_ID)));
    assertHidden(terms(), read("uz-later", HOSPITAL, ruling(OWN, STATUS)));
    assertHidden(terms(), told("uz-voorbeeld", HOSPITAL, null, STATUS));
    assertHidden(terms(), told("uz-voorbeeld", HOSPITAL, OWN, STATUS));
    var mixed =
        read("uz-voorbeeld", HOSPITAL, ruling(OWN, STATUS), ruling(CONSENT, SAFETY_PLAN))
            .aimingAt(Purpose.FOLLOW_UP_OWN);
    var line = lines(terms(), mixed).get(0);
    assertEquals(Set.of(SAFETY_PLAN), line.categories());
    assertEquals(Optional.empty(), line.purpose());
    assertHidden(terms(), read("az-tweede", HOSPITAL, ruling(CONSENT, REPORTER_ID)));
  }

  /** Somebody who is no partner and is told of "its own" report is the citizen who made it. */
  @Test
  void citizenWhoReportedIsNotTold() {
    assertHidden(terms(), told("the neighbour", OWN, STATUS));
  }

  @Test
  void whatWasWrittenForAnotherPartnerIsTold() {
    var line = lines(terms(), read("az-tweede", HOSPITAL, ruling(OWN, SAFETY_PLAN))).get(0);
    assertEquals(Optional.of(OWN), line.ground());
  }

  @Test
  void categoryThatIsNeverNamedToAFamilyIsNotTold() {
    assertHidden(terms(), read("parket", PARKET, ruling(OWN, JUDICIAL)));
    assertEquals(
        lines(terms(), read("parket", PARKET, ruling(OWN, CHILD_ID))),
        lines(terms(), read("parket", PARKET, ruling(OWN, CHILD_ID, JUDICIAL, RISK_FULL))));
  }

  @Test
  void supervisionAndOwnRequestsAreNoDisclosures() {
    assertHidden(terms(), read("audit", HOSPITAL, ruling(G8_AUDIT, CHILD_ID)));
    assertHidden(terms(), read("other", HOSPITAL, ruling(G7_SUBJECT_RIGHT, CHILD_ID)));
  }

  @Test
  void secretAddressTakesEveryNameAndPlace() {
    var secret = terms().secret();
    var line =
        lines(secret, read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN, ADDRESS))).get(0);
    assertEquals(
        new Recipient(Optional.empty(), Optional.of(HOSPITAL), Optional.empty()), line.recipient());
    assertEquals(Set.of(SAFETY_PLAN), line.categories());
    assertHidden(secret, read("az-tweede", HOSPITAL, ruling(CONSENT, SCHOOL, PLACEMENT)));
    assertHidden(secret, read("vk-limburg", VK, ruling(null, CHILD_ID)));
    assertHidden(secret, told("vk-limburg", VK, null, CHILD_ID));
    assertEquals(
        lines(secret, told("procureur in Hasselt", G3_DANGER_MINOR, CHILD_ID)),
        lines(secret, told("procureur in Gent", G3_DANGER_MINOR, CHILD_ID)));
  }

  @Test
  void ownDataIsWhatIsAboutTheWholeFamily() {
    var own = terms().ownDataOnly();
    var line =
        lines(own, read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN, FAMILY_ID))).get(0);
    assertEquals(Set.of(FAMILY_ID), line.categories());
    assertHidden(own, read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN)));
  }

  @Test
  void whoMayNotBeToldOfConsentsIsToldOfNoUse() {
    var flagged = terms().notToldOfConsents();
    assertHidden(flagged, read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN)));
    assertEquals(
        1,
        lines(
                flagged,
                read(
                    "az-tweede",
                    HOSPITAL,
                    ruling(CONSENT, SAFETY_PLAN),
                    ruling(G1_SHARED_SECRECY, CHILD_ID)))
            .size());
  }

  @Test
  void entryWithoutDecisionsSaysWhatItSaysItself() {
    var opened = read("az-tweede", HOSPITAL).resting(G9_VITAL, STATUS);
    assertEquals(Optional.of(G9_VITAL), lines(terms(), opened).get(0).ground());
  }

  /** Also what it opened before its renewal; of the same partner's other reads nothing. */
  @Test
  void useOfBreakGlassThatIsNotToBeToldYetIsNotTold() {
    var from = at("2026-11-20T14:42:17.123456Z");
    var until = at("2026-11-20T18:42:17Z");
    var untold = terms().notToldOf("az-tweede", from, until);
    var opened = read("az-tweede", HOSPITAL).resting(G9_VITAL, STATUS);
    assertHidden(untold, opened);
    assertHidden(untold, read("az-tweede", HOSPITAL, ruling(G9_VITAL, CHILD_ID)).at(until));
    assertEquals(1, lines(untold, opened.at(until.plusMillis(1))).size());
    assertEquals(1, lines(untold, opened.at(from.minusMillis(1))).size());
    assertEquals(1, lines(untold, read("uz-derde", HOSPITAL, ruling(G9_VITAL, CHILD_ID))).size());
    assertEquals(
        Optional.of(CONSENT),
        lines(
                untold,
                read(
                    "az-tweede",
                    HOSPITAL,
                    ruling(G9_VITAL, CHILD_ID),
                    ruling(CONSENT, SAFETY_PLAN)))
            .get(0)
            .ground());
  }

  @Test
  void embargoedEntryIsNotToldWhileTheEmbargoLasts() {
    var entry = read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN));
    assertHidden(terms().embargoedFrom(entry.at()), entry);
    assertEquals(1, lines(terms().embargoedFrom(entry.at().plusMillis(1)), entry).size());
  }

  /** It was told within the embargo or recorded within it: either would tell. */
  @Test
  void embargoHoldsForWhatWasToldOutsideTheGatewayToo() {
    var call = told("procureur", G3_DANGER_MINOR, CHILD_ID);
    assertHidden(terms().embargoedFrom(at("2026-11-19T22:00:00Z")), call);
    assertHidden(terms().embargoedFrom(at("2026-11-20T00:00:00Z")), call);
    assertEquals(1, lines(terms().embargoedFrom(at("2026-11-21T00:00:00Z")), call).size());
  }

  @Test
  void whatWasToldOutsideTheGatewayIsTold() {
    var line =
        lines(terms(), told("procureur des Konings", G3_DANGER_MINOR, CHILD_ID, JUDICIAL)).get(0);
    assertEquals(Optional.of("procureur des Konings"), line.recipient().authority());
    assertEquals(at("2026-11-19T22:15:00Z"), line.at());
    assertEquals(Optional.of(DisclosureWay.PHONE), line.way());
    assertEquals(Optional.empty(), line.purpose());
    assertEquals(Set.of(CHILD_ID), line.categories());
    assertHidden(terms(), told(CENTRE, VK, null, CHILD_ID));
  }

  /** Even where the new recording is about another child alone. */
  @Test
  void replacedRecordingIsNotTold() {
    var wrong = told("procureur", G3_DANGER_MINOR, CHILD_ID);
    assertHidden(
        terms(),
        wrong,
        told("police", G3_DANGER_MINOR, CHILD_ID).replacing(wrong).about("brother"));
  }

  @Test
  void sameOnOneDayStandsOnceWithItsFirstTime() {
    var first = read("az-tweede", HOSPITAL, ruling(CONSENT, SAFETY_PLAN));
    var lines =
        lines(
            terms(),
            first.at(at("2026-11-20T20:00:00Z")),
            first.at(at("2026-11-20T08:00:59Z")),
            // After midnight in Brussels
            first.at(at("2026-11-20T23:00:00Z")));
    assertEquals(
        List.of(at("2026-11-20T08:00:00Z"), at("2026-11-20T23:00:00Z")),
        lines.stream().map(Line::at).toList());
  }
}
