package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.vocabulary.PartnerKind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManoRulesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  /** With all that a request to investigate needs. */
  static Reports complete(Reports report) {
    return report
        .with("/mano", "{'teamDecision': {'date': '2026-11-20', 'functions': ['psychologist']}}")
        .with("/children/0/informed", "{'told': true, 'date': '2026-11-19', 'how': 'a talk'}")
        .with("/children/1/informed", "{'told': false, 'reason': 'TOO_YOUNG'}")
        .with("/persons/0/informed", "{'told': true, 'date': '2026-11-19', 'how': 'a talk'}");
  }

  private static Reports mano() {
    return complete(Reports.whole().with("/type", "'MANO'"));
  }

  @Test
  void completeRequestHasNothingToRemark() {
    assertEquals(List.of(), remarks(mano(), PartnerKind.CLB));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "/mano, MISSING_TEAM_DECISION, /mano/teamDecision",
    "/mano/teamDecision, MISSING_TEAM_DECISION, /mano/teamDecision",
    "/mano/teamDecision/date, MISSING_TEAM_DECISION, /mano/teamDecision",
    "/children/1/informed, MISSING_INFORMATION, /children/1/informed",
    "/children/1/informed/reason, MISSING_INFORMATION, /children/1/informed",
    "/persons/0/informed, MISSING_INFORMATION, /persons/0/informed"
  })
  void whatIsMissingMakesItDoubtfulAndIsNeverRefused(String place, Code code, String pointer) {
    assertEquals(List.of(pointer + " " + code), remarks(mano().without(place), PartnerKind.CLB));
    assertTrue(code.isWarning());
  }

  @Test
  void parketNeedsNeitherTeamNorInformedClients() {
    var bare =
        mano()
            .without("/mano")
            .without("/children/0/informed")
            .without("/children/1/informed")
            .without("/persons/0/informed");
    assertEquals(List.of(), remarks(bare, PartnerKind.PARKET));
    var onPaper = bare.with("/channel", "'PAPER'").with("/reporterCategory", "'POLICE_JUSTICE'");
    assertEquals(List.of(), remarks(onPaper, PartnerKind.VK));
    assertFalse(remarks(bare, PartnerKind.POLICE).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(PartnerKind.class)
  void onlyPoliceAndJusticeStateWhatIsJudicial(PartnerKind kind) {
    var stated =
        switch (kind) {
          case PARKET, POLICE, VK -> List.<String>of();
          default -> List.of("/mano ONLY_JUSTICE_STATES");
        };
    var report = mano().with("/mano/pvNumbers", "['AN.1']");
    assertEquals(stated, remarks(report, kind));
  }

  @Test
  void decisionOfTheTeamIsNotStillToCome() {
    var later = mano().with("/mano/teamDecision/date", "'2026-11-22'");
    assertEquals(
        List.of("/mano/teamDecision/date DATE_IN_FUTURE"), remarks(later, PartnerKind.HOSPITAL));
  }

  @Test
  void privatePersonThatAsksIsRemarkedAndNotRefused() {
    var citizen =
        mano().with("/channel", "'PHONE'").with("/reporterCategory", "'PRIMARY_ENVIRONMENT'");
    assertEquals(List.of("/reporterCategory PRIVATE_REPORTER"), remarks(citizen, PartnerKind.VK));
    assertTrue(Code.PRIVATE_REPORTER.isWarning());
  }

  @Test
  void regularReportHasNoneOfIt() {
    var regular = Reports.whole().with("/mano", "{'asked': 'help'}");
    assertEquals(List.of("/mano ONLY_FOR_MANO"), remarks(regular, PartnerKind.HOSPITAL));
    assertEquals(List.of(), remarks(Reports.whole(), PartnerKind.HOSPITAL));
  }

  private static List<String> remarks(Reports report, PartnerKind kind) {
    return ManoRules.check(report.report(), kind, TODAY).stream()
        .map(issue -> issue.pointer() + " " + issue.code())
        .toList();
  }
}
