package be.schakel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.wronghouse.Wrong;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house keeps its rules, and each rule finds the one who breaks it. */
class ArchitectureTest {

  private static final String HOUSE = "be.schakel.";
  private static final String WRONG_HOUSE = "be.schakel.wronghouse.";

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("be.schakel");

  private static final JavaClasses WRONG =
      new ClassFileImporter().importPackages("be.schakel.wronghouse");

  /** Who breaks which rule. */
  private static final Map<String, ArchRule> BROKEN =
      Map.ofEntries(
          Map.entry("ledger.KnowsReports", HouseRules.roomsUseOnlyRoomsBelow(WRONG_HOUSE)),
          Map.entry("cupboard.Forgotten", HouseRules.everyRoomIsKnown(WRONG_HOUSE)),
          Map.entry("verify.ChecksByTheLog", HouseRules.verifierSharesNoCode(WRONG_HOUSE)),
          Map.entry("ledger.ChecksItself", HouseRules.nobodyUsesTheVerifier(WRONG_HOUSE)),
          Map.entry("vocabulary.KnowsJson", HouseRules.wordsUseNothing(WRONG_HOUSE)),
          Map.entry("problem.KnowsReports", HouseRules.problemsUseWordsAlone(WRONG_HOUSE)),
          Map.entry("policy.AsksTheDatabase", HouseRules.policyIsPure(WRONG_HOUSE)),
          Map.entry("Wrong$LooksAtTheClock", HouseRules.nobodyLooksAtTheClockAlone()),
          Map.entry("Wrong$HasAClock", HouseRules.nobodyLooksAtTheClockAlone()),
          Map.entry("Wrong$OpensAView", HouseRules.viewsOpenInResponseWriters()),
          Map.entry("Wrong$OpensAViewByReference", HouseRules.viewsOpenInResponseWriters()),
          Map.entry("Wrong$ReturnsAView", HouseRules.resourcesAnswerWithWhatMayLeave()),
          Map.entry("Wrong$ReturnsAnObject", HouseRules.resourcesAnswerWithWhatMayLeave()),
          Map.entry("Wrong$ReturnsAResponse", HouseRules.resourcesAnswerWithWhatMayLeave()),
          Map.entry("Wrong$ReturnsAList", HouseRules.resourcesAnswerWithWhatMayLeave()),
          Map.entry("Wrong$ReturnsARefusal", HouseRules.resourcesAnswerWithWhatMayLeave()),
          Map.entry("Wrong$NeedsNoWord", HouseRules.routesSayWhichTokenTheyNeed()),
          Map.entry("Wrong$NeedsTwoWords", HouseRules.routesSayWhichTokenTheyNeed()),
          Map.entry("Wrong$CallsAResource", HouseRules.resourcesDoNotCallEachOther()),
          Map.entry("Wrong$ReturnsALot", HouseRules.resourcesAreCalledSo()),
          Map.entry("Wrong$AsksTheGate", HouseRules.repositoriesCallNoFeature()),
          Map.entry("Wrong$AsksAFeature", HouseRules.repositoriesCallNoFeature()),
          Map.entry("Wrong$ReportService", HouseRules.namesSayWhatThingsAre()),
          Map.entry("Wrong$AbstractReport", HouseRules.namesSayWhatThingsAre()),
          Map.entry("Wrong$Lone", HouseRules.interfacesHaveSeveralBehindThem()),
          Map.entry("Wrong$KeepsACaller", HouseRules.callersAreOfOneRequest()),
          Map.entry("Wrong$Logs", HouseRules.oneLogger()),
          Map.entry("Wrong$Prints", HouseRules.nobodyPrints()),
          Map.entry("Wrong$PrintsATrace", HouseRules.nobodyPrints()),
          Map.entry("Wrong$PrintsATraceByReference", HouseRules.nobodyPrints()));

  @ParameterizedTest
  @MethodSource("rules")
  void gatewayKeepsTheRule(ArchRule rule) {
    rule.check(GATEWAY);
  }

  @ParameterizedTest
  @MethodSource("wrongdoers")
  void ruleFindsWhoBreaksIt(String wrongdoer) {
    var name = Wrong.class.getPackageName() + "." + wrongdoer;
    var broken = BROKEN.get(wrongdoer).evaluate(WRONG).getFailureReport().getDetails();
    assertTrue(broken.stream().anyMatch(detail -> detail.contains(name)), broken::toString);
  }

  /** The compiler keeps other rooms from it; the rule keeps the room of the gate from it too. */
  @Test
  void nobodyInTheRoomOfTheGateReleasesByItself() throws Exception {
    var wrong = Class.forName("be.schakel.disclosure.ReleasesByItself");
    var broken =
        HouseRules.onlyTheGateReleases().evaluate(new ClassFileImporter().importClasses(wrong));
    assertTrue(broken.hasViolation());
  }

  /** Every rule is one that somebody can break. */
  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasSomebodyWhoBreaksIt(ArchRule rule) {
    var broken = BROKEN.values().stream().anyMatch(each -> inGateway(each).equals(inGateway(rule)));
    var byCompiler = inGateway(rule).equals(inGateway(HouseRules.onlyTheGateReleases()));
    assertTrue(broken || byCompiler, rule.getDescription());
  }

  private static String inGateway(ArchRule rule) {
    return rule.getDescription()
        .replace(WRONG_HOUSE, HOUSE)
        .replace("be.schakel.wronghouse", "be.schakel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Right$AnswersResource", "Right$Writes"})
  void rulesLetRightOnesBe(String right) {
    var name = Wrong.class.getPackageName() + "." + right;
    for (var rule : HouseRules.all(WRONG_HOUSE)) {
      var broken = rule.evaluate(WRONG).getFailureReport().getDetails();
      assertFalse(broken.stream().anyMatch(detail -> detail.contains(name)), broken::toString);
    }
  }

  static Stream<ArchRule> rules() {
    return HouseRules.all(HOUSE).stream();
  }

  static Stream<String> wrongdoers() {
    return BROKEN.keySet().stream().sorted();
  }
}
