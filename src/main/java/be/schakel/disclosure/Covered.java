package be.schakel.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one engagement lets an auditor see of the log.
 *
 * @param until the first moment that it covers no more; none for a standing one
 * @param withoutCentre also entries that belong to no centre
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Covered(
    Instant from, Optional<Instant> until, List<String> vks, boolean withoutCentre) {

  static Covered of(AuditScope.Part part) {
    return new Covered(
        part.from(),
        Optional.of(part.until()).filter(end -> !end.equals(Instant.MAX)),
        part.centres().stream().filter(centre -> !CentreNames.isHidden(centre)).sorted().toList(),
        part.allCentres());
  }
}
