package be.schakel.referral;

import be.schakel.consent.Records;
import be.schakel.disclosure.Foresight;
import be.schakel.disclosure.Recipients;
import be.schakel.disclosure.Recipients.Received;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.vocabulary.Urgency;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who is told of what happens to a report: exactly who may see it then, by reference alone, and
 * never who did it. Who may not know that the report exists, or would see no difference, is told
 * nothing; of a correction also who received what is corrected (GDPR 19). In the running
 * transaction.
 */
@ApplicationScoped
class CaseNews {

  @Inject Records records;
  @Inject Foresight foresight;
  @Inject Recipients recipients;
  @Inject Outbox outbox;
  @Inject UrgentNews urgent;
  @Inject Registries registries;

  /** That a report came in, for the centre that has it: for all of them when none has it yet. */
  void received(
      UUID report, Optional<String> vk, Optional<Urgency> urgency, Caller caller, Instant now) {
    var centres =
        vk.map(List::of)
            .orElseGet(
                () -> registries.current().centres().stream().map(Registration::code).toList());
    outbox.appendAll(
        centres.stream()
            .filter(code -> !code.equals(caller.partner().code()))
            .map(code -> Event.of(EventKind.STATUS_CHANGED, code, report))
            .toList(),
        now);
    if (urgency.filter(Urgency.ACUTE_DANGER::equals).isPresent()) {
      urgent.danger(report, vk, now);
    }
  }

  /**
   * That a report has another status, for who sees another one than before: a transfer that must
   * not show (H8) is none.
   */
  void moved(Referral before, Referral after, Caller caller, Instant now) {
    for (var registered : concerned(after, caller)) {
      var partner = registered.asOf(now);
      var shown = foresight.sees(after, partner, ReferralView::status, now);
      if (!shown.isEmpty()
          && !shown.equals(foresight.sees(before, partner, ReferralView::status, now))) {
        outbox.append(Event.of(EventKind.STATUS_CHANGED, partner.code(), after.id()), now);
      }
    }
  }

  /** What the submitter told since, and each document that came with it. */
  void developed(
      Referral report, UUID development, List<UUID> documents, Caller caller, Instant now) {
    var answered = question(report, development);
    tell(
        answered.isPresent() ? EventKind.QUESTION_ANSWERED : EventKind.DEVELOPMENT_ADDED,
        report,
        ReferralPart.development(development),
        codes(development, answered),
        caller,
        now);
    for (var document : documents) {
      tell(
          EventKind.DOCUMENT_ADDED,
          report,
          ReferralPart.document(document),
          Map.of("document", document.toString()),
          caller,
          now);
    }
  }

  private static Optional<UUID> question(Referral report, UUID development) {
    return report.rows().developments().stream()
        .filter(told -> told.id().equals(development))
        .findFirst()
        .flatMap(Rows.DevelopmentRow::question);
  }

  private static Map<String, String> codes(UUID development, Optional<UUID> question) {
    return question
        .map(asked -> Map.of("development", development.toString(), "question", asked.toString()))
        .orElseGet(() -> Map.of("development", development.toString()));
  }

  /**
   * What centre and submitter ask each other, or that a question is taken back.
   *
   * @param report as it is while they can see it
   */
  void asked(EventKind kind, Referral report, UUID word, Caller caller, Instant now) {
    var question = kind == EventKind.QUESTION_ASKED || kind == EventKind.QUESTION_RETRACTED;
    tell(
        kind,
        report,
        question ? ReferralPart.said(word) : ReferralPart.cancellation(word),
        Map.of(question ? "question" : "cancellation", word.toString()),
        caller,
        now);
  }

  /**
   * What somebody wrote into it, or takes back.
   *
   * @param report as it is while the contribution can be seen
   */
  void contributed(EventKind kind, Referral report, UUID written, Caller caller, Instant now) {
    var codes = Map.of("contribution", written.toString());
    tell(kind, report, ReferralPart.contribution(written), codes, caller, now);
  }

  /** That one document took the place of another, for all who received that one. */
  void replaced(Referral report, UUID document, Caller caller, Instant now) {
    correct(
        EventKind.DOCUMENT_REPLACED,
        report,
        received(report, recipients.ofDocument(report.id(), document, Optional.empty()), caller),
        Map.of("document", document.toString()),
        now);
  }

  /**
   * That a document was sent by mistake, for all who received it and for who could have it.
   *
   * @param report as it is while the document can be seen
   */
  void retracted(Referral report, UUID document, Caller caller, Instant now) {
    var codes = Map.of("document", document.toString());
    var had =
        received(report, recipients.ofDocument(report.id(), document, Optional.empty()), caller);
    correct(EventKind.DOCUMENT_RETRACTED, report, had, codes, now);
    tell(
        EventKind.DOCUMENT_RETRACTED,
        report,
        ReferralPart.document(document),
        codes,
        caller,
        now,
        had);
  }

  /** That the whole report was taken back, for all who received anything of it. */
  void retracted(Referral report, Caller caller, Instant now) {
    correct(
        EventKind.REPORT_RETRACTED,
        report,
        received(report, recipients.ofReport(report.id()), caller),
        Map.of(),
        now);
  }

  /** Whatever they may see today: what they have does not change by itself. */
  private void correct(
      EventKind kind,
      Referral report,
      Set<String> partners,
      Map<String, String> codes,
      Instant now) {
    outbox.appendAll(
        partners.stream().map(partner -> Event.of(kind, partner, report.id()).with(codes)).toList(),
        now);
  }

  /** The centre that has it and who submitted it know by what happens to the report. */
  private Set<String> received(Referral report, List<Received> received, Caller caller) {
    var registry = registries.current();
    var partners = received.stream().map(Received::partner).collect(Collectors.toSet());
    partners.remove(caller.partner().code());
    partners.remove(report.head().partner());
    report.head().vk().ifPresent(partners::remove);
    partners.removeIf(code -> registry.byCode(code).filter(Registration::active).isEmpty());
    return partners;
  }

  private void tell(
      EventKind kind,
      Referral report,
      ReferralPart part,
      Map<String, String> codes,
      Caller caller,
      Instant now) {
    tell(kind, report, part, codes, caller, now, Set.of());
  }

  private void tell(
      EventKind kind,
      Referral report,
      ReferralPart part,
      Map<String, String> codes,
      Caller caller,
      Instant now,
      Set<String> toldAlready) {
    var told = part.of(report).orElseThrow();
    for (var partner : concerned(report, caller)) {
      if (toldAlready.contains(partner.code())) {
        continue;
      }
      foresight
          .opens(told, partner.asOf(now), now)
          .map(
              decision ->
                  resting(Event.of(kind, partner.code(), report.id()), decision.consent())
                      .with(codes))
          .ifPresent(event -> outbox.append(event, now));
    }
  }

  private static Event resting(Event event, Optional<UUID> consent) {
    return consent.map(event::restingOn).orElse(event);
  }

  private Iterable<Registration> concerned(Referral report, Caller caller) {
    var registry = registries.current();
    var codes = new TreeSet<>(records.grantees(report.id()));
    codes.addAll(report.rows().addressed());
    codes.add(report.head().partner());
    if (report.facts().routingRequired()) {
      registry.centres().forEach(centre -> codes.add(centre.code()));
    }
    report.head().vk().ifPresent(codes::add);
    codes.remove(caller.partner().code());
    return codes.stream()
        .flatMap(code -> registry.byCode(code).stream())
        .filter(Registration::active)
        .toList();
  }
}
