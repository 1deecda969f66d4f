package testkit;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers and words that belong to nobody, each given once in a test run. */
public final class Invented {

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int COUNTED = 998;
  private static final int DAYS = 31;
  private static final Queue<String> GIVEN = new ConcurrentLinkedQueue<>();

  private Invented() {}

  /** A national number of a child born in July 2016, with a sound checksum. */
  public static String insz() {
    var number = NUMBERS.getAndIncrement();
    var day = 1 + number / COUNTED % DAYS;
    var nine = 160700000L + day * 1000L + 1 + number % COUNTED;
    return given("%09d%02d".formatted(nine, 97 - (2_000_000_000L + nine) % 97));
  }

  /** The birth date that such a number holds. */
  public static String birthDate(String insz) {
    return "2016-07-" + insz.substring(4, 6);
  }

  /** A word that occurs nowhere else: what is searched for is found only where it was put. */
  public static String word(String kind) {
    return given(kind + "-" + UUID.randomUUID().toString().substring(0, 13));
  }

  /** A family name that occurs nowhere else. */
  public static String familyName() {
    var letters = new StringBuilder("Proef");
    for (int number = COUNTER.incrementAndGet(), i = 0; i < 4; i++, number /= 26) {
      letters.append((char) ('a' + number % 26));
    }
    return given(letters.toString());
  }

  /** All that was given so far, which must not be found where it does not belong. */
  public static List<String> all() {
    return List.copyOf(GIVEN);
  }

  private static String given(String word) {
    GIVEN.add(word);
    return word;
  }
}
