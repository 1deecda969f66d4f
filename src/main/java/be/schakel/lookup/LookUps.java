package be.schakel.lookup;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Times;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Contact;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.KnownChild;
import be.schakel.referral.ReferralView;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Notice;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Asking whether a child is known is itself an event: the centre that knows it is told, and calls.
 *
 * <p>The answer is the same whether it is known or not, and so is all that is done for it: the same
 * queries, the same one entry in the log. Only who may know that already learns who asked before.
 */
@ApplicationScoped
public class LookUps {

  private static final Set<PartnerKind> ASKERS =
      EnumSet.of(PartnerKind.HOSPITAL, PartnerKind.GP, PartnerKind.CLB, PartnerKind.OPGROEIEN_KG);
  private static final Set<Purpose> PURPOSES =
      EnumSet.of(Purpose.FOLLOW_UP_OWN, Purpose.CONSULT, Purpose.EMERGENCY);
  private static final Set<Purpose> OWNING =
      EnumSet.of(Purpose.CASE_MANAGEMENT, Purpose.MANO_INVESTIGATION);
  private static final UUID NONE = new UUID(0, 0);
  private static final int MOST = 100;

  @Inject LookUpRows rows;
  @Inject CaseFiles files;
  @Inject Registries registries;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject Keys keys;
  @Inject @BusinessTime Clock clock;

  /**
   * Stores a look-up and answers it.
   *
   * @throws SchakelProblem {@link Code#CHILD_NOT_DESCRIBED} for a name without letters
   */
  @Transactional
  public Outcome<LookUpView> ask(Caller caller, NewLookUp given) {
    var refusal = refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.LOOK_UP, refusal.get());
    }
    var now = clock.instant();
    var id = Uuid7.at(now);
    var hash =
        files
            .hash(given.insz(), given.familyName(), given.givenName(), given.birthDate())
            .orElseThrow(() -> SchakelProblem.of(List.of(new Issue("", Code.CHILD_NOT_DESCRIBED))));
    var contact = files.contact(given.postalCode(), now);
    var known = files.known(hash, caller, now);
    store(id, hash, caller, given, contact, now);
    outbox.appendAll(events(id, caller, given, contact, known), now);
    var view =
        new LookUpView(
            Optional.of(id),
            // Whole seconds: every answer has the same length
            Optional.of(Times.shown(now.truncatedTo(ChronoUnit.SECONDS))),
            Optional.of(ReferralView.Vk.of(contact, now)),
            Optional.of(
                new LookUpView.CallBack(
                    Optional.of(given.callBack().isPresent()),
                    Optional.of(LocalizedText.of(Notice.CALL_BACK)))),
            List.of());
    return gate.releaseAlike(
        caller,
        LogAction.LOOK_UP,
        view,
        "LOOK-UP",
        Optional.of(pseudonym(hash)),
        known.stream().map(KnownChild::facts).toList(),
        open -> earlier(open, id, now));
  }

  private LookUpView earlier(List<CaseFacts> open, UUID but, Instant now) {
    var children =
        open.stream().flatMap(facts -> facts.children().stream()).map(CaseFacts.Child::id).toList();
    return LookUpView.of(
        rows.about(children, but, since(now), MOST).stream().map(LookUps::earlier).toList());
  }

  private static String pseudonym(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** Who asked about the children of a report, for its centre. */
  @Transactional
  public Outcome<LookUpSeen> about(Caller caller, UUID referral) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.READ,
        referral,
        now,
        file -> {
          var children = file.facts().children().stream().map(child -> child.id()).toList();
          var seen =
              rows.about(children, NONE, since(now), MOST).stream()
                  .map(row -> new OfFile<>(file.facts(), seen(row)))
                  .toList();
          return gate.releasePage(caller, LogAction.READ, seen, "look-ups");
        });
  }

  /** Whom the caller's centre was asked to call back, whether or not the child is known. */
  @Transactional
  public Outcome<LookUpSeen> toCallBack(Caller caller) {
    if (caller.partner().kind() != PartnerKind.VK) {
      return gate.refuse(caller, LogAction.READ, Code.NOT_PERMITTED_FOR_KIND);
    }
    if (caller.unattended()) {
      return gate.refuse(caller, LogAction.READ, Code.UNATTENDED_LIMITED);
    }
    if (!OWNING.contains(caller.purpose())) {
      return gate.refuse(caller, LogAction.READ, Code.PURPOSE_MISMATCH);
    }
    var vk = caller.partner().code();
    var asked =
        rows.toCallBack(vk, since(clock.instant()), MOST).stream()
            .map(row -> new OfFile<>(asked(row, vk), seen(row)))
            .toList();
    return gate.releasePage(caller, LogAction.READ, asked, "call-backs");
  }

  /** Forgets look-ups after their time; how many. */
  @Transactional
  public int forget(Instant now) {
    return rows.forget(since(now));
  }

  private static CaseFacts asked(LookUpRows.Row row, String vk) {
    return CaseFacts.asked(row.id(), row.partner(), vk, pseudonym(row.person()));
  }

  private static Optional<Code> refusal(Caller caller) {
    if (!ASKERS.contains(caller.partner().kind())) {
      return Optional.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    if (caller.unattended()) {
      return Optional.of(Code.UNATTENDED_LIMITED);
    }
    return PURPOSES.contains(caller.purpose())
        ? Optional.empty()
        : Optional.of(Code.PURPOSE_MISMATCH);
  }

  private void store(
      UUID id, byte[] hash, Caller caller, NewLookUp given, Contact contact, Instant now) {
    var key = ContentKey.fresh();
    var phone = given.callBack().orElse("").getBytes(StandardCharsets.UTF_8);
    rows.add(
        id,
        hash,
        caller,
        given.context(),
        contact.code(),
        given.callBack().isPresent(),
        keys.wrap(key),
        Sealed.seal(key, place(id), phone),
        now);
  }

  /** To each centre that has the child, and to the one that is to call back. */
  private List<Event> events(
      UUID id, Caller caller, NewLookUp given, Contact contact, List<KnownChild> known) {
    var codes =
        Map.of(
            "lookUp", id.toString(),
            "kind", caller.partner().kind().name(),
            "context", given.context().name(),
            "callBack", Boolean.toString(given.callBack().isPresent()));
    var events = new ArrayList<Event>();
    for (var child : known) {
      centres(child)
          .map(vk -> Event.of(EventKind.LOOK_UP, vk, child.referral()).about(child.child()))
          .forEach(events::add);
    }
    if (given.callBack().isPresent()) {
      contact.code().map(vk -> Event.of(EventKind.LOOK_UP, vk)).ifPresent(events::add);
    }
    return events.stream().map(event -> event.with(codes)).toList();
  }

  /** A report that no centre has yet is in the worklist of all. */
  private Stream<String> centres(KnownChild child) {
    return child
        .facts()
        .vk()
        .map(Stream::of)
        .orElseGet(() -> registries.current().centres().stream().map(Registration::code));
  }

  private Instant since(Instant now) {
    return now.minus(Duration.ofDays(policies.current().lookUpDays()));
  }

  private static LookUpView.Earlier earlier(LookUpRows.Row row) {
    return new LookUpView.Earlier(
        Optional.of(Times.shown(row.at())), Optional.of(row.kind()), Optional.of(row.context()));
  }

  private LookUpSeen seen(LookUpRows.Row row) {
    var phone =
        new String(
            Sealed.open(keys.unwrap(row.wrappedKey()), place(row.id()), row.content()),
            StandardCharsets.UTF_8);
    return new LookUpSeen(
        Optional.of(row.id()),
        Optional.of(Times.shown(row.at())),
        Optional.of(row.partner()),
        Optional.of(row.kind()),
        Optional.of(row.role()),
        Optional.of(row.context()),
        Optional.of(phone).filter(given -> !given.isEmpty()));
  }

  private static String place(UUID id) {
    return "look-up/" + id;
  }
}
