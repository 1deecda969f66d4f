package be.schakel.consent;

import static be.schakel.consent.Fixtures.CHILD;
import static be.schakel.consent.Fixtures.MOTHER;
import static be.schakel.consent.Fixtures.NOW;
import static be.schakel.consent.Fixtures.REFERRAL;
import static be.schakel.consent.Fixtures.RULES;
import static be.schakel.consent.Fixtures.by;
import static be.schakel.consent.Fixtures.child;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.OnRecord.RecordedGround;
import be.schakel.policy.Evidence;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.ParentalRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is on record becomes evidence about one child, and says nothing about another. */
class OnRecordTest {

  private static final UUID SIBLING = new UUID(9, 9);
  private static final String PARTNER = "az-tweede";
  private static final Instant UNTIL = NOW.plusSeconds(3600);

  @Test
  void nothingOnRecordIsNothingToRelyOn() {
    var found =
        OnRecord.NOTHING.about(
            REFERRAL,
            CHILD,
            () -> {
              throw new AssertionError("nobody needs to know who decides");
            },
            RULES,
            NOW);
    assertEquals(OnRecord.Found.NOTHING, found);
  }

  @Test
  void consentThatMayBeUsedMakesAGranteeOfItsChildAlone() {
    var onRecord = new OnRecord(List.of(by("p1").onRecord()), List.of(), List.of());
    var found = about(onRecord, CHILD);
    assertEquals(1, found.evidence().consents().size());
    assertTrue(found.grantee());
    assertFalse(found.conference());
    var sibling = about(onRecord, SIBLING);
    assertEquals(Evidence.NONE, sibling.evidence());
    assertFalse(sibling.grantee());
    assertEquals(1, onRecord.consents().size());
  }

  @Test
  void consentThatMayNotBeUsedIsNoEvidence() {
    var withdrawn =
        new OnRecord(
            List.of(by("p1").status(ConsentStatus.WITHDRAWN).onRecord()), List.of(), List.of());
    var found = about(withdrawn, CHILD);
    assertEquals(Evidence.NONE, found.evidence());
    assertFalse(found.grantee());
  }

  /**
   * What the centre put on record since counts at the very next use, before anything is restated.
   */
  @Test
  void newFactAboutWhoGaveItEndsAConsentAtItsNextUse() {
    var mother =
        ChildFacts.Carer.of(
            Optional.of("1"), Optional.of(ParentalRole.MOTHER), Optional.of(AuthorityStatus.HOLDS));
    var father =
        ChildFacts.Carer.of(
            Optional.of("2"),
            Optional.of(ParentalRole.FATHER),
            Optional.of(AuthorityStatus.UNKNOWN));
    var consents = List.of(by("1").onRecord());
    for (var fact :
        List.of(
            new Fact(CHILD, 1, Fact.Kind.AUTHORITY, "DEPRIVED"),
            new Fact(CHILD, 2, Fact.Kind.DISAGREES, "true"),
            new Fact(CHILD, 0, Fact.Kind.CAPACITY, "ASSESSED_CAPABLE"))) {
      var known = new OnRecord(consents, List.of(), List.of(fact));
      var found =
          known.about(REFERRAL, CHILD, () -> child("2018-03-15", mother, father), RULES, NOW);
      assertEquals(Evidence.NONE, found.evidence(), fact::toString);
    }
    var ofSibling =
        new OnRecord(
            consents, List.of(), List.of(new Fact(SIBLING, 1, Fact.Kind.AUTHORITY, "DEPRIVED")));
    var found =
        ofSibling.about(REFERRAL, CHILD, () -> child("2018-03-15", mother, father), RULES, NOW);
    assertEquals(1, found.evidence().consents().size());
  }

  @Test
  void eachGroundIsEvidenceOfItsOwnSort() {
    var categories = Set.of(DataCategory.CONCERN);
    var secrecy = about(grounds(ground(LegalGround.G1_SHARED_SECRECY, Optional.of(CHILD))), CHILD);
    assertEquals(
        List.of(
            new Evidence.SharedSecrecy(CHILD, PARTNER, categories, true, true, true, NOW, UNTIL)),
        secrecy.evidence().sharedSecrecy());
    assertTrue(secrecy.grantee());

    var conference =
        about(grounds(ground(LegalGround.G4_CASE_CONFERENCE, Optional.of(CHILD))), CHILD);
    assertEquals(
        List.of(new Evidence.Conference(CHILD, Set.of(PARTNER), NOW, UNTIL)),
        conference.evidence().conferences());
    assertTrue(conference.conference());
    assertFalse(conference.grantee(), "who takes part in a conference is no grantee by that");

    var request = about(grounds(ground(LegalGround.G6_WRITTEN_REQUEST, Optional.of(CHILD))), CHILD);
    assertEquals(
        List.of(new Evidence.WrittenRequest(CHILD, PARTNER, NOW)),
        request.evidence().writtenRequests());
    assertTrue(request.grantee());

    var window = about(grounds(ground(LegalGround.G9_VITAL, Optional.of(CHILD))), CHILD);
    assertEquals(
        List.of(
            new Evidence.BreakGlass(
                CHILD, PARTNER, "10000000", Set.of(DataCategory.CONCERN), NOW, UNTIL)),
        window.evidence().breakGlass());
    assertTrue(window.grantee());
  }

  @Test
  void groundIsAboutItsReportAndItsChildOrAllOfThem() {
    var ofOne = grounds(ground(LegalGround.G1_SHARED_SECRECY, Optional.of(CHILD)));
    assertEquals(Evidence.NONE, about(ofOne, SIBLING).evidence());
    var ofAll = grounds(ground(LegalGround.G1_SHARED_SECRECY, Optional.empty()));
    assertEquals(1, about(ofAll, CHILD).evidence().sharedSecrecy().size());
    assertEquals(SIBLING, about(ofAll, SIBLING).evidence().sharedSecrecy().get(0).child());
    var elsewhere = ofAll.about(new UUID(7, 7), CHILD, () -> child("2018-03-15"), RULES, NOW);
    assertEquals(Evidence.NONE, elsewhere.evidence());
    assertFalse(elsewhere.grantee());
  }

  private static OnRecord.Found about(OnRecord onRecord, UUID one) {
    return onRecord.about(REFERRAL, one, () -> child("2018-03-15", MOTHER), RULES, NOW);
  }

  private static OnRecord grounds(RecordedGround ground) {
    return new OnRecord(List.of(), List.of(ground), List.of());
  }

  private static RecordedGround ground(LegalGround ground, Optional<UUID> child) {
    return new RecordedGround(
        REFERRAL,
        child,
        ground,
        PARTNER,
        Optional.of("10000000"),
        Set.of(DataCategory.CONCERN),
        true,
        true,
        true,
        NOW,
        UNTIL);
  }
}
