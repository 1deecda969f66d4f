package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.ConsentRules.Withdrawal;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.consent.Standing;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.ConsentContent;
import be.schakel.referral.Once;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Consents given, refused, confirmed and taken back after the report, for both faces.
 *
 * <p>The centre that has the report puts them on record, or its submitter for what was given to it.
 * What is taken back is closed to the very next request: who asks is answered from the same rows.
 */
@ApplicationScoped
public class Consents {

  private static final String CHILD = "0";

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject ConsentRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject ConsentNews news;
  @Inject Once once;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Puts a consent or a refusal on record.
   *
   * @param means whether what was handed in for a giver means the person with this key
   * @param key the caller's {@code Idempotency-Key}, without quotes: the same request again puts
   *     nothing on record, and without one it is another consent, which may follow the first in law
   * @throws SchakelProblem everything that is wrong with it, {@link Code#IDEMPOTENCY_IN_PROGRESS},
   *     {@link Code#IDEMPOTENCY_KEY_REUSED}
   */
  @Transactional
  public Outcome<ConsentView> give(
      Caller caller, NewConsent given, BiPredicate<String, String> means, Optional<String> key) {
    var now = clock.instant();
    var child = Uuid7.parse(given.child());
    var report =
        given
            .referral()
            .or(() -> child.flatMap(id -> files.holding(caller, id, now)).map(CaseFile::id));
    if (report.isEmpty()) {
      return gate.absent(
          caller,
          LogAction.CONSENT,
          child.orElseThrow(
              () -> SchakelProblem.of(List.of(new Issue("/referral", Code.MISSING)))));
    }
    return files.byPerson(
        caller,
        LogAction.CONSENT,
        file -> action(caller, file),
        report.get(),
        now,
        file -> file.ownedBy(caller) || file.submittedBy(caller),
        file -> give(caller, file, given, means, key, now));
  }

  private Outcome<ConsentView> give(
      Caller caller,
      CaseFile file,
      NewConsent given,
      BiPredicate<String, String> means,
      Optional<String> key,
      Instant now) {
    var request = once.request(caller, key, "consent", file.id(), given);
    var before = stored(caller, file, now);
    var earlier = once.earlier(request, now).flatMap(before::find);
    if (earlier.isEmpty() && file.status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    var child =
        file.child(given.child())
            .orElseThrow(() -> SchakelProblem.of(List.of(new Issue("/child", Code.UNKNOWN_CHILD))));
    var givers =
        given.givers().stream().map(giver -> Givers.key(file, child, giver, means)).toList();
    var byPlace = given.given(file.places(child, givers));
    var told = file.told(child).with(records.of(file.id()).facts(child));
    var registry = registries.current();
    Function<String, Optional<PartnerKind>> kinds =
        code -> registry.byCode(code).map(Registration::kind);
    var rules = new ConsentRules(policies.current());
    var issues =
        given.refused()
            ? rules.checkRefusal(byPlace, told, kinds, now, "")
            : rules.check(byPlace, told, kinds, now, "");
    if (earlier.isPresent()) {
      var beside = Replacement.of(given, earlier.get(), false, before, caller).issues();
      return given(caller, before, earlier.get(), issues, beside);
    }
    if (issues.stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(
          file.ownedBy(caller) ? issues : Givers.withoutWhatTheCentreKnows(issues));
    }
    var active =
        rules.record(byPlace, Uuid7.at(now), file.id(), child, caller.partner().code(), now);
    var consent = given.refused() ? active.refused() : active;
    var standing = rules.standingFromItsStart(consent, told, now);
    var usable = rules.standing(consent, told, now).state() == Standing.State.USABLE;
    var replacement = Replacement.of(given, consent, usable, before, caller);
    replacement.refuseIfWrong();
    var content =
        ConsentContent.of(given.given(givers))
            .explained(given.interpreter(), given.informedItems(), given.evidenceHash());
    records.add(consent, file.seal(child, consent.id(), content), standing);
    replacement.replaced().forEach(old -> news.supersede(old, caller, file, now));
    var kind = given.refused() ? EventKind.CONSENT_REFUSED : EventKind.CONSENT_GIVEN;
    news.tell(
        kind, consent, caller, file, !given.refused(), event -> event.restingOn(consent.id()), now);
    once.remember(request, file.id(), consent.id(), now);
    return given(caller, stored(caller, file, now), consent, issues, replacement.issues());
  }

  /** As it is on record, with what is to be remarked on, now or again. */
  private Outcome<ConsentView> given(
      Caller caller,
      StoredConsents stored,
      Consent consent,
      List<Issue> issues,
      List<Issue> beside) {
    var remarks =
        Stream.of(issues, beside)
            .flatMap(List::stream)
            .filter(issue -> issue.code().isWarning())
            .toList();
    var outcome = release(caller, stored.file(), stored.view(consent, remarks));
    return outcome instanceof Released<ConsentView> released
        ? released.created(URI.create("consents/" + consent.id()))
        : outcome;
  }

  /** One consent as it stands now. */
  @Transactional
  public Outcome<ConsentView> read(Caller caller, UUID id) {
    return read(
        caller, id, stored -> stored.find(id).map(consent -> stored.view(consent, List.of())));
  }

  /** One consent as it stood at a version of its own, from 1. */
  @Transactional
  public Outcome<ConsentView> read(Caller caller, UUID id, int version) {
    return read(
        caller, id, stored -> stored.find(id).flatMap(consent -> stored.at(consent, version)));
  }

  /** One consent as it stands and as it stood before, the newest version first. */
  @Transactional
  public Outcome<ConsentView> history(Caller caller, UUID id) {
    var now = clock.instant();
    var versions =
        files
            .holding(caller, id, now)
            .map(file -> stored(caller, file, now))
            .flatMap(stored -> stored.find(id).map(stored::versions))
            .orElse(List.of());
    return versions.isEmpty()
        ? gate.absent(caller, LogAction.READ, id)
        : gate.releaseVersions(caller, LogAction.READ, versions);
  }

  private Outcome<ConsentView> read(
      Caller caller, UUID id, Function<StoredConsents, Optional<OfFile<ConsentView>>> which) {
    var now = clock.instant();
    var view =
        files.holding(caller, id, now).flatMap(file -> which.apply(stored(caller, file, now)));
    return view.isPresent()
        ? gate.release(caller, LogAction.READ, Action.READ, view.get())
        : gate.absent(caller, LogAction.READ, id);
  }

  /**
   * Takes a consent back, for a giver who must give it or did; once is enough.
   *
   * @throws SchakelProblem {@link Code#CONSENT_NOT_THEIRS}, or that it never was in force
   */
  @Transactional
  public Outcome<ConsentView> withdraw(Caller caller, UUID id, ConsentWithdrawal given) {
    return change(caller, id, (stored, consent) -> withdraw(caller, stored, consent, given));
  }

  private void withdraw(
      Caller caller, StoredConsents stored, Consent consent, ConsentWithdrawal given) {
    if (consent.status() == ConsentStatus.WITHDRAWN) {
      return;
    }
    if (consent.status() == ConsentStatus.REFUSED || consent.status() == ConsentStatus.SUPERSEDED) {
      throw SchakelProblem.of(Code.CONSENT_NOT_ACTIVE);
    }
    var file = stored.file();
    var key = Givers.key(file, consent.child(), given.giver(), String::equals);
    var place = file.places(consent.child(), List.of(key)).stream().findFirst().orElse("?");
    var effect = stored.withdrawal(consent, place);
    if (effect == Withdrawal.NOT_THEIRS) {
      throw SchakelProblem.of(List.of(new Issue("/giver", Code.CONSENT_NOT_THEIRS)));
    }
    var giver = Integer.parseInt(place);
    var said = said(file, consent, given.text());
    var now = stored.now();
    if (effect == Withdrawal.GOES_ON_WITHOUT) {
      rows.leave(consent.id(), giver, given.channel(), caller, said, now);
      files.restate(file, now);
      tellIfNarrower(stored, stored(caller, file, now), consent, caller);
      return;
    }
    records.become(
        consent.id(),
        ConsentStatus.WITHDRAWN,
        Optional.of(giver),
        given.channel(),
        caller,
        said,
        now);
    news.stop(consent, EventKind.CONSENT_WITHDRAWN, now);
    news.tell(EventKind.CONSENT_WITHDRAWN, consent, caller, file, true, event -> event, now);
  }

  /**
   * The child, old enough now, lets a consent of its parents go on; once is enough.
   *
   * @throws SchakelProblem {@link Code#CONSENT_NOT_AWAITED} when nothing waits for it
   */
  @Transactional
  public Outcome<ConsentView> confirm(Caller caller, UUID id, ConsentConfirmation given) {
    return change(caller, id, (stored, consent) -> confirm(caller, stored, consent, given));
  }

  private void confirm(
      Caller caller, StoredConsents stored, Consent consent, ConsentConfirmation given) {
    var state = stored.standing(consent).state();
    if (state == Standing.State.STOPPED) {
      throw SchakelProblem.of(Code.CONSENT_NOT_ACTIVE);
    }
    if (consent.givers().contains(CHILD)) {
      return;
    }
    if (state != Standing.State.CHILD_MUST_CONFIRM) {
      throw SchakelProblem.of(Code.CONSENT_NOT_AWAITED);
    }
    var file = stored.file();
    var now = stored.now();
    records.become(
        consent.id(),
        ConsentStatus.ACTIVE,
        Optional.of(Integer.parseInt(CHILD)),
        given.channel(),
        caller,
        said(file, consent, given.text()),
        now);
    files.restate(file, now);
    news.tell(
        EventKind.CONSENT_CONFIRMED,
        consent,
        caller,
        file,
        true,
        event -> event.restingOn(consent.id()),
        now);
  }

  /** Something that becomes of a consent. */
  private interface Change {
    void on(StoredConsents stored, Consent consent);
  }

  private Outcome<ConsentView> change(Caller caller, UUID id, Change change) {
    var now = clock.instant();
    var found = files.holding(caller, id, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.CONSENT, id);
    }
    return files.byPerson(
        caller,
        LogAction.CONSENT,
        file -> action(caller, file),
        found.get().id(),
        now,
        file -> file.ownedBy(caller) || file.submittedBy(caller),
        file -> {
          var stored = stored(caller, file, now);
          var consent = stored.find(id);
          if (consent.isEmpty()) {
            return gate.absent(caller, LogAction.CONSENT, id);
          }
          var recorder = consent.get().recordedBy().equals(caller.partner().code());
          if (!file.ownedBy(caller) && !recorder) {
            return gate.refuse(caller, LogAction.CONSENT, file.facts(), Code.NOT_OWNER);
          }
          change.on(stored, consent.get());
          var changed = stored(caller, file, now);
          var after = changed.find(id).orElseThrow();
          return release(caller, file, changed.view(after, remarks(caller, file, after, now)));
        });
  }

  /** Who took a consent back is told when sharing may go on all the same (policy 5.4). */
  private List<Issue> remarks(Caller caller, CaseFile file, Consent consent, Instant now) {
    return file.ownedBy(caller)
            && consent.status() == ConsentStatus.WITHDRAWN
            && rows.otherGround(consent, now)
        ? List.of(new Issue("", Code.OTHER_GROUND_REMAINS))
        : List.of();
  }

  private Outcome<ConsentView> release(Caller caller, CaseFile file, OfFile<ConsentView> view) {
    return gate.release(caller, LogAction.CONSENT, action(caller, file), view);
  }

  private static Action action(Caller caller, CaseFile file) {
    return file.ownedBy(caller) ? Action.READ : Action.SUBMIT;
  }

  private StoredConsents stored(Caller caller, CaseFile file, Instant now) {
    return new StoredConsents(
        file,
        records.of(file.id()),
        rows.contents(file.id()),
        rows.events(file.id()),
        new ConsentRules(policies.current()),
        file.ownedBy(caller),
        now);
  }

  private static Optional<byte[]> said(CaseFile file, Consent consent, Optional<String> text) {
    return text.map(
        words ->
            file.seal(consent.child(), consent.id(), new StoredConsents.Said(Optional.of(words))));
  }

  private void tellIfNarrower(
      StoredConsents before, StoredConsents after, Consent consent, Caller caller) {
    var rest = after.find(consent.id()).orElseThrow();
    if (!opens(before, consent).equals(opens(after, rest))) {
      news.tell(
          EventKind.CONSENT_NARROWED,
          consent,
          caller,
          before.file(),
          true,
          event -> event,
          before.now());
    }
  }

  private static Object opens(StoredConsents stored, Consent consent) {
    return stored
        .standing(consent)
        .evidence()
        .map(found -> List.of(found.categories(), found.childAndCarers()));
  }
}
