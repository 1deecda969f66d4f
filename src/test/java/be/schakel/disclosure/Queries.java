package be.schakel.disclosure;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Searches of the log that read as sentences. */
final class Queries {

  private Optional<Instant> from = Optional.empty();
  private Optional<Instant> to = Optional.empty();
  private Optional<String> partner = Optional.empty();
  private Optional<String> recipient = Optional.empty();
  private Optional<String> subject = Optional.empty();
  private Optional<UUID> referral = Optional.empty();
  private Optional<LogOutcome> outcome = Optional.empty();
  private Optional<LegalGround> ground = Optional.empty();
  private Optional<LogAction> action = Optional.empty();
  private int limit = DisclosureQuery.DEFAULT_LIMIT;
  private Optional<DisclosureCursor> after = Optional.empty();

  private Queries() {}

  static DisclosureQuery everything() {
    return new Queries().query();
  }

  static DisclosureQuery everything(int limit) {
    return new Queries().limit(limit).query();
  }

  static DisclosureQuery between(Instant from, Instant to) {
    return new Queries().from(from).to(to).query();
  }

  static DisclosureQuery by(String partner) {
    var made = new Queries();
    made.partner = Optional.of(partner);
    return made.query();
  }

  static DisclosureQuery toldTo(String recipient) {
    var made = new Queries();
    made.recipient = Optional.of(recipient);
    return made.query();
  }

  static DisclosureQuery about(String subject) {
    var made = new Queries();
    made.subject = Optional.of(subject);
    return made.query();
  }

  static DisclosureQuery of(UUID referral) {
    var made = new Queries();
    made.referral = Optional.of(referral);
    return made.query();
  }

  static DisclosureQuery of(LogOutcome outcome) {
    var made = new Queries();
    made.outcome = Optional.of(outcome);
    return made.query();
  }

  static DisclosureQuery of(LegalGround ground) {
    var made = new Queries();
    made.ground = Optional.of(ground);
    return made.query();
  }

  static DisclosureQuery of(LogAction action) {
    var made = new Queries();
    made.action = Optional.of(action);
    return made.query();
  }

  static Queries searching() {
    return new Queries();
  }

  Queries from(Instant from) {
    this.from = Optional.of(from);
    return this;
  }

  Queries to(Instant to) {
    this.to = Optional.of(to);
    return this;
  }

  Queries limit(int limit) {
    this.limit = limit;
    return this;
  }

  Queries after(String cursor) {
    this.after = Optional.of(DisclosureCursor.parse(cursor));
    return this;
  }

  DisclosureQuery query() {
    return new DisclosureQuery(
        from, to, partner, recipient, subject, referral, outcome, ground, action, limit, after);
  }
}
