package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Builds questions that read as sentences; what is left out is ordinary. */
final class Asking {

  static final UUID CHILD = UUID.fromString("01990000-0000-7000-8000-000000000001");
  static final UUID SIBLING = UUID.fromString("01990000-0000-7000-8000-000000000002");
  static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  static final String PARTNER = "partner-voorbeeld";
  static final String PROFESSIONAL = "10000000";

  private final PartnerKind kind;
  private final DataCategory category;
  private Set<Purpose> registered = EnumSet.allOf(Purpose.class);
  private String professional = PROFESSIONAL;
  private String role = "physician";
  private boolean unattended;
  private Purpose purpose = Purpose.FOLLOW_UP_OWN;
  private Action action = Action.READ;
  private Set<Relation> relations = Set.of();
  private ReferralType type = ReferralType.REGULAR;
  private boolean retracted;
  private boolean routingRequired;
  private boolean secretAddress;
  private boolean reporterProtected;
  private boolean outsideTeam;
  private Form form = Form.FULL;
  private boolean own;
  private final List<Evidence.Consented> consents = new ArrayList<>();
  private final List<Evidence.SharedSecrecy> shared = new ArrayList<>();
  private final List<Evidence.Mandate> mandates = new ArrayList<>();
  private final List<Evidence.Conference> conferences = new ArrayList<>();
  private final List<Evidence.ParketReport> reports = new ArrayList<>();
  private final List<Evidence.WrittenRequest> requests = new ArrayList<>();
  private final List<Evidence.Engagement> engagements = new ArrayList<>();
  private final List<Evidence.BreakGlass> windows = new ArrayList<>();

  private Asking(PartnerKind kind, DataCategory category) {
    this.kind = kind;
    this.category = category;
  }

  static Asking a(PartnerKind kind, DataCategory category) {
    return new Asking(kind, category);
  }

  Asking as(Relation... relations) {
    this.relations = Set.of(relations);
    return this;
  }

  Asking as(Set<Relation> relations) {
    this.relations = relations;
    return this;
  }

  Asking purpose(Purpose purpose) {
    this.purpose = purpose;
    return this;
  }

  Asking registeredFor(Purpose... purposes) {
    registered = Set.of(purposes);
    return this;
  }

  Asking role(String role) {
    this.role = role;
    return this;
  }

  Asking professional(String professional) {
    this.professional = professional;
    return this;
  }

  Asking unattended(boolean unattended) {
    this.unattended = unattended;
    return this;
  }

  Asking action(Action action) {
    this.action = action;
    return this;
  }

  Asking type(ReferralType type) {
    this.type = type;
    return this;
  }

  Asking retracted(boolean retracted) {
    this.retracted = retracted;
    return this;
  }

  Asking routingRequired(boolean routingRequired) {
    this.routingRequired = routingRequired;
    return this;
  }

  Asking secretAddress(boolean secretAddress) {
    this.secretAddress = secretAddress;
    return this;
  }

  Asking reporterProtected(boolean reporterProtected) {
    this.reporterProtected = reporterProtected;
    return this;
  }

  Asking outsideTeam(boolean outsideTeam) {
    this.outsideTeam = outsideTeam;
    return this;
  }

  Asking form(Form form) {
    this.form = form;
    return this;
  }

  Asking own(boolean own) {
    this.own = own;
    return this;
  }

  Asking own() {
    return own(true);
  }

  Asking with(Evidence.Consented consent) {
    consents.add(consent);
    return this;
  }

  Asking with(Evidence.SharedSecrecy evidence) {
    shared.add(evidence);
    return this;
  }

  Asking with(Evidence.Mandate mandate) {
    mandates.add(mandate);
    return this;
  }

  Asking with(Evidence.Conference conference) {
    conferences.add(conference);
    return this;
  }

  Asking with(Evidence.ParketReport report) {
    reports.add(report);
    return this;
  }

  Asking with(Evidence.WrittenRequest request) {
    requests.add(request);
    return this;
  }

  Asking with(Evidence.Engagement engagement) {
    engagements.add(engagement);
    return this;
  }

  Asking with(Evidence.BreakGlass window) {
    windows.add(window);
    return this;
  }

  Question question() {
    return new Question(
        new Asker(PARTNER, kind, registered, professional, role, unattended, purpose),
        action,
        new Circumstances(
            CHILD,
            relations,
            type,
            retracted,
            routingRequired,
            secretAddress,
            reporterProtected,
            outsideTeam),
        category,
        form,
        own,
        new Evidence(
            consents, shared, mandates, conferences, reports, requests, engagements, windows),
        NOW);
  }

  static Evidence.Consented consent(DataCategory category, Purpose purpose, boolean both) {
    return new Evidence.Consented(
        UUID.fromString("01990000-0000-7000-8000-00000000000a"),
        CHILD,
        PARTNER,
        Set.of(category),
        Set.of(purpose),
        both,
        ago(1),
        ahead(1));
  }

  static Evidence.SharedSecrecy sharedSecrecy(DataCategory category) {
    return new Evidence.SharedSecrecy(
        CHILD, PARTNER, Set.of(category), true, true, true, ago(1), ahead(1));
  }

  static Evidence.Mandate mandate() {
    return new Evidence.Mandate(CHILD, ago(1), ahead(1));
  }

  static Evidence.Conference conference() {
    return new Evidence.Conference(CHILD, Set.of(PARTNER, "other"), ago(1), ahead(1));
  }

  static Evidence.ParketReport report(DataCategory... contains) {
    return new Evidence.ParketReport(CHILD, PARTNER, Set.of(contains), ago(1));
  }

  static Evidence.WrittenRequest request() {
    return new Evidence.WrittenRequest(CHILD, PARTNER, ago(1));
  }

  static Evidence.Engagement engagement() {
    return new Evidence.Engagement("engagement-1", PARTNER, ago(1), ahead(1));
  }

  static Evidence.BreakGlass window() {
    return new Evidence.BreakGlass(
        CHILD, PARTNER, PROFESSIONAL, EnumSet.allOf(DataCategory.class), ago(1), ahead(1));
  }

  static Instant ago(int days) {
    return NOW.minus(Duration.ofDays(days));
  }

  static Instant ahead(int days) {
    return NOW.plus(Duration.ofDays(days));
  }
}
