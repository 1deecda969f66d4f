package be.schakel.partner;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * When somebody answers the telephone, in local time of Europe/Brussels.
 *
 * @param closed whole days without anybody, such as public holidays
 */
public record OpeningHours(List<Span> weekly, Set<LocalDate> closed) {

  static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /** The same hours on some days of the week: from included, to excluded. */
  public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Span {
      days = Set.copyOf(days);
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("opening hours end after they begin");
      }
    }
  }

  public OpeningHours {
    weekly = List.copyOf(weekly);
    closed = Set.copyOf(closed);
  }

  public boolean open(Instant now) {
    var local = now.atZone(BRUSSELS);
    var time = local.toLocalTime();
    return !closed.contains(local.toLocalDate())
        && weekly.stream()
            .filter(span -> span.days().contains(local.getDayOfWeek()))
            .anyMatch(span -> !time.isBefore(span.from()) && time.isBefore(span.to()));
  }
}
