package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.List;

/**
 * What an auditor is engaged for.
 *
 * @param auditor the code of the partner that audits
 * @param from its first day or the time it begins; entries of before are outside it
 * @param until its last day or the time it ends
 * @param vks the codes of the centres whose cases it covers
 * @param purpose what it is for
 */
@SchemaName("EngagementSubmission")
public record NewEngagement(
    String auditor, String from, String until, List<String> vks, String purpose) {

  public NewEngagement {
    vks = List.copyOf(vks);
  }
}
