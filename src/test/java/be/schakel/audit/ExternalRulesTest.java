package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Optional<LegalGround> DANGER = Optional.of(LegalGround.G3_DANGER_MINOR);

  @Test
  void aCallToARegisteredPartnerOnAGroundIsRight() {
    assertEquals(List.of(), check(DisclosureWay.PHONE, "parket", "", DANGER, "2026-11-21T03:00Z"));
  }

  @Test
  void whatACourtOrderedNeedsNoGround() {
    assertEquals(
        List.of(),
        check(
            DisclosureWay.SEIZURE_ORDER,
            "",
            "Onderzoeksrechter te Antwerpen",
            Optional.empty(),
            "2026-11-21T09:00Z"));
    assertEquals(
        List.of("/ground MISSING"),
        check(DisclosureWay.PAPER, "parket", "", Optional.empty(), "2026-11-21T03:00Z"));
  }

  @Test
  void somebodyGotItAndOnlyOne() {
    assertEquals(
        List.of("/recipient/partner MISSING"),
        check(DisclosureWay.PHONE, "", "", DANGER, "2026-11-21T03:00Z"));
    assertEquals(
        List.of("/recipient NOT_TOGETHER"),
        check(DisclosureWay.PHONE, "parket", "Jeugdrechter", DANGER, "2026-11-21T03:00Z"));
    assertEquals(
        List.of("/recipient/partner UNKNOWN_PARTNER"),
        check(DisclosureWay.PHONE, "nobody", "", DANGER, "2026-11-21T03:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rechter 15231500154", "Dossier 15.23.15-001.54", "Zaak 2026 00471"})
  void numberOfAPersonOrAFileDoesNotEnterTheLog(String authority) {
    assertEquals(
        List.of("/recipient/authority NUMBER_NOT_EXPECTED"),
        check(DisclosureWay.PHONE, "", authority, DANGER, "2026-11-21T03:00Z"));
  }

  @Test
  void functionMayHoldAPostalCode() {
    assertEquals(
        List.of(),
        check(DisclosureWay.PHONE, "", "Politie 2000 Antwerpen", DANGER, "2026-11-21T03:00Z"));
  }

  @Test
  void nothingWasToldTomorrow() {
    assertEquals(
        List.of("/occurredAt TIME_IN_FUTURE"),
        check(DisclosureWay.PHONE, "parket", "", DANGER, "2026-11-21T09:00:01Z"));
  }

  @Test
  void yearThatIsASlipOfThePenIsRefused() {
    assertEquals(
        List.of("/occurredAt TIME_TOO_EARLY"),
        check(DisclosureWay.PHONE, "parket", "", DANGER, "0001-01-01T00:00Z"));
  }

  private static List<String> check(
      DisclosureWay way,
      String partner,
      String authority,
      Optional<LegalGround> ground,
      String occurredAt) {
    var given =
        new NewExternalDisclosure(
            new UUID(0, 1),
            List.of("known"),
            way,
            new NewExternalDisclosure.Recipient(said(partner), said(authority)),
            List.of(DataCategory.CONCERN),
            ground,
            OffsetDateTime.parse(occurredAt),
            List.of(),
            Optional.empty());
    return ExternalRules.check(given, "known"::equals, "parket"::equals, NOW).stream()
        .map(ExternalRulesTest::shown)
        .toList();
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static String shown(Issue issue) {
    return issue.pointer() + " " + issue.code();
  }
}
