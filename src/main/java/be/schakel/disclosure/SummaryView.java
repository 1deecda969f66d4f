package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many entries a search of the log finds, counted by time, asker, ground and action.
 *
 * @param times periods in which there was something, the oldest first
 * @param partners who asked, the most frequent first
 */
public record SummaryView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> from,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> to,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Step> step,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Tally> total,
    @Label(DataCategory.DISCLOSURE_LOG) List<Period> times,
    @Label(DataCategory.DISCLOSURE_LOG) List<Group> partners,
    @Label(DataCategory.DISCLOSURE_LOG) List<Group> grounds,
    @Label(DataCategory.DISCLOSURE_LOG) List<Group> actions) {

  /** Entries by how they ended. */
  public record Tally(long permitted, long partial, long denied) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(permitted + other.permitted, partial + other.partial, denied + other.denied);
    }

    long all() {
      return permitted + partial + denied;
    }
  }

  /** Those of a period, from its beginning on. */
  public record Period(Instant at, Tally entries) {}

  /**
   * Those that have something in common.
   *
   * @param key what that is: a code; none for entries without
   * @param name of a partner, as it is registered today
   */
  public record Group(Optional<String> key, Optional<LocalizedText> name, Tally entries) {}
}
