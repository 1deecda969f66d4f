package be.schakel.referral;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Which document of a report each new one may take the place of: the newest of a line that the same
 * partner sent, of the same category and about the same children, so that nobody may read the new
 * one who might not have read the old. Pure, for the documents of one addition.
 */
final class Replacements {

  private final Rows rows;
  private final String sender;
  private final Set<UUID> replaced = new HashSet<>();

  Replacements(Rows rows, String sender) {
    this.rows = rows;
    this.sender = sender;
  }

  /**
   * The document of a report, or of a development, that somebody sent; to whom sent none of that id
   * there is none.
   */
  static Optional<Rows.DocumentRow> sent(Rows rows, String sender, UUID id) {
    return rows.document(id)
        .filter(row -> row.partner().equals(sender) && row.readers().isEmpty())
        .filter(row -> !row.isOriginal())
        .filter(row -> row.part().map(part -> isDevelopment(rows, part)).orElse(true));
  }

  private static boolean isDevelopment(Rows rows, UUID part) {
    return rows.developments().stream().anyMatch(told -> told.id().equals(part));
  }

  /**
   * The one that is named, where it may be replaced.
   *
   * @param pointer where it is named
   */
  Optional<Rows.DocumentRow> take(
      UUID named,
      DataCategory category,
      List<UUID> children,
      String pointer,
      Consumer<Issue> issues) {
    var found = sent(rows, sender, named);
    var wrong = found.map(row -> wrong(row, category, children)).orElse(unknown());
    wrong.map(issue -> issue.at(pointer)).ifPresentOrElse(issues, () -> replaced.add(named));
    return found.filter(any -> wrong.isEmpty());
  }

  private static Optional<Issue> unknown() {
    return Optional.of(new Issue("", Code.UNKNOWN_DOCUMENT));
  }

  private Optional<Issue> wrong(Rows.DocumentRow row, DataCategory category, List<UUID> children) {
    if (row.status() != DocumentStatus.CURRENT || replaced.contains(row.id())) {
      return Optional.of(new Issue("", Code.ALREADY_CORRECTED));
    }
    if (row.category() != category) {
      return Optional.of(new Issue("", Code.REPLACES_OTHER_CATEGORY, row.category().name()));
    }
    return Set.copyOf(row.children()).equals(Set.copyOf(children))
        ? Optional.empty()
        : Optional.of(new Issue("", Code.REPLACES_OTHER_CHILD));
  }
}
