package be.schakel.rights;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must be right about a request for access, beyond its schema. Pure. */
final class AccessRequestRules {

  private AccessRequestRules() {}

  static List<Issue> check(NewAccessRequest given, LocalDate today) {
    var issues = new ArrayList<Issue>();
    var who = given.applicant();
    switch (who.kind()) {
      case PARENT -> need(who.person(), "/applicant/person", issues);
      case TRUSTED_PERSON -> {
        need(who.name(), "/applicant/name", issues);
        need(who.why(), "/applicant/why", issues);
      }
      case CHILD -> {}
    }
    if (given.identity().how() == IdentityCheck.OTHER) {
      need(given.identity().note(), "/identity/note", issues);
    }
    notAhead(Optional.of(given.identity().checkedOn()), "/identity/checkedOn", today, issues);
    notAhead(given.requestedOn(), "/requestedOn", today, issues);
    return issues;
  }

  private static void need(Optional<String> text, String pointer, List<Issue> issues) {
    if (text.isEmpty()) {
      issues.add(new Issue(pointer, Code.MISSING));
    }
  }

  private static void notAhead(
      Optional<LocalDate> day, String pointer, LocalDate today, List<Issue> issues) {
    if (day.filter(today::isBefore).isPresent()) {
      issues.add(new Issue(pointer, Code.DATE_IN_FUTURE));
    }
  }
}
