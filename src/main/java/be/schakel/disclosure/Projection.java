package be.schakel.disclosure;

import be.schakel.policy.Form;
import be.schakel.vocabulary.DataCategory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A view with only what is permitted left in it, and before that, the list of what it would take to
 * see all of it.
 *
 * <p>Generic over labels, so that no field can be forgotten: a component stays when every category
 * it needs is permitted for every child it is about; else it becomes empty. Pure.
 */
final class Projection {

  /** One thing to decide: so much of a category of one child's data, the asker's own or not. */
  record Ask(UUID child, DataCategory category, Form form, boolean own) {

    Ask(UUID child, DataCategory category, boolean own) {
      this(child, category, Form.FULL, own);
    }
  }

  /** What may be said without a case: whom to call, and how supervision is arranged. */
  private static final Set<DataCategory> OF_NO_CASE =
      EnumSet.of(DataCategory.RECEIPT, DataCategory.DISCLOSURE_LOG);

  private static final Set<Shape.Kind> SAYS_NOTHING = EnumSet.of(Shape.Kind.ID, Shape.Kind.BASIS);

  private final String asker;
  private final boolean owner;
  private final boolean danger;
  private final CaseFacts facts;

  /**
   * @param asker the partner code
   * @param owner the asker counts as the owner VK
   */
  Projection(String asker, boolean owner, CaseFacts facts) {
    this(asker, owner, false, facts);
  }

  /**
   * @param danger the asker asks because of a danger to life
   */
  Projection(String asker, boolean owner, boolean danger, CaseFacts facts) {
    this.asker = asker;
    this.owner = owner;
    this.danger = danger;
    this.facts = facts;
  }

  /** What must be decided before this view can be projected: only what has a value in it. */
  Set<Ask> asks(Record view) {
    var asks = new LinkedHashSet<Ask>();
    project(
        view,
        whole(),
        needed -> {
          asks.addAll(needed);
          return false;
        });
    return asks;
  }

  /** The view with what is permitted. */
  @SuppressWarnings("unchecked")
  <V extends Record> V project(V view, Set<Ask> permitted) {
    // What is about no child at all was never decided
    return (V) project(view, whole(), needed -> !needed.isEmpty() && permitted.containsAll(needed));
  }

  /** What is left of a view that is released without a decision about a case. */
  @SuppressWarnings("unchecked")
  static <V extends Record & OfNoCase> V ofNoCase(V view) {
    return (V) only(OF_NO_CASE, OfNoCase.class::isInstance, Optional.empty(), view);
  }

  /** What is left of a view when nothing was decided about but the log, and what was granted. */
  @SuppressWarnings("unchecked")
  static <V extends Record> V ofLog(V view, Set<DataCategory> granted) {
    var categories = EnumSet.of(DataCategory.DISCLOSURE_LOG);
    categories.addAll(granted);
    return (V) only(categories, inner -> true, Optional.empty(), view);
  }

  private static Record only(
      Set<DataCategory> categories,
      Predicate<Object> enters,
      Optional<DataCategory> outer,
      Record record) {
    var named = record instanceof Part part ? part.category().or(() -> outer) : outer;
    var shape = Shape.of(record.getClass());
    var values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      var component = shape.components().get(i);
      var value = component.of(record);
      values[i] =
          switch (component.kind()) {
            case ID -> value;
            case BASIS -> component.nothing();
            case NESTED ->
                value instanceof Optional<?> one
                    ? one.filter(enters).map(in -> only(categories, enters, named, (Record) in))
                    : ((List<?>) value)
                        .stream()
                            .filter(enters)
                            .map(in -> only(categories, enters, named, (Record) in))
                            .toList();
            case LABELLED, NAMED ->
                component.category().or(() -> named).filter(categories::contains).isPresent()
                    ? value
                    : component.nothing();
          };
    }
    return (Record) shape.build(values);
  }

  /** One view of two: where both have something, both lists, else what the first has. */
  @SuppressWarnings("unchecked")
  static <V extends Record> V together(V one, V other) {
    var shape = Shape.of(one.getClass());
    var values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      var component = shape.components().get(i);
      var first = component.of(one);
      var second = component.of(other);
      values[i] =
          first instanceof Optional<?> found
              ? (found.isPresent() ? found : second)
              : Stream.concat(((List<?>) first).stream(), ((List<?>) second).stream()).toList();
    }
    return (V) shape.build(values);
  }

  /** What of a projected view the log names, about one child. */
  static Set<String> logged(Record projected, UUID child) {
    var names = new LinkedHashSet<String>();
    logged(projected, child, names);
    return names;
  }

  private static void logged(Record record, UUID child, Set<String> names) {
    if (record instanceof Part part) {
      if (!part.about().isEmpty() && !part.about().contains(child)) {
        return;
      }
      part.logged().ifPresent(names::add);
    }
    for (var component : Shape.of(record.getClass()).components()) {
      if (component.kind() == Shape.Kind.NESTED) {
        var value = component.of(record);
        var inner = value instanceof Optional<?> one ? one.stream().toList() : (List<?>) value;
        inner.forEach(each -> logged((Record) each, child, names));
      }
    }
  }

  /** Whether a projection has anything left in it but ids. */
  static boolean isEmpty(Record view) {
    return Shape.of(view.getClass()).components().stream()
        .filter(component -> !SAYS_NOTHING.contains(component.kind()))
        .map(component -> component.of(view))
        .allMatch(
            value -> value instanceof Optional<?> o ? o.isEmpty() : ((List<?>) value).isEmpty());
  }

  private record Context(
      Collection<UUID> about,
      Collection<UUID> newestOf,
      boolean own,
      boolean closed,
      Optional<DataCategory> named) {

    /** Of a document alone one can be the newest, not of what stands in one. */
    Context notNewest() {
      return newestOf.isEmpty() ? this : new Context(about, List.of(), own, closed, named);
    }

    Form form(Shape.Component component, UUID child) {
      return component.form() == Form.FULL && newestOf.contains(child)
          ? Form.NEWEST
          : component.form();
    }
  }

  private Context whole() {
    return new Context(
        facts.children().stream().map(CaseFacts.Child::id).toList(),
        List.of(),
        asker.equals(facts.reporter()),
        false,
        Optional.empty());
  }

  private Context inside(Context context, Record record) {
    if (!(record instanceof Part part)) {
      return context.notNewest();
    }
    var about = part.about().isEmpty() ? context.about() : part.about();
    var own = part.ownTo().map(partners -> partners.contains(asker)).orElse(context.own());
    var meant =
        owner
            || (danger && part.yieldsToDanger())
            || part.onlyFor().map(only -> only.contains(asker)).orElse(true);
    return new Context(
        about,
        part.newestOf(),
        own,
        context.closed() || !meant,
        part.category().or(context::named));
  }

  private Record project(Record record, Context outer, Predicate<List<Ask>> allowed) {
    var context = inside(outer, record);
    var shape = Shape.of(record.getClass());
    var values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      var component = shape.components().get(i);
      var value = component.of(record);
      values[i] =
          switch (component.kind()) {
            case ID -> value;
            case BASIS -> component.nothing();
            case NESTED -> nested(value, context, allowed);
            case LABELLED, NAMED ->
                stays(component, value, context, allowed) ? value : component.nothing();
          };
    }
    return (Record) shape.build(values);
  }

  private boolean stays(
      Shape.Component component, Object value, Context context, Predicate<List<Ask>> allowed) {
    var present = value instanceof Optional<?> one ? one.isPresent() : !((List<?>) value).isEmpty();
    if (!present || context.closed()) {
      return false;
    }
    if (allowed.test(needed(component, context))) {
      return true;
    }
    return component.inReceipt() && context.own() && allowed.test(receipt(context));
  }

  private Object nested(Object value, Context context, Predicate<List<Ask>> allowed) {
    if (value instanceof Optional<?> one) {
      return one.map(inner -> project((Record) inner, context, allowed))
          .filter(inner -> !isEmpty(inner));
    }
    var kept = new ArrayList<Record>();
    for (var inner : (List<?>) value) {
      var projected = project((Record) inner, context, allowed);
      if (!isEmpty(projected)) {
        kept.add(projected);
      }
    }
    return List.copyOf(kept);
  }

  private List<Ask> needed(Shape.Component component, Context context) {
    var category = component.category().or(context::named).orElseThrow();
    var asks = new ArrayList<Ask>(context.about().size());
    for (var child : context.about()) {
      asks.add(new Ask(child, category, context.form(component, child), context.own()));
      // For its author and the owner VK a text's own label is enough
      if (!context.own() && !owner) {
        for (var inText : component.mayContain()) {
          asks.add(new Ask(child, inText, context.own()));
        }
      }
    }
    return asks;
  }

  private static List<Ask> receipt(Context context) {
    return context.about().stream()
        .map(child -> new Ask(child, DataCategory.RECEIPT, context.own()))
        .toList();
  }
}
