package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.disclosure.Supervision;
import be.schakel.disclosure.TestSupervision;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Registries;
import be.schakel.partner.TestRegistries;
import be.schakel.partner.Trace;
import be.schakel.policy.Action;
import be.schakel.policy.Asker;
import be.schakel.policy.Circumstances;
import be.schakel.policy.Evidence;
import be.schakel.policy.Form;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.Question;
import be.schakel.policy.Relation;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/**
 * The filter of every query and the policy say the same about who has anything to do with a report.
 */
class RelationSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Policy POLICY = new Policy(PolicyData.shipped());
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final List<Partner> PARTNERS =
      List.of(
          partner("vk-a", PartnerKind.VK),
          partner("vk-b", PartnerKind.VK),
          partner("uz-a", PartnerKind.HOSPITAL),
          partner("uz-b", PartnerKind.HOSPITAL),
          partner("clb", PartnerKind.CLB),
          partner("parket", PartnerKind.PARKET),
          partner("police", PartnerKind.POLICE),
          partner("auditor", PartnerKind.AUDITOR));

  private final Jdbi db =
      Jdbi.create(TestDatabase.asApplication().open().getConnection())
          .installPlugin(new PostgresPlugin());
  private final Referrals referrals = new Referrals();
  private final Random random = new Random(20261121);
  private Registries registries;

  @TempDir Path directory;

  @BeforeEach
  void registry() throws Exception {
    registries = TestRegistries.sixCentresInForce(directory, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A report as it was made up. */
  private record Made(
      UUID id,
      Partner reporter,
      Optional<Partner> centre,
      ReferralStatus status,
      Set<String> consented,
      Set<String> addressed) {}

  @Test
  void reportIsFoundExactlyByWhoThePolicySaysIsRelated() {
    referrals.db = db;
    referrals.records = TestRecords.on(db, null);
    referrals.supervision = supervising("vk-a-" + RUN);
    referrals.ways = new Ways();
    referrals.ways.policies = TestPolicies.always(POLICY);
    var made = new ArrayList<Made>();
    for (int i = 0; i < 100; i++) {
      made.add(make());
    }
    var found = 0;
    for (var report : made) {
      for (var partner : PARTNERS) {
        var rows = referrals.find(report.id(), asking(partner), NOW);
        assertEquals(
            related(report, partner), rows.isPresent(), () -> partner.code() + " and " + report);
        found += rows.isPresent() ? 1 : 0;
      }
    }
    assertTrue(
        found > 100 && found < 100 * PARTNERS.size(),
        "a random draw that shows both answers: " + found);
  }

  /** The auditor supervises one centre of the two. */
  private Supervision supervising(String centre) {
    db.useHandle(
        handle ->
            handle.execute(
                "insert into audit_engagement (id, auditor, centres, valid_from, valid_until, purpose, by_partner,"
                    + " by_role, recorded_at) values (?, ?, array[?], ?, ?, 'x', 'x', 'x', ?)",
                Uuid7.at(NOW),
                "auditor-" + RUN,
                centre,
                at(NOW.minusSeconds(1)),
                at(NOW.plusSeconds(1)),
                at(NOW)));
    return TestSupervision.on(db, registries);
  }

  /** Unattended, so that no professional's own ground is looked for. */
  private static Caller asking(Partner partner) {
    return new Caller(
        partner, Professional.SYSTEM, Purpose.FOLLOW_UP_OWN, Set.of(), "", new Trace("r", "t"));
  }

  /**
   * After a retraction a mere grantee has nothing left to ask for: the report is not there for it.
   */
  private static boolean related(Made report, Partner partner) {
    var retracted = report.status() == ReferralStatus.RETRACTED;
    var relations = EnumSet.noneOf(Relation.class);
    if (report.reporter().equals(partner)) {
      relations.add(Relation.REPORTER);
    }
    if (report.centre().filter(partner::equals).isPresent()) {
      relations.add(Relation.OWNER);
    }
    if (!retracted
        && partner.kind() == PartnerKind.AUDITOR
        && report.centre().filter(PARTNERS.get(0)::equals).isPresent()) {
      relations.add(Relation.AUDIT_SCOPE);
    }
    if (!retracted
        && (report.consented().contains(partner.code())
            || report.addressed().contains(partner.code()))) {
      relations.add(Relation.GRANTEE);
    }
    var about =
        new Circumstances(
            report.id(),
            relations,
            ReferralType.REGULAR,
            retracted,
            report.status() == ReferralStatus.ROUTING_REQUIRED,
            false,
            false);
    var asker =
        new Asker(
            partner.code(),
            partner.kind(),
            partner.purposes(),
            "",
            "physician",
            false,
            Purpose.CARE_COORDINATION);
    return !POLICY
        .decide(
            new Question(
                asker,
                Action.READ,
                about,
                DataCategory.STATUS,
                Form.FULL,
                false,
                Evidence.NONE,
                NOW))
        .hidden();
  }

  private Made make() {
    var id = Uuid7.at(NOW);
    var status = ReferralStatus.values()[random.nextInt(ReferralStatus.values().length)];
    var centre =
        status == ReferralStatus.ROUTING_REQUIRED
            ? Optional.<Partner>empty()
            : Optional.of(PARTNERS.get(random.nextInt(2)));
    var reporter = PARTNERS.get(random.nextInt(PARTNERS.size() - 1));
    var child = Uuid7.at(NOW);
    var consented = new HashSet<String>();
    var addressed = new HashSet<String>();
    db.useHandle(
        handle -> {
          handle.execute(
              "insert into referral (id, reference, partner, type, urgency, received_at, digest, content, warnings,"
                  + " status, status_since, status_seq, vk, updated_at)"
                  + " values (?, ?, ?, 'REGULAR', 'ROUTINE', ?, 'x', 'x', '[]', ?, ?, 0, ?, ?)",
              id,
              id.toString(),
              reporter.code(),
              at(NOW),
              status.name(),
              at(NOW),
              centre.map(Partner::code).orElse(null),
              at(NOW));
          handle.execute(
              "insert into child (id, referral, position, key, pseudonym, secret_address, problem, contexts, content)"
                  + " values (?, ?, 0, 'c1', 'p', false, 'UNKNOWN', '{}', 'x')",
              child,
              id);
          for (var partner : PARTNERS) {
            if (random.nextInt(4) == 0 && consent(handle, id, child, partner)) {
              consented.add(partner.code());
            }
            if (random.nextInt(6) == 0) {
              addressed.add(partner.code());
            }
          }
          if (!addressed.isEmpty()) {
            contribution(handle, id, addressed);
          }
        });
    return new Made(id, reporter, centre, status, consented, addressed);
  }

  /** Leaves in the set who has to do with the report because of it. */
  private void contribution(org.jdbi.v3.core.Handle handle, UUID referral, Set<String> addressed) {
    var contribution = Uuid7.at(NOW);
    var author = PARTNERS.get(random.nextInt(PARTNERS.size()));
    handle.execute(
        "insert into contribution (id, referral, category, version, audience, by_partner, by_role, recorded_at)"
            + " values (?, ?, 'ADVICE', 1, string_to_array(?, ','), ?, 'criminologist', ?)",
        contribution,
        referral,
        String.join(",", addressed),
        author.code(),
        at(NOW));
    if (author.kind() != PartnerKind.VK) {
      addressed.add(author.code());
    }
    if (random.nextInt(3) == 0) {
      handle.execute(
          "insert into contribution_retraction (contribution, referral, reason_code, by_partner, by_role, recorded_at)"
              + " values (?, ?, 'WITHDRAWN', ?, 'criminologist', ?)",
          contribution,
          referral,
          author.code(),
          at(NOW));
      addressed.clear();
    }
  }

  /** Whether the consent may be used now: in its days, before its end, and not stopped. */
  private boolean consent(
      org.jdbi.v3.core.Handle handle, UUID referral, UUID child, Partner partner) {
    var from = TODAY.plusDays(random.nextInt(3) - 1);
    var to = from.plusDays(random.nextInt(3));
    var until = NOW.plus(random.nextInt(3) - 1, ChronoUnit.HOURS);
    var active = random.nextInt(4) > 0;
    handle.execute(
        "insert into consent (id, referral, child, grantee, categories, purposes, valid_from, valid_to, usable_until, opens,"
            + " child_and_carers, status, recorded_by, recorded_at, content)"
            + " values (?, ?, ?, ?, '{SAFETY_PLAN}', '{CARE_COORDINATION}', ?, ?, ?, '{SAFETY_PLAN}', false, ?, 'x', ?, 'x')",
        Uuid7.at(NOW),
        referral,
        child,
        partner.code(),
        from,
        to,
        at(until),
        active ? "ACTIVE" : "WITHDRAWN",
        at(NOW));
    return active && !TODAY.isBefore(from) && !TODAY.isAfter(to) && NOW.isBefore(until);
  }

  private static java.time.OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Partner partner(String name, PartnerKind kind) {
    return new Partner(
        name + "-" + RUN,
        Map.of(Language.NL, name),
        kind,
        Optional.empty(),
        Optional.empty(),
        Set.of(Purpose.values()),
        Set.of(),
        Optional.empty());
  }
}
