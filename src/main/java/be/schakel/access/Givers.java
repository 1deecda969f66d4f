package be.schakel.access;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.CaseFile;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;

/** Who gives a consent: as they are named, and as they may be spoken of. Pure. */
final class Givers {

  private static final String CHILD = "0";

  private Givers() {}

  /** The key of a giver who may be named by key, by the child's id, or as a face names people. */
  static String key(CaseFile file, UUID child, String giver, BiPredicate<String, String> means) {
    if (giver.equals(child.toString())) {
      return file.key(child, CHILD).orElse(giver);
    }
    return file.persons().stream()
        .flatMap(person -> person.key().stream())
        .filter(key -> means.test(giver, key))
        .findFirst()
        .orElse(giver);
  }

  /** A centre's own findings about parents: to a submitter they are just not enough. */
  static List<Issue> withoutWhatTheCentreKnows(List<Issue> issues) {
    return issues.stream()
        .map(
            issue ->
                switch (issue.code()) {
                  case CONSENT_GIVER_ALLEGED, CONSENT_GIVER_NO_AUTHORITY ->
                      new Issue(issue.pointer(), Code.CONSENT_GIVER_NOT_VALID);
                  case CONSENT_DISAGREEMENT ->
                      new Issue(issue.pointer(), Code.CONSENT_GIVER_MISSING);
                  default -> issue;
                })
        .toList();
  }
}
