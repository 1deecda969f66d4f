package be.schakel.mano;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.CaseManagementMode;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.NotAdmissibleReason;
import be.schakel.vocabulary.NotInformedReason;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where an investigation goes next.
 *
 * @param child its key or id; without it every child for which the step is possible
 * @param text why, in words; sealed
 * @param transferTo the code of another centre or of a support centre for youth care
 * @param dayZero with {@code ADMISSIBLE}: the day on which what was missing came in
 * @param view whether the child was heard
 * @param rights whether it was told its rights
 */
@SchemaName("ManoMove")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManoMove(
    ManoState state,
    Optional<String> child,
    Optional<NotAdmissibleReason> reason,
    Optional<String> text,
    Optional<CaseManagementMode> mode,
    Optional<String> transferTo,
    Optional<LocalDate> dayZero,
    Optional<Said> view,
    Optional<Said> rights) {

  /**
   * That it was done, or the reason why not.
   *
   * @param how in words; sealed
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Said(
      boolean done,
      Optional<LocalDate> date,
      Optional<String> how,
      Optional<NotInformedReason> reason) {}
}
