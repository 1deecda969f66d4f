package be.schakel.disclosure;

import static be.schakel.partner.TestRegistries.engagement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.TestRegistries;
import be.schakel.policy.Asker;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.problem.Code;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditScopeTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Policy POLICY = new Policy(PolicyData.shipped());

  private static final String ONE_CENTRE = engagement("one", "2026-11-01", "2026-11-30", "vk-een");
  private static final String ALL_CENTRES =
      engagement("all", "2026-01-01", "", "vk-een", "vk-twee");

  @Test
  void itHoldsTheCentresAndTheDaysOfTheEngagement() throws Exception {
    var scope = scope(ONE_CENTRE);
    assertTrue(scope.covers(Logged.at(NOW).centre("vk-een").entry()));
    assertFalse(scope.covers(Logged.at(NOW).centre("vk-twee").entry()));
  }

  @Test
  void theDaysAreThoseOfBrussels() throws Exception {
    var scope = scope(ONE_CENTRE);
    assertFalse(scope.covers(Logged.at("2026-10-31T22:59:59.999Z").entry()));
    assertTrue(scope.covers(Logged.at("2026-10-31T23:00:00Z").entry()));
    assertTrue(scope.covers(Logged.at("2026-11-30T22:59:59.999Z").entry()));
    assertFalse(scope.covers(Logged.at("2026-11-30T23:00:00Z").entry()));
  }

  @Test
  void anEntryWithoutACentreIsOnlyForWhoCoversAllOfThem() throws Exception {
    var atTheDoor = Logged.at(NOW).withoutCentre().entry();
    assertFalse(scope(ONE_CENTRE).covers(atTheDoor));
    assertTrue(scope(ALL_CENTRES).covers(atTheDoor));
  }

  @Test
  void twoEngagementsCoverWhatEitherCovers() throws Exception {
    var scope = scope(ONE_CENTRE, engagement("two", "2026-10-01", "2026-11-25", "vk-twee"));
    assertTrue(scope.covers(Logged.at(NOW).centre("vk-een").entry()));
    assertTrue(scope.covers(Logged.at(NOW).centre("vk-twee").entry()));
    assertFalse(scope.covers(Logged.at("2026-10-15T09:00:00Z").centre("vk-een").entry()));
    assertTrue(scope.covers(Logged.at("2026-10-15T09:00:00Z").centre("vk-twee").entry()));
    // Half of the centres twice is not all of them
    assertFalse(scope.covers(Logged.at(NOW).withoutCentre().entry()));
    assertEquals(Optional.of("one,two"), scope.forTheLog());
  }

  @Test
  void anEngagementIsInForceFromItsFirstDayToItsLast() throws Exception {
    var registry = TestRegistries.withEngagements(ONE_CENTRE);
    assertTrue(AuditScope.of(registry, "auditor", Instant.parse("2026-10-31T22:59:59Z")).isEmpty());
    assertFalse(
        AuditScope.of(registry, "auditor", Instant.parse("2026-10-31T23:00:00Z")).isEmpty());
    assertFalse(
        AuditScope.of(registry, "auditor", Instant.parse("2026-11-30T22:59:59Z")).isEmpty());
    assertTrue(AuditScope.of(registry, "auditor", Instant.parse("2026-11-30T23:00:00Z")).isEmpty());
    assertTrue(AuditScope.of(registry, "ziekenhuis", NOW).isEmpty());
  }

  @Test
  void aStandingEngagementHasNoLastDay() throws Exception {
    var scope =
        AuditScope.of(
            TestRegistries.withEngagements(ALL_CENTRES),
            "auditor",
            Instant.parse("2099-01-01T00:00:00Z"));
    assertTrue(scope.covers(Logged.at("2098-12-31T00:00:00Z").entry()));
    assertFalse(scope.covers(Logged.at("2025-12-31T00:00:00Z").entry()));
  }

  @Test
  void thePolicyPermitsWithinTheEngagementOnTheGroundOfSupervision() throws Exception {
    var ruling = ruling(PartnerKind.AUDITOR, Purpose.AUDIT, scope(ONE_CENTRE));
    assertTrue(ruling.onSearch().permit());
    assertEquals(Optional.of(LegalGround.G8_AUDIT), ruling.onSearch().ground());
    assertTrue(ruling.on(Logged.at(NOW).entry()).permit());
    assertFalse(ruling.on(Logged.at(NOW).centre("vk-twee").entry()).permit());
  }

  @Test
  void whoHasNoEngagementInForceIsToldSo() throws Exception {
    assertEquals(Code.OUTSIDE_ENGAGEMENT, refusal(PartnerKind.AUDITOR, Purpose.AUDIT, scope()));
  }

  @Test
  void anotherPurposeDoesNotOpenTheLog() throws Exception {
    assertEquals(
        Code.PURPOSE_MISMATCH,
        refusal(PartnerKind.AUDITOR, Purpose.FOLLOW_UP_OWN, scope(ONE_CENTRE)));
  }

  @Test
  void nobodyButAnAuditorSearchesTheLog() throws Exception {
    for (var kind : PartnerKind.values()) {
      if (kind != PartnerKind.AUDITOR) {
        assertEquals(
            Code.NOT_PERMITTED_FOR_KIND,
            refusal(kind, Purpose.CASE_MANAGEMENT, scope()),
            kind.name());
      }
    }
  }

  @Test
  void anEngagementOpensNothingForAnotherKind() throws Exception {
    for (var kind : PartnerKind.values()) {
      var ruling = ruling(kind, Purpose.AUDIT, scope(ALL_CENTRES));
      assertEquals(kind == PartnerKind.AUDITOR, ruling.onSearch().permit(), kind.name());
    }
  }

  private static AuditScope scope(String... engagements) throws Exception {
    return AuditScope.of(TestRegistries.withEngagements(engagements), "auditor", NOW);
  }

  private static LogRuling ruling(PartnerKind kind, Purpose purpose, AuditScope scope) {
    return new LogRuling(POLICY, Asker.of(Logged.caller("auditor", kind, purpose)), scope, NOW);
  }

  private static Code refusal(PartnerKind kind, Purpose purpose, AuditScope scope) {
    return LogRuling.refusal(ruling(kind, purpose, scope).onSearch(), kind);
  }
}
