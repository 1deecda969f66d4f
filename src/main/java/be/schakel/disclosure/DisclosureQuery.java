package be.schakel.disclosure;

import static be.schakel.vocabulary.LogAction.AUDIT_READ;

import be.schakel.disclosure.EventQuery.Condition;
import be.schakel.disclosure.EventQuery.Place;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an auditor looks for in the log, only ever among what its engagement covers. Newest first.
 *
 * @param from entries recorded at or after it
 * @param to entries recorded before it
 * @param partner the code of who asked
 * @param recipient the code of who was told outside the gateway
 * @param subject the pseudonym of a child, as another entry shows it
 * @param action without it everything but the searches of the log itself
 * @param limit 1 to 100
 * @param after the place where the page before ended
 */
public record DisclosureQuery(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> partner,
    Optional<String> recipient,
    Optional<String> subject,
    Optional<UUID> referral,
    Optional<LogOutcome> outcome,
    Optional<LegalGround> ground,
    Optional<LogAction> action,
    int limit,
    Optional<DisclosureCursor> after) {

  public static final int DEFAULT_LIMIT = 20;
  public static final int MOST = 100;

  private static final Pattern PARTNER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern PSEUDONYM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  public DisclosureQuery {
    if (limit < 1 || limit > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw SchakelProblem.of(Code.FROM_AFTER_TO);
    }
    expect("partner", partner, PARTNER);
    expect("recipient", recipient, PARTNER);
    expect("subject", subject, PSEUDONYM);
  }

  private static void expect(String parameter, Optional<String> given, Pattern pattern) {
    if (given.isPresent() && !pattern.matcher(given.get()).matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, parameter, pattern.pattern());
    }
  }

  /** The same, ending at that moment at the latest. */
  DisclosureQuery until(Instant moment) {
    return copy(Optional.of(to.filter(moment::isAfter).orElse(moment)), after);
  }

  /** The same, from that place on. */
  DisclosureQuery after(DisclosureCursor place) {
    return copy(to, Optional.of(place));
  }

  private DisclosureQuery copy(Optional<Instant> to, Optional<DisclosureCursor> after) {
    return new DisclosureQuery(
        from, to, partner, recipient, subject, referral, outcome, ground, action, limit, after);
  }

  /** What the log holds of it: everything, so that the search can be done again. */
  String forTheLog() {
    return conditions().add("limit=" + limit).toString();
  }

  /** The same of a search that is no page. */
  StringJoiner conditions() {
    var words = new StringJoiner(" ");
    from.ifPresent(time -> words.add("from=" + time));
    to.ifPresent(time -> words.add("to=" + time));
    partner.ifPresent(code -> words.add("partner=" + code));
    recipient.ifPresent(code -> words.add("recipient=" + code));
    subject.ifPresent(pseudonym -> words.add("subject=" + pseudonym));
    referral.ifPresent(id -> words.add("referral=" + id));
    outcome.ifPresent(code -> words.add("outcome=" + code));
    ground.ifPresent(code -> words.add("ground=" + code));
    action.ifPresent(code -> words.add("action=" + code));
    after.ifPresent(cursor -> words.add("after=" + cursor.id()));
    return words;
  }

  /** One entry more than {@code limit} tells that there is a next page. */
  LogSearch search() {
    return search(limit + 1);
  }

  /** The same for as many entries as that at most. */
  LogSearch search(int most) {
    var conditions = new ArrayList<Condition>();
    partner.ifPresent(code -> conditions.add(Condition.is(Place.PARTNER, code)));
    recipient.ifPresent(code -> conditions.add(Condition.is(Place.RECIPIENT, code)));
    subject.ifPresent(pseudonym -> conditions.add(Condition.is(Place.SUBJECT, pseudonym)));
    referral.ifPresent(id -> conditions.add(Condition.is(Place.REFERRAL, id.toString())));
    ground.ifPresent(code -> conditions.add(Condition.is(Place.GROUND, code.name())));
    var before = after.map(cursor -> new LogSearch.Before(cursor.id(), false));
    return new LogSearch(from, to, before, conditions, sorts(), most);
  }

  /** The index of a partner is by sorts, so a search for one names them all. */
  private Set<Told.Sort> sorts() {
    if (outcome.isEmpty() && action.isEmpty() && partner.isEmpty() && recipient.isEmpty()) {
      return Set.of();
    }
    return Told.Sort.all()
        .filter(sort -> action.map(sort.action()::equals).orElse(sort.action() != AUDIT_READ))
        .filter(sort -> outcome.map(sort.outcome()::equals).orElse(true))
        .collect(Collectors.toSet());
  }
}
