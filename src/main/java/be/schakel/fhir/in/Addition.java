package be.schakel.fhir.in;

import be.schakel.medical.Uploads;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewDevelopment;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Documents for a report that is there already, as they were understood.
 *
 * @param places FHIRPath by JSON pointer into the development
 * @param said of documents that were sent ahead
 * @param remarks warnings about the Bundle itself, with FHIRPath
 */
public record Addition(
    UUID referral,
    NewDevelopment development,
    List<Transaction.Entry> entries,
    Map<String, String> places,
    List<Uploads.Said> said,
    List<Issue> remarks) {

  public Addition {
    entries = List.copyOf(entries);
    places = Map.copyOf(places);
    said = List.copyOf(said);
    remarks = List.copyOf(remarks);
  }

  /** What it is refused for, with the places of the Bundle. */
  public SchakelProblem located(SchakelProblem problem) {
    return Transaction.located(problem, places, "Bundle");
  }

  /** The same issues with the places of the Bundle in place of those of the development. */
  public List<Issue> located(List<Issue> issues) {
    return issues.stream().map(issue -> Transaction.located(issue, places)).toList();
  }
}
