package be.schakel.rights;

import be.schakel.audit.Embargoed;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.DisclosureEntry.Party;
import be.schakel.disclosure.DisclosureEntry.Ruling;
import be.schakel.disclosure.External;
import be.schakel.emergency.UntoldUses;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Invented entries of the log, and what is known about an asker. */
record Sample(
    Instant at,
    LogOutcome outcome,
    Party partner,
    Purpose purpose,
    String subject,
    UUID referral,
    Set<DataCategory> categories,
    Optional<LegalGround> ground,
    List<Ruling> decisions,
    Optional<External> external) {

  static final UUID REFERRAL = new UUID(0, 1);
  static final String CHILD = "child";
  static final String CENTRE = "vk-antwerpen";

  private static final AtomicLong RECORDINGS = new AtomicLong();

  /** What is known about an asker. */
  record Terms(
      boolean isSecret,
      boolean ownData,
      boolean toldOfConsents,
      List<UntoldUses.Use> untold,
      List<Embargoed> embargoed) {

    Terms secret() {
      return new Terms(true, ownData, toldOfConsents, untold, embargoed);
    }

    Terms ownDataOnly() {
      return new Terms(isSecret, true, toldOfConsents, untold, embargoed);
    }

    Terms notToldOfConsents() {
      return new Terms(isSecret, ownData, false, untold, embargoed);
    }

    Terms notToldOf(String partner, Instant from, Instant until) {
      return new Terms(
          isSecret,
          ownData,
          toldOfConsents,
          List.of(new UntoldUses.Use(partner, from, until)),
          embargoed);
    }

    /** Of entries from then on. */
    Terms embargoedFrom(Instant time) {
      var embargo = new Embargoed(Optional.of(time), Optional.empty());
      return new Terms(isSecret, ownData, toldOfConsents, untold, List.of(embargo));
    }

    Statement.Terms made() {
      var tellable = EnumSet.allOf(DataCategory.class);
      tellable.remove(DataCategory.REPORTER_ID);
      tellable.remove(DataCategory.RISK_FULL);
      tellable.remove(DataCategory.JUDICIAL);
      return new Statement.Terms(
          REFERRAL,
          CHILD,
          CENTRE,
          Set.of("uz-voorbeeld", "uz-later"),
          isSecret,
          tellable,
          ownData,
          toldOfConsents,
          untold,
          embargoed);
    }
  }

  static Terms terms() {
    return new Terms(false, false, true, List.of(), List.of());
  }

  static Instant at(String time) {
    return Instant.parse(time);
  }

  static Ruling ruling(LegalGround ground, DataCategory... categories) {
    return new Ruling(
        true, "rule", Optional.ofNullable(ground), Optional.empty(), Set.of(categories));
  }

  static Sample read(String partner, PartnerKind kind, Ruling... decisions) {
    return new Sample(
        at("2026-11-20T14:42:17.123Z"),
        LogOutcome.PERMIT,
        new Party(partner, kind),
        Purpose.CARE_COORDINATION,
        CHILD,
        REFERRAL,
        Set.of(),
        Optional.empty(),
        List.of(decisions),
        Optional.empty());
  }

  /** By telephone, to a partner. */
  static Sample told(
      String partner, PartnerKind kind, LegalGround ground, DataCategory... categories) {
    return told(Optional.of(new Party(partner, kind)), Optional.empty(), ground, categories);
  }

  /** By telephone, to who is no partner. */
  static Sample told(String authority, LegalGround ground, DataCategory... categories) {
    return told(Optional.empty(), Optional.of(authority), ground, categories);
  }

  private static Sample told(
      Optional<Party> partner,
      Optional<String> authority,
      LegalGround ground,
      DataCategory... categories) {
    var external =
        new External(
            new UUID(7, RECORDINGS.incrementAndGet()),
            DisclosureWay.PHONE,
            partner,
            authority,
            at("2026-11-19T22:15:00Z"),
            List.of(),
            Optional.empty());
    return new Sample(
        at("2026-11-20T09:00:00Z"),
        LogOutcome.PERMIT,
        new Party(CENTRE, PartnerKind.VK),
        Purpose.CASE_MANAGEMENT,
        CHILD,
        REFERRAL,
        Set.of(categories),
        Optional.ofNullable(ground),
        List.of(),
        Optional.of(external));
  }

  Sample at(Instant time) {
    return new Sample(
        time,
        outcome,
        partner,
        purpose,
        subject,
        referral,
        categories,
        ground,
        decisions,
        external);
  }

  Sample denied() {
    return new Sample(
        at,
        LogOutcome.DENY,
        partner,
        purpose,
        subject,
        referral,
        categories,
        ground,
        decisions,
        external);
  }

  Sample refusing(Ruling asked) {
    var refused = new Ruling(false, "DENY", asked.ground(), Optional.empty(), asked.categories());
    return deciding(Stream.concat(decisions.stream(), Stream.of(refused)).toList());
  }

  Sample deciding(List<Ruling> decisions) {
    return new Sample(
        at, outcome, partner, purpose, subject, referral, categories, ground, decisions, external);
  }

  Sample by(String partner) {
    return new Sample(
        at,
        outcome,
        new Party(partner, this.partner.kind()),
        purpose,
        subject,
        referral,
        categories,
        ground,
        decisions,
        external);
  }

  Sample about(String who) {
    return new Sample(
        at, outcome, partner, purpose, who, referral, categories, ground, decisions, external);
  }

  Sample inReport(UUID report) {
    return new Sample(
        at, outcome, partner, purpose, subject, report, categories, ground, decisions, external);
  }

  Sample aimingAt(Purpose purpose) {
    return new Sample(
        at, outcome, partner, purpose, subject, referral, categories, ground, decisions, external);
  }

  Sample resting(LegalGround ground, DataCategory... categories) {
    return new Sample(
        at,
        outcome,
        partner,
        purpose,
        subject,
        referral,
        Set.of(categories),
        Optional.of(ground),
        decisions,
        external);
  }

  Sample replacing(Sample before) {
    var now = external.orElseThrow();
    var replaced = before.external.orElseThrow().id();
    return new Sample(
        at,
        outcome,
        partner,
        purpose,
        subject,
        referral,
        categories,
        ground,
        decisions,
        Optional.of(
            new External(
                now.id(),
                now.way(),
                now.recipient(),
                now.authority(),
                now.occurredAt(),
                now.documents(),
                Optional.of(replaced))));
  }

  DisclosureEntry made() {
    var permitted = new HashSet<>(categories);
    decisions.stream().filter(Ruling::permit).forEach(each -> permitted.addAll(each.categories()));
    return new DisclosureEntry(
        at,
        external.isPresent() ? LogAction.EXTERNAL : LogAction.READ,
        outcome,
        Optional.of(partner),
        Optional.empty(),
        Optional.of(purpose),
        Optional.of(subject),
        Optional.of(referral),
        Optional.empty(),
        Optional.of(CENTRE),
        permitted,
        Set.of(),
        ground,
        "rule",
        "2026-1",
        Optional.empty(),
        decisions,
        Optional.empty(),
        "request",
        "trace",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        external);
  }
}
