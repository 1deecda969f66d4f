package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.ConsentRules;
import be.schakel.partner.Registry;
import be.schakel.partner.TestRegistries;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionRulesTest {

  /** Already the 22nd in Brussels, still the 21st in UTC. */
  private static final Instant NOW = Instant.parse("2026-11-21T23:30:00Z");

  private static final Registry REGISTRY = TestRegistries.withSixCentres();
  private static final ConsentRules CONSENTS = new ConsentRules(new Policy(PolicyData.shipped()));

  @Test
  void wholeReportHasNothingToRemark() {
    assertEquals(List.of(), remarks(Reports.whole()));
  }

  @ParameterizedTest(name = "{0} = {1}: {2} {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          # the children
          /children/0/insz                 ; '15231500155'                  ; INSZ_CHECKSUM                ; /children/0/insz
          /children/0/insz                 ; '123'                          ; INSZ_FORMAT                  ; /children/0/insz
          /children/0/birthDate            ; '2015-03-16'                   ; INSZ_BIRTH_DATE_MISMATCH     ; /children/0/insz
          /children/0/noInszReason         ; 'WITHHELD'                     ; INSZ_AND_REASON              ; /children/0/noInszReason
          /children/1/birthDate            ; '2019-02-30'                   ; INVALID_DATE                 ; /children/1/birthDate
          /children/1/birthDate            ; '2019-13'                      ; INVALID_DATE                 ; /children/1/birthDate
          /children/1/birthDate            ; '2026-11-23'                   ; BIRTH_DATE_IN_FUTURE         ; /children/1/birthDate
          /children/1/birthDate            ; '2026-12'                      ; BIRTH_DATE_IN_FUTURE         ; /children/1/birthDate
          /children/1/birthDate            ; '2008-11-22'                   ; ADULT_AT_REPORT              ; /children/1/birthDate
          /children/1/birthDate            ; '2007'                         ; ADULT_AT_REPORT              ; /children/1/birthDate
          /children/1/expectedBirthDate    ; '2027-02-01'                   ; NOT_TOGETHER                 ; /children/1/expectedBirthDate
          /children/1/expectedBirthDate    ; '2027-02-31'                   ; INVALID_DATE                 ; /children/1/expectedBirthDate
          /children/0/view/date            ; '2026-11-23'                   ; DATE_IN_FUTURE               ; /children/0/view/date
          /children/0/informed             ; {'told': true, 'date': '2026-11-23'} ; DATE_IN_FUTURE         ; /children/0/informed/date
          /children/0/informed             ; {'told': false}                ; MISSING_INFORMED_REASON      ; /children/0/informed/reason
          # the persons
          /persons/0/informed              ; {'told': true, 'date': '2026-11-23'} ; DATE_IN_FUTURE         ; /persons/0/informed/date
          /persons/0/informed              ; {'told': false}                ; MISSING_INFORMED_REASON      ; /persons/0/informed/reason
          /persons/1                       ; {'key': 'p1'}                  ; KEY_NOT_UNIQUE               ; /persons/1/key
          /persons/1                       ; {'key': 'c2'}                  ; KEY_NOT_UNIQUE               ; /persons/1/key
          /persons/1                       ; {'of': ['c2', 'c3']}           ; UNKNOWN_CHILD_KEY            ; /persons/1/of/1
          # the consents: that each rule of theirs is asked, with its place
          /consents/0/child                ; 'c3'                           ; UNKNOWN_CHILD_KEY            ; /consents/0/child
          /consents/0/grantee              ; 'nobody'                       ; UNKNOWN_PARTNER              ; /consents/0/grantee
          /consents/0/categories           ; ['REPORTER_ID']                ; CATEGORY_NOT_CONSENTABLE     ; /consents/0/categories/0
          /consents/0/validTo              ; '2026-11-20'                   ; CONSENT_PERIOD_REVERSED      ; /consents/0/validTo
          /consents/0/givers               ; ['p2']                         ; UNKNOWN_PERSON_KEY           ; /consents/0/givers/0
          # the documents
          /documents/0/children            ; ['c1', 'p1']                   ; UNKNOWN_CHILD_KEY            ; /documents/0/children/1
          # the whole
          /urgency                         ; 'ACUTE_DANGER'                 ; ACUTE_DANGER                 ; /urgency
          /channel                         ; 'PHONE'                        ; ONLY_VK_REGISTERS            ; /channel
          /receivedAt                      ; '2026-11-21T10:00:00+01:00'    ; ONLY_VK_REGISTERS            ; /receivedAt
          /reporterCategory                ; 'WELFARE'                      ; ONLY_VK_REGISTERS            ; /reporterCategory
          """)
  void whatIsWrongIsNamedWithItsPlace(String place, String value, Code code, String pointer) {
    assertEquals(List.of(pointer + " " + code), remarks(Reports.whole().with(place, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "/facts, MISSING_FACTS, /facts",
    "/contact, MISSING_CONTACT, /contact",
    "/handlingRequested, MISSING_HANDLING, /handlingRequested",
    "/children/1/noInszReason, MISSING_NO_INSZ_REASON, /children/1/noInszReason"
  })
  void whatIsMissingIsRemarkedAndNeverRefused(String place, Code code, String pointer) {
    assertEquals(List.of(pointer + " " + code), remarks(Reports.whole().without(place)));
    assertTrue(code.isWarning());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/urgency",
        "/children/0/birthDate",
        "/children/0/gender",
        "/children/0/address",
        "/children/0/familyName",
        "/children/0/givenNames",
        "/children/0/view",
        "/children/0/informed",
        "/persons/0/informed",
        "/documents",
        "/documents/0/children"
      })
  void everythingElseMayBeMissingWithoutARemark(String place) {
    assertEquals(List.of(), remarks(Reports.whole().without("/consents").without(place)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22",
        "2026-11",
        "2026",
        "2008-11-23",
        "2008-12",
        "2008",
        "2020-02-29",
        "2020-02"
      })
  void daysAreThoseOfBrusselsAndHalfKnownDatesCountInFavour(String birthDate) {
    assertEquals(
        List.of(), remarks(Reports.whole().with("/children/1/birthDate", "'" + birthDate + "'")));
  }

  @Test
  void unbornChildHasAnExpectedBirthDateThatIsNotPast() {
    var unborn =
        "{'key': 'c2', 'noInszReason': 'UNBORN', 'expectedBirthDate': '%s', 'problem': 'UNKNOWN'}";
    for (var possible : List.of("2027-02-01", "2026-11-22", "2026-11", "2026")) {
      assertEquals(List.of(), remarks(second(unborn.formatted(possible))), possible);
    }
    for (var past : List.of("2026-11-21", "2026-10", "2025")) {
      assertEquals(
          List.of("/children/1/expectedBirthDate EXPECTED_BIRTH_DATE_PAST"),
          remarks(second(unborn.formatted(past))),
          past);
    }
  }

  @Test
  void keysOfChildrenAreTheirOwn() {
    var twins = Reports.whole().with("/children/1/key", "'c1'").without("/persons/0/of");
    assertEquals(List.of("/children/1/key KEY_NOT_UNIQUE"), remarks(twins));
  }

  @Test
  void numberOfABoyIsRemarkedForAGirl() {
    assertEquals(List.of(), remarks(Reports.whole().with("/children/0/insz", "'15031500210'")));
    assertEquals(
        List.of("/children/0/insz INSZ_GENDER_MISMATCH"),
        remarks(Reports.whole().with("/children/0/insz", "'15031500309'")));
  }

  @Test
  void sameNumberForTwoChildrenIsRemarkedHoweverItIsWritten() {
    var again = "{'key': 'c2', 'insz': '15.23.15-001.54', 'problem': 'UNKNOWN'}";
    assertEquals(List.of("/children/1/insz INSZ_REPEATED"), remarks(second(again)));
  }

  @Test
  void everythingIsToldAtOnceInTheOrderOfTheBody() {
    var wrong =
        Reports.whole()
            .with("/children/0/birthDate", "'2026-02-30'")
            .with("/documents/0/children", "['c9']")
            .without("/facts")
            .with("/channel", "'PHONE'")
            .with("/persons/0/of", "['c8']");
    assertEquals(
        List.of(
            "/channel ONLY_VK_REGISTERS",
            "/children/0/birthDate INVALID_DATE",
            "/persons/0/of/0 UNKNOWN_CHILD_KEY",
            "/documents/0/children/0 UNKNOWN_CHILD_KEY",
            "/facts MISSING_FACTS"),
        remarks(wrong.without("/consents")));
  }

  /** Domain P4: the chat reports as NPIE and nothing else; who has no case work reports nothing. */
  @ParameterizedTest
  @EnumSource(PartnerKind.class)
  void whoMayReportWhat(PartnerKind kind) {
    var permitted =
        switch (kind) {
          case NPIE -> Set.of(ReferralType.NPIE);
          case HELPLINE_1712 -> Set.of(ReferralType.REGULAR);
          case SCHOOL, AUDITOR, STATISTICS, OPGROEIEN_CHILDCARE, VECK_CHILDCARE ->
              Set.<ReferralType>of();
          case VK,
              HOSPITAL,
              GP,
              CLB,
              FOSTER_CARE,
              PARKET,
              POLICE,
              OPGROEIEN_KG,
              OCJ,
              CAW,
              VEILIG_HUIS,
              KINDREFLEX_ORG ->
              Set.of(ReferralType.REGULAR, ReferralType.MANO);
        };
    for (var type : ReferralType.values()) {
      var report = asked(type);
      assertEquals(
          permitted.contains(type) ? List.of() : List.of("/type TYPE_NOT_PERMITTED"),
          remarks(report, kind),
          type.name());
    }
  }

  @Test
  void handlingIsAskedOfRegularReportsOnly() {
    var mano = asked(ReferralType.MANO).without("/handlingRequested");
    assertEquals(List.of(), remarks(mano));
  }

  @Test
  void centreRegistersWhatReachedItOtherwise() {
    var phoned =
        Reports.whole()
            .with("/channel", "'PHONE'")
            .with("/receivedAt", "'2026-11-22T00:30:00+01:00'")
            .with("/reporterCategory", "'PRIMARY_ENVIRONMENT'");
    assertEquals(List.of(), remarks(phoned, PartnerKind.VK));
    assertEquals(
        List.of("/receivedAt TIME_IN_FUTURE"),
        remarks(phoned.with("/receivedAt", "'2026-11-22T00:30:01+01:00'"), PartnerKind.VK));
  }

  @Test
  void centreSaysWhoseTheReportWasThatItRegisters() {
    assertEquals(
        List.of("/reporterCategory MISSING"),
        remarks(Reports.whole().with("/channel", "'PAPER'"), PartnerKind.VK));
    assertEquals(List.of(), remarks(Reports.whole(), PartnerKind.VK));
  }

  /** A request to investigate is complete here: what it lacks else is ManoRulesTest's. */
  private static Reports asked(ReferralType type) {
    var report = Reports.whole().with("/type", "'" + type + "'");
    return type == ReferralType.MANO ? ManoRulesTest.complete(report) : report;
  }

  private static Reports second(String child) {
    return Reports.whole()
        .without("/consents")
        .with("/persons/0/of", "[]")
        .without("/children/1")
        .with("/children/1", child);
  }

  private static List<String> remarks(Reports report) {
    return remarks(report, PartnerKind.HOSPITAL);
  }

  private static List<String> remarks(Reports report, PartnerKind kind) {
    return SubmissionRules.check(
            report.report(), Reports.sender("sender", kind), REGISTRY, CONSENTS, NOW)
        .stream()
        .map(SubmissionRulesTest::told)
        .toList();
  }

  private static String told(Issue issue) {
    return issue.pointer() + " " + issue.code();
  }
}
