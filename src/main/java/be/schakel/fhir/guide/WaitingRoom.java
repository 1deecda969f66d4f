package be.schakel.fhir.guide;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Who waits for what serves one at a time, and in which order: in rounds, of each partner one.
 *
 * <p>Whoever comes has its turn in the round after that of its own last, or in the present one. So
 * a partner's third waits for no more than three of each other's, however many those send, and a
 * partner that comes late finds nobody's second before its first. No clock decides anything.
 *
 * <p>Thread-safe.
 */
final class WaitingRoom {

  /** Beside each partner's first, which is never sent away: others would keep it out for ever. */
  private static final int MOST = 36;

  private static final int OF_ONE = 12;

  private final Map<String, Partner> partners = new HashMap<>();
  private int beside;
  private long round;
  private long came;

  /** Kept for good, since there are only so many. */
  private static final class Partner {

    private int here;
    private long next;
  }

  /** Something that waits, and leaves when it is closed, whether it was done or not. */
  final class Turn<T> extends FutureTask<T> implements Comparable<Turn<?>>, AutoCloseable {

    private static final Comparator<Turn<?>> ORDER =
        Comparator.<Turn<?>>comparingLong(turn -> turn.in).thenComparingLong(turn -> turn.number);

    private final Partner partner;
    private final boolean first;
    private final long in;
    private final long number;

    private Turn(Callable<T> work, Partner partner) {
      super(work);
      this.partner = partner;
      first = partner.here == 0;
      in = Math.max(round, partner.next);
      number = came++;
      partner.next = in + 1;
      partner.here++;
      beside += first ? 0 : 1;
    }

    @Override
    public void run() {
      begin(in);
      super.run();
    }

    @Override
    public int compareTo(Turn<?> other) {
      return ORDER.compare(this, other);
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  /**
   * @return empty when too many are here already
   */
  synchronized <T> Optional<Turn<T>> enter(String account, Callable<T> work) {
    var partner = partners.computeIfAbsent(account, any -> new Partner());
    return partner.here < OF_ONE && (partner.here == 0 || beside < MOST)
        ? Optional.of(new Turn<>(work, partner))
        : Optional.empty();
  }

  private synchronized void begin(long now) {
    round = Math.max(round, now);
  }

  private synchronized void leave(Turn<?> turn) {
    turn.partner.here--;
    beside -= turn.first ? 0 : 1;
  }
}
