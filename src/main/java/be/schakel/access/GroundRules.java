package be.schakel.access;

import be.schakel.partner.Registration;
import be.schakel.policy.Policy;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a ground must bring before it is put on record (disclosure policy 5.3). Pure. */
final class GroundRules {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final String EVIDENCE = "/evidence";

  private final Policy policy;
  private final Instant now;

  GroundRules(Policy policy, Instant now) {
    this.policy = policy;
    this.now = now;
  }

  /**
   * @param partner the active partner of the code that is named
   * @param childKnown the child that is named, if any, is one of the report
   */
  List<Issue> check(NewGround given, Optional<Registration> partner, boolean childKnown) {
    var issues = new ArrayList<Issue>();
    if (!childKnown) {
      issues.add(new Issue("/child", Code.UNKNOWN_CHILD));
    }
    switch (given.ground()) {
      case G1_SHARED_SECRECY -> sharedSecrecy(given, partner, issues);
      case G3_DANGER_MINOR -> danger(given, partner, issues);
      default ->
          issues.add(
              new Issue(
                  "/ground",
                  Code.UNKNOWN_CODE,
                  LegalGround.G1_SHARED_SECRECY + ", " + LegalGround.G3_DANGER_MINOR));
    }
    return issues;
  }

  private void sharedSecrecy(NewGround given, Optional<Registration> partner, List<Issue> issues) {
    var openable = partner.map(found -> openable(found.kind())).orElse(List.of());
    if (partner.isEmpty()) {
      issues.add(new Issue("/partner", Code.UNKNOWN_PARTNER));
    } else if (openable.isEmpty()) {
      issues.add(new Issue("/partner", Code.GROUND_NOT_FOR_PARTNER, given.ground().name()));
    } else {
      var words = openable.stream().map(Enum::name).collect(Collectors.joining(", "));
      for (int i = 0; i < given.categories().size(); i++) {
        if (!openable.contains(given.categories().get(i))) {
          issues.add(new Issue("/categories/" + i, Code.GROUND_NOT_FOR_CATEGORY, words));
        }
      }
    }
    if (given.categories().isEmpty()) {
      issues.add(new Issue("/categories", Code.MISSING));
    }
    var told = given.told();
    require(isTrue(told.verontrusting()), "verontrusting", issues);
    require(told.necessity().filter(text -> !text.isBlank()).isPresent(), "necessity", issues);
    require(told.consentAttempt().isPresent(), "consentAttempt", issues);
    told.consentAttempt()
        .filter(attempt -> attempt.date().isAfter(LocalDate.ofInstant(now, BRUSSELS)))
        .ifPresent(
            future ->
                issues.add(new Issue(EVIDENCE + "/consentAttempt/date", Code.DATE_IN_FUTURE)));
    given
        .validUntil()
        .ifPresent(
            until ->
                period(
                        now,
                        DayOrTime.after(until),
                        policy.groundTerms().sharedSecrecyLongestDays(),
                        "/validUntil",
                        Code.PERIOD_OVER)
                    .ifPresent(issues::add));
  }

  private List<DataCategory> openable(PartnerKind kind) {
    return Stream.of(DataCategory.values())
        .filter(category -> policy.sharedSecrecyCanOpen(kind, category))
        .toList();
  }

  private static void danger(NewGround given, Optional<Registration> partner, List<Issue> issues) {
    if (partner.isEmpty()) {
      issues.add(new Issue("/partner", Code.UNKNOWN_PARTNER));
    } else if (partner.get().kind() != PartnerKind.PARKET) {
      issues.add(new Issue("/partner", Code.GROUND_NOT_FOR_PARTNER, given.ground().name()));
    }
    if (!given.categories().isEmpty()) {
      issues.add(new Issue("/categories", Code.NOT_TOGETHER, "categories", given.ground().name()));
    }
    if (given.validUntil().isPresent()) {
      issues.add(new Issue("/validUntil", Code.NOT_TOGETHER, "validUntil", given.ground().name()));
    }
    var told = given.told();
    require(isTrue(told.listedOffence()) || isTrue(told.acuteDanger()), "listedOffence", issues);
    require(isTrue(told.seriousImminent()), "seriousImminent", issues);
    require(isTrue(told.cannotProtect()), "cannotProtect", issues);
  }

  /** Of a case conference, of which the active partners are known. */
  static List<Issue> ofConference(
      NewConference given, Predicate<String> active, boolean childKnown, int longestDays) {
    var issues = new ArrayList<Issue>();
    if (!childKnown) {
      issues.add(new Issue("/child", Code.UNKNOWN_CHILD));
    }
    for (int i = 0; i < given.participants().size(); i++) {
      if (!active.test(given.participants().get(i))) {
        issues.add(new Issue("/participants/" + i, Code.UNKNOWN_PARTNER));
      }
    }
    period(
            DayOrTime.first(given.from()),
            DayOrTime.after(given.until()),
            longestDays,
            "/until",
            Code.PERIOD_REVERSED)
        .ifPresent(issues::add);
    return issues;
  }

  /** Of a written request of a partner of this kind, if there is such a partner. */
  static List<Issue> ofRequest(
      NewWrittenRequest given, Optional<PartnerKind> kind, boolean childKnown, Instant now) {
    var issues = new ArrayList<Issue>();
    if (!childKnown) {
      issues.add(new Issue("/child", Code.UNKNOWN_CHILD));
    }
    if (kind.isEmpty()) {
      issues.add(new Issue("/parket", Code.UNKNOWN_PARTNER));
    } else if (kind.get() != PartnerKind.PARKET) {
      issues.add(
          new Issue("/parket", Code.GROUND_NOT_FOR_PARTNER, LegalGround.G6_WRITTEN_REQUEST.name()));
    }
    if (given.date().isAfter(LocalDate.ofInstant(now, BRUSSELS))) {
      issues.add(new Issue("/date", Code.DATE_IN_FUTURE));
    }
    return issues;
  }

  /**
   * What is wrong with a period.
   *
   * @param none what it is called when nothing is left of it
   */
  static Optional<Issue> period(
      Instant from, Instant until, int longestDays, String pointer, Code none) {
    if (!until.isAfter(from)) {
      return Optional.of(new Issue(pointer, none));
    }
    // A day is included whole, and a clock that changes makes it an hour longer
    var longest = Duration.ofDays(longestDays + 1L).plusHours(1);
    return until.isAfter(from.plus(longest))
        ? Optional.of(new Issue(pointer, Code.PERIOD_TOO_LONG, Integer.toString(longestDays)))
        : Optional.empty();
  }

  private static boolean isTrue(Optional<Boolean> said) {
    return said.orElse(false);
  }

  private static void require(boolean there, String name, List<Issue> issues) {
    if (!there) {
      issues.add(new Issue(EVIDENCE + "/" + name, Code.EVIDENCE_MISSING, name));
    }
  }
}
