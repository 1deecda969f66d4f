package be.schakel.disclosure;

import be.schakel.vocabulary.LogAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an auditor looks for among the events that the log tells, only ever among what its
 * engagement covers. Newest first.
 *
 * @param from entries recorded at or after it
 * @param to entries recorded before it
 * @param conditions all of them must hold
 * @param told only these
 * @param limit how many events, at least one
 * @param after the place where the page before ended
 * @param words what was asked for, as the log may hold it: no value that identifies a child
 */
public record EventQuery(
    Optional<Instant> from,
    Optional<Instant> to,
    List<Condition> conditions,
    Set<Told> told,
    int limit,
    Optional<EventCursor> after,
    String words) {

  /** Where to look: a column that the log derives from the entry itself. */
  public enum Place {
    ID("id"),
    PARTNER("partner"),
    PROFESSIONAL("professional"),
    SUBJECT("subject"),
    REFERRAL("referral"),
    CONSENT("consent"),
    REQUEST("request"),
    ADDRESS("address"),
    TOKEN("token"),
    /** Who got what was told outside the gateway. */
    RECIPIENT("recipient"),
    GROUND("ground");

    private final String column;

    Place(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }

    /** Its index goes by sorts too, since one value may stand on a large part of the log. */
    boolean bySort() {
      return this == PARTNER || this == ADDRESS || this == PROFESSIONAL || this == RECIPIENT;
    }

    /** One value stands on few entries, in a log of any size. */
    boolean isRare() {
      return this == ID
          || this == SUBJECT
          || this == REFERRAL
          || this == CONSENT
          || this == REQUEST
          || this == TOKEN;
    }
  }

  /** A value in a place. */
  public record Value(Place place, String text) {}

  /** One of the values stands in its place; without any, nothing is found. */
  public record Condition(List<Value> anyOf) {

    public Condition {
      anyOf = List.copyOf(anyOf);
    }

    /** It leaves few entries. */
    boolean isRare() {
      return anyOf.stream().allMatch(value -> value.place().isRare());
    }

    /** It names several values of which each has an index by sorts. */
    boolean isBySort() {
      return anyOf.size() > 1 && anyOf.stream().allMatch(value -> value.place().bySort());
    }

    /** One condition for each value. */
    List<Condition> each() {
      return anyOf.stream().map(value -> new Condition(List.of(value))).toList();
    }

    static Condition is(Place place, String text) {
      return new Condition(List.of(new Value(place, text)));
    }
  }

  public EventQuery {
    conditions = List.copyOf(conditions);
    told = Set.copyOf(told);
  }

  /** Each entry tells at least one of the events, so one entry more shows that there is more. */
  LogSearch search() {
    return new LogSearch(
        from,
        to,
        after.map(cursor -> new LogSearch.Before(cursor.entry(), cursor.shown() > 0)),
        conditions,
        sorts(),
        limit + 1);
  }

  /** Among (nearly) all sorts the newest entries are found sooner than the newest of each. */
  private Set<Told.Sort> sorts() {
    var wanted = told.stream().map(Told::sort).collect(Collectors.toSet());
    var narrow =
        conditions.stream()
            .flatMap(condition -> condition.anyOf().stream())
            .anyMatch(value -> value.place().bySort());
    var all =
        Told.all().stream()
            .map(Told::sort)
            .filter(sort -> sort.action() != LogAction.AUDIT_READ)
            .collect(Collectors.toSet());
    return wanted.equals(all) && !narrow ? Set.of() : wanted;
  }

  /** What is wanted of an entry, less what the page before had of it. */
  List<EventView> events(LoggedEntry logged) {
    var shown =
        after
            .filter(cursor -> cursor.entry().equals(logged.id()))
            .map(EventCursor::shown)
            .orElse(0);
    return Told.by(Told.Sort.of(logged.entry())).stream()
        .filter(told::contains)
        .skip(shown)
        .map(each -> EventView.of(logged, each.aspect()))
        .toList();
  }

  /** The place after a page, within the entry that the page ends in or after it. */
  String afterwards(List<Shown<EventView>> page, Shown<EventView> next) {
    var last = page.get(page.size() - 1).id();
    if (!last.equals(next.id())) {
      return new EventCursor(last, 0).toString();
    }
    var before =
        after.filter(cursor -> cursor.entry().equals(last)).map(EventCursor::shown).orElse(0);
    var shown = page.stream().filter(each -> each.id().equals(last)).count();
    return new EventCursor(last, before + (int) shown).toString();
  }
}
