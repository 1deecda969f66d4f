package be.schakel.access;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.edge.Json;
import be.schakel.edge.Times;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Contact;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
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
import be.schakel.vocabulary.WorkingDays;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a parket itself asks in writing about a child (decree of 12 July 2013, arts. 75 and 75/1): a
 * person at a centre gives basic data, or says that there is nothing to give.
 *
 * <p>Until somebody answers, a request looks the same whether the child is known or not, and so is
 * all that is done for it. That there is nothing to give is one answer for a child that is unknown,
 * for a refusal and for a report that has nothing.
 */
@ApplicationScoped
public class ParketRequests {

  private static final Set<Purpose> OWNING =
      EnumSet.of(Purpose.CASE_MANAGEMENT, Purpose.MANO_INVESTIGATION);
  private static final String RULE = "WRITTEN-REQUEST";
  private static final int MOST = 100;

  /** What was given stays on record with its report; the request itself goes after a year. */
  private static final Duration KEPT = Duration.ofDays(366);

  @Inject ParketRequestRows rows;
  @Inject WrittenRequests written;
  @Inject CaseFiles files;
  @Inject Registries registries;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject @BusinessTime Clock clock;

  /**
   * Stores a request and says that it came in.
   *
   * @throws SchakelProblem {@link Code#CHILD_NOT_DESCRIBED} for a name without letters, {@link
   *     Code#DATE_IN_FUTURE}
   */
  @Transactional
  public Outcome<ParketRequestView> ask(Caller caller, NewParketRequest given) {
    var refusal = notParket(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.LOOK_UP, refusal.get());
    }
    var now = clock.instant();
    if (given.date().isAfter(WorkingDays.dayOf(now))) {
      throw SchakelProblem.of(List.of(new Issue("/date", Code.DATE_IN_FUTURE)));
    }
    var hash =
        files
            .hash(given.insz(), given.familyName(), given.givenName(), given.birthDate())
            .orElseThrow(() -> SchakelProblem.of(List.of(new Issue("", Code.CHILD_NOT_DESCRIBED))));
    var contact = files.contact(given.postalCode(), now);
    var known = files.known(hash, caller, now);
    var id = Uuid7.at(now);
    var key = ContentKey.fresh();
    var row =
        new ParketRequestRows.Row(
            id,
            hash,
            caller.partner().code(),
            now,
            given.postalCode(),
            keys.wrap(key),
            Sealed.seal(key, place(id), written(given)),
            List.of(),
            false);
    var centres = centres(contact, known);
    rows.add(row, centres, caller);
    outbox.appendAll(
        centres.stream()
            .map(
                vk ->
                    Event.of(EventKind.WRITTEN_REQUEST, vk).with(Map.of("request", id.toString())))
            .toList(),
        now);
    return gate.releaseAlike(
            caller, LogAction.LOOK_UP, view(row, now), RULE, Optional.of(pseudonym(hash)))
        .created(URI.create("parket-requests/" + id));
  }

  /** Where a request of the caller's own stands. */
  @Transactional
  public Outcome<ParketRequestView> read(Caller caller, UUID id) {
    var refusal = notParket(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.EVENT_PULL, refusal.get());
    }
    var row = rows.of(caller.partner().code(), id);
    return row.isPresent()
        ? gate.releaseAlike(
            caller, LogAction.EVENT_PULL, view(row.get(), clock.instant()), RULE, Optional.empty())
        : gate.absent(caller, LogAction.EVENT_PULL, id);
  }

  /** What waits for an answer of the caller's centre, the oldest first. */
  @Transactional
  public Outcome<ParketRequestSeen> waiting(Caller caller) {
    var refusal = notCentre(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.READ, refusal.get());
    }
    var waiting =
        rows.waiting(caller.partner().code(), Optional.empty(), MOST).stream()
            .map(row -> seen(caller, row, Optional.empty()))
            .toList();
    return gate.releasePage(caller, LogAction.READ, waiting, "parket-requests");
  }

  /**
   * A person at a centre gives basic data of one report, or says that there is nothing to give.
   *
   * @throws SchakelProblem what is missing; {@link Code#UNKNOWN_CHILD} when the report does not
   *     have the child that was asked about, and none is named
   */
  @Transactional
  public Outcome<ParketRequestSeen> answer(Caller caller, UUID id, NewParketAnswer given) {
    var refusal = notCentre(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    var now = clock.instant();
    var found = rows.waiting(caller.partner().code(), Optional.of(id), 1).stream().findFirst();
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var row = found.get();
    if (given.referral().isEmpty() && given.reason().isEmpty()) {
      throw SchakelProblem.of(List.of(new Issue("/reason", Code.MISSING, "reason")));
    }
    if (given.referral().isPresent()) {
      var not = give(caller, row, given.referral().get(), given.child());
      if (not.isPresent()) {
        return not.get();
      }
    }
    var reason =
        given
            .reason()
            .map(
                text ->
                    Sealed.seal(
                        keys.unwrap(row.wrappedKey()),
                        place(id) + "/" + caller.partner().code(),
                        text.getBytes(StandardCharsets.UTF_8)));
    rows.answer(id, given.referral(), reason, caller, now);
    var after = rows.of(row.parket(), id).orElseThrow();
    if (given.referral().isPresent() || after.allAnswered() && after.referrals().isEmpty()) {
      outbox.append(
          Event.of(EventKind.WRITTEN_REQUEST_ANSWERED, row.parket())
              .with(Map.of("request", id.toString())),
          now);
    }
    return gate.release(
        caller,
        LogAction.UPDATE,
        Action.READ,
        seen(caller, after, Optional.of(given.referral().isPresent())));
  }

  /** Forgets requests after their time; how many. */
  @Transactional
  public int forget(Instant now) {
    return rows.forget(now.minus(KEPT));
  }

  /**
   * Puts the request on record with the report and releases it.
   *
   * @return why the caller may not
   */
  private Optional<Refused<ParketRequestSeen>> give(
      Caller caller, ParketRequestRows.Row row, UUID referral, Optional<String> child) {
    var asked = opened(row);
    var one =
        child
            .or(
                () ->
                    files.known(row.child(), caller, clock.instant()).stream()
                        .filter(known -> known.referral().equals(referral))
                        .map(known -> known.child().toString())
                        .findFirst())
            .orElseThrow(() -> SchakelProblem.of(List.of(new Issue("/child", Code.UNKNOWN_CHILD))));
    var recorded =
        written.record(
            caller,
            referral,
            new NewWrittenRequest(
                row.parket(),
                asked.reference(),
                asked.date(),
                asked.magistrate(),
                Optional.of(one)));
    if (recorded instanceof Refused<GroundView> not) {
      return Optional.of(new Refused<>(not.code(), not.missing()));
    }
    var place = ((Released<GroundView>) recorded).location().orElseThrow().getPath();
    var ground = UUID.fromString(place.substring(place.lastIndexOf('/') + 1));
    return written.release(caller, referral, ground) instanceof Refused<GroundView> not
        ? Optional.of(new Refused<>(not.code(), not.missing()))
        : Optional.empty();
  }

  private static Optional<Code> notParket(Caller caller) {
    if (caller.partner().kind() != PartnerKind.PARKET) {
      return Optional.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    return attended(caller, EnumSet.of(Purpose.JUDICIAL_PROTECTION));
  }

  private static Optional<Code> notCentre(Caller caller) {
    if (caller.partner().kind() != PartnerKind.VK) {
      return Optional.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    return attended(caller, OWNING);
  }

  private static Optional<Code> attended(Caller caller, Set<Purpose> purposes) {
    if (caller.unattended()) {
      return Optional.of(Code.UNATTENDED_LIMITED);
    }
    return purposes.contains(caller.purpose())
        ? Optional.empty()
        : Optional.of(Code.PURPOSE_MISMATCH);
  }

  /** Those that have the child, and the one of where it lives; without it all of them. */
  private Set<String> centres(Contact contact, List<KnownChild> known) {
    var all =
        registries.current().centres().stream().map(Registration::code).collect(Collectors.toSet());
    return Stream.concat(
            contact.code().map(Stream::of).orElseGet(all::stream),
            known.stream()
                .flatMap(child -> child.facts().vk().map(Stream::of).orElseGet(all::stream)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private ParketRequestView view(ParketRequestRows.Row row, Instant now) {
    var nothing = row.answered() && row.referrals().isEmpty();
    return new ParketRequestView(
        Optional.of(row.id()),
        // Whole seconds: every answer has the same length
        Optional.of(Times.shown(row.at().truncatedTo(ChronoUnit.SECONDS))),
        Optional.of(row.answered()),
        row.referrals(),
        Optional.of(LocalizedText.of(Notice.NOTHING_TO_GIVE)).filter(any -> nothing),
        Optional.of(ReferralView.Vk.of(files.contact(row.postalCode(), now), now)));
  }

  private OfFile<ParketRequestSeen> seen(
      Caller caller, ParketRequestRows.Row row, Optional<Boolean> given) {
    var vk = caller.partner().code();
    var asked = opened(row);
    var known =
        files.known(row.child(), caller, clock.instant()).stream()
            .filter(child -> child.facts().vk().map(vk::equals).orElse(true))
            .map(KnownChild::referral)
            .distinct()
            .toList();
    return new OfFile<>(
        CaseFacts.asked(row.id(), row.parket(), vk, pseudonym(row.child())),
        new ParketRequestSeen(
            Optional.of(row.id()),
            Optional.of(Times.shown(row.at())),
            Optional.of(row.parket()),
            Optional.of(asked.reference()),
            Optional.of(asked.magistrate()),
            Optional.of(asked.date()),
            Optional.of(asked.reason()),
            asked.insz(),
            asked.familyName(),
            asked.givenName(),
            asked.birthDate(),
            known,
            given));
  }

  private NewParketRequest opened(ParketRequestRows.Row row) {
    try {
      return Json.MAPPER.readValue(
          Sealed.open(keys.unwrap(row.wrappedKey()), place(row.id()), row.content()),
          NewParketRequest.class);
    } catch (IOException broken) {
      throw new IllegalStateException("a stored request does not read");
    }
  }

  private static byte[] written(NewParketRequest given) {
    try {
      return Json.MAPPER.writeValueAsBytes(given);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String place(UUID id) {
    return "parket-request/" + id;
  }

  private static String pseudonym(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }
}
