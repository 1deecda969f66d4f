package be.schakel.referral;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** What a contribution says beside its text, as it is sealed. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ContributionDetails(
    List<NewContribution.Agreement> agreements,
    Optional<NewContribution.Risk> risk,
    Optional<NewContribution.Placement> placement,
    Optional<Submission.ChildsView> view) {

  static final ContributionDetails NONE =
      new ContributionDetails(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  @JsonIgnore
  boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * For nobody what the child keeps to itself, a plan of agreements for whom one of them is meant;
   * empty for all else.
   */
  Optional<List<String>> readers() {
    if (keptByTheChild()) {
      return Optional.of(List.of());
    }
    return agreements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            agreements.stream().flatMap(each -> each.audience().stream()).distinct().toList());
  }

  /** Whether the child said that what it told stays with the centre. */
  boolean keptByTheChild() {
    return view.flatMap(Submission.ChildsView::mayBeShared).filter(shared -> !shared).isPresent();
  }
}
