package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Registration;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ConsentAttempt;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroundRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final GroundRules RULES = new GroundRules(new Policy(PolicyData.shipped()), NOW);
  private static final NewGround.Attempt REFUSED =
      new NewGround.Attempt(LocalDate.of(2026, 11, 20), ConsentAttempt.REFUSED, "no");

  @Test
  void sharedSecrecyWithAllItsEvidenceIsTaken() {
    assertEquals(List.of(), told(secrecy(DataCategory.SAFETY_PLAN), PartnerKind.FOSTER_CARE));
    assertEquals(List.of(), told(secrecy(DataCategory.CONCERN), PartnerKind.VK));
    assertEquals(List.of(), told(secrecy(DataCategory.CHILD_ID), PartnerKind.OCJ));
  }

  /** Case 12 of 5.8. */
  @Test
  void fosterCareWithoutAnAttemptToGetConsentIsRefused() {
    var without =
        secrecy(
            new NewGround.Evidence(
                Optional.of(true),
                Optional.of("why"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            DataCategory.SAFETY_PLAN);
    assertEquals(
        List.of("/evidence/consentAttempt EVIDENCE_MISSING"),
        told(without, PartnerKind.FOSTER_CARE));
  }

  @Test
  void everyMissingPieceIsNamedAtOnce() {
    assertEquals(
        List.of(
            "/evidence/verontrusting EVIDENCE_MISSING",
            "/evidence/necessity EVIDENCE_MISSING",
            "/evidence/consentAttempt EVIDENCE_MISSING"),
        told(secrecy(NewGround.Evidence.NONE, DataCategory.SAFETY_PLAN), PartnerKind.FOSTER_CARE));
  }

  @ParameterizedTest
  @EnumSource(
      value = PartnerKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"VK", "OCJ", "FOSTER_CARE"})
  void nobodyElseGetsAnythingBySharedSecrecy(PartnerKind kind) {
    for (var category : DataCategory.values()) {
      assertEquals(List.of("/partner GROUND_NOT_FOR_PARTNER"), told(secrecy(category), kind));
    }
  }

  @Test
  void categoryThatTheMatrixKeepsToConsentIsRefused() {
    assertEquals(
        List.of("/categories/1 GROUND_NOT_FOR_CATEGORY"),
        told(secrecy(DataCategory.PLACEMENT, DataCategory.MEDICAL), PartnerKind.FOSTER_CARE));
  }

  @Test
  void itNamesAPartnerACategoryAndAChildThatExist() {
    var issues = RULES.check(secrecy(), Optional.empty(), false);
    assertEquals(
        List.of("/child UNKNOWN_CHILD", "/partner UNKNOWN_PARTNER", "/categories MISSING"),
        words(issues));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, PERIOD_OVER",
    "2026-11-21T10:00:00+01:00, PERIOD_OVER",
    "2027-05-21, PERIOD_TOO_LONG",
    "2026-11-21, ''",
    "2027-05-20, ''"
  })
  void periodLiesAheadAndHasALongestLength(String until, String code) {
    var given = secrecy(DataCategory.SAFETY_PLAN);
    var limited =
        new NewGround(
            given.ground(),
            given.child(),
            given.partner(),
            given.categories(),
            given.evidence(),
            Optional.of(until));
    assertEquals(
        code.isEmpty() ? List.of() : List.of("/validUntil " + code),
        told(limited, PartnerKind.FOSTER_CARE));
  }

  @Test
  void attemptLiesInThePast() {
    var tomorrow = new NewGround.Attempt(LocalDate.of(2026, 11, 22), ConsentAttempt.REFUSED, "no");
    assertEquals(
        List.of("/evidence/consentAttempt/date DATE_IN_FUTURE"),
        told(secrecy(evidence(tomorrow), DataCategory.SAFETY_PLAN), PartnerKind.FOSTER_CARE));
  }

  @Test
  void dangerNeedsItsWholeChecklistAndIsForTheParketAlone() {
    assertEquals(List.of(), told(danger(true, true, true), PartnerKind.PARKET));
    assertEquals(
        List.of(
            "/evidence/listedOffence EVIDENCE_MISSING",
            "/evidence/seriousImminent EVIDENCE_MISSING",
            "/evidence/cannotProtect EVIDENCE_MISSING"),
        told(danger(false, false, false), PartnerKind.PARKET));
    assertEquals(
        List.of("/partner GROUND_NOT_FOR_PARTNER"),
        told(danger(true, true, true), PartnerKind.POLICE));
  }

  @ParameterizedTest
  @EnumSource(
      value = LegalGround.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"G1_SHARED_SECRECY", "G3_DANGER_MINOR"})
  void otherGroundsComeAboutInTheirOwnWay(LegalGround ground) {
    var given =
        new NewGround(ground, Optional.empty(), "p", List.of(), Optional.empty(), Optional.empty());
    assertEquals(List.of("/ground UNKNOWN_CODE"), told(given, PartnerKind.OCJ));
  }

  @Test
  void conferenceHasParticipantsThatExistAndALength() {
    var given =
        new NewConference(
            List.of("known", "unknown"), "2026-11-22", "2026-11-21", "law", Optional.empty());
    assertEquals(
        List.of("/participants/1 UNKNOWN_PARTNER", "/until PERIOD_REVERSED"),
        words(GroundRules.ofConference(given, "known"::equals, true, 366)));
    var oneDay =
        new NewConference(List.of("known"), "2026-11-21", "2026-11-21", "law", Optional.empty());
    assertEquals(List.of(), words(GroundRules.ofConference(oneDay, "known"::equals, true, 366)));
  }

  @Test
  void writtenRequestComesFromAParketAndIsNotOfTomorrow() {
    var given =
        new NewWrittenRequest("p", "ref", LocalDate.of(2026, 11, 22), "name", Optional.empty());
    assertEquals(
        List.of("/parket GROUND_NOT_FOR_PARTNER", "/date DATE_IN_FUTURE"),
        words(GroundRules.ofRequest(given, Optional.of(PartnerKind.POLICE), true, NOW)));
  }

  private static NewGround secrecy(DataCategory... categories) {
    return secrecy(evidence(REFUSED), categories);
  }

  private static NewGround secrecy(NewGround.Evidence evidence, DataCategory... categories) {
    return new NewGround(
        LegalGround.G1_SHARED_SECRECY,
        Optional.empty(),
        "p",
        List.of(categories),
        Optional.of(evidence),
        Optional.empty());
  }

  private static NewGround.Evidence evidence(NewGround.Attempt attempt) {
    return new NewGround.Evidence(
        Optional.of(true),
        Optional.of("why"),
        Optional.of(attempt),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static NewGround danger(boolean acute, boolean imminent, boolean alone) {
    return new NewGround(
        LegalGround.G3_DANGER_MINOR,
        Optional.empty(),
        "p",
        List.of(),
        Optional.of(
            new NewGround.Evidence(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(acute),
                Optional.of(imminent),
                Optional.of(alone),
                Optional.empty())),
        Optional.empty());
  }

  private static List<String> told(NewGround given, PartnerKind kind) {
    return words(RULES.check(given, Optional.of(partner(kind)), true));
  }

  private static List<String> words(List<Issue> issues) {
    return issues.stream().map(issue -> issue.pointer() + " " + issue.code()).toList();
  }

  private static Registration partner(PartnerKind kind) {
    return new Registration(
        "p",
        kind,
        Registration.Status.ACTIVE,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Set.of(),
        List.of());
  }
}
