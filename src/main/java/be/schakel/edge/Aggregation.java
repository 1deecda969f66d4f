package be.schakel.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one caller from flooding the log: the first ten of a minute are entries of their own, the
 * rest of that minute becomes one.
 *
 * <p>Thread safe. Holds at most as many keys as it is told; then the oldest is summed up early.
 */
final class Aggregation<K, V> {

  /** What a minute held beyond its first ten. */
  record Rest<K, V>(K key, V last, int count) {}

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int single;
  private final int keys;
  private final Map<K, Window<V>> windows = new LinkedHashMap<>();
  private final List<Rest<K, V>> early = new ArrayList<>();

  Aggregation(int single, int keys) {
    this.single = single;
    this.keys = keys;
  }

  /** Whether this one is an entry of its own; else it is counted. */
  synchronized boolean single(K key, V event, Instant now) {
    var window = windows.get(key);
    if (window != null && window.over(now)) {
      close(key);
      window = null;
    }
    if (window == null) {
      if (windows.size() >= keys) {
        close(windows.keySet().iterator().next());
      }
      window = new Window<>(now);
      windows.put(key, window);
    }
    window.seen++;
    window.last = event;
    return window.seen <= single;
  }

  /** What is to be written now: of every minute that is over. */
  synchronized List<Rest<K, V>> due(Instant now) {
    windows.entrySet().stream()
        .filter(entry -> entry.getValue().over(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::close);
    return drained();
  }

  /** Everything there is, because nothing comes after. */
  synchronized List<Rest<K, V>> all() {
    List.copyOf(windows.keySet()).forEach(this::close);
    return drained();
  }

  private List<Rest<K, V>> drained() {
    var rests = List.copyOf(early);
    early.clear();
    return rests;
  }

  private void close(K key) {
    var window = windows.remove(key);
    if (window.seen > single) {
      early.add(new Rest<>(key, window.last, window.seen - single));
    }
  }

  private static final class Window<V> {

    private final Instant start;
    private int seen;
    private V last;

    Window(Instant start) {
      this.start = start;
    }

    boolean over(Instant now) {
      return !now.isBefore(start.plus(WINDOW));
    }
  }
}
