package be.schakel.referral;

import be.schakel.edge.SchemaName;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What happened since the report, as its submitter tells it.
 *
 * @param question of the centre, if it answers one: then it is for the centre alone
 */
@SchemaName("DevelopmentSubmission")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewDevelopment(
    Optional<UUID> question,
    Optional<OffsetDateTime> occurredAt,
    Optional<String> text,
    List<Submission.Document> documents) {

  public NewDevelopment {
    documents = List.copyOf(documents);
  }
}
