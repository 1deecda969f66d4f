package be.schakel.correction;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Recipients;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was corrected in a report and who received it before, as the log has it: so that the centre
 * sees whom the gateway told, and tells the others itself (GDPR 19).
 */
@ApplicationScoped
public class Corrections {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject CorrectionRows rows;
  @Inject Recipients recipients;
  @Inject Outbox outbox;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** All of them, the oldest first; for people at the centre that has the report. */
  @Transactional
  public Outcome<CorrectionsView> of(Caller caller, UUID id) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.READ,
        id,
        now,
        file ->
            gate.release(
                caller, LogAction.READ, Action.READ, new OfFile<>(file.facts(), view(file, now))));
  }

  private CorrectionsView view(CaseFile file, Instant now) {
    var whole = file.whole().view(false);
    var documents =
        Stream.concat(
                whole.documents().stream(),
                whole.developments().stream().flatMap(told -> told.documents().stream()))
            .toList();
    return new CorrectionsView(
        Optional.of(file.id()),
        rows.of(file.id()).stream()
            .map(row -> correction(file, row, text(row, whole, documents), documents, now))
            .toList());
  }

  private CorrectionsView.Correction correction(
      CaseFile file,
      CorrectionRows.Row row,
      Optional<String> text,
      List<ReferralView.Document> documents,
      Instant now) {
    return new CorrectionsView.Correction(
        Optional.of(row.kind()),
        row.document(),
        row.replacement(),
        row.reason(),
        text,
        Optional.of(row.partner()),
        Optional.of(row.role()),
        Optional.of(local(row.recordedAt())),
        received(file, row, now),
        outside(file, row, documents));
  }

  private static Optional<String> text(
      CorrectionRows.Row row, ReferralView whole, List<ReferralView.Document> documents) {
    var retraction =
        row.document().isEmpty()
            ? whole.retraction()
            : named(row, documents).flatMap(ReferralView.Document::retraction);
    return retraction.filter(any -> row.reason().isPresent()).flatMap(it -> it.text());
  }

  private static Optional<ReferralView.Document> named(
      CorrectionRows.Row row, List<ReferralView.Document> documents) {
    return documents.stream().filter(each -> each.id().equals(row.document())).findFirst();
  }

  /** Without who submitted or corrected it, and the centre itself. */
  private List<CorrectionsView.Recipient> received(
      CaseFile file, CorrectionRows.Row row, Instant now) {
    var found =
        row
            .document()
            .map(document -> recipients.ofDocument(file.id(), document, row.before()))
            .orElseGet(() -> recipients.ofReport(file.id()))
            .stream()
            .filter(each -> !each.partner().equals(file.submitter()))
            .filter(each -> !each.partner().equals(row.partner()))
            .filter(each -> file.vk().filter(each.partner()::equals).isEmpty())
            .toList();
    var told =
        outbox.told(
            row.kind(),
            file.id(),
            row.document().map(id -> Map.of("document", id.toString())).orElse(Map.of()),
            found.stream().map(Recipients.Received::partner).toList(),
            row.recordedAt());
    return found.stream().map(each -> recipient(each, told, now)).toList();
  }

  private CorrectionsView.Recipient recipient(
      Recipients.Received received, Map<String, Instant> told, Instant now) {
    var code = received.partner();
    var name =
        registries
            .current()
            .byCode(code)
            .map((Registration found) -> found.name(LocalDate.ofInstant(now, BRUSSELS)));
    return new CorrectionsView.Recipient(
        Optional.of(code),
        name.map(LocalizedText::new),
        Optional.of(received.kind()),
        Optional.of(received.times()),
        Optional.of(local(received.lastAt())),
        Optional.of(told.containsKey(code)),
        Optional.ofNullable(told.get(code)).map(Corrections::local));
  }

  private List<CorrectionsView.Outside> outside(
      CaseFile file, CorrectionRows.Row row, List<ReferralView.Document> documents) {
    var document = named(row, documents);
    return recipients.outside(file.id()).stream()
        .filter(told -> document.map(each -> mayHold(told, each)).orElse(true))
        .map(told -> outside(told, document))
        .toList();
  }

  private static boolean mayHold(Recipients.Told told, ReferralView.Document document) {
    return isNamed(told, document)
        || (told.external().documents().isEmpty()
            && document.category().filter(told.categories()::contains).isPresent());
  }

  private static boolean isNamed(Recipients.Told told, ReferralView.Document document) {
    return document.sha256().filter(told.external().documents()::contains).isPresent();
  }

  private static CorrectionsView.Outside outside(
      Recipients.Told told, Optional<ReferralView.Document> document) {
    var external = told.external();
    return new CorrectionsView.Outside(
        Optional.of(external.id()),
        Optional.of(external.way()),
        external.recipient().map(party -> party.code()),
        external.authority(),
        Optional.of(local(external.occurredAt())),
        Optional.of(document.map(each -> isNamed(told, each)).orElse(true)));
  }

  private static OffsetDateTime local(Instant moment) {
    return moment.atZone(BRUSSELS).toOffsetDateTime();
  }
}
