package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.Decision;
import be.schakel.policy.Form;
import be.schakel.problem.Code;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The only way case data leaves the gateway: decide, record, project.
 *
 * <p>Runs inside the feature's transaction, which commits before the answer is sent. A crash can
 * therefore record a disclosure that never arrived, but can never lose one that did. No log, no
 * data: the caller gets a 503.
 *
 * <p>A refusal is a value, not an exception, because throwing here would roll its entry back.
 * Without a running transaction the log takes no entry, and nothing leaves.
 */
@ApplicationScoped
public class DisclosureGate {

  /** Asked about where nothing was found, so that it takes as long. */
  private static final List<UUID> NOTHING = List.of(new UUID(0, 0));

  static final Map<DataCategory, Form> WHO_IT_IS = Map.of(DataCategory.CHILD_ID, Form.FULL);

  @Inject Scales scales;
  @Inject DisclosureLog log;
  @Inject Teams teams;
  @Inject Policies policies;

  /** Of the log. */
  @Inject Clock clock;

  /** Of what is decided. */
  @Inject @BusinessTime Clock business;

  /**
   * Releases one thing to its asker, or refuses it.
   *
   * @param logged what the entry calls it
   * @param action whether the asker brings data or gets it: decides which purposes fit
   */
  public <V extends Record> Outcome<V> release(
      Caller caller, LogAction logged, Action action, Disclosable<V> found) {
    return release(caller, logged, action, List.of(found), false);
  }

  /**
   * Releases versions of one thing, each decided about and recorded as one that is read; all are
   * refused where its newest is.
   *
   * @param versions the newest of them first, at least one
   */
  public <V extends Record> Outcome<V> releaseVersions(
      Caller caller, LogAction logged, List<? extends Disclosable<V>> versions) {
    return release(caller, logged, Action.READ, versions, true);
  }

  private <V extends Record> Outcome<V> release(
      Caller caller,
      LogAction logged,
      Action action,
      List<? extends Disclosable<V>> versions,
      boolean page) {
    var now = clock.instant();
    var facts = versions.get(0).facts();
    var weighing = scales.about(List.of(facts.referral()), caller, business.instant());
    var policy = weighing.policy().version();
    var entries = new ArrayList<DisclosureEntry>();
    var rulings = new ArrayList<Ruling<V>>();
    for (var each : versions) {
      var ruling = weighing.on(action, each);
      rulings.add(ruling);
      Entries.of(caller, logged, facts, ruling, policy, now)
          .forEach(entry -> entries.add(entry.ofDocument(each.document()).of(each.earlier())));
    }
    var ruling = rulings.get(0);
    if (ruling.asksNothing()) {
      return absent(caller, logged, facts.referral());
    }
    var receipt = log.append(entries);
    if (!ruling.permitsSomething()) {
      return Refused.by(ruling.mainDecision());
    }
    teams.note(caller, facts, now);
    var views = rulings.stream().filter(Ruling::permitsSomething).map(Ruling::projected).toList();
    var released = new Released<>(views, receipt, caller, page);
    return action == Action.READ && !page
        ? released.withholding(weighing.withheld(facts, ruling.opened()))
        : released;
  }

  /**
   * Releases a page of things that a search found: one query for the evidence, one batch of
   * entries, one receipt.
   *
   * @param filter what was searched for, as the log may hold it: no value that identifies a person
   */
  public <V extends Record> Released<V> releasePage(
      Caller caller, LogAction logged, List<? extends Disclosable<V>> found, String filter) {
    var now = clock.instant();
    var referrals = found.stream().map(each -> each.facts().referral()).distinct().toList();
    var weighing = scales.about(referrals, caller, business.instant());
    var version = weighing.policy().version();
    var entries = new ArrayList<DisclosureEntry>();
    var views = new ArrayList<V>();
    for (var each : found) {
      var ruling = weighing.on(Action.READ, each);
      Entries.of(caller, logged, each.facts(), ruling, version, now)
          .forEach(entry -> entries.add(entry.with(filter)));
      if (ruling.permitsSomething()) {
        teams.note(caller, each.facts(), now);
        views.add(ruling.projected());
      }
    }
    if (entries.isEmpty()) {
      entries.add(
          Entries.withoutCase(caller, logged, LogOutcome.PERMIT, "NO-HIT", version, now)
              .with(filter));
    }
    return new Released<>(views, log.append(entries), caller, true);
  }

  /**
   * Keeps back what would leave, whoever asks for it; who may not have it anyway is told so as
   * ever.
   *
   * @param code why nobody gets it
   */
  public <V extends Record> Refused<V> keepBack(
      Caller caller, LogAction logged, Disclosable<V> found, Code code) {
    var now = clock.instant();
    var facts = found.facts();
    var weighing = scales.about(List.of(facts.referral()), caller, business.instant());
    var ruling = weighing.on(Action.READ, found);
    if (ruling.asksNothing()) {
      return absent(caller, logged, facts.referral());
    }
    var version = weighing.policy().version();
    var open = ruling.permitsSomething();
    var entries =
        open
            ? Entries.refusal(caller, logged, facts, code.name(), version, now)
            : Entries.of(caller, logged, facts, ruling, version, now);
    log.append(entries.stream().map(entry -> entry.ofDocument(found.document())).toList());
    return open ? new Refused<>(code) : Refused.by(ruling.mainDecision());
  }

  /**
   * Records that the caller asked for what does not exist or has no relation to it: both get the
   * same answer.
   */
  public <V extends Record> Refused<V> absent(Caller caller, LogAction logged, UUID asked) {
    var policy = policies.current();
    var entry =
        Entries.withoutCase(
            caller, logged, LogOutcome.DENY, "DENY-NORELATION", policy.version(), clock.instant());
    log.append(List.of(entry.about(asked)));
    return new Refused<>(Code.NOT_FOUND);
  }

  /**
   * The refusal of a change that its caller may not even have the receipt of, to be asked before
   * anything is changed; empty when the change may go on.
   */
  public <V extends Record> Optional<Refused<V>> refusal(
      Caller caller, LogAction logged, Action action, CaseFacts facts) {
    var now = clock.instant();
    var weighing = scales.withoutEvidence(caller, business.instant());
    var decision = weighing.onReceipt(action, facts);
    if (decision.permit()) {
      return Optional.empty();
    }
    var version = weighing.policy().version();
    log.append(Entries.refusal(caller, logged, facts, decision.rule(), version, now));
    return Optional.of(Refused.by(decision));
  }

  /**
   * The refusal of what is to be answered with something that its caller may not have, to be asked
   * before anything is changed; empty when it may go on.
   *
   * @param intended the answer
   */
  public <V extends Record> Optional<Refused<V>> refusal(
      Caller caller, LogAction logged, Action action, Disclosable<V> intended) {
    var now = clock.instant();
    var facts = intended.facts();
    var weighing = scales.about(List.of(facts.referral()), caller, business.instant());
    var ruling = weighing.on(action, intended);
    if (ruling.asksNothing()) {
      return Optional.of(absent(caller, logged, facts.referral()));
    }
    if (ruling.permitsSomething()) {
      return Optional.empty();
    }
    log.append(Entries.of(caller, logged, facts, ruling, weighing.policy().version(), now));
    return Optional.of(Refused.by(ruling.mainDecision()));
  }

  /** Records that a feature's own rule refuses the caller, who has a relation to the case. */
  public <V extends Record> Refused<V> refuse(
      Caller caller, LogAction logged, CaseFacts facts, Code code) {
    var now = clock.instant();
    var policy = policies.current();
    log.append(Entries.refusal(caller, logged, facts, code.name(), policy.version(), now));
    return new Refused<>(code);
  }

  /** Records that the caller may not do this, whatever it is about. */
  public <V extends Record> Refused<V> refuse(Caller caller, LogAction logged, Code code) {
    var entry =
        Entries.withoutCase(
            caller,
            logged,
            LogOutcome.DENY,
            code.name(),
            policies.current().version(),
            clock.instant());
    log.append(List.of(entry));
    return new Refused<>(code);
  }

  /**
   * Releases an answer that rests on no decision about a case, and says nothing of one: it is the
   * same whatever is on record. So is its one entry, since its recipient can open it.
   *
   * @param rule what lets it leave
   * @param subject the pseudonym of who was asked about
   */
  public <V extends Record & OfNoCase> Released<V> releaseAlike(
      Caller caller, LogAction logged, V view, String rule, Optional<String> subject) {
    var entry = alike(caller, logged, rule, subject, clock.instant());
    var receipt = log.append(List.of(entry));
    return new Released<>(List.of(Projection.ofNoCase(view)), receipt, caller, false);
  }

  /**
   * The same, and with it what there is to say of a case to who may see already whom it is about.
   * The same questions are asked of the database whoever asks, whatever is on record.
   *
   * @param cases those about that child, each with that child alone
   * @param more what there is to say about those of them that are open to the caller, also where
   *     none is: labelled and decided about like every other view
   */
  public <V extends Record & OfNoCase> Released<V> releaseAlike(
      Caller caller,
      LogAction logged,
      V view,
      String rule,
      Optional<String> subject,
      List<CaseFacts> cases,
      Function<List<CaseFacts>, V> more) {
    var now = clock.instant();
    var referrals = cases.stream().map(CaseFacts::referral).toList();
    var weighing =
        scales.about(referrals.isEmpty() ? NOTHING : referrals, caller, business.instant());
    var open = cases.stream().filter(each -> weighing.shows(each, WHO_IT_IS)).toList();
    var besides = more.apply(open);
    var entries = new ArrayList<DisclosureEntry>();
    entries.add(alike(caller, logged, rule, subject, now));
    var whole = Projection.ofNoCase(view);
    for (var facts : open.stream().limit(1).toList()) {
      var ruling = weighing.on(Action.READ, new OfFile<>(facts, besides));
      if (ruling.permitsSomething()) {
        whole = Projection.together(whole, ruling.projected());
        var version = weighing.policy().version();
        entries.addAll(Entries.of(caller, logged, facts, ruling, version, now));
      }
    }
    return new Released<>(List.of(whole), log.append(entries), caller, false);
  }

  /**
   * Releases notices: whom each is for was decided about when it was written down, and it says
   * nothing of the case but its id. One entry for all of them.
   *
   * @param rule what lets them leave
   * @param filter what was asked for
   */
  public <V extends Record & OfNoCase> Released<V> releaseTold(
      Caller caller, LogAction logged, List<V> views, String rule, String filter) {
    var entry = alike(caller, logged, rule, Optional.empty(), clock.instant()).with(filter);
    var receipt = log.append(List.of(entry));
    var told = views.stream().map(Projection::ofNoCase).toList();
    return new Released<>(told, receipt, caller, true);
  }

  private DisclosureEntry alike(
      Caller caller, LogAction logged, String rule, Optional<String> subject, Instant now) {
    var version = policies.current().version();
    var entry = Entries.withoutCase(caller, logged, LogOutcome.PERMIT, rule, version, now);
    var about = subject.map(who -> entry.of(who, Optional.empty())).orElse(entry);
    return logged == LogAction.BREAK_GLASS ? about.flagged(Entries.BREAK_GLASS) : about;
  }

  /**
   * Releases what supervision alone decides about, or refuses it: of each view only what its labels
   * say is of the log itself, or of a category that its entry says was granted. One thing that is
   * not there, or is not covered, is not found.
   */
  <V extends Record> Outcome<V> releaseOfLog(
      Caller caller, Decision decision, List<V> views, boolean page, DisclosureEntry entry) {
    var receipt = log.append(List.of(entry));
    if (!decision.permit()) {
      return new Refused<>(LogRuling.refusal(decision, caller.partner().kind()));
    }
    if (!page && views.isEmpty()) {
      return new Refused<>(Code.NOT_FOUND);
    }
    var left = views.stream().map(view -> Projection.ofLog(view, entry.categories())).toList();
    return new Released<>(left, receipt, caller, page);
  }

  /**
   * Releases the answer to who put something on record in the log itself, or refuses it: what was
   * recorded stands there in the place of the decision that let its recorder see it.
   *
   * @param recorded what to append when it is permitted
   */
  <V extends Record> Outcome<V> releaseRecorded(
      Caller caller, LogAction logged, Disclosable<V> found, List<DisclosureEntry> recorded) {
    var now = clock.instant();
    var facts = found.facts();
    var weighing = scales.about(List.of(facts.referral()), caller, business.instant());
    var ruling = weighing.on(Action.READ, found);
    if (!ruling.permitsSomething()) {
      log.append(Entries.of(caller, logged, facts, ruling, weighing.policy().version(), now));
      return Refused.by(ruling.mainDecision());
    }
    teams.note(caller, facts, now);
    return new Released<>(List.of(ruling.projected()), log.append(recorded), caller, false);
  }

  /** Whether a window of break-glass may open anything of this child to the caller. */
  public boolean mayOpen(Caller caller, CaseFacts facts, UUID child, Instant until) {
    return scales
        .withoutEvidence(caller, business.instant())
        .onWindow(facts, child, until)
        .permit();
  }

  /**
   * Releases what a window of break-glass opened at once: which reports there are, and whom to
   * telephone. It is decided about as every later read under the window.
   *
   * @param view what is said without any case
   * @param opened what there is to say of each case, with the children that it opened alone
   */
  public <V extends Record & OfNoCase> Released<V> releaseOpened(
      Caller caller, V view, List<? extends Disclosable<V>> opened) {
    var now = clock.instant();
    var referrals = opened.stream().map(each -> each.facts().referral()).toList();
    var weighing = scales.about(referrals, caller, business.instant());
    var entries = new ArrayList<DisclosureEntry>();
    var parts = new ArrayList<V>();
    for (var each : opened) {
      var facts = each.facts();
      var ruling = weighing.on(Action.READ, each);
      var version = weighing.policy().version();
      entries.addAll(Entries.of(caller, LogAction.BREAK_GLASS, facts, ruling, version, now));
      if (ruling.permitsSomething()) {
        teams.note(caller, facts, now);
        parts.add(ruling.projected());
      }
    }
    parts.add(Projection.ofNoCase(view));
    var whole = parts.stream().reduce(Projection::together).orElseThrow();
    return new Released<>(List.of(whole), log.append(entries), caller, false);
  }
}
