package be.schakel.access;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Engagements;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The data protection officer's engagements of auditors: period, centres and purpose. Outside them
 * an auditor sees nothing. Those of the registry file count beside them.
 */
@ApplicationScoped
public class AuditEngagements {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final String RULE = "ENGAGEMENT";

  @Inject Engagements engagements;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /**
   * Engages an auditor.
   *
   * @throws SchakelProblem what is wrong with it
   */
  @Transactional
  public Outcome<EngagementView> engage(Caller caller, NewEngagement given) {
    var refused = this.<EngagementView>refusal(caller, LogAction.UPDATE);
    if (refused.isPresent()) {
      return refused.get();
    }
    var issues = check(given, registries.current());
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    var task =
        engagements.add(
            given.auditor(),
            Set.copyOf(given.vks()),
            DayOrTime.first(given.from()),
            DayOrTime.after(given.until()),
            given.purpose(),
            caller,
            clock.instant());
    return gate.releaseAlike(
            caller, LogAction.UPDATE, EngagementView.of(task), RULE, Optional.empty())
        .created(URI.create("audit-engagements/" + task.id()));
  }

  /** Every engagement that was given here, newest first. */
  @Transactional
  public Outcome<EngagementView.All> list(Caller caller) {
    return this.<EngagementView.All>refusal(caller, LogAction.READ)
        .<Outcome<EngagementView.All>>map(refused -> refused)
        .orElseGet(
            () ->
                gate.releaseAlike(
                    caller,
                    LogAction.READ,
                    new EngagementView.All(
                        engagements.all().stream().map(EngagementView::of).toList()),
                    RULE,
                    Optional.empty()));
  }

  /** Ends one at once; again changes nothing. */
  @Transactional
  public Outcome<EngagementView> end(Caller caller, UUID id) {
    var refused = this.<EngagementView>refusal(caller, LogAction.UPDATE);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (engagements.find(id).isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    engagements.end(id, caller, clock.instant());
    return gate.releaseAlike(
        caller,
        LogAction.UPDATE,
        EngagementView.of(engagements.find(id).orElseThrow()),
        RULE,
        Optional.empty());
  }

  private <V extends Record> Optional<Refused<V>> refusal(Caller caller, LogAction logged) {
    var code =
        !isOfficer(caller)
            ? Optional.of(Code.ONLY_DPO)
            : caller.unattended()
                ? Optional.of(Code.UNATTENDED_LIMITED)
                : caller.purpose() != Purpose.AUDIT
                    ? Optional.of(Code.PURPOSE_MISMATCH)
                    : Optional.<Code>empty();
    return code.map(why -> gate.refuse(caller, logged, why));
  }

  private boolean isOfficer(Caller caller) {
    return registries
        .current()
        .officer(caller.partner().code(), LocalDate.ofInstant(clock.instant(), BRUSSELS));
  }

  private static List<Issue> check(NewEngagement given, Registry registry) {
    var issues = new ArrayList<Issue>();
    var auditor = registry.byCode(given.auditor()).filter(Registration::active);
    if (auditor.isEmpty()) {
      issues.add(new Issue("/auditor", Code.UNKNOWN_PARTNER));
    } else if (auditor.get().kind() != PartnerKind.AUDITOR) {
      issues.add(new Issue("/auditor", Code.NOT_AN_AUDITOR));
    }
    var centres = registry.centres().stream().map(Registration::code).toList();
    for (int i = 0; i < given.vks().size(); i++) {
      if (!centres.contains(given.vks().get(i))) {
        issues.add(new Issue("/vks/" + i, Code.NOT_A_VK));
      }
    }
    if (!DayOrTime.after(given.until()).isAfter(DayOrTime.first(given.from()))) {
      issues.add(new Issue("/until", Code.PERIOD_REVERSED));
    }
    return issues;
  }
}
