package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import be.schakel.medical.Uploads;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Submission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A transaction as it was understood: the submission it makes, and what is needed to answer each of
 * its entries.
 *
 * @param places FHIRPath by JSON pointer into the submission
 * @param said of documents that were sent ahead
 * @param remarks warnings about the Bundle itself, with FHIRPath
 */
public record Transaction(
    Submission submission,
    List<Entry> entries,
    Map<String, String> places,
    List<Uploads.Said> said,
    List<Issue> remarks) {

  /** What has the place of the reference to a report that is there. */
  static final String REPORT = "report";

  private static final Pattern CONSENT = Pattern.compile("/consents/(\\d{1,6})(?![^/])");

  /**
   * What one entry of the Bundle became.
   *
   * @param child key of the child it is, or is about
   * @param person key of the person it is
   * @param parts JSON pointers of the consent or documents it is, the first of which it is read as
   * @param changed the resource that was there and that it changed
   */
  public record Entry(
      String type,
      Optional<String> child,
      Optional<String> person,
      List<String> parts,
      Optional<String> changed) {

    public Entry {
      parts = List.copyOf(parts);
    }

    /** The one among those stored, in the order of the submission, that it is read as. */
    public <T> Optional<T> among(List<T> stored) {
      return parts.stream().findFirst().flatMap(pointer -> Transaction.part(pointer, stored));
    }
  }

  public Transaction {
    entries = List.copyOf(entries);
    places = Map.copyOf(places);
    said = List.copyOf(said);
    remarks = List.copyOf(remarks);
  }

  /** What stands at a JSON pointer to one of a list, among those stored of it. */
  public static <T> Optional<T> part(String pointer, List<T> stored) {
    var index = Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1));
    return index < stored.size() ? Optional.of(stored.get(index)) : Optional.empty();
  }

  /** The same issues with the places of the Bundle in place of those of the submission. */
  public List<Issue> located(List<Issue> issues) {
    return issues.stream()
        .flatMap(issue -> Stream.concat(Stream.of(located(issue, places)), notUnderstood(issue)))
        .distinct()
        .toList();
  }

  /**
   * Somebody may be no giver only because nobody here understood what it is to the child, which was
   * no more than remarked on: that is what its sender has to mend.
   */
  private Stream<Issue> notUnderstood(Issue issue) {
    var consent = CONSENT.matcher(issue.pointer());
    if (issue.code() != Code.CONSENT_GIVER_NOT_VALID || !consent.lookingAt()) {
      return Stream.empty();
    }
    var givers = submission.consents().get(Integer.parseInt(consent.group(1))).givers();
    var persons = submission.persons();
    return IntStream.range(0, persons.size())
        .filter(i -> persons.get(i).role().isEmpty())
        .filter(i -> persons.get(i).key().filter(givers::contains).isPresent())
        .mapToObj(i -> places.get("/persons/" + i + "/role"))
        .filter(Objects::nonNull)
        .map(place -> new Issue(place, Code.WRONG_SYSTEM, Systems.list("parental-role")));
  }

  /**
   * What a feature refuses for, with the places of what came. That a report is not there is told
   * where it was named: the address of the request was right. So is that of one that is somebody
   * else's, in the same words.
   *
   * @param root where an issue goes whose place is not known
   */
  static SchakelProblem located(SchakelProblem problem, Map<String, String> places, String root) {
    var issues =
        problem.code() == Code.NOT_FOUND
            ? List.of(new Issue("/" + REPORT, Code.REPORT_NOT_FOUND))
            : problem.issues();
    return issues.isEmpty()
        ? problem
        : SchakelProblem.of(issues.stream().map(each -> located(each, places, root)).toList());
  }

  public static Issue located(Issue issue, Map<String, String> places) {
    return located(issue, places, "Bundle");
  }

  /**
   * @param root where an issue goes whose place is not known
   */
  public static Issue located(Issue issue, Map<String, String> places, String root) {
    var pointer = issue.pointer();
    while (!places.containsKey(pointer) && !pointer.isEmpty()) {
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    return issue.at(places.getOrDefault(pointer, root));
  }
}
