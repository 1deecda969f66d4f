package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ParallelProcedure;
import be.schakel.vocabulary.RiskConclusion;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a request to investigate societal necessity says more than a regular report: the M-document
 * of a service that offers help (decree of 12 July 2013, chapter 8, section 2), or the parket's own
 * form.
 *
 * @param observations what was seen and heard, apart from what the referrer makes of it
 * @param tried what voluntary help was tried
 * @param notEnough why that was not enough
 * @param asked what the referrer asks of the centre
 * @param prosecutorReference the number of the judicial file; it is found by keyed hash alone
 * @param pvNumbers numbers of police reports (processen-verbaal)
 * @param policeFindings what the police found
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManoDocument(
    Optional<TeamDecision> teamDecision,
    Optional<String> observations,
    Optional<String> interpretation,
    Optional<String> tried,
    Optional<String> notEnough,
    Optional<String> asked,
    Optional<Danger> danger,
    List<Procedure> procedures,
    Optional<String> prosecutorReference,
    List<String> pvNumbers,
    Optional<String> policeFindings) {

  /** Nothing more than a regular report. */
  static final ManoDocument NONE =
      new ManoDocument(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.empty());

  public ManoDocument {
    procedures = List.copyOf(procedures);
    pvNumbers = List.copyOf(pvNumbers);
  }

  /**
   * That the referrer's team decided to ask, when, and who decided.
   *
   * @param functions of the members, no names
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record TeamDecision(
      @Label(DataCategory.CONCERN) Optional<LocalDate> date,
      @Label(DataCategory.CONCERN) List<String> functions) {

    public TeamDecision {
      functions = List.copyOf(functions);
    }
  }

  /** How dangerous the referrer thinks it is. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Danger(
      @Label(DataCategory.CONCERN) Optional<RiskConclusion> level,
      @Label(
              value = DataCategory.CONCERN,
              mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
          Optional<String> text) {}

  /** Another procedure about the same child. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Procedure(
      @Label(value = DataCategory.CONCERN, mayContain = DataCategory.JUDICIAL)
          Optional<ParallelProcedure> kind,
      @Label(
              value = DataCategory.CONCERN,
              mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID, DataCategory.JUDICIAL})
          Optional<String> text) {}

  /** Whether it holds what only police and justice state. */
  boolean judicial() {
    return prosecutorReference.isPresent() || !pvNumbers.isEmpty() || policeFindings.isPresent();
  }
}
