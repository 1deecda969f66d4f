package be.schakel.audit;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DisclosureWay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What must be right about a disclosure outside the gateway, beyond its schema. Pure. */
final class ExternalRules {

  /** A number of a person or a file: the log names nobody. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]([ ./-]?[0-9]){6,}");

  /** Nothing of before is on record; a year with another number of digits is a slip of the pen. */
  private static final int FIRST_YEAR = 1987;

  private ExternalRules() {}

  /**
   * @param child whether somebody is a child of the report
   * @param partner whether a code is registered
   */
  static List<Issue> check(
      NewExternalDisclosure given,
      Predicate<String> child,
      Predicate<String> partner,
      Instant now) {
    var issues = new ArrayList<Issue>();
    for (int i = 0; i < given.children().size(); i++) {
      if (!child.test(given.children().get(i))) {
        issues.add(new Issue("/children/" + i, Code.UNKNOWN_CHILD));
      }
    }
    var recipient = given.recipient();
    if (recipient.partner().isEmpty() && recipient.authority().isEmpty()) {
      issues.add(new Issue("/recipient/partner", Code.MISSING));
    } else if (recipient.partner().isPresent() && recipient.authority().isPresent()) {
      issues.add(new Issue("/recipient", Code.NOT_TOGETHER, "partner", "authority"));
    }
    if (recipient.partner().filter(code -> !partner.test(code)).isPresent()) {
      issues.add(new Issue("/recipient/partner", Code.UNKNOWN_PARTNER));
    }
    if (recipient.authority().filter(text -> NUMBER.matcher(text).find()).isPresent()) {
      issues.add(new Issue("/recipient/authority", Code.NUMBER_NOT_EXPECTED));
    }
    if (given.ground().isEmpty() && given.way() != DisclosureWay.SEIZURE_ORDER) {
      issues.add(new Issue("/ground", Code.MISSING));
    }
    if (given.occurredAt().toInstant().isAfter(now)) {
      issues.add(new Issue("/occurredAt", Code.TIME_IN_FUTURE));
    } else if (given.occurredAt().getYear() < FIRST_YEAR) {
      issues.add(new Issue("/occurredAt", Code.TIME_TOO_EARLY, Integer.toString(FIRST_YEAR)));
    }
    return issues;
  }
}
