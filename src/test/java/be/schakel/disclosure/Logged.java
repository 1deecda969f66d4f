package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Builds entries and callers that read as sentences; what is left out is ordinary. */
final class Logged {

  static final UUID REFERRAL = UUID.fromString("01990000-0000-7000-8000-0000000000aa");

  private final Instant at;
  private Optional<String> told = Optional.empty();
  private LogAction action = LogAction.READ;
  private LogOutcome outcome = LogOutcome.PERMIT;
  private String partner = "ziekenhuis";
  private Professional professional = new Professional("10000000001", "Proef", "physician");
  private Optional<String> subject = Optional.of("pseudonym-1");
  private UUID referral = REFERRAL;
  private Optional<String> vk = Optional.of("vk-een");
  private Set<DataCategory> categories = Set.of(DataCategory.STATUS, DataCategory.RECEIPT);
  private Optional<LegalGround> ground = Optional.of(LegalGround.OWN);
  private Optional<String> filter = Optional.empty();
  private String policyVersion = "2026-1";
  private Optional<String> address = Optional.of("192.0.2.17");
  private List<String> flags = List.of();

  private Logged(Instant at) {
    this.at = at;
  }

  static Logged at(Instant at) {
    return new Logged(at);
  }

  static Logged at(String at) {
    return new Logged(Instant.parse(at));
  }

  Logged action(LogAction action) {
    this.action = action;
    return this;
  }

  Logged outcome(LogOutcome outcome) {
    this.outcome = outcome;
    return this;
  }

  Logged by(String partner) {
    this.partner = partner;
    return this;
  }

  Logged by(Professional professional) {
    this.professional = professional;
    return this;
  }

  Logged about(String subject) {
    this.subject = Optional.of(subject);
    return this;
  }

  Logged referral(UUID referral) {
    this.referral = referral;
    return this;
  }

  Logged centre(String vk) {
    this.vk = Optional.of(vk);
    return this;
  }

  Logged withoutCentre() {
    vk = Optional.empty();
    return this;
  }

  Logged categories(Set<DataCategory> categories) {
    this.categories = categories;
    return this;
  }

  Logged ground(LegalGround ground) {
    this.ground = Optional.of(ground);
    return this;
  }

  Logged filter(String filter) {
    this.filter = Optional.of(filter);
    return this;
  }

  Logged atTheDoor() {
    subject = Optional.empty();
    vk = Optional.empty();
    ground = Optional.empty();
    categories = Set.of();
    policyVersion = "";
    return this;
  }

  Logged flags(String... flags) {
    this.flags = List.of(flags);
    return this;
  }

  /** Told outside the gateway, and recorded by who is this entry's partner. */
  Logged toldTo(String recipient) {
    action = LogAction.EXTERNAL;
    told = Optional.of(recipient);
    return this;
  }

  DisclosureEntry entry() {
    return told.map(recipient -> inside().told(categories, ground, external(recipient)))
        .orElseGet(this::inside);
  }

  private External external(String recipient) {
    return new External(
        new UUID(1, 1),
        DisclosureWay.PHONE,
        Optional.of(new DisclosureEntry.Party(recipient, PartnerKind.SCHOOL)),
        Optional.empty(),
        at,
        List.of(),
        Optional.empty());
  }

  private DisclosureEntry inside() {
    return new DisclosureEntry(
        at,
        action,
        outcome,
        Optional.of(new DisclosureEntry.Party(partner, PartnerKind.HOSPITAL)),
        Optional.of(DisclosureEntry.Person.of(professional)),
        Optional.of(Purpose.FOLLOW_UP_OWN),
        subject,
        Optional.of(referral),
        Optional.empty(),
        vk,
        categories,
        Set.of(),
        ground,
        "MATRIX-O",
        policyVersion,
        Optional.empty(),
        categories.isEmpty()
            ? List.of()
            : List.of(
                new DisclosureEntry.Ruling(true, "MATRIX-O", ground, Optional.empty(), categories)),
        filter,
        "request-1",
        "0af7651916cd43dd8448eb211c80319c",
        Optional.of("token-1"),
        address,
        flags);
  }

  static Caller auditor() {
    return caller("auditor", PartnerKind.AUDITOR, Purpose.AUDIT);
  }

  static Caller caller(String code, PartnerKind kind, Purpose purpose) {
    return new Caller(
        new Partner(
            code,
            Map.of(),
            kind,
            Optional.empty(),
            Optional.empty(),
            Set.of(purpose),
            Set.of("system/AuditEvent.s"),
            Optional.empty()),
        new Professional("10000000002", "Persoon", "auditor"),
        purpose,
        Set.of("system/AuditEvent.s"),
        "token-2",
        new Trace("request-2", "0af7651916cd43dd8448eb211c80319d"));
  }
}
