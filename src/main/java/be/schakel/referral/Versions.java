package be.schakel.referral;

import be.schakel.vocabulary.DataCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * For whom each contribution of a report is meant, and which version of it counts.
 *
 * <p>A version replaces the earlier ones about the same child: of the centre, whichever centre that
 * is by now, or of the same partner. Advice replaces nothing: what somebody was told stays told.
 * One that is taken back counts as replaced, and does not bring back what it replaced itself. Pure.
 *
 * @param centre tells the code of a centre
 */
record Versions(List<Rows.ContributionRow> contributions, Predicate<String> centre) {

  /** Whose own it is: to whom it is addressed, and who wrote it without being a centre. */
  List<String> ownTo(Rows.ContributionRow row) {
    var own = new ArrayList<>(row.audience());
    author(row).ifPresent(own::add);
    return own;
  }

  /** The partner that wrote it; empty for a centre. */
  Optional<String> author(Rows.ContributionRow row) {
    return Optional.of(row.partner()).filter(partner -> !centre.test(partner));
  }

  /** Whether anybody but the owner VK may have it: neither taken back, nor replaced, nor help. */
  boolean counts(Rows.ContributionRow row) {
    return row.retraction().isEmpty()
        && row.category() != DataCategory.HELP_CONTENT
        && (row.category() == DataCategory.ADVICE
            || contributions.stream().noneMatch(other -> replaces(other, row)));
  }

  /** The partners that may see it at all, besides the owner VK; empty when that is not limited. */
  Optional<List<String>> onlyFor(Rows.ContributionRow row) {
    if (!counts(row)) {
      return Optional.of(List.of());
    }
    return row.audience().isEmpty() ? Optional.empty() : Optional.of(ownTo(row));
  }

  private boolean replaces(Rows.ContributionRow later, Rows.ContributionRow row) {
    return later.version() > row.version()
        && later.category() == row.category()
        && later.child().equals(row.child())
        && author(later).equals(author(row));
  }
}
