package be.schakel.rights;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.vocabulary.DataCategory;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for access in the list of its centre, without who asks: that stands in its answer.
 *
 * @param answerBy the last day to answer
 * @param overdue that day is over, and nothing says that the answer was handed over
 * @param handedOverOn when it was
 */
public record AccessRequestView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<UUID> referral,
    @Label(DataCategory.RECEIPT) Optional<UUID> child,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Applicant> applicant,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> requestedOn,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> answerBy,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> overdue,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalDate> handedOverOn)
    implements Part {

  static AccessRequestView of(
      AccessRequest request, Optional<LocalDate> handedOverOn, LocalDate today) {
    return new AccessRequestView(
        Optional.of(request.id()),
        Optional.of(request.referral()),
        Optional.of(request.child()),
        Optional.of(request.applicant()),
        Optional.of(request.requestedOn()),
        Optional.of(request.answerBy()),
        Optional.of(handedOverOn.isEmpty() && today.isAfter(request.answerBy())),
        handedOverOn);
  }

  @Override
  public Collection<UUID> about() {
    return child.stream().toList();
  }
}
