package be.schakel.referral;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ReferralStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** A search in a body, where the number of a person may stand. */
@SchemaName("ReferralSearch")
public record ReferralSearch(
    Optional<Submission.BusinessIdentifier> identifier,
    Optional<String> childInsz,
    List<ReferralStatus> status,
    Optional<OffsetDateTime> updatedSince,
    Optional<Integer> limit,
    Optional<String> cursor) {

  ReferralQuery query() {
    return new ReferralQuery(status, identifier, childInsz, updatedSince, limit, cursor);
  }
}
