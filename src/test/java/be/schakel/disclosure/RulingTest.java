package be.schakel.disclosure;

import static be.schakel.disclosure.Found.GRANTEE;
import static be.schakel.disclosure.Found.NOW;
import static be.schakel.disclosure.Found.OLDER;
import static be.schakel.disclosure.Found.OTHER_CENTRE;
import static be.schakel.disclosure.Found.OWNER;
import static be.schakel.disclosure.Found.SUBMITTER;
import static be.schakel.disclosure.Found.YOUNGER;
import static be.schakel.disclosure.Found.aCase;
import static be.schakel.disclosure.Found.consent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.OnRecord;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.problem.Code;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulingTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  void centreThatHasItSeesAllOfIt() {
    var all = aCase().addressedTo("uz").secretAddressOf(OLDER);
    assertEquals(
        "vk-een TRANSFERRED facts mother uz older@street+plan younger@street+plan advice",
        seen(OWNER, all));
  }

  @Test
  void submitterSeesWhatItSent() {
    assertEquals("vk-een TRANSFERRED facts older@street younger@street", seen(SUBMITTER, aCase()));
  }

  @Test
  void whoHasNothingToDoWithItIsToldNothingNotEvenThatItExists() {
    for (var stranger : List.of(GRANTEE, OTHER_CENTRE)) {
      assertEquals("", seen(stranger, aCase()));
      assertEquals(Code.NOT_FOUND, refused(stranger, aCase(), Map.of()));
    }
  }

  @Test
  void consentOpensItsCategoryOfItsChildAlone() {
    var given = consent(YOUNGER, DataCategory.SAFETY_PLAN, DataCategory.CHILD_ID);
    assertEquals("+plan", seen(GRANTEE, aCase(), given).replace("younger", ""));
    assertFalse(seen(GRANTEE, aCase(), given).contains("older"));
  }

  @Test
  void relatedPartnerThatMayHaveNothingOfItIsToldWhy() {
    var elsewhere = Found.caller("az", PartnerKind.HOSPITAL, Purpose.SUBMIT, "physician");
    assertEquals(
        Code.PURPOSE_MISMATCH,
        refused(elsewhere, aCase(), consent(OLDER, DataCategory.SAFETY_PLAN)));
  }

  @Test
  void adviceIsForWhomItIsAddressedTo() {
    assertTrue(seen(SUBMITTER, aCase().addressedTo("uz")).endsWith(" advice"));
    assertFalse(seen(SUBMITTER, aCase().addressedTo("az")).contains("advice"));
    var addressee = Found.caller("az", PartnerKind.HOSPITAL, Purpose.FOLLOW_UP_OWN, "physician");
    assertEquals("advice", seen(addressee, aCase().addressedTo("az")));
  }

  @Test
  void oneSecretAddressHidesTheCentreForAllAndTheAddressForThatChild() {
    assertEquals(
        "general RECEIVED facts older@street younger",
        seen(SUBMITTER, aCase().secretAddressOf(YOUNGER)));
  }

  @Test
  void retractionLeavesReceiptAndStatusToTheSubmitterAndAllToTheCentre() {
    var retracted = aCase().addressedTo("uz").retracted();
    assertEquals("vk-een TRANSFERRED", seen(SUBMITTER, retracted));
    assertEquals(seen(OWNER, aCase().addressedTo("uz")), seen(OWNER, retracted));
    var given = consent(OLDER, DataCategory.SAFETY_PLAN);
    assertEquals("", seen(GRANTEE, retracted, given));
    assertEquals(Code.WITHHELD_AFTER_RETRACTION, refused(GRANTEE, retracted, given));
  }

  @Test
  void everyCentreHasWhatNoneHasYet() {
    assertEquals(seen(OWNER, aCase()), seen(OTHER_CENTRE, aCase().unrouted()));
    assertFalse(seen(SUBMITTER, aCase().unrouted()).contains("mother"));
  }

  @Test
  void partnerThatIsNoCentreIsNoOwnerWhateverItsCode() {
    var pretender = Found.caller("vk-een", PartnerKind.HOSPITAL, Purpose.FOLLOW_UP_OWN, "x");
    assertEquals("", seen(pretender, aCase()));
  }

  @Test
  void unattendedWorkGetsReceiptAndStatus() {
    var system = Found.caller("uz", PartnerKind.HOSPITAL, Purpose.FOLLOW_UP_OWN, "system");
    assertEquals("vk-een TRANSFERRED", seen(system, aCase()));
    var centre = Found.caller("vk-een", PartnerKind.VK, Purpose.CASE_MANAGEMENT, "system");
    assertEquals("vk-een TRANSFERRED", seen(centre, aCase()));
  }

  @Test
  void reporterIsHiddenFromOtherCentresToo() {
    assertFalse(seen(SUBMITTER, aCase()).endsWith("uz"));
    assertTrue(seen(OWNER, aCase().reporterProtected()).contains("mother uz"));
  }

  @Test
  void reportOfTheChatOpensToNobodyElse() {
    var chat = aCase().of(ReferralType.NPIE);
    var given = consent(OLDER, DataCategory.SAFETY_PLAN);
    assertEquals(Code.NPIE_CLOSED, refused(GRANTEE, chat, given));
  }

  @Test
  void refusalNamesWhatCanBeDoneAboutItFirst() {
    var grantee = Found.caller("az", PartnerKind.HOSPITAL, Purpose.CARE_COORDINATION, "physician");
    // Its own consent is for a category that the case has nothing of
    assertEquals(
        Code.CONSENT_REQUIRED, refused(grantee, aCase(), consent(OLDER, DataCategory.MEDICAL)));
  }

  /** What is refused before anything changes is refused by the same decision afterwards. */
  @ParameterizedTest
  @EnumSource(Purpose.class)
  void receiptIsDecidedBeforehandAsItIsInTheEnd(Purpose purpose) {
    for (var kind : List.of(PartnerKind.HOSPITAL, PartnerKind.VK, PartnerKind.POLICE)) {
      for (var action : Action.values()) {
        for (var found : List.of(aCase(), aCase().secretAddressOf(OLDER), aCase().unrouted())) {
          var asker = Asker.of(Found.caller("uz", kind, purpose, "physician"));
          var before = Ruling.onReceipt(POLICY, asker, action, found.facts(), false, NOW);
          var after = Ruling.on(POLICY, asker, action, found, Map.of(), NOW);
          assertEquals(
              after.about(OLDER).get(new Projection.Ask(OLDER, DataCategory.RECEIPT, true)),
              before);
        }
      }
    }
  }

  private static String seen(Caller caller, Found found) {
    return seen(caller, found, Map.of());
  }

  private static String seen(Caller caller, Found found, Map<UUID, OnRecord.Found> consented) {
    var ruling = rule(caller, found, consented);
    var view = ruling.projected();
    var words = new ArrayList<String>();
    for (var one :
        List.of(view.centre(), view.status(), view.facts(), view.family(), view.reporter())) {
      one.ifPresent(words::add);
    }
    for (var child : view.children()) {
      words.add(
          child.name().orElse("")
              + child.address().map(at -> "@" + at).orElse("")
              + child.plan().map(plan -> "+" + plan).orElse(""));
    }
    view.advice().stream().map(Found.Advice::text).flatMap(Optional::stream).forEach(words::add);
    assertEquals(!words.isEmpty(), ruling.permitsSomething());
    return String.join(" ", words);
  }

  private static Code refused(Caller caller, Found found, Map<UUID, OnRecord.Found> consented) {
    var ruling = rule(caller, found, consented);
    assertFalse(ruling.permitsSomething());
    return Refused.by(ruling.mainDecision()).code();
  }

  private static Ruling<Found.View> rule(
      Caller caller, Found found, Map<UUID, OnRecord.Found> consented) {
    return Ruling.on(POLICY, Asker.of(caller), Action.READ, found, consented, NOW);
  }
}
