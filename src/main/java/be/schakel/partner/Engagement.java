package be.schakel.partner;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * An auditor's task: whose log entries, from which days.
 *
 * @param auditor the partner code of the auditor
 * @param from first day, included (Europe/Brussels)
 * @param to last day, included; none for a standing task
 * @param centres codes of the centres whose cases it covers
 */
public record Engagement(
    String id, String auditor, LocalDate from, Optional<LocalDate> to, Set<String> centres) {

  public Engagement {
    centres = Set.copyOf(centres);
  }

  public boolean covers(String centre, LocalDate day) {
    return centres.contains(centre)
        && !day.isBefore(from)
        && to.filter(last -> day.isAfter(last)).isEmpty();
  }
}
