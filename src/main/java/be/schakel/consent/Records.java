package be.schakel.consent;

import be.schakel.journal.Restored;
import be.schakel.partner.Caller;
import be.schakel.policy.Evidence;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * What was put on record about who may see what: consents, grounds, and facts about who decides.
 * Rows are only ever added.
 */
@ApplicationScoped
public class Records {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final String GRANTEES =
      """
      select grantee from consent where referral = :referral
      union select grantee from ground where referral = :referral order by 1""";
  private static final String REVIEWS =
      """
      select child, person, kind, review_on from (
        select distinct on (child, person, kind) child, person, kind, value, review_on from fact
         where referral = :referral order by child, person, kind, id desc) newest
       where review_on is not null and value <> 'false' and value <> 'PRESUMED_BY_AGE' order by review_on, child, person""";
  private static final String SHARED =
      """
      select distinct g.child from ground g
       where g.referral = :referral and g.ground = 'G1_SHARED_SECRECY' and :now >= g.valid_from and :now < g.valid_until
         and not exists (select 1 from ground_end e where e.origin = g.origin)""";
  private static final String ADD_CONSENT =
      """
      insert into consent (id, referral, child, grantee, categories, purposes, valid_from, valid_to, usable_until, opens,
        child_and_carers, status, recorded_by, recorded_at, content, givers, other_parent_presumption)
      values (:id, :referral, :child, :grantee, :categories, :purposes, :validFrom, :validTo, :usableUntil, :opens,
        :childAndCarers, :status, :recordedBy, :recordedAt, :content, :givers, :presumption)""";
  private static final String RESTATE =
      """
      update consent set usable_until = :usableUntil, opens = :opens, child_and_carers = :childAndCarers where id = :id""";
  private static final String ADD_EVENT =
      """
      insert into consent_event (consent, seq, status, giver, channel, by_partner, by_role, recorded_at, content)
      values (:consent, (select coalesce(max(seq), 0) + 1 from consent_event where consent = :consent), :status, :giver,
        :channel, :partner, :role, :now, :content)""";
  private static final String ADD_FACT =
      """
      insert into fact (id, referral, child, person, kind, value, review_on, by_partner, by_role, recorded_at, content)
      values (:id, :referral, :child, :person, :kind, :value, :reviewOn, :partner, :role, :now, :content)""";
  private static final String ADD_GROUND =
      """
      insert into ground (id, referral, child, ground, grantee, professional, categories, verontrusting, necessity,
        consent_sought, valid_from, valid_until, origin, recorded_by, recorded_role, recorded_at)
      values (:id, :referral, :child, :ground, :grantee, :professional, :categories, :verontrusting, :necessity,
        :consentSought, :from, :until, :origin, :partner, :role, :now)""";
  private static final String END =
      """
      insert into ground_end (origin, ended_at, by_partner, by_role) values (:origin, :now, :partner, :role)
      on conflict do nothing""";

  @Inject Jdbi db;
  @Inject Restored restored;
  @Inject Keys keys;

  /** A ground that opens something to one partner, as it is put on record. */
  public record NewGround(
      UUID referral,
      Optional<UUID> child,
      LegalGround ground,
      String grantee,
      Optional<byte[]> professional,
      Set<DataCategory> categories,
      boolean verontrusting,
      boolean necessity,
      boolean consentSought,
      Instant from,
      Instant until,
      UUID origin) {}

  /** What an asker may rely on for these reports: one query, however many they are. */
  public OnRecord forAsker(Caller caller, Collection<UUID> referrals, Instant now) {
    var person = Optional.of(caller.professional().id()).filter(id -> !caller.unattended());
    return find(caller.partner().code(), person, referrals, now);
  }

  /** The same without what only one professional may use. */
  public OnRecord forPartner(String partner, Collection<UUID> referrals, Instant now) {
    return find(partner, Optional.empty(), referrals, now);
  }

  private OnRecord find(
      String partner, Optional<String> person, Collection<UUID> referrals, Instant now) {
    if (referrals.isEmpty() || restored.closed()) {
      return OnRecord.NOTHING;
    }
    return db.withHandle(
        handle ->
            about(referrals, handle)
                .bind("grantee", partner)
                .bind("professional", person.map(id -> professional(partner, id)).orElse(null))
                .bind("person", person.orElse(null))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("today", LocalDate.ofInstant(now, BRUSSELS))
                .map(
                    (row, context) ->
                        new OnRecord(
                            Stored.consents(row.getString("consents")),
                            Stored.grounds(row.getString("grounds")),
                            Stored.facts(row.getString("facts"))))
                .one());
  }

  private static Query about(Collection<UUID> referrals, Handle handle) {
    return referrals.size() == 1
        ? handle.createQuery(OnRecordSql.OF_ONE).bind("referral", referrals.iterator().next())
        : handle
            .createQuery(OnRecordSql.OF_SEVERAL)
            .bind("referrals", referrals.toArray(UUID[]::new));
  }

  /** Every consent about one report with the facts about who decides, whoever it is for. */
  public OnRecord of(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OnRecordSql.WHOLE)
                .bind("referrals", new UUID[] {referral})
                .map(
                    (row, context) ->
                        new OnRecord(
                            Stored.consents(row.getString("consents")),
                            List.of(),
                            Stored.facts(row.getString("facts"))))
                .one());
  }

  /** Whoever a consent or ground about this report names, also one that is over. */
  public List<String> grantees(UUID referral) {
    return db.withHandle(
        handle ->
            handle.createQuery(GRANTEES).bind("referral", referral).mapTo(String.class).list());
  }

  /** When somebody must look again at what was put on record about a person or child. */
  public record Review(UUID child, int person, Fact.Kind kind, LocalDate on) {}

  /** Of each kind and person the newest fact, where it names a day to look again. */
  public List<Review> reviews(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(REVIEWS)
                .bind("referral", referral)
                .map(
                    (row, context) ->
                        new Review(
                            row.getObject("child", UUID.class),
                            row.getInt("person"),
                            Fact.Kind.valueOf(row.getString("kind")),
                            row.getObject("review_on", LocalDate.class)))
                .list());
  }

  /** The children about whom something is shared in secrecy without consent; none means all. */
  public List<Optional<UUID>> sharedWithoutConsent(UUID referral, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(SHARED)
                .bind("referral", referral)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> Optional.ofNullable(row.getObject("child", UUID.class)))
                .list());
  }

  /** What stands for a professional where nobody should read who it is. */
  public byte[] professional(Caller caller) {
    return professional(caller.partner().code(), caller.professional().id());
  }

  /** The same for somebody who is named. */
  public byte[] professional(String partner, String person) {
    return keys.keyedHash("professional", List.of(partner, person));
  }

  /**
   * Adds a consent.
   *
   * @param consent its givers by place
   * @param content givers, method and language, sealed with the child's key
   * @param standing what it opens and when it ends at the latest, from its first day on
   */
  public void add(Consent consent, byte[] content, Standing standing) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD_CONSENT)
                .bind("id", consent.id())
                .bind("referral", consent.referral())
                .bind("child", consent.child())
                .bind("grantee", consent.grantee())
                .bind("categories", words(consent.categories()))
                .bind("purposes", words(consent.purposes()))
                .bind("validFrom", consent.validFrom())
                .bind("validTo", consent.validTo())
                .bind("usableUntil", standing.endsAt().atOffset(ZoneOffset.UTC))
                .bind("opens", opens(standing))
                .bind("childAndCarers", childAndCarers(standing))
                .bind("status", consent.status().name())
                .bind("recordedBy", consent.recordedBy())
                .bind("recordedAt", consent.recordedAt().atOffset(ZoneOffset.UTC))
                .bind("content", content)
                .bind(
                    "givers",
                    consent.givers().stream()
                        .map(Integer::valueOf)
                        .sorted()
                        .toArray(Integer[]::new))
                .bind("presumption", consent.otherParentPresumption())
                .execute());
  }

  /** What the rules say of a consent after something changed. */
  public void restate(UUID consent, Standing standing, Instant now) {
    var until = standing.state() == Standing.State.USABLE ? standing.endsAt() : now;
    db.useHandle(
        handle ->
            handle
                .createUpdate(RESTATE)
                .bind("id", consent)
                .bind("usableUntil", until.atOffset(ZoneOffset.UTC))
                .bind("opens", opens(standing))
                .bind("childAndCarers", childAndCarers(standing))
                .execute());
  }

  /**
   * Adds what became of a consent.
   *
   * @param giver the place of who withdrew or confirmed it
   * @param content the reason, sealed
   */
  public void become(
      UUID consent,
      ConsentStatus status,
      Optional<Integer> giver,
      Optional<String> channel,
      Caller caller,
      Optional<byte[]> content,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD_EVENT)
                .bind("consent", consent)
                .bind("status", status.name())
                .bind("giver", giver.orElse(null))
                .bind("channel", channel.orElse(null))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", content.orElse(null))
                .execute());
  }

  /**
   * Adds a fact.
   *
   * @param content motivation and author, sealed
   */
  public void add(
      UUID id,
      UUID referral,
      Fact fact,
      Optional<LocalDate> reviewOn,
      Caller caller,
      byte[] content,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD_FACT)
                .bind("id", id)
                .bind("referral", referral)
                .bind("child", fact.child())
                .bind("person", fact.person())
                .bind("kind", fact.kind().name())
                .bind("value", fact.value())
                .bind("reviewOn", reviewOn.orElse(null))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", content)
                .execute());
  }

  /** Adds a ground. */
  public void add(UUID id, NewGround ground, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD_GROUND)
                .bind("id", id)
                .bind("referral", ground.referral())
                .bind("child", ground.child().orElse(null))
                .bind("ground", ground.ground().name())
                .bind("grantee", ground.grantee())
                .bind("professional", ground.professional().orElse(null))
                .bind("categories", words(ground.categories()))
                .bind("verontrusting", ground.verontrusting())
                .bind("necessity", ground.necessity())
                .bind("consentSought", ground.consentSought())
                .bind("from", ground.from().atOffset(ZoneOffset.UTC))
                .bind("until", ground.until().atOffset(ZoneOffset.UTC))
                .bind("origin", ground.origin())
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** Ends every ground of one origin before its time; again changes nothing. */
  public void end(UUID origin, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(END)
                .bind("origin", origin)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static String[] opens(Standing standing) {
    return standing.evidence().map(found -> words(found.categories())).orElse(new String[0]);
  }

  private static boolean childAndCarers(Standing standing) {
    return standing.evidence().filter(Evidence.Consented::childAndCarers).isPresent();
  }

  private static String[] words(Set<? extends Enum<?>> codes) {
    return codes.stream().map(Enum::name).sorted().toArray(String[]::new);
  }
}
