package be.schakel.medical;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.DisclosureLog;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ScanState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Which documents wait for the malware scanner, and what it said: in the transaction that stores a
 * document it begins to wait, so none is forgotten and none is read unseen.
 */
@ApplicationScoped
class Scans {

  private static final String WAIT =
      "insert into document_scan (document, due_at) values (:document, :now)";

  /** Whoever looks at one has it until then; a node that died loses it to the next one. */
  private static final String CLAIM =
      """
      update document_scan s set due_at = :until, tries = s.tries + 1
        from (select document from document_scan where state = 'WAITING' and due_at <= :now
               order by due_at limit :limit for update skip locked) due
       where s.document = due.document
      returning s.document, s.tries""";

  private static final String CONTENT =
      """
      select d.size, d.sha256, d.wrapped_key, d.sealed_key,
             (select array_agg(c.wrapped_key) from child c where c.id = any(d.children)) as children_keys
        from document d where d.id = :document""";

  private static final String AGAIN =
      "update document_scan set due_at = :at where document = :document and state = 'WAITING'";

  /** Held, so that an upload is not named by a report meanwhile. */
  private static final String WHOSE =
      """
      select d.partner, d.referral, (select r.vk from referral r where r.id = d.referral) as vk,
             (select array_agg(c.pseudonym) from child c where c.id = any(d.children)) as pseudonyms
        from document d where d.id = :document for update of d""";

  private static final String DECIDE =
      """
      update document_scan set state = :state, found = :found, decided_at = :now
       where document = :document and state = 'WAITING'""";

  @Inject Jdbi db;
  @Inject Keys keys;
  @Inject Documents documents;
  @Inject Outbox outbox;
  @Inject DisclosureLog log;
  @Inject Registries registries;

  /**
   * One whose turn it is.
   *
   * @param tries how often, with this time
   */
  record Due(UUID document, int tries) {}

  /** What the scanner gets. */
  record Content(DocumentBytes bytes, byte[] sha256) {}

  private record Whose(
      String partner, Optional<UUID> referral, Optional<String> vk, List<String> pseudonyms) {}

  /** A document that was just stored waits. */
  static void await(Handle handle, UUID document, Instant now) {
    handle
        .createUpdate(WAIT)
        .bind("document", document)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** Those whose turn it is, for whoever asks and for nobody else that long. */
  @Transactional
  List<Due> claim(int limit, Duration lease, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Due(row.getObject("document", UUID.class), row.getInt("tries")))
                .list());
  }

  /** What it is to look at; empty when it is gone, or a key of a child that it is about. */
  Optional<Content> content(UUID document) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(CONTENT)
                .bind("document", document)
                .map((row, context) -> content(document, row))
                .findOne()
                .flatMap(found -> found));
  }

  private Optional<Content> content(UUID document, ResultSet row) throws SQLException {
    var size = row.getLong("size");
    var sha256 = row.getBytes("sha256");
    var upload = row.getString("wrapped_key");
    if (upload != null) {
      return Optional.of(
          new Content(documents.opened(document, keys.unwrap(upload), size, false), sha256));
    }
    var wrapped = strings(row, "children_keys");
    if (wrapped.isEmpty() || wrapped.stream().anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    var children = ContentKey.joined(wrapped.stream().map(keys::unwrap).toList());
    var sealed = row.getBytes("sealed_key");
    return Optional.of(
        new Content(documents.bytes(document, sealed, children, size, false), sha256));
  }

  private static List<String> strings(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }

  /** It is looked at again at that moment. */
  @Transactional
  void again(UUID document, Instant at) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(AGAIN)
                .bind("document", document)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /**
   * What the scanner said. Of malware who sent it is told, and the centre that has the report or,
   * until one has it, all of them; and the log holds it.
   */
  @Transactional
  void decide(UUID document, Scanner.Verdict verdict, Instant now) {
    var whose =
        db.withHandle(
            handle ->
                handle
                    .createQuery(WHOSE)
                    .bind("document", document)
                    .map((row, context) -> whose(row))
                    .findOne());
    var decided =
        db.withHandle(
            handle ->
                handle
                    .createUpdate(DECIDE)
                    .bind("document", document)
                    .bind("state", (verdict.clean() ? ScanState.CLEAN : ScanState.INFECTED).name())
                    .bind("found", verdict.threat().orElse(null))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute());
    if (decided > 0 && !verdict.clean()) {
      whose.ifPresent(known -> tell(document, known, now));
    }
  }

  private static Whose whose(ResultSet row) throws SQLException {
    return new Whose(
        row.getString("partner"),
        Optional.ofNullable(row.getObject("referral", UUID.class)),
        Optional.ofNullable(row.getString("vk")),
        strings(row, "pseudonyms"));
  }

  private void tell(UUID document, Whose whose, Instant now) {
    var recipients = new TreeSet<String>();
    recipients.add(whose.partner());
    whose.vk().ifPresent(recipients::add);
    if (whose.referral().isPresent() && whose.vk().isEmpty()) {
      registries.current().centres().stream().map(Registration::code).forEach(recipients::add);
    }
    var codes = Map.of("document", document.toString());
    outbox.appendAll(
        recipients.stream()
            .map(
                code ->
                    whose
                        .referral()
                        .map(report -> Event.of(EventKind.MALWARE_FOUND, code, report))
                        .orElseGet(() -> Event.of(EventKind.MALWARE_FOUND, code))
                        .with(codes))
            .toList(),
        now);
    var sender =
        registries
            .current()
            .byCode(whose.partner())
            .map(known -> new DisclosureEntry.Party(known.code(), known.kind()));
    log.append(
        DisclosureEntry.keptBack(
            LogAction.UPDATE,
            sender,
            whose.referral(),
            document,
            whose.vk(),
            whose.pseudonyms(),
            Code.MALWARE_FOUND.name(),
            now));
  }
}
