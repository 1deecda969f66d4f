package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Projection.Ask;
import be.schakel.policy.Form;
import be.schakel.referral.AdditionView;
import be.schakel.referral.ReceiptView;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ReferralType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the views of the gateway hold and whatever is permitted: a value is left exactly when
 * every category it needs is permitted for every child it is about. Labels are read here a second
 * time, in another way.
 */
class RandomViewsTest {

  private static final int RUNS = 300;
  private static final List<UUID> CHILDREN = List.of(new UUID(0, 1), new UUID(0, 2));
  private static final String SUBMITTER = "hospital";
  private static final String OWNER = "centre";
  private static final List<String> PARTNERS = List.of(SUBMITTER, OWNER, "stranger");
  private static final CaseFacts FACTS =
      new CaseFacts(
          new UUID(0, 9),
          ReferralType.REGULAR,
          SUBMITTER,
          Optional.of(OWNER),
          Set.of(),
          false,
          false,
          false,
          CHILDREN.stream().map(id -> new CaseFacts.Child(id, "p", false, () -> null)).toList());

  @ParameterizedTest
  @ValueSource(classes = {ReferralView.class, ReceiptView.class, AdditionView.class})
  void exactlyWhatIsPermittedIsLeft(Class<? extends Record> type) {
    var kept = 0;
    var dropped = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      var view = new Invent(seed, CHILDREN, PARTNERS).a(type);
      for (var asker : PARTNERS) {
        var danger = seed % 2 == 0;
        var projection = new Projection(asker, asker.equals(OWNER), danger, FACTS);
        var random = new Random(seed);
        var permitted =
            projection.asks(view).stream()
                .filter(ask -> random.nextInt(4) > 0)
                .collect(Collectors.toSet());
        var needs = new Needs(asker, danger);
        needs.read(view, CHILDREN, asker.equals(SUBMITTER), true, Optional.empty());
        var left = values(projection.project(view, permitted));
        for (var value : left) {
          assertNotNull(needs.of(value), "seed " + seed + ": " + value + " decides, and is left");
        }
        needs.byValue.forEach(
            (value, ways) ->
                assertEquals(
                    ways.stream().anyMatch(permitted::containsAll),
                    left.stream().anyMatch(each -> each == value),
                    value + " needs one of " + ways + " of " + permitted));
        kept += left.size();
        dropped += needs.byValue.size() - left.size();
      }
    }
    assertTrue(kept > RUNS && dropped > RUNS, kept + " values left, " + dropped + " withheld");
  }

  /** Every value in a view that is neither empty, an id, nor made of others. */
  private static List<Object> values(Record view) {
    var values = new ArrayList<>();
    for (var component : view.getClass().getRecordComponents()) {
      if (component.isAnnotationPresent(Label.Nested.class)) {
        stream(get(component, view)).forEach(inner -> values.addAll(values((Record) inner)));
      } else if (!component.isAnnotationPresent(Label.Id.class)) {
        Stream.of(get(component, view)).filter(each -> !isEmpty(each)).forEach(values::add);
      }
    }
    return values;
  }

  /** What each value of a view needs, value by value: a projection keeps or drops it as it is. */
  private static final class Needs {

    private final String asker;
    private final Map<Object, List<Set<Ask>>> byValue = new IdentityHashMap<>();

    private final boolean danger;

    Needs(String asker, boolean danger) {
      this.asker = asker;
      this.danger = danger;
    }

    List<Set<Ask>> of(Object value) {
      return byValue.get(value);
    }

    void read(
        Record record,
        Collection<UUID> outerAbout,
        boolean outerOwn,
        boolean outerMeant,
        Optional<DataCategory> outerCategory) {
      var part = record instanceof Part given ? Optional.of(given) : Optional.<Part>empty();
      var about = part.map(Part::about).filter(some -> !some.isEmpty()).orElse(outerAbout);
      var own = part.flatMap(Part::ownTo).map(to -> to.contains(asker)).orElse(outerOwn);
      var category = part.flatMap(Part::category).or(() -> outerCategory);
      var meant =
          outerMeant
              && (asker.equals(OWNER)
                  || (danger && part.filter(Part::yieldsToDanger).isPresent())
                  || part.flatMap(Part::onlyFor).stream().allMatch(only -> only.contains(asker)));
      for (var component : record.getClass().getRecordComponents()) {
        var value = get(component, record);
        if (component.isAnnotationPresent(Label.Nested.class)) {
          stream(value).forEach(inner -> read((Record) inner, about, own, meant, category));
        } else if (!isEmpty(value)) {
          var newestOf = part.map(Part::newestOf).orElse(List.of());
          var ways = ways(component, about, newestOf, own, category);
          if (!ways.isEmpty()) {
            byValue.put(value, meant ? ways : List.of());
          }
        }
      }
    }

    private List<Set<Ask>> ways(
        RecordComponent component,
        Collection<UUID> about,
        Collection<UUID> newestOf,
        boolean own,
        Optional<DataCategory> category) {
      var label = component.getAnnotation(Label.class);
      if (label != null) {
        var needed = new HashSet<Ask>();
        about.forEach(
            child ->
                needed.add(
                    new Ask(child, label.value(), form(label.form(), child, newestOf), own)));
        if (!own && !asker.equals(OWNER)) {
          needed.addAll(asks(List.of(label.mayContain()), about, own));
        }
        return List.of(needed);
      }
      var named = component.getAnnotation(Label.Named.class);
      if (named != null) {
        var itself =
            about.stream()
                .map(
                    child ->
                        new Ask(
                            child, category.orElseThrow(), form(Form.FULL, child, newestOf), own))
                .collect(Collectors.toSet());
        return named.inReceipt() && own
            ? List.of(itself, asks(List.of(DataCategory.RECEIPT), about, true))
            : List.of(itself);
      }
      return List.of();
    }

    private static Form form(Form labelled, UUID child, Collection<UUID> newestOf) {
      return labelled == Form.FULL && newestOf.contains(child) ? Form.NEWEST : labelled;
    }

    private static Set<Ask> asks(List<DataCategory> needed, Collection<UUID> about, boolean own) {
      return needed.stream()
          .flatMap(each -> about.stream().map(child -> new Ask(child, each, own)))
          .collect(Collectors.toSet());
    }
  }

  private static Object get(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Stream<?> stream(Object value) {
    return value instanceof Optional<?> one ? one.stream() : ((List<?>) value).stream();
  }

  private static boolean isEmpty(Object value) {
    return stream(value).findAny().isEmpty();
  }
}
