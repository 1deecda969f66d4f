package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.ConsentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What is stored of consents beside what the rules ask for. In the running transaction. */
@ApplicationScoped
class ConsentRows {

  private static final String CONTENTS = "select id, content from consent where referral = :id";
  private static final String EVENTS =
      """
      select e.consent, e.seq, e.status, e.giver, e.leaves, e.channel, e.recorded_at, e.content
        from consent_event e join consent k on k.id = e.consent where k.referral = :id order by e.consent, e.seq""";
  private static final String LEAVE =
      """
      insert into consent_event (consent, seq, status, giver, leaves, channel, by_partner, by_role, recorded_at, content)
      values (:consent, (select coalesce(max(seq), 0) + 1 from consent_event where consent = :consent), 'ACTIVE', :giver,
        true, :channel, :partner, :role, :now, :content)""";
  private static final String LAPSING =
      """
      select k.id, k.referral, k.usable_until from consent k join referral r on r.id = k.referral
       where r.vk = :vk and r.status <> 'RETRACTED' and k.status = 'ACTIVE' and k.usable_until > :now
         and k.usable_until <= :until and (k.usable_until, k.id) > (:after, :afterId)
       order by k.usable_until, k.id limit :limit""";

  private static final String OTHER_GROUND =
      """
      select exists (select 1 from ground g
        where g.referral = :referral and g.grantee = :grantee and (g.child is null or g.child = :child)
          and :now >= g.valid_from and :now < g.valid_until
          and not exists (select 1 from ground_end e where e.origin = g.origin))""";

  @Inject Jdbi db;

  /**
   * What became of a consent.
   *
   * @param giver the place of who took it back or confirmed it
   * @param leaves that giver alone no longer gives it
   * @param content the words, sealed
   */
  record Event(
      UUID consent,
      int seq,
      ConsentStatus status,
      Optional<Integer> giver,
      boolean leaves,
      Optional<String> channel,
      Instant recordedAt,
      Optional<byte[]> content) {}

  /** A consent that ends at that moment. */
  record Ending(UUID consent, UUID referral, Instant at) {}

  /** The sealed parts of the consents of a report. */
  Map<UUID, byte[]> contents(UUID referral) {
    return db.withHandle(
        handle -> {
          var contents = new HashMap<UUID, byte[]>();
          handle
              .createQuery(CONTENTS)
              .bind("id", referral)
              .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getBytes(2)))
              .forEach(each -> contents.put(each.getKey(), each.getValue()));
          return contents;
        });
  }

  /** What became of the consents of a report, of each in order. */
  List<Event> events(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(EVENTS)
                .bind("id", referral)
                .map(
                    (row, context) ->
                        new Event(
                            row.getObject("consent", UUID.class),
                            row.getInt("seq"),
                            ConsentStatus.valueOf(row.getString("status")),
                            Optional.ofNullable(row.getObject("giver", Integer.class)),
                            row.getBoolean("leaves"),
                            Optional.ofNullable(row.getString("channel")),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getBytes("content"))))
                .list());
  }

  /** A consent goes on without one of its givers. */
  void leave(
      UUID consent,
      int giver,
      Optional<String> channel,
      Caller caller,
      Optional<byte[]> content,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(LEAVE)
                .bind("consent", consent)
                .bind("giver", giver)
                .bind("channel", channel.orElse(null))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("content", content.orElse(null))
                .execute());
  }

  /** Whether the grantee has a ground of another kind about the child. */
  boolean otherGround(Consent consent, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OTHER_GROUND)
                .bind("referral", consent.referral())
                .bind("grantee", consent.grantee())
                .bind("child", consent.child())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one());
  }

  /** The consents of a centre's own cases that end soon, the first to end first. */
  List<Ending> lapsing(String vk, Instant now, Instant until, LapsingCursor after, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(LAPSING)
                .bind("vk", vk)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .bind("after", after.endsAt().atOffset(ZoneOffset.UTC))
                .bind("afterId", after.consent())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Ending(
                            row.getObject("id", UUID.class),
                            row.getObject("referral", UUID.class),
                            row.getObject("usable_until", OffsetDateTime.class).toInstant()))
                .list());
  }
}
