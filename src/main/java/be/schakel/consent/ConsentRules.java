package be.schakel.consent;

import be.schakel.consent.Ages.Stage;
import be.schakel.consent.Givers.Lack;
import be.schakel.consent.Standing.State;
import be.schakel.policy.ConsentTerms;
import be.schakel.policy.Evidence;
import be.schakel.policy.FlagEffect;
import be.schakel.policy.Policy;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who must consent, to what, and for how long (disclosure policy 5.4): asked when a consent is
 * given and again at every use.
 *
 * <p>Pure, and immutable. Days are those of Europe/Brussels.
 */
public final class ConsentRules {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final Set<DataCategory> NEVER =
      EnumSet.of(DataCategory.HELP_CONTENT, DataCategory.REPORTER_ID, DataCategory.RISK_FULL);

  private final Policy policy;
  private final ConsentTerms terms;

  public ConsentRules(Policy policy) {
    this.policy = policy;
    this.terms = policy.consentTerms();
  }

  /**
   * What is wrong with a consent that is handed in, warnings included.
   *
   * @param child the child it names
   * @param partners the kind of a partner by its code, empty when there is no such partner
   * @param now when it is handed in
   * @param pointer where the consent stands in the body
   */
  public List<Issue> check(
      GivenConsent given,
      ChildFacts child,
      Function<String, Optional<PartnerKind>> partners,
      Instant now,
      String pointer) {
    var issues = new ArrayList<Issue>();
    checkScope(given, partners, pointer, issues);
    checkPeriod(given, today(now), pointer, issues);
    checkGivers(given, child, today(now), pointer, issues);
    return List.copyOf(issues);
  }

  /** The same of a refusal: anybody may refuse, so only that they exist is asked of the givers. */
  public List<Issue> checkRefusal(
      GivenConsent refused,
      ChildFacts child,
      Function<String, Optional<PartnerKind>> partners,
      Instant now,
      String pointer) {
    var issues = new ArrayList<Issue>();
    checkScope(refused, partners, pointer, issues);
    checkPeriod(refused, today(now), pointer, issues);
    checkKnown(refused, child, pointer + "/givers", issues);
    return List.copyOf(issues);
  }

  /** What it means that somebody takes a consent back. */
  public enum Withdrawal {
    /** Nobody may use it from now on. */
    ENDS,
    /** Those who decide gave it too: it holds without this one. */
    GOES_ON_WITHOUT,
    /** Neither gave it nor had to. */
    NOT_THEIRS
  }

  /**
   * What becomes of a consent when this person takes it back: it ends when any giver who must give
   * it does so, whoever else gave it.
   *
   * @param giver key of a person, or of the child
   */
  public Withdrawal withdrawal(Consent consent, ChildFacts child, String giver, Instant now) {
    var givers = new Givers(child, consent.givers(), consent.otherParentPresumption(), terms);
    var stages = Ages.of(child, terms).on(today(now));
    if (givers.loses(giver, stages, FlagEffect.WITHDRAW)) {
      return Withdrawal.NOT_THEIRS;
    }
    if (givers.mustGive(giver, stages)) {
      return Withdrawal.ENDS;
    }
    if (!consent.givers().contains(giver)) {
      return Withdrawal.NOT_THEIRS;
    }
    var without = standingFromItsStart(consent.without(giver), child, now).state();
    return without == State.USABLE ? Withdrawal.GOES_ON_WITHOUT : Withdrawal.ENDS;
  }

  /** What a consent that passed {@link #check} becomes on record. */
  public Consent record(
      GivenConsent given, UUID id, UUID referral, UUID child, String recordedBy, Instant now) {
    var from = firstDay(given, today(now));
    return new Consent(
        id,
        referral,
        child,
        Set.copyOf(new HashSet<>(given.givers())),
        given.grantee(),
        Set.copyOf(new HashSet<>(given.categories())),
        Set.copyOf(new HashSet<>(given.purposes())),
        from,
        lastDay(given, from),
        given.method(),
        given.language(),
        ConsentStatus.ACTIVE,
        given.otherParentPresumption().orElse(true),
        recordedBy,
        now);
  }

  /** Evidence for the policy, when the consent may be used now. */
  public Optional<Evidence.Consented> usable(Consent consent, ChildFacts child, Instant now) {
    return standing(consent, child, now).evidence();
  }

  /** Whether it may be used now, or from its first day on where that is still to come. */
  public Standing standingFromItsStart(Consent consent, ChildFacts child, Instant now) {
    var from = start(consent.validFrom());
    return standing(consent, child, from.isAfter(now) ? from : now);
  }

  /** Whether the consent may be used now, and why not. */
  public Standing standing(Consent consent, ChildFacts child, Instant now) {
    var today = today(now);
    var ages = Ages.of(child, terms);
    var givers = new Givers(child, consent.givers(), consent.otherParentPresumption(), terms);
    var endsAt = endsAt(consent, child, ages, givers, today);

    var state = byRecord(consent, child, today);
    if (state == State.USABLE) {
      state = byAge(consent, ages, givers, today);
    }
    if (state != State.USABLE) {
      return new Standing(state, Optional.empty(), endsAt);
    }
    var stages = ages.on(today);
    var evidence =
        new Evidence.Consented(
            consent.id(),
            consent.child(),
            consent.grantee(),
            categories(consent, givers, stages),
            consent.purposes(),
            givers.childAndCarersGave(stages),
            start(consent.validFrom()),
            endsAt);
    return new Standing(State.USABLE, Optional.of(evidence), endsAt);
  }

  private State byRecord(Consent consent, ChildFacts child, LocalDate today) {
    switch (consent.status()) {
      case REFUSED, WITHDRAWN, SUPERSEDED -> {
        return State.STOPPED;
      }
      case EXPIRED -> {
        return State.OVER;
      }
      case PENDING_CHILD_CONFIRMATION -> {
        return State.CHILD_MUST_CONFIRM;
      }
      case ACTIVE -> {}
    }
    if (today.isBefore(consent.validFrom())) {
      return State.NOT_YET;
    }
    if (today.isAfter(consent.validTo())) {
      return State.OVER;
    }
    return child.caseClosedOn().filter(closed -> today.isAfter(lastDayAfter(closed))).isPresent()
        ? State.CASE_CLOSED
        : State.USABLE;
  }

  private static State byAge(Consent consent, Ages ages, Givers givers, LocalDate day) {
    var stages = ages.on(day);
    if (stages.contains(Stage.ADULT) && !givenAsAdult(consent, ages)) {
      return State.PERSON_IS_ADULT;
    }
    var state = byGivers(givers, stages);
    return state == State.USABLE && categories(consent, givers, stages).isEmpty()
        ? State.GIVER_MISSING
        : state;
  }

  private static State byGivers(Givers givers, Set<Stage> stages) {
    var lacks = EnumSet.noneOf(Lack.class);
    stages.forEach(stage -> givers.lackAt(stage).ifPresent(lacks::add));
    if (lacks.contains(Lack.DISAGREEMENT)) {
      return State.DISAGREEMENT;
    }
    if (lacks.isEmpty()) {
      return State.USABLE;
    }
    return lacks.equals(EnumSet.of(Lack.CHILD)) ? State.CHILD_MUST_CONFIRM : State.GIVER_MISSING;
  }

  /** Before the day it was given, or became valid, nobody could have given it as an adult. */
  private static boolean givenAsAdult(Consent consent, Ages ages) {
    return ages.certainlyAdult(today(consent.recordedAt()))
        && ages.certainlyAdult(consent.validFrom());
  }

  /** Never what cannot be consented; of the parents only what every parent gave too. */
  private static Set<DataCategory> categories(Consent consent, Givers givers, Set<Stage> stages) {
    var categories = EnumSet.noneOf(DataCategory.class);
    categories.addAll(consent.categories());
    categories.removeAll(NEVER);
    var withoutParents = stages.contains(Stage.YOUTH) || stages.contains(Stage.ADULT);
    if (withoutParents && !givers.everyParentGave()) {
      categories.remove(DataCategory.FAMILY_ID);
    }
    return categories;
  }

  private Instant endsAt(
      Consent consent, ChildFacts child, Ages ages, Givers givers, LocalDate today) {
    var byPeriod = Stream.of(consent.validTo().plusDays(1));
    var byClosing = child.caseClosedOn().map(closed -> lastDayAfter(closed).plusDays(1)).stream();
    var categories = categories(consent, givers, ages.on(today));
    var byAge =
        ages.turningDays()
            .filter(day -> day.isAfter(today))
            .filter(
                day ->
                    byAge(consent, ages, givers, day) != State.USABLE
                        || !categories(consent, givers, ages.on(day)).equals(categories));
    return Stream.of(byPeriod, byClosing, byAge)
        .flatMap(Function.identity())
        .min(LocalDate::compareTo)
        .map(ConsentRules::start)
        .orElseThrow();
  }

  private LocalDate lastDayAfter(LocalDate closed) {
    return closed.plusDays(terms.daysAfterClosing());
  }

  private void checkScope(
      GivenConsent given,
      Function<String, Optional<PartnerKind>> partners,
      String pointer,
      List<Issue> issues) {
    var grantee = partners.apply(given.grantee());
    if (grantee.isEmpty()) {
      issues.add(new Issue(pointer + "/grantee", Code.UNKNOWN_PARTNER));
    }
    if (given.categories().isEmpty()) {
      issues.add(new Issue(pointer + "/categories", Code.TOO_FEW_ITEMS, "1"));
    }
    if (given.purposes().isEmpty()) {
      issues.add(new Issue(pointer + "/purposes", Code.TOO_FEW_ITEMS, "1"));
    }
    for (int at = 0; at < given.categories().size(); at++) {
      var category = given.categories().get(at);
      var where = pointer + "/categories/" + at;
      if (NEVER.contains(category)) {
        issues.add(new Issue(where, Code.CATEGORY_NOT_CONSENTABLE, category.name()));
      } else if (grantee.filter(kind -> !policy.consentCanOpen(kind, category)).isPresent()) {
        issues.add(new Issue(where, Code.CONSENT_WITHOUT_EFFECT));
      }
    }
  }

  private void checkPeriod(
      GivenConsent given, LocalDate today, String pointer, List<Issue> issues) {
    var from = firstDay(given, today);
    var to = lastDay(given, from);
    var where = pointer + (given.validTo().isPresent() ? "/validTo" : "/validFrom");
    if (to.isBefore(from)) {
      issues.add(new Issue(where, Code.CONSENT_PERIOD_REVERSED));
    } else if (to.isAfter(from.plusMonths(terms.maximumMonths()))) {
      issues.add(new Issue(where, Code.CONSENT_PERIOD_TOO_LONG, "" + terms.maximumMonths()));
    } else if (to.isBefore(today)) {
      issues.add(new Issue(where, Code.CONSENT_PERIOD_OVER));
    }
  }

  private void checkGivers(
      GivenConsent given, ChildFacts child, LocalDate today, String pointer, List<Issue> issues) {
    var where = pointer + "/givers";
    if (!checkKnown(given, child, where, issues)) {
      return;
    }
    var givers =
        new Givers(
            child,
            new HashSet<>(given.givers()),
            given.otherParentPresumption().orElse(true),
            terms);
    var codes = new LinkedHashSet<Code>();
    for (var stage : Ages.of(child, terms).on(today)) {
      givers.lackAt(stage).map(ConsentRules::code).ifPresent(codes::add);
    }
    codes.forEach(code -> issues.add(new Issue(where, code)));
  }

  private static boolean checkKnown(
      GivenConsent given, ChildFacts child, String where, List<Issue> issues) {
    if (given.givers().isEmpty()) {
      issues.add(new Issue(where, Code.TOO_FEW_ITEMS, "1"));
      return false;
    }
    var known = new HashSet<String>();
    known.add(child.key());
    child.carers().forEach(carer -> known.add(carer.key()));
    var allKnown = true;
    for (int at = 0; at < given.givers().size(); at++) {
      if (!known.contains(given.givers().get(at))) {
        issues.add(new Issue(where + "/" + at, Code.UNKNOWN_PERSON_KEY));
        allKnown = false;
      }
    }
    return allKnown;
  }

  private static Code code(Lack lack) {
    return switch (lack) {
      case CHILD -> Code.CONSENT_CHILD_MUST_GIVE;
      case ANY_VALID -> Code.CONSENT_GIVER_NOT_VALID;
      case FOSTER_PARENT -> Code.CONSENT_GIVER_FOSTER_PARENT;
      case STEP_PARENT -> Code.CONSENT_GIVER_STEP_PARENT;
      case NO_AUTHORITY -> Code.CONSENT_GIVER_NO_AUTHORITY;
      case ALLEGED_PERPETRATOR -> Code.CONSENT_GIVER_ALLEGED;
      case OTHER_HOLDER -> Code.CONSENT_GIVER_MISSING;
      case DISAGREEMENT -> Code.CONSENT_DISAGREEMENT;
    };
  }

  private static LocalDate firstDay(GivenConsent given, LocalDate today) {
    return given.validFrom().orElse(today);
  }

  private LocalDate lastDay(GivenConsent given, LocalDate from) {
    return given.validTo().orElseGet(() -> from.plusMonths(terms.defaultMonths()));
  }

  private static LocalDate today(Instant now) {
    return now.atZone(BRUSSELS).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(BRUSSELS).toInstant();
  }
}
