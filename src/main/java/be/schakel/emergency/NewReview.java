package be.schakel.emergency;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ReviewVerdict;
import java.util.Optional;

/** What somebody found of a use of break-glass. */
@SchemaName("BreakGlassReviewSubmission")
record NewReview(ReviewVerdict verdict, String text, SubjectTold subjectTold) {

  /**
   * Whether the person was told what was opened.
   *
   * @param postponedReason why that has to wait; without it an untold person is to be told now
   */
  record SubjectTold(boolean told, Optional<String> postponedReason) {}
}
