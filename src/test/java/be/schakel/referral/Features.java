package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.demo.DemoKeys;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Foresight;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.TestGate;
import be.schakel.disclosure.TestSupervision;
import be.schakel.edge.Bookmarks;
import be.schakel.edge.LargeBodies;
import be.schakel.medical.DocumentView;
import be.schakel.medical.Documents;
import be.schakel.medical.TestDocuments;
import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Registries;
import be.schakel.partner.TestRegistries;
import be.schakel.partner.Trace;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.RetractionReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import testkit.TestDatabase;
import testkit.TestTransactions;

/**
 * The features of this room on a real database, policy and log, without a server: each call is one
 * transaction. Their clock stands until it is moved.
 */
final class Features {

  private final TestTransactions transactions = new TestTransactions();
  private final Jdbi db = transactions.jdbi();
  private final Hand clock = new Hand();
  private final Keys keys;
  private final Policies policies;
  private final Registries registries;
  private final DisclosureGate gate;
  private final Documents documents;
  private final Referrals referrals = new Referrals();
  private final Reception reception = new Reception();
  private final Reading reading = new Reading();
  private final CaseFiles files = new CaseFiles();
  private final Casework casework = new Casework();
  private final Contributions contributions = new Contributions();
  private final FollowUp followUp = new FollowUp();
  private final DocumentRetractions documentRetractions = new DocumentRetractions();
  private final Correspondence correspondence = new Correspondence();

  private Features(Path directory, Instant now, Policies policies) throws Exception {
    clock.now = now;
    this.policies = policies;
    DemoKeys.prepare(directory, now);
    keys = new Keys(directory.resolve("keys.p12"), "changeit", "demo");
    registries = TestRegistries.sixCentresInForce(directory, clock);
    gate = TestGate.on(db, keys, policies, registries, clock);
    documents = TestDocuments.on(db, keys);
    referrals.db = db;
    referrals.records = TestRecords.on(db, keys);
    referrals.supervision = TestSupervision.on(db, registries);
    referrals.ways = new Ways();
    referrals.ways.policies = policies;
    var newReferrals = new NewReferrals();
    newReferrals.db = db;
    newReferrals.keys = keys;
    var once = new Once();
    once.db = db;
    once.keys = keys;
    reception.once = once;
    followUp.once = once;
    correspondence.once = once;
    var news = new CaseNews();
    news.records = TestRecords.on(db, keys);
    news.foresight = TestGate.foresight(db, keys, policies);
    news.outbox = TestOutbox.on(db);
    news.recipients = TestGate.recipients(db);
    news.registries = registries;
    reception.news = news;
    casework.news = news;
    followUp.news = news;
    var changes = new Changes();
    changes.db = db;
    changes.documents = documents;
    changes.uploads = TestDocuments.uploads(db);
    reception.uploads = changes.uploads;
    changes.editions = new EditionRows();
    changes.editions.db = db;
    changes.editions.log = clock;

    reception.newReferrals = newReferrals;
    reception.referrals = referrals;
    reception.documents = documents;
    reception.records = TestRecords.on(db, keys);
    reception.registries = registries;
    reception.gate = gate;
    reception.policies = policies;
    reception.keys = keys;
    reception.clock = clock;

    reading.referrals = referrals;
    reading.changes = changes;
    reading.documents = documents;
    reading.registries = registries;
    reading.gate = gate;
    reading.findings = TestGate.findings(gate);
    reading.history = new History();
    reading.history.referrals = referrals;
    reading.history.findings = reading.findings;
    reading.keys = keys;
    reading.bookmarks = new Bookmarks(keys);
    reading.policies = policies;
    reading.clock = clock;

    casework.referrals = referrals;
    files.referrals = referrals;
    files.reading = reading;
    files.changes = changes;
    files.registries = registries;
    files.records = TestRecords.on(db, keys);
    files.gate = gate;
    files.policies = policies;
    files.keys = keys;

    casework.changes = changes;
    casework.files = files;
    casework.registries = registries;
    casework.gate = gate;
    casework.keys = keys;
    casework.policies = policies;
    casework.clock = clock;

    contributions.referrals = referrals;
    contributions.changes = changes;
    contributions.registries = registries;
    contributions.news = news;
    contributions.gate = gate;
    contributions.keys = keys;
    contributions.policies = policies;
    contributions.clock = clock;

    correspondence.files = files;
    correspondence.changes = changes;
    correspondence.news = news;
    correspondence.gate = gate;
    correspondence.clock = clock;

    followUp.referrals = referrals;
    followUp.changes = changes;
    followUp.registries = registries;
    followUp.gate = gate;
    followUp.keys = keys;
    followUp.policies = policies;
    followUp.clock = clock;

    documentRetractions.referrals = referrals;
    documentRetractions.changes = changes;
    documentRetractions.registries = registries;
    documentRetractions.news = news;
    documentRetractions.gate = gate;
    documentRetractions.keys = keys;
    documentRetractions.policies = policies;
    documentRetractions.clock = clock;
  }

  /** In a database without reports, on the 21st of November. */
  static Features empty(Path directory) throws Exception {
    TestDatabase.asOwner()
        .useHandle(
            handle -> handle.execute("truncate referral, idempotency, outbox_event cascade"));
    return at(directory, "2026-11-21T09:00:00Z");
  }

  static Features at(Path directory, String now) throws Exception {
    return new Features(directory, Instant.parse(now), TestPolicies.shipped());
  }

  static Features at(Path directory, String now, Policies policies) throws Exception {
    return new Features(directory, Instant.parse(now), policies);
  }

  /** Turned by hand, so that no test waits. */
  private static final class Hand extends Clock {

    private Instant now;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  Instant now() {
    return clock.now;
  }

  void passes(Duration time) {
    clock.now = clock.now.plus(time);
  }

  /** Somebody at a partner of the registry. */
  Caller caller(String code, Purpose purpose) {
    return new Caller(
        partner(code),
        new Professional("10000000001", "Persoon", "physician"),
        purpose,
        Set.of(),
        "token",
        new Trace("request", "0af7651916cd43dd8448eb211c80319c"));
  }

  Partner partner(String code) {
    var registered = registries.current().byCode(code).orElseThrow().asOf(clock.now);
    return Reports.sender(registered.code(), registered.kind());
  }

  UUID submitted(String code, Reports report) {
    return submitted(code, report, Optional.empty());
  }

  UUID submitted(String code, Reports report, Optional<String> key) {
    var outcome =
        transactions.commit(
            () -> reception.submit(caller(code, Purpose.SUBMIT), report.report(), key));
    return released(outcome).view().id().orElseThrow();
  }

  Outcome<ReferralView> read(Caller caller, UUID id) {
    return transactions.commit(() -> reading.read(caller, id));
  }

  Outcome<ReferralView> part(Caller caller, ReferralPart part) {
    return transactions.commit(() -> reading.part(caller, part, When.NOW));
  }

  Outcome<ReferralView> versions(Caller caller, UUID id, When when) {
    return transactions.commit(() -> reading.read(caller, id, when));
  }

  Outcome<ReferralView> versions(Caller caller, ReferralPart part, When when) {
    return transactions.commit(() -> reading.part(caller, part, when));
  }

  Released<ReferralView> search(Caller caller, ReferralQuery query) {
    return transactions.commit(() -> reading.search(caller, query));
  }

  /** Where such a page goes on, as its list knows it. */
  Optional<String> after(Released<ReferralView> page) {
    return page.next().map(reading.bookmarks::opened);
  }

  Outcome<ReferralView> moved(Caller caller, UUID id, StatusMove move) {
    return transactions.commit(() -> casework.move(caller, id, move));
  }

  /** Shared secrecy for ten days; about all children when it names none. */
  void shared(
      Caller by, UUID report, Optional<UUID> child, String with, DataCategory... categories) {
    var ground =
        new Records.NewGround(
            report,
            child,
            LegalGround.G1_SHARED_SECRECY,
            with,
            Optional.empty(),
            Set.of(categories),
            true,
            true,
            true,
            clock.now,
            clock.now.plus(Duration.ofDays(10)),
            UUID.randomUUID());
    transactions.commit(
        () -> {
          TestRecords.on(db, keys).add(UUID.randomUUID(), ground, by, clock.now);
          return null;
        });
  }

  Outcome<AdditionView> contributed(Caller caller, UUID id, NewContribution given) {
    return transactions.commit(() -> contributions.contribute(caller, id, given));
  }

  Outcome<AdditionView> retracted(Caller caller, UUID id, UUID contribution, NewRetraction given) {
    return transactions.commit(() -> contributions.retract(caller, id, contribution, given));
  }

  Outcome<AdditionView> developed(Caller caller, UUID id, NewDevelopment given) {
    return developed(caller, id, given, Optional.empty());
  }

  /** Before anything names it. */
  UUID uploaded(String code, String type, String text) {
    return transactions.commit(
        () -> {
          var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
          try {
            return documents.upload(code, type, bytes, 1_000_000, clock.now).id();
          } catch (IOException fromMemory) {
            throw new UncheckedIOException(fromMemory);
          }
        });
  }

  /** As who reads it through does, in the running transaction. */
  boolean lookedInto(String code, UUID upload) {
    return documents.uploaded(upload, code, clock.now).isPresent();
  }

  /** One of the places in which large bodies of a partner are read. */
  LargeBodies.Held streams(String code) {
    return TestDocuments.stream(documents, code);
  }

  /** In the running transaction. */
  void hold(UUID report) {
    followUp.changes.hold(report);
  }

  Map<UUID, Optional<Insz>> numbers(Caller caller, UUID id) {
    return transactions.commit(() -> followUp.numbers(caller, id));
  }

  Outcome<AdditionView> developed(
      Caller caller, UUID id, NewDevelopment given, Optional<Original> original) {
    return developed(caller, id, given, Optional.empty(), original);
  }

  Outcome<AdditionView> developed(
      Caller caller,
      UUID id,
      NewDevelopment given,
      Optional<String> key,
      Optional<Original> original) {
    return transactions.commit(() -> followUp.develop(caller, id, given, key, original));
  }

  Outcome<ReferralView> cancelled(Caller caller, UUID id, String text) {
    return transactions.commit(() -> followUp.cancel(caller, id, Optional.of(text)));
  }

  Outcome<ReferralView> retracted(Caller caller, UUID id, NewRetraction given) {
    return transactions.commit(() -> followUp.retract(caller, id, given));
  }

  Outcome<AdditionView> asked(Caller caller, UUID id, String text) {
    return transactions.commit(
        () -> correspondence.ask(caller, id, new NewQuestion(text), Optional.empty()));
  }

  Outcome<ReferralView> takenBack(Caller caller, UUID id, UUID question) {
    return transactions.commit(() -> correspondence.takeBack(caller, id, question));
  }

  Outcome<ReferralView> decided(
      Caller caller, UUID id, UUID request, CancellationDecision decision) {
    return transactions.commit(() -> correspondence.decide(caller, id, request, decision));
  }

  Outcome<ReferralView> retracted(Caller caller, UUID document, Optional<UUID> of) {
    return transactions.commit(
        () ->
            documentRetractions.retract(
                caller,
                document,
                of,
                new NewRetraction(RetractionReason.WRONG_CHILD, Optional.of("ander kind")),
                any -> {}));
  }

  /** As whoever opens the newest alone asks it of other reports. */
  Optional<Instant> newest(UUID report, UUID child) {
    return documents.newest(report, child, DataCategory.MEDICAL);
  }

  Outcome<DocumentView> document(Caller caller, UUID document) {
    return document(caller, document, () -> {});
  }

  /**
   * @param meanwhile before the transaction ends
   */
  Outcome<DocumentView> document(Caller caller, UUID document, Runnable meanwhile) {
    return transactions.commit(
        () -> {
          var outcome = reading.document(caller, document);
          meanwhile.run();
          return outcome;
        });
  }

  /** What the one query that finds a report finds for a partner. */
  Optional<Rows> found(String code, UUID id) {
    return referrals.find(id, caller(code, Purpose.FOLLOW_UP_OWN), clock.now);
  }

  Referral whole(String code, UUID id) {
    return new Referral(
        found(code, id).orElseThrow(), keys, registries.current(), policies.current(), clock.now);
  }

  List<Rows> page(String code, ReferralQuery query) {
    return referrals.page(
        query, Optional.empty(), Optional.empty(), caller(code, Purpose.FOLLOW_UP_OWN), clock.now);
  }

  /** The decision of the gate about rows that somebody else found. */
  Outcome<ReferralView> decided(Caller caller, Rows rows) {
    Disclosable<ReferralView> referral =
        new Referral(rows, keys, registries.current(), policies.current(), clock.now);
    return transactions.commit(() -> gate.release(caller, LogAction.READ, Action.READ, referral));
  }

  /** Counts what is asked of the database from now on. */
  List<String> statements() {
    var statements = new ArrayList<String>();
    referrals
        .db
        .getConfig(SqlStatements.class)
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                statements.add(context.getRenderedSql());
              }
            });
    return statements;
  }

  Jdbi db() {
    return db;
  }

  Keys keys() {
    return keys;
  }

  Clock clock() {
    return clock;
  }

  Registries registries() {
    return registries;
  }

  DisclosureGate gate() {
    return gate;
  }

  Foresight foresight() {
    return contributions.news.foresight;
  }

  CaseFiles files() {
    return files;
  }

  TestTransactions transactions() {
    return transactions;
  }

  Reception reception() {
    return reception;
  }

  static <V extends Record> Released<V> released(Outcome<V> outcome) {
    if (outcome instanceof Released<V> released) {
      return released;
    }
    throw new AssertionError(outcome);
  }

  static Optional<Code> refusal(Outcome<?> outcome) {
    return outcome instanceof Refused<?> refused ? Optional.of(refused.code()) : Optional.empty();
  }
}
