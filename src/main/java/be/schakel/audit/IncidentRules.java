package be.schakel.audit;

import be.schakel.disclosure.Obtained.By;
import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DayOrTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must be right about an incident, beyond its schema. Pure. */
final class IncidentRules {

  private IncidentRules() {}

  /**
   * @param known whether a partner's code is registered
   * @param own whether what would be suspended is the caller itself, who could not lift it then
   */
  static List<Issue> check(
      NewIncident given, Predicate<String> known, Predicate<NewIncident> own, Instant now) {
    var issues = new ArrayList<Issue>();
    var named =
        Stream.of(given.certificate(), given.partner(), given.professional())
            .filter(Optional::isPresent)
            .count();
    if (named == 0) {
      issues.add(new Issue("/certificate", Code.MISSING));
    } else if (named > 1) {
      issues.add(
          new Issue(
              given.certificate().isPresent() ? "/certificate" : "/partner",
              Code.NOT_TOGETHER,
              given.certificate().isPresent() ? "certificate" : "partner",
              given.certificate().isPresent() && given.partner().isPresent()
                  ? "partner"
                  : "professional"));
    }
    if (given.certificate().filter(text -> Thumbprint.parse(text).isEmpty()).isPresent()) {
      issues.add(new Issue("/certificate", Code.INVALID_VALUE, "SHA-256"));
    }
    if (given.partner().filter(code -> !known.test(code)).isPresent()) {
      issues.add(new Issue("/partner", Code.UNKNOWN_PARTNER));
    }
    if (issues.isEmpty() && own.test(given)) {
      issues.add(new Issue(pointer(by(given)), Code.SUSPENDS_ONESELF));
    }
    var from = DayOrTime.first(given.from());
    var until = given.until().map(DayOrTime::after).orElse(now);
    if (!until.isAfter(from)) {
      issues.add(new Issue(given.until().isPresent() ? "/until" : "/from", Code.PERIOD_REVERSED));
    }
    if (given.knownAt().filter(moment -> moment.toInstant().isAfter(now)).isPresent()) {
      issues.add(new Issue("/knownAt", Code.TIME_IN_FUTURE));
    }
    return issues;
  }

  static By by(NewIncident given) {
    if (given.certificate().isPresent()) {
      return By.CERTIFICATE;
    }
    return given.partner().isPresent() ? By.PARTNER : By.PROFESSIONAL;
  }

  private static String pointer(By by) {
    return switch (by) {
      case CERTIFICATE -> "/certificate";
      case PARTNER -> "/partner";
      case PROFESSIONAL -> "/professional";
    };
  }
}
