package be.schakel.database;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a row of a table says, as long as no newer row takes its place: rows are only added, and
 * every node looks for the newest often enough that within two seconds all use the same.
 *
 * <p>Thread safe: readers get an immutable value, one thread looks for the next.
 *
 * @param <R> which row it is; equal for the same row
 * @param <V> what it says
 */
public final class Followed<R, V> {

  /** From a file to a row and from there to the nodes is one look each, and a spoilt file one. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration SOON = Duration.ofSeconds(2);

  /** How a row is read. */
  @FunctionalInterface
  public interface Reading<R, V, E extends Exception> {
    V of(R row) throws E;
  }

  private record InForce<R, V>(R row, V value) {}

  private volatile InForce<R, V> inForce;
  private Future<?> looking;

  /** Looks now, and from now on. */
  public void start(ScheduledExecutorService timer, Runnable look) {
    look.run();
    looking =
        timer.scheduleWithFixedDelay(
            look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks no more. */
  public void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  /**
   * What is in force.
   *
   * @throws SchakelProblem {@link Code#STORAGE_UNAVAILABLE} while this node has none yet
   */
  public V current() {
    var current = inForce;
    if (current == null) {
      throw SchakelProblem.of(Code.STORAGE_UNAVAILABLE).retryAfter(SOON);
    }
    return current.value();
  }

  /** The row in force; none before the first. */
  public Optional<R> row() {
    return Optional.ofNullable(inForce).map(InForce::row);
  }

  /**
   * Takes the newest row into use, unless it is.
   *
   * @param read what the row says; when it throws, what was in force stays
   * @return whether another one is in force now
   */
  public <E extends Exception> boolean take(Optional<R> newest, Reading<R, V, E> read) throws E {
    if (newest.isEmpty() || newest.equals(row())) {
      return false;
    }
    inForce = new InForce<>(newest.get(), read.of(newest.get()));
    return true;
  }
}
