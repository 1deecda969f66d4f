package testkit;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A year of requests to investigate societal necessity, as six centres have them: who asks on which
 * day of 2027, also at night and in the weekend, and what comes of it when. The parts are those of
 * the annual report 2024 (tables 13 and 14). The same seed gives the same year.
 */
public final class ManoYear {

  /** All of a year (annual report 2024, table 3). */
  public static final int ALL = 1_019;

  private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
  private static final int DAYS = 365;
  private static final int TERM = 65;

  private static final Map<String, Integer> REFERRERS =
      Map.of(
          "parket-antwerpen", 400,
          "parket-limburg", 241,
          "caw-voorbeeld", 186,
          "clb-voorbeeld", 121,
          "uz-voorbeeld", 46,
          "pleegzorg-voorbeeld", 22,
          "veilig-huis-voorbeeld", 2,
          "kind-en-gezin", 1);
  private static final Map<String, String> POSTAL_CODES =
      Map.of(
          "vk-antwerpen", "2000",
          "vk-brussel", "1000",
          "vk-limburg", "3500",
          "vk-oost-vlaanderen", "9000",
          "vk-vlaams-brabant", "3000",
          "vk-west-vlaanderen", "8000");
  private static final Map<String, Integer> ENDINGS =
      Map.of(
          "CASE_MANAGEMENT", 1_011,
          "REPORTED_TO_PARKET", 412,
          "NO_SOCIETAL_NECESSITY", 131,
          "PENDING", 207,
          "NOT_ADMISSIBLE", 90,
          "WITHDRAWN", 60,
          "MOVED_OUT_OF_AREA", 20,
          "TRANSFERRED", 20,
          "DIED", 4);
  private static final List<LocalTime> ARRIVALS =
      List.of(LocalTime.of(0, 10), LocalTime.of(9, 30), LocalTime.of(14, 0), LocalTime.of(23, 40));

  private final Random random;

  private ManoYear(long seed) {
    random = new Random(seed);
  }

  /** A step of the centre about all children that it is possible for. */
  public record Step(LocalDateTime at, String state) {}

  /** One request and its way; the steps in their order. */
  public record Course(
      String referrer,
      String centre,
      String postalCode,
      int children,
      LocalDateTime received,
      List<Step> steps) {}

  /** That many requests. */
  public static List<Course> of(int requests, long seed) {
    var year = new ManoYear(seed);
    return IntStream.range(0, requests).mapToObj(any -> year.course()).toList();
  }

  private Course course() {
    var day = FIRST.plusDays(random.nextInt(DAYS));
    // Most come while people work
    while (WorkdayTable.left(day.minusDays(1), day) == 0 && random.nextInt(4) > 0) {
      day = day.plusDays(1);
    }
    var time = ARRIVALS.get(random.nextInt(ARRIVALS.size()));
    var centres = POSTAL_CODES.keySet().stream().sorted().toList();
    var centre = centres.get(random.nextInt(centres.size()));
    return new Course(
        one(REFERRERS),
        centre,
        POSTAL_CODES.get(centre),
        1 + random.nextInt(2),
        day.atTime(time),
        steps(day, one(ENDINGS)));
  }

  /** Days count from the day of the request on; some answers come too late. */
  private List<Step> steps(LocalDate zero, String ending) {
    var steps = new ArrayList<Step>();
    var answered = 1 + random.nextInt(7);
    if (ending.equals("NOT_ADMISSIBLE")) {
      steps.add(step(zero, answered, ending));
      return steps;
    }
    steps.add(step(zero, answered, "ADMISSIBLE"));
    var begun = answered + 1 + random.nextInt(4);
    steps.add(step(zero, begun, "INVESTIGATING"));
    var found =
        random.nextInt(6) == 0 ? TERM + random.nextInt(15) : begun + 1 + random.nextInt(TERM - 12);
    if (!ending.equals("PENDING")) {
      steps.add(step(zero, found, ending));
    }
    return steps;
  }

  private Step step(LocalDate zero, int days, String state) {
    var hour = random.nextBoolean() ? LocalTime.of(10, 15) : LocalTime.of(16, 45);
    return new Step(WorkdayTable.after(days, zero).atTime(hour), state);
  }

  private String one(Map<String, Integer> parts) {
    var left = random.nextInt(parts.values().stream().mapToInt(Integer::intValue).sum());
    for (var part : parts.keySet().stream().sorted().toList()) {
      left -= parts.get(part);
      if (left < 0) {
        return part;
      }
    }
    throw new IllegalStateException();
  }
}
