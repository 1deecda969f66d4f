package be.schakel.audit;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.External;
import be.schakel.disclosure.Externals;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a centre disclosed by telephone, on paper, at a conference or on the order of a court: put
 * into the same log, so that who looks for all that left finds it in one place.
 */
@ApplicationScoped
public class ExternalDisclosures {

  @Inject CaseFiles files;
  @Inject Registries registries;
  @Inject Externals externals;
  @Inject Clock clock;

  /**
   * Records one, for people at the centre that has the report.
   *
   * @throws SchakelProblem what is wrong with it
   */
  @Transactional
  public Outcome<ExternalView> record(Caller caller, NewExternalDisclosure given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return files.byOwner(
        caller,
        LogAction.EXTERNAL,
        given.referral(),
        now,
        file -> record(caller, file, given, now));
  }

  private Outcome<ExternalView> record(
      Caller caller, CaseFile file, NewExternalDisclosure given, Instant now) {
    var registry = registries.current();
    var issues =
        ExternalRules.check(
            given,
            each -> file.child(each).isPresent(),
            code -> registry.byCode(code).isPresent(),
            now);
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    if (given.corrects().filter(one -> !externals.known(file.id(), one)).isPresent()) {
      throw SchakelProblem.of(List.of(new Issue("/corrects", Code.UNKNOWN_RECORDING)));
    }
    var external = external(given, registry, now);
    var children = children(file, given);
    var categories = EnumSet.copyOf(given.categories());
    var view =
        new ExternalView(
            Optional.of(external.id()),
            Optional.of(file.id()),
            List.copyOf(children),
            List.copyOf(categories),
            given.ground(),
            Optional.of(external),
            Optional.of(now));
    var outcome =
        externals.record(
            caller, file.facts(), children, external, categories, given.ground(), view, now);
    return outcome instanceof Released<ExternalView> released ? released.answered(201) : outcome;
  }

  private static External external(NewExternalDisclosure given, Registry registry, Instant now) {
    return new External(
        Uuid7.at(now),
        given.way(),
        given
            .recipient()
            .partner()
            .flatMap(registry::byCode)
            .map(partner -> new DisclosureEntry.Party(partner.code(), partner.kind())),
        given.recipient().authority(),
        given.occurredAt().toInstant(),
        given.documents(),
        given.corrects());
  }

  private static Set<UUID> children(CaseFile file, NewExternalDisclosure given) {
    var all = file.facts().children().stream().map(child -> child.id());
    return given.children().isEmpty()
        ? all.collect(Collectors.toCollection(LinkedHashSet::new))
        : given.children().stream()
            .flatMap(each -> file.child(each).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
