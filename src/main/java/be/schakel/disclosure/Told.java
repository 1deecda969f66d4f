package be.schakel.disclosure;

import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that entries of one sort tell. What sort an entry is, its own columns say, so a search
 * for some of these is a search in an index. Pure.
 */
public record Told(Sort sort, Aspect aspect) {

  /**
   * Entries that tell the same things.
   *
   * @param ofChild the entry is about a child
   */
  public record Sort(LogAction action, LogOutcome outcome, boolean ofChild) {

    /** Of one entry. */
    public static Sort of(DisclosureEntry entry) {
      return new Sort(entry.action(), entry.outcome(), entry.subject().isPresent());
    }

    static Stream<Sort> all() {
      return Arrays.stream(LogAction.values())
          .flatMap(
              action ->
                  Arrays.stream(LogOutcome.values())
                      .flatMap(
                          outcome ->
                              Stream.of(true, false)
                                  .map(ofChild -> new Sort(action, outcome, ofChild))));
    }
  }

  /** Everything that any entry could tell. */
  public static List<Told> all() {
    return Sort.all().flatMap(sort -> by(sort).stream()).toList();
  }

  /** What entries of a sort tell, in the order of their events. */
  static List<Told> by(Sort sort) {
    var told = new ArrayList<Aspect>();
    var denied = sort.outcome() == LogOutcome.DENY;
    if (sort.action() == LogAction.AUDIT_READ) {
      // A search of the log is one, also when it was refused
      told.add(Aspect.ACT);
    } else if (!sort.ofChild()) {
      told.add(denied ? Aspect.REFUSAL : Aspect.ACT);
    } else {
      if (!denied && sort.action() != LogAction.EXTERNAL) {
        told.add(Aspect.ACT);
      }
      // A look-up is answered alike for every child: nothing about one leaves
      if (!denied && sort.action() != LogAction.LOOK_UP) {
        told.add(Aspect.DISCLOSURE);
      }
      if (sort.action() != LogAction.EXTERNAL) {
        told.add(Aspect.DECISION);
      }
    }
    return told.stream().map(aspect -> new Told(sort, aspect)).toList();
  }
}
