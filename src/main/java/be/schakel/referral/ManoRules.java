package be.schakel.referral;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.ReporterCategory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request to investigate societal necessity needs beside the schema (domain 4.1). What makes
 * it doubtful whether it is admissible is a warning: a person at the centre decides. Pure.
 */
final class ManoRules {

  private static final Set<PartnerKind> JUSTICE =
      EnumSet.of(PartnerKind.PARKET, PartnerKind.POLICE, PartnerKind.VK);

  private static final Set<ParentalRole> PARENTS =
      EnumSet.of(
          ParentalRole.MOTHER,
          ParentalRole.FATHER,
          ParentalRole.CO_PARENT,
          ParentalRole.ADOPTIVE_PARENT,
          ParentalRole.GUARDIAN,
          ParentalRole.PROVISIONAL_GUARDIAN);

  private ManoRules() {}

  /** Errors and warnings. */
  static List<Issue> check(Submission submission, PartnerKind submitter, LocalDate today) {
    var issues = new ArrayList<Issue>();
    var said = submission.mano();
    if (submission.type() != ReferralType.MANO) {
      said.ifPresent(any -> issues.add(new Issue("/mano", Code.ONLY_FOR_MANO)));
      return issues;
    }
    said.filter(ManoDocument::judicial)
        .filter(any -> !JUSTICE.contains(submitter))
        .ifPresent(any -> issues.add(new Issue("/mano", Code.ONLY_JUSTICE_STATES)));
    said.flatMap(ManoDocument::teamDecision)
        .flatMap(ManoDocument.TeamDecision::date)
        .filter(today::isBefore)
        .ifPresent(future -> issues.add(new Issue("/mano/teamDecision/date", Code.DATE_IN_FUTURE)));
    if (submission
        .reporterCategory()
        .filter(ReporterCategory.PRIMARY_ENVIRONMENT::equals)
        .isPresent()) {
      issues.add(new Issue("/reporterCategory", Code.PRIVATE_REPORTER));
    }
    if (!ofTheParket(submitter, submission.reporterCategory())) {
      issues.addAll(
          doubts(
              said,
              submission.children().stream().map(Submission.Child::informed).toList(),
              submission.persons()));
    }
    return issues;
  }

  /**
   * Whether the parket asks, on a form of its own that needs no informed clients; a centre may
   * register what reached it on paper.
   */
  static boolean ofTheParket(PartnerKind submitter, Optional<ReporterCategory> registeredAs) {
    return submitter == PartnerKind.PARKET
        || (submitter == PartnerKind.VK
            && registeredAs.filter(ReporterCategory.POLICE_JUSTICE::equals).isPresent());
  }

  /** What a request by anybody else lacks to be admissible. */
  static List<Issue> doubts(
      Optional<ManoDocument> said,
      List<Optional<Submission.Informed>> children,
      List<Submission.Person> persons) {
    var doubts = new ArrayList<Issue>();
    if (said.flatMap(ManoDocument::teamDecision)
        .flatMap(ManoDocument.TeamDecision::date)
        .isEmpty()) {
      doubts.add(new Issue("/mano/teamDecision", Code.MISSING_TEAM_DECISION));
    }
    for (int i = 0; i < children.size(); i++) {
      if (says(children.get(i))) {
        continue;
      }
      doubts.add(new Issue("/children/" + i + "/informed", Code.MISSING_INFORMATION));
    }
    for (int i = 0; i < persons.size(); i++) {
      var person = persons.get(i);
      if (person.role().filter(PARENTS::contains).isPresent() && !says(person.informed())) {
        doubts.add(new Issue("/persons/" + i + "/informed", Code.MISSING_INFORMATION));
      }
    }
    return doubts;
  }

  /** Told, or said why not. */
  private static boolean says(Optional<Submission.Informed> informed) {
    return informed
        .filter(said -> said.told().filter(told -> told).isPresent() || said.reason().isPresent())
        .isPresent();
  }
}
