package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.OnRecord;
import be.schakel.consent.Standing;
import be.schakel.disclosure.OfFile;
import be.schakel.problem.Issue;
import be.schakel.referral.CaseFile;
import be.schakel.referral.ConsentContent;
import be.schakel.vocabulary.ConsentStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The consents of one report as they stand now, and their views.
 *
 * @param owner whether the reader is the centre that has the report: what the centre alone knows
 *     about parents stays in it
 */
record StoredConsents(
    CaseFile file,
    OnRecord onRecord,
    Map<UUID, byte[]> contents,
    List<ConsentRows.Event> events,
    ConsentRules rules,
    boolean owner,
    Instant now) {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final String CHILD = "0";

  /** The words of an event, as they are sealed. */
  record Said(Optional<String> text) {}

  Optional<Consent> find(UUID id) {
    return onRecord.consents().stream().filter(consent -> consent.id().equals(id)).findFirst();
  }

  List<Consent> about(UUID child) {
    return onRecord.consents().stream().filter(consent -> consent.child().equals(child)).toList();
  }

  Standing standing(Consent consent) {
    return standing(consent, now);
  }

  Standing standing(Consent consent, Instant at) {
    var told = file.told(consent.child()).with(onRecord.facts(consent.child()));
    return rules.standing(consent, told, at);
  }

  ConsentRules.Withdrawal withdrawal(Consent consent, String giver) {
    var told = file.told(consent.child()).with(onRecord.facts(consent.child()));
    return rules.withdrawal(consent, told, giver, now);
  }

  OfFile<ConsentView> view(Consent consent, List<Issue> warnings) {
    var standing = standing(consent);
    return view(consent, standing, standing.shown(consent), version(consent.id()), warnings);
  }

  /** As it stood after so many events; empty when there never was such a version. */
  Optional<OfFile<ConsentView>> at(Consent consent, int version) {
    var current = version(consent.id());
    if (version == current) {
      return Optional.of(view(consent, List.of()));
    }
    if (version < 1 || version > current) {
      return Optional.empty();
    }
    var past = consent.as(first(consent), firstGivers(consent));
    for (var event : of(consent.id()).subList(0, version - 1)) {
      past = past.as(event.status(), givers(past.givers(), event));
    }
    return Optional.of(view(past, standing(past), past.status(), version, List.of()));
  }

  /** All of them, the newest first. */
  List<OfFile<ConsentView>> versions(Consent consent) {
    var current = version(consent.id());
    return IntStream.range(0, current)
        .boxed()
        .flatMap(n -> at(consent, current - n).stream())
        .toList();
  }

  int version(UUID consent) {
    return of(consent).size() + 1;
  }

  private OfFile<ConsentView> view(
      Consent consent, Standing standing, ConsentStatus status, int version, List<Issue> warnings) {
    var content = content(consent);
    var state = told(standing.state());
    return new OfFile<>(
        file.facts(),
        new ConsentView(
            Optional.of(consent.id()),
            consent.concerned(),
            Optional.of(consent.referral()),
            Optional.of(consent.child()),
            file.key(consent.child(), CHILD),
            keys(consent),
            Optional.of(consent.grantee()),
            consent.categories().stream().sorted().toList(),
            consent.purposes().stream().sorted().toList(),
            Optional.of(consent.validFrom()),
            Optional.of(consent.validTo()),
            content.flatMap(ConsentContent::method),
            content.flatMap(ConsentContent::language),
            content.flatMap(ConsentContent::interpreter),
            content.map(ConsentContent::informedItems).orElse(List.of()),
            content.flatMap(ConsentContent::evidenceHash),
            Optional.of(consent.otherParentPresumption()),
            Optional.of(status),
            Optional.of(standing.state() == Standing.State.USABLE),
            Optional.of(state),
            Optional.of(ConsentWords.of(state)),
            Optional.of(local(standing.endsAt())),
            Optional.of(local(consent.recordedAt())),
            Optional.of(version),
            Optional.of(consent.recordedBy()),
            of(consent.id()).stream().map(event -> event(consent.child(), event)).toList(),
            warnings));
  }

  /** What a centre knows about a parent's mind is not for who asks about a consent. */
  private Standing.State told(Standing.State state) {
    return state == Standing.State.DISAGREEMENT && !owner ? Standing.State.GIVER_MISSING : state;
  }

  private List<String> keys(Consent consent) {
    return consent.givers().stream()
        .sorted()
        .flatMap(place -> file.key(consent.child(), place).stream())
        .toList();
  }

  Optional<ConsentContent> content(Consent consent) {
    return Optional.ofNullable(contents.get(consent.id()))
        .flatMap(bytes -> file.open(consent.child(), consent.id(), bytes, ConsentContent.class));
  }

  private ConsentView.Event event(UUID child, ConsentRows.Event event) {
    return new ConsentView.Event(
        Optional.of(event.status()),
        event.giver().flatMap(place -> file.key(child, String.valueOf(place))),
        event.channel(),
        event
            .content()
            .flatMap(bytes -> file.open(child, event.consent(), bytes, Said.class))
            .flatMap(Said::text),
        Optional.of(local(event.recordedAt())));
  }

  private List<ConsentRows.Event> of(UUID consent) {
    return events.stream().filter(event -> event.consent().equals(consent)).toList();
  }

  private ConsentStatus first(Consent consent) {
    return of(consent.id()).isEmpty() ? consent.status() : ConsentStatus.ACTIVE;
  }

  private Set<String> firstGivers(Consent consent) {
    return content(consent)
        .map(content -> file.places(consent.child(), content.givers()))
        .map(Set::copyOf)
        .orElse(consent.givers());
  }

  private static Set<String> givers(Set<String> before, ConsentRows.Event event) {
    var givers = new LinkedHashSet<>(new HashSet<>(before));
    var place = event.giver().map(String::valueOf);
    if (event.leaves()) {
      place.ifPresent(givers::remove);
    } else if (event.status() == ConsentStatus.ACTIVE) {
      place.ifPresent(givers::add);
    }
    return givers.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static OffsetDateTime local(Instant time) {
    return time.atZone(BRUSSELS).toOffsetDateTime();
  }
}
