package be.schakel.emergency;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Json;
import be.schakel.edge.Times;
import be.schakel.medical.Documents;
import be.schakel.outbox.Event;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.KnownChild;
import be.schakel.referral.ReferralView;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A professional opens what is vital of a child in danger, for a few hours and for nobody else
 * (disclosure policy 5.6). Those on duty at the centre and the data protection officer are told at
 * once.
 *
 * <p>A centre whose duty list was not tested lately would not be told in time: of its cases nothing
 * is found, and the answer is to telephone.
 */
@ApplicationScoped
public class BreakGlass {

  @Inject Windows windows;
  @Inject DutyListRows dutyLists;
  @Inject CaseFiles files;
  @Inject Records records;
  @Inject Documents documents;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject Keys keys;
  @Inject Clock clock;

  /** A report about the child, and which of its children that is. */
  private record Found(CaseFile file, Set<UUID> children) {

    String vk() {
      return file.vk().orElseThrow();
    }
  }

  /**
   * Opens a window.
   *
   * @throws SchakelProblem {@link Code#TOO_SHORT} for a narrative that says nothing
   */
  @Transactional
  public Outcome<WindowView> open(Caller caller, NewBreakGlass given) {
    var now = clock.instant();
    var refusal = refusal(caller, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.BREAK_GLASS, refusal.get());
    }
    checkNarrative(given.narrative());
    var terms = policies.current().breakGlassTerms();
    var until = now.plus(Duration.ofHours(terms.hours()));
    var hash = given.child().flatMap(this::hash);
    var known = known(caller, given, hash, now);
    var found = known.stream().flatMap(one -> opened(caller, one, until).stream()).toList();

    var id = Uuid7.at(now);
    var who = caller.professional();
    var narrative = new Narrative(given.narrative(), who.id(), who.name());
    var own =
        found.isEmpty() ? Optional.of(sealed(id, narrative)) : Optional.<Windows.OwnContent>empty();
    windows.open(
        id,
        caller,
        records.professional(caller),
        given.reason(),
        terms,
        policies.current().version(),
        until,
        own,
        now);
    for (var one : found) {
      for (var child : one.children()) {
        windows.add(id, one.file().id(), child, one.vk(), one.file().seal(child, id, narrative));
        open(caller, id, one, child, vital(one, child, found), now, until, now);
      }
    }
    var contact = ReferralView.Vk.of(files.contact(given.postalCode(), now), now);
    var alarm = new Alarm(id, until);
    var events = new ArrayList<Event>();
    known.forEach(
        one -> events.addAll(alarm.opened(caller, given.reason(), one.file(), one.children())));
    if (known.isEmpty()) {
      contact.code().ifPresent(vk -> events.add(alarm.notFound(caller, given.reason(), vk)));
    }
    var count = found.stream().mapToInt(one -> one.children().size()).sum();
    events.add(alarm.toOfficer(caller, given.reason(), count));
    outbox.appendAll(events, now);
    var view = view(id, now, until, contact);
    var released =
        found.isEmpty()
            ? gate.releaseAlike(
                caller, LogAction.BREAK_GLASS, view, "G9-NOTHING", hash.map(BreakGlass::pseudonym))
            : gate.releaseOpened(caller, view, shown(found));
    return released.created(URI.create("break-glass/" + id));
  }

  /**
   * Keeps a window open once more as long.
   *
   * @throws SchakelProblem {@link Code#BREAK_GLASS_OVER}, {@link Code#BREAK_GLASS_RENEWED}
   */
  @Transactional
  public Outcome<WindowView> renew(Caller caller, UUID id) {
    var now = clock.instant();
    var refusal = refusal(caller, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.BREAK_GLASS, refusal.get());
    }
    var window = windows.find(id, records.professional(caller));
    if (window.isEmpty()) {
      return gate.absent(caller, LogAction.BREAK_GLASS, id);
    }
    var terms = policies.current().breakGlassTerms();
    var before = window.get().until();
    if (!now.isBefore(before)) {
      throw SchakelProblem.of(Code.BREAK_GLASS_OVER);
    }
    var until = before.plus(Duration.ofHours(terms.hours()));
    if (terms.renewals() == 0 || !windows.renew(id, until, now)) {
      throw SchakelProblem.of(Code.BREAK_GLASS_RENEWED);
    }
    var found = stillThere(caller, window.get(), now);
    var alarm = new Alarm(id, until);
    var events = new ArrayList<Event>();
    for (var one : found) {
      for (var child : one.children()) {
        open(caller, id, one, child, vital(one, child, found), before, until, now);
      }
      events.addAll(alarm.renewed(one.file(), one.children()));
    }
    events.add(alarm.renewedToOfficer());
    outbox.appendAll(events, now);
    var contact = ReferralView.Vk.of(files.contact(Optional.empty(), now), now);
    var view = view(id, window.get().openedAt(), until, contact);
    return found.isEmpty()
        ? gate.releaseAlike(caller, LogAction.BREAK_GLASS, view, "G9-NOTHING", Optional.empty())
        : gate.releaseOpened(caller, view, shown(found));
  }

  /** Why this caller may not break the glass at all; whom it is about does not matter. */
  private Optional<Code> refusal(Caller caller, Instant now) {
    var terms = policies.current().breakGlassTerms();
    if (!terms.kinds().contains(caller.partner().kind())) {
      return Optional.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    if (caller.unattended()) {
      return Optional.of(Code.UNATTENDED_LIMITED);
    }
    if (!terms.permits(caller.partner().kind(), caller.professional().role())) {
      return Optional.of(Code.ROLE_NOT_PERMITTED);
    }
    if (caller.purpose() != Purpose.EMERGENCY) {
      return Optional.of(Code.PURPOSE_MISMATCH);
    }
    return windows.suspended(records.professional(caller), now)
        ? Optional.of(Code.BREAK_GLASS_SUSPENDED)
        : Optional.empty();
  }

  private static void checkNarrative(String narrative) {
    if (narrative.strip().length() < NewBreakGlass.SHORTEST_NARRATIVE) {
      throw SchakelProblem.of(
          List.of(
              new Issue(
                  "/narrative",
                  Code.TOO_SHORT,
                  Integer.toString(NewBreakGlass.SHORTEST_NARRATIVE))));
    }
  }

  private Optional<byte[]> hash(SoughtChild child) {
    return files.hash(child.insz(), child.familyName(), child.givenName(), child.birthDate());
  }

  private static String pseudonym(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private List<Found> known(
      Caller caller, NewBreakGlass given, Optional<byte[]> hash, Instant now) {
    if (given.referral().isPresent()) {
      return files
          .ofAnyone(given.referral().get(), caller, now)
          .map(
              file ->
                  new Found(
                      file,
                      file.facts().children().stream()
                          .map(CaseFacts.Child::id)
                          .collect(Collectors.toSet())))
          .stream()
          .toList();
    }
    var children =
        hash.map(person -> files.known(person, caller, now)).orElse(List.of()).stream()
            .collect(
                Collectors.groupingBy(
                    KnownChild::referral,
                    LinkedHashMap::new,
                    Collectors.mapping(KnownChild::child, Collectors.toSet())));
    return children.entrySet().stream()
        .flatMap(
            one ->
                files
                    .ofAnyone(one.getKey(), caller, now)
                    .map(file -> new Found(file, one.getValue()))
                    .stream())
        .toList();
  }

  /** What a window may open of it: nothing, where its centre would not be told. */
  private Optional<Found> opened(Caller caller, Found known, Instant until) {
    var tested = policies.current().breakGlassTerms().dutyListDays();
    var told =
        known
            .file()
            .vk()
            .filter(vk -> dutyLists.tested(vk, clock.instant().minus(Duration.ofDays(tested))));
    var facts = known.file().facts();
    var children =
        known.children().stream()
            .filter(child -> known.file().submitted(child).isPresent())
            .filter(child -> told.isPresent() && !facts.routingRequired())
            .filter(child -> gate.mayOpen(caller, facts, child, until))
            .collect(Collectors.toSet());
    return Optional.of(new Found(known.file(), children)).filter(one -> !children.isEmpty());
  }

  /**
   * What it opens of one report. Of what it opens the newest of only, the other reports that it
   * opens about the child may have something newer.
   */
  private Set<DataCategory> vital(Found one, UUID child, List<Found> found) {
    var terms = policies.current().breakGlassTerms();
    return terms.categories().keySet().stream()
        .filter(category -> !terms.newestOnly(category) || isNewest(category, one, child, found))
        .collect(Collectors.toSet());
  }

  private boolean isNewest(DataCategory category, Found one, UUID child, List<Found> found) {
    var here = documents.newest(one.file().id(), child, category);
    return found.stream()
        .filter(other -> !other.file().id().equals(one.file().id()))
        .flatMap(other -> other.children().stream().map(its -> Map.entry(other.file().id(), its)))
        .flatMap(it -> documents.newest(it.getKey(), it.getValue(), category).stream())
        .noneMatch(there -> here.map(there::isAfter).orElse(true));
  }

  private List<Found> stillThere(Caller caller, Window window, Instant now) {
    var children =
        window.children().stream()
            .collect(
                Collectors.groupingBy(
                    Window.OpenedChild::referral,
                    LinkedHashMap::new,
                    Collectors.mapping(Window.OpenedChild::child, Collectors.toSet())));
    return children.entrySet().stream()
        .flatMap(
            one ->
                files
                    .ofAnyone(one.getKey(), caller, now)
                    .map(file -> new Found(file, one.getValue()))
                    .stream())
        .filter(one -> one.file().vk().isPresent())
        .toList();
  }

  private void open(
      Caller caller,
      UUID id,
      Found one,
      UUID child,
      Set<DataCategory> categories,
      Instant from,
      Instant until,
      Instant now) {
    records.add(
        Uuid7.at(now),
        new Records.NewGround(
            one.file().id(),
            Optional.of(child),
            LegalGround.G9_VITAL,
            caller.partner().code(),
            Optional.of(records.professional(caller)),
            categories,
            false,
            false,
            false,
            from,
            until,
            id),
        caller,
        now);
  }

  private Windows.OwnContent sealed(UUID id, Narrative narrative) {
    var key = ContentKey.fresh();
    try {
      return new Windows.OwnContent(
          keys.wrap(key),
          Sealed.seal(key, Window.place(id), Json.MAPPER.writeValueAsBytes(narrative)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a narrative does not write");
    }
  }

  /** What there is to say at once of what it opened. */
  private static List<OfFile<WindowView>> shown(List<Found> found) {
    return found.stream()
        .map(
            one -> {
              var facts = one.file().facts();
              var children = one.children().stream().sorted().toList();
              var neutral = facts.children().stream().anyMatch(CaseFacts.Child::secretAddress);
              var contact = one.file().contact(neutral).contact();
              return new OfFile<>(
                  facts.of(one.children()), WindowView.of(one.file().id(), children, contact));
            })
        .toList();
  }

  private static WindowView view(UUID id, Instant from, Instant until, ReferralView.Vk contact) {
    return new WindowView(
        Optional.of(id),
        Optional.of(Times.shown(from)),
        Optional.of(Times.shown(until)),
        List.of(),
        Optional.of(contact));
  }
}
