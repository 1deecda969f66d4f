package be.schakel.disclosure;

import be.schakel.partner.Engagement;
import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.policy.Evidence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a partner may look into: the engagements that are in force today, each with its period and
 * centres. Pure.
 *
 * <p>An entry belongs to the centre that had the case. One without a centre (a refused token or
 * certificate, a search without a hit, a report that waits for a centre, a search of the log)
 * belongs to no centre more than to another: only an engagement over all of them covers it.
 */
record AuditScope(List<Part> parts) {

  /** Of who supervises nothing. */
  static final AuditScope NOTHING = new AuditScope(List.of());

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /**
   * One engagement.
   *
   * @param from the first moment it covers
   * @param until the first moment it covers no more; {@link Instant#MAX} for a standing one
   * @param centres as entries call them: codes and {@link CentreNames}
   * @param allCentres it names every active centre
   */
  record Part(String id, Instant from, Instant until, Set<String> centres, boolean allCentres) {

    boolean covers(DisclosureEntry entry) {
      return !entry.recordedAt().isBefore(from)
          && entry.recordedAt().isBefore(until)
          && coversCentre(entry.vk());
    }

    private boolean coversCentre(Optional<String> vk) {
      return vk.map(centres::contains).orElse(allCentres);
    }
  }

  AuditScope {
    parts = List.copyOf(parts);
  }

  static AuditScope of(Registry registry, String auditor, Instant now) {
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var everyCentre =
        registry.centres().stream().map(Registration::code).collect(Collectors.toSet());
    return new AuditScope(
        registry.engagements(auditor).stream()
            .filter(one -> !today.isBefore(one.from()))
            .filter(one -> one.to().filter(today::isAfter).isEmpty())
            .map(one -> part(one, everyCentre))
            .toList());
  }

  /** The same with what the data protection officer gave, all of it in force now. */
  AuditScope with(List<Engagements.Task> given, Registry registry) {
    var everyCentre =
        registry.centres().stream().map(Registration::code).collect(Collectors.toSet());
    return new AuditScope(
        Stream.concat(
                parts.stream(),
                given.stream()
                    .map(
                        task ->
                            new Part(
                                task.id().toString(),
                                task.from(),
                                task.until(),
                                task.centres(),
                                task.centres().containsAll(everyCentre))))
            .toList());
  }

  /** The same, by all that entries call the centres. */
  AuditScope by(CentreNames names) {
    return new AuditScope(
        parts.stream()
            .map(
                part ->
                    new Part(
                        part.id(),
                        part.from(),
                        part.until(),
                        names.all(part.centres()),
                        part.allCentres()))
            .toList());
  }

  private static Part part(Engagement engagement, Set<String> everyCentre) {
    return new Part(
        engagement.id(),
        start(engagement.from()),
        engagement.to().map(last -> start(last.plusDays(1))).orElse(Instant.MAX),
        engagement.centres(),
        engagement.centres().containsAll(everyCentre));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(BRUSSELS).toInstant();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean covers(DisclosureEntry entry) {
    return parts.stream().anyMatch(part -> part.covers(entry));
  }

  /** The centres whose reports it covers; the empty one stands for reports without one. */
  Set<String> centres() {
    return parts.stream()
        .flatMap(
            part ->
                Stream.concat(
                    part.centres().stream(), Stream.of("").filter(any -> part.allCentres())))
        .collect(Collectors.toSet());
  }

  /** For the policy, the engagements that cover a report of this centre. */
  List<Evidence.Engagement> evidence(String auditor, Optional<String> vk) {
    return evidence(auditor, part -> part.coversCentre(vk));
  }

  /** All of them for the policy. */
  List<Evidence.Engagement> evidence(String auditor) {
    return evidence(auditor, any -> true);
  }

  private List<Evidence.Engagement> evidence(String auditor, Predicate<Part> which) {
    return parts.stream()
        .filter(which)
        .map(part -> new Evidence.Engagement(part.id(), auditor, part.from(), part.until()))
        .toList();
  }

  /** The engagements a search rests on, for the log. */
  Optional<String> forTheLog() {
    return Optional.of(parts.stream().map(Part::id).collect(Collectors.joining(",")))
        .filter(ids -> !ids.isEmpty());
  }
}
