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
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntriesTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @Test
  void eachChildHasAnEntryOfItsOwn() {
    var entries = entries(OWNER, aCase(), Map.of());
    assertEquals(
        List.of(Optional.of("pseudonym-older"), Optional.of("pseudonym-younger")),
        entries.stream().map(DisclosureEntry::subject).toList());
    for (var entry : entries) {
      assertEquals(Optional.of(Found.CASE), entry.referral());
      assertEquals(Optional.of("vk-een"), entry.vk());
      assertEquals("request-1", entry.requestId());
      assertEquals(Optional.of("token-1"), entry.token());
      assertEquals(POLICY.version(), entry.policyVersion());
    }
  }

  /** Its recipient can open it, and would learn where the child is (H8). */
  @Test
  void nobodyButTheCentreReadsItsNameWhereAnAddressIsSecret() {
    var found = aCase().secretAddressOf(YOUNGER);
    for (var entry : entries(SUBMITTER, found, Map.of())) {
      assertTrue(CentreNames.isHidden(entry.vk().orElseThrow()));
    }
    for (var entry : entries(OWNER, found, Map.of())) {
      assertEquals(Optional.of("vk-een"), entry.vk());
    }
    for (var entry : entries(SUBMITTER, aCase(), Map.of())) {
      assertEquals(Optional.of("vk-een"), entry.vk());
    }
  }

  @Test
  void everythingPermittedIsAPermitAndNothingWithheld() {
    var entry = entries(OWNER, aCase(), Map.of()).get(0);
    assertEquals(LogOutcome.PERMIT, entry.outcome());
    assertEquals(Set.of(), entry.withheld());
    assertEquals("MATRIX-A", entry.rule());
    assertEquals(Optional.empty(), entry.ground());
  }

  @Test
  void someOfItIsPartialWithBothSides() {
    var entry = entries(SUBMITTER, aCase(), Map.of()).get(0);
    assertEquals(LogOutcome.PARTIAL, entry.outcome());
    assertEquals(
        EnumSet.of(
            DataCategory.RECEIPT,
            DataCategory.STATUS,
            DataCategory.CHILD_ID,
            DataCategory.ADDRESS,
            DataCategory.CONCERN),
        entry.categories());
    assertEquals(
        EnumSet.of(DataCategory.FAMILY_ID, DataCategory.REPORTER_ID, DataCategory.SAFETY_PLAN),
        entry.withheld());
    assertEquals(Optional.of(LegalGround.OWN), entry.ground());
  }

  @Test
  void nothingPermittedIsADenial() {
    for (var entry : entries(OTHER_CENTRE, aCase(), Map.of())) {
      assertEquals(LogOutcome.DENY, entry.outcome());
      assertEquals(Set.of(), entry.categories());
      assertEquals("DENY-NORELATION", entry.rule());
      assertEquals(Optional.empty(), entry.ground());
    }
  }

  @Test
  void consentForOneChildIsNamedInThatChildsEntryAlone() {
    var entries = entries(GRANTEE, aCase(), consent(YOUNGER, DataCategory.SAFETY_PLAN));
    var older = entries.get(0);
    var younger = entries.get(1);
    assertEquals(LogOutcome.DENY, older.outcome());
    assertEquals(Optional.empty(), older.consent());
    assertEquals(LogOutcome.PARTIAL, younger.outcome());
    assertEquals(Optional.of(new UUID(8, 2)), younger.consent());
    assertEquals(Optional.of(LegalGround.CONSENT), younger.ground());
    assertEquals(Set.of(DataCategory.SAFETY_PLAN), younger.categories());
  }

  /** The submitter's own is no news; that somebody also consented is. */
  @Test
  void groundThatIsNotOnesOwnStandsFirst() {
    var both = Found.caller("az", GRANTEE.partner().kind(), GRANTEE.purpose(), "physician");
    var found = aCase().addressedTo("az");
    var entry = entries(both, found, consent(OLDER, DataCategory.SAFETY_PLAN)).get(0);
    assertEquals(Optional.of(LegalGround.CONSENT), entry.ground());
    assertEquals("MATRIX-C", entry.rule());
  }

  @Test
  void decisionsNameEveryCategoryUnderItsRule() {
    for (var caller : List.of(OWNER, SUBMITTER, GRANTEE, OTHER_CENTRE)) {
      var found = aCase().addressedTo("uz").secretAddressOf(OLDER);
      for (var entry : entries(caller, found, consent(OLDER, DataCategory.SAFETY_PLAN))) {
        var permitted = EnumSet.noneOf(DataCategory.class);
        var withheld = EnumSet.noneOf(DataCategory.class);
        entry
            .decisions()
            .forEach(each -> (each.permit() ? permitted : withheld).addAll(each.categories()));
        assertEquals(permitted, entry.categories());
        assertEquals(withheld, entry.withheld());
        assertEquals(
            entry.decisions().size(), Set.copyOf(entry.decisions()).size(), "each rule once");
      }
    }
  }

  @Test
  void refusalOfAFeatureIsADenialForEachChild() {
    var entries =
        Entries.refusal(
            SUBMITTER, LogAction.UPDATE, aCase().facts(), "NOT_OWNER", POLICY.version(), NOW);
    assertEquals(2, entries.size());
    for (var entry : entries) {
      assertEquals(LogOutcome.DENY, entry.outcome());
      assertEquals("NOT_OWNER", entry.rule());
      assertEquals(LogAction.UPDATE, entry.action());
      assertTrue(entry.subject().isPresent() && entry.vk().isPresent());
    }
  }

  @Test
  void noEntryHoldsANameOrAText() {
    for (var entry : entries(OWNER, aCase().addressedTo("uz"), Map.of())) {
      for (var secret : List.of("older", "mother", "street", "facts", "Geheim")) {
        var text = entry.canonical().replace("pseudonym-older", "");
        assertFalse(text.contains("\"" + secret), secret);
        assertFalse(text.contains(secret + "\""), secret);
      }
    }
  }

  private static List<DisclosureEntry> entries(
      Caller caller, Found found, Map<UUID, OnRecord.Found> consented) {
    var ruling = Ruling.on(POLICY, Asker.of(caller), Action.READ, found, consented, NOW);
    return Entries.of(caller, LogAction.READ, found.facts(), ruling, POLICY.version(), NOW);
  }
}
