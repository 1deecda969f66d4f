package be.schakel.referral;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.DataCategory;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the centre adds for others to read: a text, a document, or both.
 *
 * @param child the child it is about; none means all
 * @param audience codes of the partners it is addressed to
 */
@SchemaName("ContributionSubmission")
public record NewContribution(
    DataCategory category,
    Optional<UUID> child,
    Optional<String> text,
    Optional<Submission.Document> document,
    List<String> audience) {

  public NewContribution {
    audience = List.copyOf(audience);
  }
}
