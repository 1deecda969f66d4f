package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Projection.Ask;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ReferralType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {

  private static final UUID OLDER = new UUID(0, 1);
  private static final UUID YOUNGER = new UUID(0, 2);
  private static final UUID CASE = new UUID(0, 9);

  record Case(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.STATUS) Optional<String> status,
      @Label(
              value = DataCategory.CONCERN,
              mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
          Optional<String> facts,
      @Label.Nested List<Child> children,
      @Label.Nested List<File> files,
      @Label.Nested List<Note> notes) {}

  record Child(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.CHILD_ID) Optional<String> name,
      @Label(DataCategory.ADDRESS) List<String> address)
      implements Part {
    @Override
    public Collection<UUID> about() {
      return id.stream().toList();
    }
  }

  record File(
      @Label.Named(inReceipt = true) Optional<String> digest,
      @Label.Named Optional<DataCategory> category,
      @Label.Named Optional<String> title,
      @Label.Id List<UUID> children,
      @Label.Basis List<String> suppliers)
      implements Part {
    @Override
    public Collection<UUID> about() {
      return children;
    }

    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(List.copyOf(suppliers));
    }
  }

  /** What is meant for some partners only. */
  record Note(
      @Label.Basis Optional<List<String>> readers,
      @Label(DataCategory.SAFETY_PLAN) Optional<String> text,
      @Label.Nested List<Child> children)
      implements Part {
    @Override
    public Optional<Collection<String>> onlyFor() {
      return readers.map(only -> only);
    }

    @Override
    public boolean yieldsToDanger() {
      return text.orElse("").startsWith("urgent");
    }

    @Override
    public Optional<String> logged() {
      return text.map(words -> "NOTE:" + words);
    }
  }

  private static Note note(String text, String... readers) {
    return new Note(
        Optional.of(List.of(readers)),
        Optional.of(text),
        List.of(new Child(Optional.of(OLDER), Optional.of(text), List.of())));
  }

  private static final Case WHOLE =
      new Case(
          Optional.of(CASE),
          Optional.of("RECEIVED"),
          Optional.of("facts"),
          List.of(
              new Child(Optional.of(OLDER), Optional.of("older"), List.of("street")),
              new Child(Optional.of(YOUNGER), Optional.of("younger"), List.of("street"))),
          List.of(
              new File(
                  Optional.of("digest"),
                  Optional.of(DataCategory.MEDICAL),
                  Optional.of("report"),
                  List.of(OLDER),
                  List.of("hospital"))),
          List.of());

  private static final Case NOTED =
      new Case(
          WHOLE.id(),
          WHOLE.status(),
          WHOLE.facts(),
          WHOLE.children(),
          WHOLE.files(),
          List.of(note("theirs", "hospital", "school"), note("nobody's")));

  private static final CaseFacts FACTS =
      new CaseFacts(
          CASE,
          ReferralType.REGULAR,
          "hospital",
          Optional.of("centre"),
          Set.of(),
          false,
          false,
          false,
          List.of(
              new CaseFacts.Child(OLDER, "o", false, () -> null),
              new CaseFacts.Child(YOUNGER, "y", false, () -> null)));

  private final Projection stranger = new Projection("stranger", false, FACTS);
  private final Projection hospital = new Projection("hospital", false, FACTS);
  private final Projection centre = new Projection("centre", true, FACTS);

  @Test
  void nothingPermittedLeavesNothingButIds() {
    var left = stranger.project(WHOLE, Set.of());
    assertTrue(Projection.isEmpty(left));
    assertEquals(Optional.of(CASE), left.id());
  }

  @Test
  void whatIsMeantForOthersIsNotThereWhateverIsPermitted() {
    assertEquals(List.of(), everything(stranger).notes());
    assertFalse(
        stranger.asks(NOTED).stream().anyMatch(ask -> ask.category() == DataCategory.SAFETY_PLAN),
        "nor is it asked: a refusal would tell of it");
    assertEquals(
        List.of(Optional.of("theirs")),
        everything(hospital).notes().stream().map(Note::text).toList());
    assertEquals(2, everything(centre).notes().size());
  }

  @Test
  void dangerToLifeOpensWhatYieldsToItAndNothingElse() {
    var rescuer = new Projection("stranger", false, true, FACTS);
    assertEquals(List.of(), everything(rescuer).notes());
    var yielding =
        new Case(
            WHOLE.id(),
            WHOLE.status(),
            WHOLE.facts(),
            WHOLE.children(),
            WHOLE.files(),
            List.of(note("urgent: theirs", "hospital")));
    assertEquals(1, rescuer.project(yielding, rescuer.asks(yielding)).notes().size());
    assertEquals(List.of(), stranger.project(yielding, stranger.asks(yielding)).notes());
  }

  @Test
  void logNamesWhatLeftAndNothingElse() {
    assertEquals(Set.of("NOTE:theirs"), Projection.logged(everything(hospital), OLDER));
    assertEquals(Set.of(), Projection.logged(everything(stranger), OLDER));
  }

  private static Case everything(Projection asker) {
    return asker.project(NOTED, asker.asks(NOTED));
  }

  @Test
  void siblingsAreDecidedChildByChild() {
    var left = stranger.project(WHOLE, of(false, DataCategory.CHILD_ID, OLDER));
    assertEquals(
        List.of("older"),
        left.children().stream().flatMap(child -> child.name().stream()).toList());
    assertEquals(1, left.children().size());
  }

  @Test
  void whatIsAboutAllChildrenNeedsThePermitForEach() {
    assertTrue(stranger.project(WHOLE, of(false, DataCategory.STATUS, OLDER)).status().isEmpty());
    assertTrue(
        stranger
            .project(WHOLE, of(false, DataCategory.STATUS, OLDER, YOUNGER))
            .status()
            .isPresent());
  }

  @ParameterizedTest
  @EnumSource(names = {"CONCERN", "CHILD_ID", "FAMILY_ID"})
  void textStaysBackWhenOneOfItsCategoriesIsMissing(DataCategory missing) {
    var permitted = new HashSet<Ask>();
    for (var category :
        List.of(DataCategory.CONCERN, DataCategory.CHILD_ID, DataCategory.FAMILY_ID)) {
      if (category != missing) {
        permitted.addAll(of(false, category, OLDER, YOUNGER));
      }
    }
    assertTrue(stranger.project(WHOLE, permitted).facts().isEmpty());
    permitted.addAll(of(false, missing, OLDER, YOUNGER));
    assertTrue(stranger.project(WHOLE, permitted).facts().isPresent());
  }

  @Test
  void authorAndOwnerNeedTheTextsOwnLabelOnly() {
    assertTrue(
        hospital
            .project(WHOLE, of(true, DataCategory.CONCERN, OLDER, YOUNGER))
            .facts()
            .isPresent());
    assertTrue(
        centre.project(WHOLE, of(false, DataCategory.CONCERN, OLDER, YOUNGER)).facts().isPresent());
    assertTrue(
        stranger.project(WHOLE, of(false, DataCategory.CONCERN, OLDER, YOUNGER)).facts().isEmpty());
  }

  @Test
  void supplierSeesItsReceiptOfAFileAndNoMore() {
    var left = hospital.project(WHOLE, of(true, DataCategory.RECEIPT, OLDER)).files().get(0);
    assertEquals(Optional.of("digest"), left.digest());
    assertTrue(left.title().isEmpty());
    assertTrue(stranger.project(WHOLE, of(false, DataCategory.RECEIPT, OLDER)).files().isEmpty());
  }

  @Test
  void fileFollowsTheCategoryItNames() {
    assertFalse(stranger.project(WHOLE, of(false, DataCategory.MEDICAL, OLDER)).files().isEmpty());
    assertTrue(stranger.project(WHOLE, of(false, DataCategory.MEDICAL, YOUNGER)).files().isEmpty());
    assertTrue(stranger.project(WHOLE, of(true, DataCategory.MEDICAL, OLDER)).files().isEmpty());
  }

  @Test
  void whatWouldOpenEverythingIsAskedFor() {
    for (var projection : List.of(stranger, hospital, centre)) {
      var open = projection.project(WHOLE, projection.asks(WHOLE));
      assertEquals(WHOLE.facts(), open.facts());
      assertEquals(WHOLE.children(), open.children());
      assertEquals(WHOLE.files().get(0).title(), open.files().get(0).title());
    }
  }

  @Test
  void whatDecidesAboutARecordLeavesToNobody() {
    for (var projection : List.of(stranger, hospital, centre)) {
      var open = projection.project(WHOLE, projection.asks(WHOLE));
      assertEquals(List.of(), open.files().get(0).suppliers());
    }
  }

  @Test
  void caseWithoutChildrenOpensToNobody() {
    var childless =
        new CaseFacts(
            CASE,
            ReferralType.REGULAR,
            "hospital",
            Optional.of("centre"),
            Set.of(),
            false,
            false,
            false,
            List.of());
    var alone =
        new Case(
            Optional.of(CASE),
            Optional.of("RECEIVED"),
            Optional.of("facts"),
            List.of(),
            List.of(),
            List.of());
    for (var owner : List.of(true, false)) {
      var left = new Projection("hospital", owner, childless).project(alone, Set.of());
      assertTrue(Projection.isEmpty(left));
    }
  }

  @Test
  void nothingIsAskedAboutWhatIsEmpty() {
    var empty =
        new Case(
            Optional.of(CASE), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
    assertEquals(Set.of(), stranger.asks(empty));
  }

  /** Every set of permits there can be, for each of the askers, against the rules by hand. */
  @Test
  void exactlyWhatIsPermittedIsLeft() {
    assertExact(stranger, false, false);
    assertExact(hospital, true, false);
    assertExact(centre, false, true);
  }

  private void assertExact(Projection projection, boolean own, boolean owner) {
    var asks = List.copyOf(projection.asks(WHOLE));
    assertTrue(asks.size() < 16, "few enough to try every set of them: " + asks.size());
    for (int set = 0; set < 1 << asks.size(); set++) {
      var permitted = new HashSet<Ask>();
      for (int i = 0; i < asks.size(); i++) {
        if ((set >> i & 1) == 1) {
          permitted.add(asks.get(i));
        }
      }
      assertEquals(
          expected(permitted, own, owner),
          projection.project(WHOLE, permitted),
          permitted::toString);
    }
  }

  private static Case expected(Set<Ask> permitted, boolean own, boolean owner) {
    var may = new May(permitted, own);
    var facts =
        may.all(DataCategory.CONCERN)
            && (own || owner || may.all(DataCategory.CHILD_ID) && may.all(DataCategory.FAMILY_ID));
    var children =
        Stream.of("older", "younger")
            .flatMap(name -> may.child(name, name.equals("older") ? OLDER : YOUNGER))
            .toList();
    var medical = may.see(OLDER, DataCategory.MEDICAL);
    var digest = medical || own && may.see(OLDER, DataCategory.RECEIPT);
    var file =
        new File(
            Optional.of("digest").filter(any -> digest),
            Optional.of(DataCategory.MEDICAL).filter(any -> medical),
            Optional.of("report").filter(any -> medical),
            List.of(OLDER),
            List.of());
    return new Case(
        Optional.of(CASE),
        Optional.of("RECEIVED").filter(any -> may.all(DataCategory.STATUS)),
        Optional.of("facts").filter(any -> facts),
        children,
        digest ? List.of(file) : List.of(),
        List.of());
  }

  private record May(Set<Ask> permitted, boolean own) {

    boolean see(UUID child, DataCategory category) {
      return permitted.contains(new Ask(child, category, own));
    }

    boolean all(DataCategory category) {
      return see(OLDER, category) && see(YOUNGER, category);
    }

    Stream<Child> child(String name, UUID id) {
      var named = see(id, DataCategory.CHILD_ID);
      var housed = see(id, DataCategory.ADDRESS);
      return named || housed
          ? Stream.of(
              new Child(
                  Optional.of(id),
                  Optional.of(name).filter(any -> named),
                  housed ? List.of("street") : List.of()))
          : Stream.empty();
    }
  }

  private static Set<Ask> of(boolean own, DataCategory category, UUID... children) {
    return Set.of(children).stream()
        .map(child -> new Ask(child, category, own))
        .collect(Collectors.toSet());
  }
}
