package be.schakel.vocabulary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which centre a Belgian postal code belongs to (domain file 4.9), and which public prosecutor
 * (code lists 2.1): a province may have two.
 *
 * <p>The table is data: ranges of codes with a region and days of validity. Of the ranges that hold
 * on the day the narrowest decides, so a single code that changes province is one line more. Pure
 * and immutable.
 */
public final class PostalRouting {

  private static final Pattern CODE = Pattern.compile("(?i)(?:BE?[ -]?)?([1-9][0-9]{3})");
  private static final String HEADER = "from,to,region,parket,valid_from,valid_to,why";
  private static final String OUT_OF_SCOPE = "OUT_OF_SCOPE";

  /**
   * Where a postal code leads. Neither a region nor Walloon: the code is not in the table, and a
   * person has to route.
   *
   * @param walloon the code is outside the centres' territory; SOS Enfants is who to turn to
   * @param parket the code of the public prosecutor's office as a partner
   */
  public record Route(Optional<VkRegion> region, boolean walloon, Optional<String> parket) {

    static final Route UNKNOWN = new Route(Optional.empty(), false, Optional.empty());
  }

  private record Row(int from, int to, LocalDate validFrom, LocalDate validTo, Route route) {

    boolean holds(int code, LocalDate day) {
      return from <= code && code <= to && !day.isBefore(validFrom) && !day.isAfter(validTo);
    }

    int width() {
      return to - from;
    }

    boolean clashes(Row other) {
      return width() == other.width()
          && from <= other.to
          && other.from <= to
          && !validFrom.isAfter(other.validTo)
          && !other.validFrom.isAfter(validTo);
    }
  }

  private final List<Row> rows;

  private PostalRouting(List<Row> rows) {
    this.rows = rows;
  }

  /** The table that comes with the gateway, {@code policy/routing.csv}. */
  public static PostalRouting standard() {
    try (var in = PostalRouting.class.getResourceAsStream("/policy/routing.csv")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * @param csv with the columns from, to, region (or OUT_OF_SCOPE), parket (empty for none),
   *     valid_from and valid_to (ISO days, both included, empty for open), why
   * @throws IllegalArgumentException when a line cannot be read or two lines of equal width compete
   *     for a code; the message names the line
   */
  public static PostalRouting parse(String csv) {
    var lines = csv.strip().lines().toList();
    if (!lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("line 1: expected " + HEADER);
    }
    var rows = new ArrayList<Row>();
    for (var i = 1; i < lines.size(); i++) {
      var row = row(i + 1, lines.get(i));
      if (rows.stream().anyMatch(row::clashes)) {
        throw new IllegalArgumentException("line " + (i + 1) + ": competes with another line");
      }
      rows.add(row);
    }
    rows.sort(Comparator.comparingInt(Row::width));
    return new PostalRouting(List.copyOf(rows));
  }

  /**
   * Where a Belgian postal code leads. Whether an address is Belgian is for the caller to know.
   *
   * @param postalCode four digits, {@code B-} or {@code BE-} before it is passed over
   * @param day the day of the report in Europe/Brussels
   */
  public Route route(String postalCode, LocalDate day) {
    var match = CODE.matcher(postalCode.strip());
    if (!match.matches()) {
      return Route.UNKNOWN;
    }
    var code = Integer.parseInt(match.group(1));
    return rows.stream()
        .filter(row -> row.holds(code, day))
        .findFirst()
        .map(Row::route)
        .orElse(Route.UNKNOWN);
  }

  private static Row row(int number, String line) {
    var cells = line.split(",", 7);
    try {
      return new Row(
          Integer.parseInt(cells[0]),
          Integer.parseInt(cells[1]),
          cells[4].isEmpty() ? LocalDate.MIN : LocalDate.parse(cells[4]),
          cells[5].isEmpty() ? LocalDate.MAX : LocalDate.parse(cells[5]),
          cells[2].equals(OUT_OF_SCOPE)
              ? new Route(Optional.empty(), true, Optional.empty())
              : new Route(
                  Optional.of(VkRegion.valueOf(cells[2])),
                  false,
                  Optional.of(cells[3]).filter(code -> !code.isEmpty())));
    } catch (RuntimeException unreadable) {
      throw new IllegalArgumentException("line " + number + " of the routing table", unreadable);
    }
  }
}
