package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.List;
import java.util.Optional;

/**
 * A case conference (Criminal Code, old art. 458ter).
 *
 * @param participants the codes of those who take part
 * @param from its first day or the time it begins
 * @param until its last day or the time it ends
 * @param child its id or key; none means all of the report
 */
@SchemaName("ConferenceSubmission")
public record NewConference(
    List<String> participants,
    String from,
    String until,
    String legalBasis,
    Optional<String> child) {

  public NewConference {
    participants = List.copyOf(participants);
  }
}
