package be.schakel.access;

import be.schakel.consent.Fact;
import be.schakel.consent.Fact.Kind;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the centre that has a report puts on record about who decides for its children: capacity,
 * authority, disagreement, flags. Each with its motivation and author; nothing is overwritten, and
 * every consent of the report is looked at again.
 */
@ApplicationScoped
public class WhoDecides {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final Set<Kind> CAPACITY = EnumSet.of(Kind.CAPACITY);
  private static final Set<Kind> FLAGS = EnumSet.of(Kind.SECRET_ADDRESS, Kind.ALLEGED_PERPETRATOR);
  private static final Set<Kind> AUTHORITY =
      EnumSet.of(Kind.AUTHORITY, Kind.DELEGATION_DOCUMENTED, Kind.DISAGREES);

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject FactRows rows;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** Motivation and author, as they are sealed. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Why(
      Optional<String> motivation,
      Optional<String> evidence,
      Optional<String> document,
      String author,
      String authorId) {

    boolean says(Why other) {
      return motivation.equals(other.motivation)
          && evidence.equals(other.evidence)
          && document.equals(other.document);
    }
  }

  private record Entry(Fact fact, Optional<LocalDate> reviewOn, Why why) {}

  /** Records an assessment of capacity, or takes it back. */
  @Transactional
  public Outcome<FactsView> assess(Caller caller, UUID child, NewCapacity given) {
    var now = clock.instant();
    checkAhead(given.reviewOn(), "/reviewOn", now);
    var outcome =
        ofChild(
            caller,
            LogAction.UPDATE,
            child,
            now,
            file -> {
              var fact = new Fact(child, 0, Kind.CAPACITY, given.result().name());
              var why = why(caller, Optional.of(given.motivation()));
              return record(
                  caller,
                  file,
                  child,
                  CAPACITY,
                  List.of(new Entry(fact, given.reviewOn(), why)),
                  now);
            });
    return outcome instanceof Released<FactsView> released
        ? released.created(URI.create("children/" + child + "/capacity"))
        : outcome;
  }

  /** The assessments of a child's capacity. */
  @Transactional
  public Outcome<FactsView> capacity(Caller caller, UUID child) {
    var now = clock.instant();
    return ofChild(
        caller,
        LogAction.READ,
        child,
        now,
        file -> release(caller, LogAction.READ, file, child, CAPACITY));
  }

  /** Sets and takes back flags. */
  @Transactional
  public Outcome<FactsView> flag(Caller caller, UUID referral, UUID child, NewFlags given) {
    var now = clock.instant();
    given
        .secretAddress()
        .ifPresent(flag -> checkAhead(flag.reviewOn(), "/secretAddress/reviewOn", now));
    given
        .allegedPerpetrator()
        .ifPresent(flag -> checkAhead(flag.reviewOn(), "/allegedPerpetrator/reviewOn", now));
    return ofReport(
        caller,
        LogAction.UPDATE,
        referral,
        child,
        now,
        file -> {
          var entries = new ArrayList<Entry>();
          given
              .secretAddress()
              .ifPresent(flag -> entries.add(entry(caller, child, 0, Kind.SECRET_ADDRESS, flag)));
          given
              .allegedPerpetrator()
              .ifPresent(
                  flag ->
                      entries.add(
                          entry(
                              caller,
                              child,
                              person(
                                  file,
                                  child,
                                  flag.person().orElseThrow(),
                                  "/allegedPerpetrator/person"),
                              Kind.ALLEGED_PERPETRATOR,
                              flag)));
          return record(caller, file, child, FLAGS, entries, now);
        });
  }

  private static Entry entry(Caller caller, UUID child, int person, Kind kind, NewFlags.Flag flag) {
    return new Entry(
        new Fact(child, person, kind, String.valueOf(flag.value())),
        flag.reviewOn(),
        why(caller, Optional.of(flag.motivation())));
  }

  /** The flags of a child. */
  @Transactional
  public Outcome<FactsView> flags(Caller caller, UUID referral, UUID child) {
    return read(caller, referral, child, FLAGS);
  }

  /** Records who holds authority, and who disagrees. */
  @Transactional
  public Outcome<FactsView> authority(
      Caller caller, UUID referral, UUID child, NewAuthority given) {
    var now = clock.instant();
    checkAhead(given.reviewOn(), "/reviewOn", now);
    if (given.authority().isEmpty() && given.disagrees().isEmpty()) {
      throw SchakelProblem.of(List.of(new Issue("/authority", Code.MISSING)));
    }
    return ofReport(
        caller,
        LogAction.UPDATE,
        referral,
        child,
        now,
        file -> {
          var person = person(file, child, given.person(), "/person");
          var why =
              new Why(
                  Optional.empty(),
                  Optional.of(given.evidence()),
                  given.delegationDocument(),
                  caller.professional().name(),
                  caller.professional().id());
          var entries = new ArrayList<Entry>();
          given
              .authority()
              .ifPresent(
                  held -> {
                    var documented =
                        held == AuthorityStatus.DELEGATED && given.delegationDocument().isPresent();
                    entries.add(
                        new Entry(
                            new Fact(child, person, Kind.AUTHORITY, held.name()),
                            given.reviewOn(),
                            why));
                    entries.add(
                        new Entry(
                            new Fact(
                                child,
                                person,
                                Kind.DELEGATION_DOCUMENTED,
                                String.valueOf(documented)),
                            given.reviewOn(),
                            why));
                  });
          given
              .disagrees()
              .ifPresent(
                  against ->
                      entries.add(
                          new Entry(
                              new Fact(child, person, Kind.DISAGREES, String.valueOf(against)),
                              given.reviewOn(),
                              why)));
          return record(caller, file, child, AUTHORITY, entries, now);
        });
  }

  /** Who holds authority over a child. */
  @Transactional
  public Outcome<FactsView> authority(Caller caller, UUID referral, UUID child) {
    return read(caller, referral, child, AUTHORITY);
  }

  private Outcome<FactsView> read(Caller caller, UUID referral, UUID child, Set<Kind> kinds) {
    return ofReport(
        caller,
        LogAction.READ,
        referral,
        child,
        clock.instant(),
        file -> release(caller, LogAction.READ, file, child, kinds));
  }

  private Outcome<FactsView> ofChild(
      Caller caller,
      LogAction logged,
      UUID child,
      Instant now,
      Function<CaseFile, Outcome<FactsView>> work) {
    var found = files.holding(caller, child, now).filter(file -> file.hasChild(child));
    return found.isPresent()
        ? files.byOwner(caller, logged, found.get().id(), now, work)
        : gate.absent(caller, logged, child);
  }

  private Outcome<FactsView> ofReport(
      Caller caller,
      LogAction logged,
      UUID referral,
      UUID child,
      Instant now,
      Function<CaseFile, Outcome<FactsView>> work) {
    return files.byOwner(
        caller,
        logged,
        referral,
        now,
        file -> file.hasChild(child) ? work.apply(file) : gate.absent(caller, logged, child));
  }

  /** A repetition of what is on record adds nothing. */
  private Outcome<FactsView> record(
      Caller caller, CaseFile file, UUID child, Set<Kind> kinds, List<Entry> entries, Instant now) {
    var before = newest(rows.of(file.id(), child));
    var changed = false;
    for (var entry : entries) {
      if (!isThere(file, before, entry)) {
        var id = Uuid7.at(now);
        records.add(
            id,
            file.id(),
            entry.fact(),
            entry.reviewOn(),
            caller,
            file.seal(child, id, entry.why()),
            now);
        changed = true;
      }
    }
    if (changed) {
      files.restate(file, now);
    }
    return release(caller, LogAction.UPDATE, file, child, kinds);
  }

  private static boolean isThere(CaseFile file, List<FactRows.Row> newest, Entry entry) {
    return newest.stream()
        .filter(row -> row.fact().equals(entry.fact()) && row.reviewOn().equals(entry.reviewOn()))
        .anyMatch(
            row ->
                file.open(row.fact().child(), row.id(), row.content(), Why.class)
                    .filter(why -> why.says(entry.why()))
                    .isPresent());
  }

  private static List<FactRows.Row> newest(List<FactRows.Row> all) {
    var seen = new HashSet<String>();
    return all.stream()
        .filter(row -> seen.add(row.fact().kind() + " " + row.fact().person()))
        .toList();
  }

  private Outcome<FactsView> release(
      Caller caller, LogAction logged, CaseFile file, UUID child, Set<Kind> kinds) {
    var all =
        rows.of(file.id(), child).stream()
            .filter(row -> kinds.contains(row.fact().kind()))
            .toList();
    var view =
        new FactsView(
            Optional.of(child),
            newest(all).stream().map(row -> one(file, row)).toList(),
            all.stream().map(row -> one(file, row)).toList());
    return gate.release(caller, logged, Action.READ, new OfFile<>(file.facts(), view));
  }

  private static FactsView.One one(CaseFile file, FactRows.Row row) {
    var fact = row.fact();
    var why = file.open(fact.child(), row.id(), row.content(), Why.class);
    return new FactsView.One(
        Optional.of(fact.kind()),
        Optional.of(fact.person())
            .filter(place -> place > 0)
            .flatMap(place -> file.key(fact.child(), String.valueOf(place))),
        Optional.of(fact.value()),
        why.flatMap(Why::motivation),
        why.flatMap(Why::evidence),
        why.flatMap(Why::document),
        why.map(Why::author),
        Optional.of(row.role()),
        row.reviewOn(),
        Optional.of(row.recordedAt().atZone(BRUSSELS).toOffsetDateTime()));
  }

  private static Why why(Caller caller, Optional<String> motivation) {
    return new Why(
        motivation,
        Optional.empty(),
        Optional.empty(),
        caller.professional().name(),
        caller.professional().id());
  }

  /** The place of a person who is on record about this child. */
  private static int person(CaseFile file, UUID child, String key, String pointer) {
    var place = file.places(child, List.of(key)).stream().findFirst().orElse("?");
    if (file.told(child).carers().stream().noneMatch(carer -> carer.key().equals(place))) {
      throw SchakelProblem.of(List.of(new Issue(pointer, Code.UNKNOWN_PERSON_KEY)));
    }
    return Integer.parseInt(place);
  }

  private static void checkAhead(Optional<LocalDate> review, String pointer, Instant now) {
    if (review.filter(day -> !day.isAfter(LocalDate.ofInstant(now, BRUSSELS))).isPresent()) {
      throw SchakelProblem.of(List.of(new Issue(pointer, Code.REVIEW_NOT_AHEAD)));
    }
  }
}
