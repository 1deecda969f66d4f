package be.schakel.access;

import be.schakel.access.ComplianceView.Finding;
import be.schakel.access.ComplianceView.Lack;
import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.consent.Standing;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.policy.LegalBases;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
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
import java.util.UUID;
import java.util.stream.Collectors;

/** What an inspector would find missing about a report today, and how to mend it. */
@ApplicationScoped
public class Compliance {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final int LAPSING_WITHIN_DAYS = 60;

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject GroundRecords grounds;
  @Inject OverdueRequests overdue;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /** For people at the centre that has the report. */
  @Transactional
  public Outcome<ComplianceView> of(Caller caller, UUID id) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.READ,
        id,
        now,
        file -> {
          var view =
              new ComplianceView(
                  Optional.of(LocalDate.ofInstant(now, BRUSSELS)), findings(file, now));
          return gate.release(
              caller, LogAction.READ, Action.READ, new OfFile<>(file.facts(), view));
        });
  }

  private List<Finding> findings(CaseFile file, Instant now) {
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var findings = new ArrayList<Finding>();
    var view = file.whole().view(false);
    for (var child : view.children()) {
      findings.addAll(aboutChild(child, view, today));
    }
    var notToBeTold =
        files.notToBeTold(file, now).stream()
            .flatMap(each -> each.person().stream())
            .collect(Collectors.toSet());
    for (var person : file.persons()) {
      var due = holdsAuthority(person) && person.key().filter(notToBeTold::contains).isEmpty();
      if (due && !isSettled(person.informed())) {
        findings.add(finding(Lack.PARENT_NOT_INFORMED, today).of(person.key()));
      }
    }
    findings.addAll(aboutConsents(file, now, today));
    findings.addAll(aboutDangers(file, now, today));
    for (var request : overdue.of(file.id(), today)) {
      findings.add(
          finding(Lack.ACCESS_OVERDUE, today).about(request.child()).dueOn(request.answerBy()));
    }
    for (var review : records.reviews(file.id())) {
      if (!review.on().isAfter(today)) {
        findings.add(
            finding(Lack.REVIEW_DUE, today)
                .about(review.child())
                .of(file.key(review.child(), String.valueOf(review.person())))
                .dueOn(review.on()));
      }
    }
    return findings;
  }

  private List<Finding> aboutChild(ReferralView.Child child, ReferralView view, LocalDate today) {
    var findings = new ArrayList<Finding>();
    var id = child.id().orElseThrow();
    if (!isSettled(child.informed())) {
      findings.add(finding(Lack.CHILD_NOT_INFORMED, today).about(id));
    }
    var heardSince =
        view.contributions().stream()
            .anyMatch(
                given ->
                    given.category().filter(DataCategory.CHILD_VIEW::equals).isPresent()
                        && given.child().map(id::equals).orElse(true));
    if (child.view().isEmpty() && !heardSince) {
      findings.add(finding(Lack.CHILD_VIEW_MISSING, today).about(id));
    }
    return findings;
  }

  private List<Finding> aboutConsents(CaseFile file, Instant now, LocalDate today) {
    var findings = new ArrayList<Finding>();
    var rules = new ConsentRules(policies.current());
    var onRecord = records.of(file.id());
    var lapsing = now.atZone(BRUSSELS).plusDays(LAPSING_WITHIN_DAYS).toInstant();
    for (var consent : onRecord.consents()) {
      var told = file.told(consent.child()).with(onRecord.facts(consent.child()));
      var standing = rules.standing(consent, told, now);
      if (standing.state() == Standing.State.USABLE && standing.endsAt().isBefore(lapsing)) {
        findings.add(
            finding(Lack.CONSENT_LAPSING, today)
                .about(consent.child())
                .dueOn(LocalDate.ofInstant(standing.endsAt().minusNanos(1), BRUSSELS)));
      }
    }
    var asked = onRecord.consents().stream().map(Consent::child).toList();
    for (var child : records.sharedWithoutConsent(file.id(), now)) {
      var about = child.map(List::of).orElseGet(() -> children(file));
      about.stream()
          .filter(each -> !asked.contains(each))
          .forEach(each -> findings.add(finding(Lack.CONSENT_NOT_SOUGHT, today).about(each)));
    }
    return findings;
  }

  private List<Finding> aboutDangers(CaseFile file, Instant now, LocalDate today) {
    var findings = new ArrayList<Finding>();
    for (var row : grounds.all(file.id())) {
      var state = row.state(now);
      var unconfirmed = state == GroundState.PENDING || state == GroundState.OVER;
      if (row.ground() == LegalGround.G3_DANGER_MINOR && unconfirmed) {
        var finding =
            finding(Lack.DANGER_NOT_CONFIRMED, today)
                .dueOn(LocalDate.ofInstant(row.until().orElseThrow(), BRUSSELS));
        findings.add(row.child().map(finding::about).orElse(finding));
      }
    }
    return findings;
  }

  private Finding finding(Lack lack, LocalDate today) {
    var article = policies.current().legalBases().on(lack.basis(), today);
    return Finding.of(lack, article.map(LegalBases.LegalBasis::words));
  }

  private static List<UUID> children(CaseFile file) {
    return file.facts().children().stream().map(child -> child.id()).toList();
  }

  private static boolean holdsAuthority(Submission.Person person) {
    return person
        .authority()
        .filter(held -> held == AuthorityStatus.HOLDS || held == AuthorityStatus.SHARED)
        .isPresent();
  }

  /** Told, or not told with a reason. */
  private static boolean isSettled(Optional<Submission.Informed> informed) {
    return informed
        .filter(known -> known.told().orElse(false) || known.reason().isPresent())
        .isPresent();
  }
}
