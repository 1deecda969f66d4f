package be.schakel.disclosure;

import static be.schakel.disclosure.Found.NOW;
import static be.schakel.disclosure.Found.OLDER;
import static be.schakel.disclosure.Found.YOUNGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.consent.OnRecord;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a magistrate gets of somebody else's report after a released written request (case 4). */
class BasicDataTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());
  private static final Caller PARKET =
      Found.caller("parket", PartnerKind.PARKET, Purpose.JUDICIAL_PROTECTION, "magistrate");

  record Child(
      @Label.Id Optional<UUID> id,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<String> name,
      @Label(DataCategory.CHILD_ID) Optional<String> remark,
      @Label(value = DataCategory.ADDRESS, form = Form.BASIC) Optional<String> address,
      @Label(value = DataCategory.PLACEMENT, form = Form.BASIC) Optional<String> help,
      @Label(DataCategory.SAFETY_PLAN) Optional<String> plan,
      @Label(DataCategory.STATUS) Optional<String> status)
      implements Part {
    @Override
    public Collection<UUID> about() {
      return id.stream().toList();
    }
  }

  record View(@Label.Nested List<Child> children) {}

  private record Case(Found found) implements Disclosable<View> {
    @Override
    public CaseFacts facts() {
      return found.facts();
    }

    @Override
    public View view(boolean neutral) {
      return new View(List.of(child(OLDER), child(YOUNGER)));
    }

    private static Child child(UUID id) {
      return new Child(
          Optional.of(id),
          Optional.of("name"),
          Optional.of("remark"),
          Optional.of("street"),
          Optional.of("help"),
          Optional.of("plan"),
          Optional.of("status"));
    }
  }

  @Test
  void releasedRequestGivesWhatIsBasicAndNothingElse() {
    assertEquals("name street help", words(Found.aCase(), requestFor(OLDER)));
  }

  @Test
  void withoutARequestThereIsNothing() {
    assertEquals("", words(Found.aCase(), Map.of()));
  }

  @Test
  void siblingOfWhomNothingWasAskedStaysClosed() {
    var view = seen(Found.aCase(), requestFor(OLDER));
    assertEquals(List.of(Optional.of(OLDER)), view.children().stream().map(Child::id).toList());
  }

  @Test
  void secretAddressHidesWhereTheChildIsFromAMagistrateToo() {
    assertEquals("name", words(Found.aCase().secretAddressOf(OLDER), requestFor(OLDER)));
  }

  @Test
  void reportOfTheChatStaysClosed() {
    assertEquals("", words(Found.aCase().of(ReferralType.NPIE), requestFor(OLDER)));
  }

  @Test
  void retractionClosesIt() {
    assertEquals("", words(Found.aCase().retracted(), requestFor(OLDER)));
  }

  @Test
  void anotherPurposeGetsNothing() {
    var other = Found.caller("parket", PartnerKind.PARKET, Purpose.FOLLOW_UP_OWN, "magistrate");
    assertFalse(rule(other, Found.aCase(), requestFor(OLDER)).permitsSomething());
  }

  private static Map<UUID, OnRecord.Found> requestFor(UUID... children) {
    var found = new HashMap<UUID, OnRecord.Found>();
    for (var child : children) {
      var request = new Evidence.WrittenRequest(child, "parket", NOW);
      found.put(child, new OnRecord.Found(Evidence.of(Set.of(request)), true, false));
    }
    return found;
  }

  private static String words(Found found, Map<UUID, OnRecord.Found> evidence) {
    var words = new StringBuilder();
    for (var child : seen(found, evidence).children()) {
      for (var one :
          List.of(
              child.name(),
              child.remark(),
              child.address(),
              child.help(),
              child.plan(),
              child.status())) {
        one.ifPresent(word -> words.append(word).append(' '));
      }
    }
    return words.toString().strip();
  }

  private static View seen(Found found, Map<UUID, OnRecord.Found> evidence) {
    return rule(PARKET, found, evidence).projected();
  }

  private static Ruling<View> rule(Caller caller, Found found, Map<UUID, OnRecord.Found> evidence) {
    return Ruling.on(POLICY, Asker.of(caller), Action.READ, new Case(found), evidence, NOW);
  }
}
