package be.schakel.referral;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** What the centre and the foster care put into a report, and who gets to see it. */
class ContributionsSqlTest {

  private static final NewRetraction MISTAKE =
      new NewRetraction(RetractionReason.ENTERED_IN_ERROR, Optional.of("verkeerd gezin"));

  @TempDir Path directory;
  private Features features;

  @BeforeEach
  void noReports() throws Exception {
    features = Features.empty(directory);
  }

  private Caller centre() {
    return features.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
  }

  private Caller grantee() {
    return features.caller("az", Purpose.CARE_COORDINATION);
  }

  private UUID report() {
    return features.submitted("uz", Reports.whole());
  }

  private UUID child(UUID report) {
    return features.found("uz", report).orElseThrow().children().get(0).id();
  }

  private UUID contributed(Caller caller, UUID report, String quoted) {
    features.passes(Duration.ofMillis(1));
    return Features.released(features.contributed(caller, report, given(quoted)))
        .view()
        .id()
        .orElseThrow();
  }

  private static NewContribution given(String quoted) {
    try {
      return Json.MAPPER.readValue(quoted.replace('\'', '"'), NewContribution.class);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private List<ReferralView.Contribution> sees(Caller caller, UUID report) {
    return Features.released(features.read(caller, report)).view().contributions();
  }

  private UUID plan(UUID report, String agreements) {
    return contributed(
        centre(),
        report,
        "{'category': 'SAFETY_PLAN', 'child': '%s', 'reviewOn': '2026-12-01', 'agreements': [%s]}"
            .formatted(child(report), agreements));
  }

  private static List<String> texts(ReferralView.Contribution plan) {
    return plan.agreements().stream().map(each -> each.text().orElseThrow()).toList();
  }

  @Test
  void granteeOfAConsentSeesTheAgreementsThatAreMeantForItAlone() {
    var report = report();
    plan(
        report,
        "{'text': 'eerste', 'audience': ['az']}, {'text': 'tweede', 'audience': ['clb']}, {'text': 'derde'}");

    var plan = sees(grantee(), report).get(0);

    assertEquals(List.of("eerste"), texts(plan));
    assertEquals(List.of(), plan.agreements().get(0).audience());
    assertEquals("2026-12-01", plan.reviewOn().orElseThrow().toString());
    assertEquals(List.of("eerste", "tweede", "derde"), texts(sees(centre(), report).get(0)));
  }

  /** What the centre is told of each agreement is what a read shows. */
  @Test
  void eachAgreementIsForeseenAsItIsSeen() {
    var report = report();
    plan(report, "{'text': 'oud', 'audience': ['az', 'clb']}");
    var plan =
        plan(
            report,
            "{'text': 'eerste', 'audience': ['clb']}, {'text': 'tweede', 'audience': ['az', 'clb']}, {'text': 'derde'}");

    assertEquals(List.of(false, true, false), foreseen(report, "az"));
    assertEquals(List.of("tweede"), texts(sees(grantee(), report).get(0)));
    assertEquals(List.of(false, false, false), foreseen(report, "clb"));
    assertEquals(List.of(true, true, true), foreseen(report, "vk-antwerpen"));

    Features.released(features.retracted(centre(), report, plan, MISTAKE));
    assertEquals(List.of(), foreseen(report, "az"));
  }

  private List<Boolean> foreseen(UUID report, String code) {
    var now = features.clock().instant();
    var agreements = features.files().find(centre(), report, now).orElseThrow().agreements();
    var partner = features.registries().current().byCode(code).orElseThrow().asOf(now);
    return features
        .foresight()
        .shows(agreements.stream().map(Agreed::alone).toList(), partner, Agreed::isIn, now);
  }

  @Test
  void audienceOfAnAgreementIsNoConsent() {
    var report = report();
    plan(report, "{'text': 'eerste', 'audience': ['clb']}");

    var refused = features.read(features.caller("clb", Purpose.CARE_COORDINATION), report);

    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(refused));
  }

  @Test
  void planWithoutAnAgreementForTheGranteeIsNotThere() {
    var report = report();
    plan(report, "{'text': 'eerste', 'audience': ['clb']}");

    var refused = features.read(grantee(), report);

    assertTrue(Features.refusal(refused).isPresent(), refused::toString);
  }

  @Test
  void secondVersionReplacesTheFirstForOthersAndTheCentreKeepsBoth() {
    var report = report();
    plan(report, "{'text': 'eerste', 'audience': ['az']}");
    plan(report, "{'text': 'tweede', 'audience': ['az']}");

    var seen = sees(grantee(), report);

    assertEquals(1, seen.size());
    assertEquals(Optional.of(2), seen.get(0).version());
    assertEquals(List.of("tweede"), texts(seen.get(0)));
    assertEquals(2, sees(centre(), report).size());
  }

  @Test
  void whatIsTakenBackIsThereForTheCentreAlone() {
    var report = report();
    var plan = plan(report, "{'text': 'eerste', 'audience': ['az']}");
    assertEquals(1, sees(grantee(), report).size());

    Features.released(features.retracted(centre(), report, plan, MISTAKE));

    assertTrue(Features.refusal(features.read(grantee(), report)).isPresent());
    var kept = sees(centre(), report).get(0);
    assertEquals(List.of("eerste"), texts(kept));
    var retraction = kept.retraction().orElseThrow();
    assertEquals(Optional.of(RetractionReason.ENTERED_IN_ERROR), retraction.reason());
    assertEquals(Optional.of("verkeerd gezin"), retraction.text());
  }

  @Test
  void takingBackTwiceKeepsTheFirstTime() {
    var report = report();
    var plan = plan(report, "{'text': 'eerste'}");
    var first = Features.released(features.retracted(centre(), report, plan, MISTAKE)).view();
    features.passes(Duration.ofHours(1));

    var second = Features.released(features.retracted(centre(), report, plan, MISTAKE)).view();

    assertEquals(first.recordedAt(), second.recordedAt());
  }

  @Test
  void adviceTakenBackLeavesWhoItWasMeantForWithoutAnyReport() {
    var report = report();
    var advice =
        contributed(
            centre(), report, "{'category': 'ADVICE', 'text': 'bel ons', 'audience': ['clb']}");
    var reader = features.caller("clb", Purpose.FOLLOW_UP_OWN);
    assertEquals(1, sees(reader, report).size());

    Features.released(features.retracted(centre(), report, advice, MISTAKE));

    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(features.read(reader, report)));
  }

  @Test
  void documentOfWhatIsTakenBackIsNotThereEither() {
    var report = report();
    var advice =
        Features.released(
                features.contributed(
                    centre(),
                    report,
                    given(
                        "{'category': 'ADVICE', 'document': {'data': 'AAAA'}, 'audience': ['uz']}")))
            .view();
    var document = ReferralPart.document(advice.document().orElseThrow().id().orElseThrow());
    var reader = features.caller("uz", Purpose.FOLLOW_UP_OWN);
    Features.released(features.part(reader, document));

    Features.released(features.retracted(centre(), report, advice.id().orElseThrow(), MISTAKE));

    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(features.part(reader, document)));
    Features.released(features.part(centre(), document));
  }

  @Test
  void nobodyElseTakesAContributionBackNorLearnsThatItExists() {
    var report = report();
    var advice =
        contributed(
            centre(), report, "{'category': 'ADVICE', 'text': 'bel ons', 'audience': ['uz']}");

    var refused =
        features.retracted(features.caller("uz", Purpose.FOLLOW_UP_OWN), report, advice, MISTAKE);

    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(refused));
    assertEquals(1, sees(features.caller("uz", Purpose.FOLLOW_UP_OWN), report).size());
  }

  @Test
  void fosterCareOfTheChildWritesWhereItLivesAndReadsThatAsItsOwn() {
    var report = features.submitted("uz", consented("pleegzorg", "PLACEMENT"));
    var caring = features.caller("pleegzorg", Purpose.CARE_COORDINATION);
    var given =
        "{'category': 'PLACEMENT', 'child': '%s', 'placement': {'with': 'pleeggezin'}}"
            .formatted(child(report));

    contributed(caring, report, given);

    var own = sees(features.caller("pleegzorg", Purpose.FOLLOW_UP_OWN), report).get(0);
    assertEquals(Optional.of("pleeggezin"), own.placement().orElseThrow().with());
    assertEquals(Optional.of("pleegzorg"), sees(centre(), report).get(0).author());
    var other = features.contributed(caring, report, given(given.replace("PLACEMENT", "SCHOOL")));
    assertEquals(Optional.of(Code.NOT_OWNER), Features.refusal(other));
  }

  /** Whose number it is would be told by what the gateway makes of it. */
  @Test
  void fosterCareIsNotToldThatANumberInItsDocumentIsTheSiblings() {
    var report =
        features.submitted(
            "uz",
            consented("pleegzorg", "PLACEMENT")
                .without("/children/1/noInszReason")
                .with("/children/1/insz", "'19010100248'"));
    var letter = Base64.getEncoder().encodeToString("19.01.01-002.48".getBytes(US_ASCII));
    var given =
        "{'category': 'PLACEMENT', 'child': '%1$s', 'document': {'children': ['%1$s'], 'data': '%2$s'}}"
            .formatted(child(report), letter);

    var caring = features.caller("pleegzorg", Purpose.CARE_COORDINATION);
    var told = Features.released(features.contributed(caring, report, given(given))).view();
    var known =
        Features.released(
                features.contributed(
                    centre(), report, given(given.replace("'child'", "'text': 'x', 'child'"))))
            .view();

    assertEquals(List.of(), told.warnings());
    assertEquals(
        List.of(Code.DOCUMENT_NAMES_ANOTHER_CHILD),
        known.warnings().stream().map(Issue::code).toList());
  }

  /** A wrong key or number would otherwise be told from a right one. */
  @Test
  void fosterCareNamesNoChildButTheOneItWritesOf() {
    var report = features.submitted("uz", consented("pleegzorg", "PLACEMENT"));
    var caring = features.caller("pleegzorg", Purpose.CARE_COORDINATION);
    for (var other : List.of("c2", "c9", "15231500154", "19010100248")) {
      var given =
          "{'category': 'PLACEMENT', 'child': '%s', 'document': {'children': ['%s'], 'data': 'AAAA'}}"
              .formatted(child(report), other);
      var refused =
          assertThrows(
              SchakelProblem.class, () -> features.contributed(caring, report, given(given)));
      assertEquals(
          List.of(new Issue("/document/children/0", Code.UNKNOWN_CHILD)), refused.issues(), other);
    }
    var own =
        Features.released(
                features.contributed(
                    caring,
                    report,
                    given(
                        "{'category': 'PLACEMENT', 'child': '%s', 'document': {'data': 'AAAA'}}"
                            .formatted(child(report)))))
            .view();
    var document = own.document().orElseThrow().id().orElseThrow();
    features.found("uz", report).orElseThrow().documents().stream()
        .filter(row -> row.id().equals(document))
        .forEach(row -> assertEquals(List.of(child(report)), row.children()));
  }

  @Test
  void fosterCareWithoutAnyGroundFindsNoReportToWriteIn() {
    var report = report();

    var refused =
        features.contributed(
            features.caller("pleegzorg", Purpose.CARE_COORDINATION),
            report,
            given("{'category': 'PLACEMENT', 'text': 'x'}"));

    assertEquals(Optional.of(Code.NOT_FOUND), Features.refusal(refused));
  }

  @Test
  void fosterCareOfOneChildWritesNothingAboutItsSibling() {
    var report = features.submitted("uz", consented("pleegzorg", "PLACEMENT"));
    var caring = features.caller("pleegzorg", Purpose.CARE_COORDINATION);

    var aboutBoth =
        features.contributed(caring, report, given("{'category': 'PLACEMENT', 'text': 'x'}"));

    assertTrue(Features.refusal(aboutBoth).isPresent(), aboutBoth::toString);
    assertEquals(List.of(), sees(centre(), report));
  }

  private static Reports consented(String grantee, String category) {
    return Reports.whole()
        .with("/consents/0/grantee", "'" + grantee + "'")
        .with("/consents/0/categories", "['" + category + "']");
  }

  @Test
  void instrumentOfAnAssessmentStaysWithTheCentre() {
    var report = features.submitted("uz", consented("pleegzorg", "RISK_CONCL"));
    contributed(
        centre(),
        report,
        ("{'category': 'RISK_CONCL', 'child': '%s', 'risk': {'instrument': 'A', 'version': '1',"
                + " 'date': '2026-11-20', 'conclusion': 'HIGH'}}")
            .formatted(child(report)));

    var seen =
        sees(features.caller("pleegzorg", Purpose.CARE_COORDINATION), report)
            .get(0)
            .risk()
            .orElseThrow();

    assertEquals("HIGH", seen.conclusion().orElseThrow().name());
    assertEquals(Optional.empty(), seen.instrument());
    assertEquals(Optional.empty(), seen.version());
    assertEquals(Optional.of("A"), sees(centre(), report).get(0).risk().orElseThrow().instrument());
  }

  @Test
  void whatTheChildDoesNotWantSharedStaysWithTheCentre() {
    var report = features.submitted("uz", consented("az", "CHILD_VIEW"));
    var view =
        "{'category': 'CHILD_VIEW', 'child': '%s', 'view': {'inOwnWords': 'x', 'mayBeShared': %s}}";
    contributed(centre(), report, view.formatted(child(report), true));
    assertEquals(1, sees(grantee(), report).size());

    contributed(centre(), report, view.formatted(child(report), false));

    assertEquals(List.of(), sees(grantee(), report));
  }

  @Test
  void logNamesTheVersionThatLeftAndOnlyThat() {
    var report = report();
    var first = plan(report, "{'text': 'eerste', 'audience': ['az']}");
    sees(grantee(), report);
    var second = plan(report, "{'text': 'tweede', 'audience': ['az']}");
    sees(grantee(), report);

    assertEquals(
        List.of("[\"CONTRIBUTION:" + first + "\"]", "[\"CONTRIBUTION:" + second + "\"]"),
        TestDatabase.asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select entry::jsonb ->> 'flags' from ledger_entry"
                                + " where entry::jsonb ->> 'referral' = :referral"
                                + " and entry::jsonb #>> '{partner,code}' = 'az'"
                                + " and entry::jsonb ->> 'flags' is not null order by id")
                        .bind("referral", report.toString())
                        .mapTo(String.class)
                        .list()));
  }

  @Test
  void whoMaySeeItIsToldByReferenceAlone() {
    var report = report();
    var plan = plan(report, "{'text': 'eerste', 'audience': ['az', 'clb']}");
    var help = contributed(centre(), report, "{'category': 'HELP_CONTENT', 'text': 'gesprek'}");

    Features.released(features.retracted(centre(), report, plan, MISTAKE));

    var reference = " {\"contribution\": \"" + plan + "\"} ";
    assertEquals(
        List.of(
            "CONTRIBUTION_ADDED az" + reference + "true",
            "CONTRIBUTION_RETRACTED az" + reference + "true"),
        events(report),
        "az alone has a consent, on which it rests; nobody hears of " + help);
  }

  @Test
  void centreIsToldOfWhatFosterCareWrites() {
    var report = features.submitted("uz", consented("pleegzorg", "PLACEMENT"));
    var caring = features.caller("pleegzorg", Purpose.CARE_COORDINATION);

    var placed =
        contributed(
            caring,
            report,
            "{'category': 'PLACEMENT', 'child': '%s', 'text': 'x'}".formatted(child(report)));

    assertEquals(
        List.of("CONTRIBUTION_ADDED vk-antwerpen {\"contribution\": \"" + placed + "\"} false"),
        events(report));
  }

  private static List<String> events(UUID report) {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient || ' ' || payload || ' ' || (basis is not null)"
                            + " from outbox_event where referral = :report and kind like 'CONTRIBUTION%'"
                            + " order by id, recipient")
                    .bind("report", report)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void nothingOfItCanBeChangedOrErased() {
    var report = report();
    var plan = plan(report, "{'text': 'eerste'}");
    Features.released(features.retracted(centre(), report, plan, MISTAKE));

    for (var attempt :
        List.of(
            "delete from contribution_retraction",
            "update contribution_retraction set reason_code = 'WITHDRAWN'",
            "update contribution set details = null",
            "delete from contribution")) {
      assertThrows(
          UnableToExecuteStatementException.class,
          () -> TestDatabase.asApplication().useHandle(handle -> handle.execute(attempt)),
          attempt);
    }
  }
}
