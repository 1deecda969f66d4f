package be.schakel.access;

import be.schakel.access.AudienceView.Verdict;
import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.GivenConsent;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Foresight;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.policy.Action;
import be.schakel.policy.LegalBases;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Agreed;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Who can see what of a report, asked of the very rules that decide: what a case worker needs
 * before telling a family.
 */
@ApplicationScoped
public class Audience {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject Foresight foresight;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Every partner that has anything to do with the report, or the one asked about.
   *
   * @throws SchakelProblem {@link Code#INVALID_PARAMETER} for a partner that does not exist
   */
  @Transactional
  public Outcome<AudienceView> of(Caller caller, UUID id, Optional<String> asked) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.READ,
        id,
        now,
        file -> {
          var registry = registries.current();
          var partners =
              asked
                  .map(code -> List.of(partner(registry, code)))
                  .orElseGet(() -> related(file, registry));
          var rows = partners.stream().map(partner -> row(file, partner, now)).toList();
          return release(
              caller, file, new AudienceView(rows, List.of(), files.notToBeTold(file, now)));
        });
  }

  /**
   * What a consent would change, without giving it.
   *
   * @throws SchakelProblem what is wrong with the consent, as if it were given
   */
  @Transactional
  public Outcome<AudienceView> supposing(Caller caller, UUID id, GivenConsent given) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.READ,
        id,
        now,
        file -> {
          var registry = registries.current();
          var consent = supposed(caller, file, given, registry, now);
          var grantee = partner(registry, given.grantee());
          var before = foresight.of(file.whole(), grantee.asOf(now), Optional.empty(), now);
          var after = foresight.of(file.whole(), grantee.asOf(now), Optional.of(consent), now);
          var changes = new ArrayList<AudienceView.Change>();
          for (int i = 0; i < before.size(); i++) {
            var one = cell(before.get(i), now);
            var other = cell(after.get(i), now);
            if (!one.outcome().equals(other.outcome()) || !one.until().equals(other.until())) {
              changes.add(
                  new AudienceView.Change(
                      Optional.of(grantee.code()), Optional.of(one), Optional.of(other)));
            }
          }
          return release(
              caller, file, new AudienceView(List.of(), changes, files.notToBeTold(file, now)));
        });
  }

  private Consent supposed(
      Caller caller, CaseFile file, GivenConsent given, Registry registry, Instant now) {
    var child =
        file.child(given.child())
            .orElseThrow(
                () ->
                    SchakelProblem.of(
                        List.of(new Issue("/consent/child", Code.UNKNOWN_CHILD_KEY))));
    var rules = new ConsentRules(policies.current());
    var byPlace = given.givenBy(file.places(child, given.givers()));
    var told = file.told(child).with(records.of(file.id()).facts(child));
    var issues =
        rules.check(
            byPlace, told, code -> registry.byCode(code).map(Registration::kind), now, "/consent");
    if (issues.stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(issues);
    }
    return rules.record(byPlace, Uuid7.at(now), file.id(), child, caller.partner().code(), now);
  }

  private List<Registration> related(CaseFile file, Registry registry) {
    var codes = new TreeSet<>(records.grantees(file.id()));
    codes.add(file.submitter());
    codes.addAll(file.facts().addressed());
    file.agreements().forEach(agreed -> codes.addAll(agreed.audience()));
    file.vk().ifPresent(codes::remove);
    return codes.stream().flatMap(code -> registry.byCode(code).stream()).toList();
  }

  private static Registration partner(Registry registry, String code) {
    return registry
        .byCode(code)
        .orElseThrow(() -> SchakelProblem.of(Code.INVALID_PARAMETER, "partner", code));
  }

  private AudienceView.Row row(CaseFile file, Registration partner, Instant now) {
    return new AudienceView.Row(
        Optional.of(partner.code()),
        Optional.of(new LocalizedText(partner.name(LocalDate.ofInstant(now, BRUSSELS)))),
        Optional.of(partner.kind()),
        foresight.of(file.whole(), partner.asOf(now), Optional.empty(), now).stream()
            .map(cell -> cell(cell, now))
            .toList(),
        agreements(file, partner, now));
  }

  private List<AudienceView.Agreement> agreements(
      CaseFile file, Registration partner, Instant now) {
    var agreements = file.agreements();
    var parts = agreements.stream().map(Agreed::alone).toList();
    var seen = foresight.shows(parts, partner.asOf(now), Agreed::isIn, now);
    return IntStream.range(0, agreements.size())
        .mapToObj(place -> agreement(agreements.get(place), seen.get(place), partner.code()))
        .toList();
  }

  private static AudienceView.Agreement agreement(Agreed agreed, boolean seen, String partner) {
    var why = seen ? "seen" : agreed.audience().contains(partner) ? "closed" : "not-meant";
    return new AudienceView.Agreement(
        Optional.of(agreed.plan()),
        agreed.child(),
        Optional.of(agreed.number()),
        Optional.of(seen),
        Optional.of(Words.text("agreement." + why)));
  }

  private AudienceView.Cell cell(Foresight.Cell cell, Instant now) {
    var decision = cell.decision();
    var verdict =
        !decision.permit() ? Verdict.DENY : cell.part() ? Verdict.PARTIAL : Verdict.PERMIT;
    return new AudienceView.Cell(
        Optional.of(cell.child()),
        Optional.of(cell.category()),
        Optional.of(verdict),
        decision.ground(),
        decision
            .ground()
            .flatMap(
                ground ->
                    policies.current().legalBases().on(ground, LocalDate.ofInstant(now, BRUSSELS)))
            .map(LegalBases.LegalBasis::words),
        Optional.of(decision.rule()),
        Optional.of(cell.purpose()),
        decision.consent(),
        cell.until().map(until -> until.atZone(BRUSSELS).toOffsetDateTime()),
        decision.reasons().stream().findFirst().map(Enum::name),
        Optional.of(Words.of(verdict, cell)),
        Optional.of(cell.there()));
  }

  private <V extends Record> Outcome<V> release(Caller caller, CaseFile file, V view) {
    return gate.release(caller, LogAction.READ, Action.READ, new OfFile<>(file.facts(), view));
  }
}
