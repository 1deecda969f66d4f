package be.schakel.referral;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a schema cannot say about a contribution. Pure.
 *
 * @param centre the writer is the centre that has the report
 * @param child tells the children of the report
 * @param partner tells the codes of partners
 */
record ContributionRules(
    boolean centre, Predicate<UUID> child, Predicate<String> partner, LocalDate today) {

  /** What a centre writes for others, or for its own file; all else comes from the submission. */
  static final Set<DataCategory> CATEGORIES =
      EnumSet.of(
          DataCategory.ADVICE,
          DataCategory.SAFETY_PLAN,
          DataCategory.RISK_CONCL,
          DataCategory.PLACEMENT,
          DataCategory.SCHOOL,
          DataCategory.CHILD_VIEW,
          DataCategory.HELP_CONTENT);

  /** What others may write about a report that they have to do with. */
  private static final Map<PartnerKind, Set<DataCategory>> BY_OTHERS =
      Map.of(PartnerKind.FOSTER_CARE, EnumSet.of(DataCategory.PLACEMENT));

  /** Whether somebody who is not the centre may write this. */
  static boolean opensTo(PartnerKind kind, DataCategory category) {
    return BY_OTHERS.getOrDefault(kind, Set.of()).contains(category);
  }

  /** Everything that is wrong. */
  List<Issue> check(NewContribution given) {
    var issues = new ArrayList<Issue>();
    if (!CATEGORIES.contains(given.category())) {
      issues.add(
          new Issue(
              "/category",
              Code.CONTRIBUTION_CATEGORY_NOT_PERMITTED,
              String.join(", ", CATEGORIES.stream().map(Enum::name).toList())));
    }
    given
        .child()
        .filter(child.negate())
        .ifPresent(unknown -> issues.add(new Issue("/child", Code.UNKNOWN_CHILD)));
    // A contribution is replaced by its next version, with its document
    given
        .document()
        .flatMap(Submission.Document::replaces)
        .ifPresent(never -> issues.add(new Issue("/document/replaces", Code.UNKNOWN_DOCUMENT)));
    checkDetails(given, issues);
    checkAudience(given, issues);
    for (int i = 0; i < given.agreements().size(); i++) {
      checkPartners(given.agreements().get(i).audience(), "/agreements/" + i, issues);
    }
    given
        .reviewOn()
        .filter(day -> !day.isAfter(today))
        .ifPresent(past -> issues.add(new Issue("/reviewOn", Code.REVIEW_NOT_AHEAD)));
    given
        .risk()
        .flatMap(NewContribution.Risk::date)
        .filter(today::isBefore)
        .ifPresent(future -> issues.add(new Issue("/risk/date", Code.DATE_IN_FUTURE)));
    return issues;
  }

  private static void checkDetails(NewContribution given, List<Issue> issues) {
    belongs(given, !given.agreements().isEmpty(), "/agreements", DataCategory.SAFETY_PLAN, issues);
    belongs(given, given.reviewOn().isPresent(), "/reviewOn", DataCategory.SAFETY_PLAN, issues);
    belongs(given, given.risk().isPresent(), "/risk", DataCategory.RISK_CONCL, issues);
    belongs(given, given.placement().isPresent(), "/placement", DataCategory.PLACEMENT, issues);
    belongs(given, given.view().isPresent(), "/view", DataCategory.CHILD_VIEW, issues);
  }

  private static void belongs(
      NewContribution given,
      boolean present,
      String pointer,
      DataCategory category,
      List<Issue> issues) {
    if (present && given.category() != category) {
      issues.add(new Issue(pointer, Code.DETAIL_OF_OTHER_CATEGORY, category.name()));
    }
  }

  private void checkAudience(NewContribution given, List<Issue> issues) {
    if (given.category() == DataCategory.ADVICE && given.audience().isEmpty()) {
      issues.add(new Issue("/audience", Code.AUDIENCE_REQUIRED));
    }
    var closed = given.category() == DataCategory.HELP_CONTENT || !centre;
    if (closed && !given.audience().isEmpty()) {
      issues.add(new Issue("/audience", Code.AUDIENCE_NOT_PERMITTED));
    }
    checkPartners(given.audience(), "", issues);
  }

  private void checkPartners(List<String> codes, String pointer, List<Issue> issues) {
    for (int i = 0; i < codes.size(); i++) {
      if (!partner.test(codes.get(i))) {
        issues.add(new Issue(pointer + "/audience/" + i, Code.UNKNOWN_PARTNER));
      }
    }
  }
}
