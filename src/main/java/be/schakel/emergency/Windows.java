package be.schakel.emergency;

import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.policy.BreakGlassTerms;
import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReviewVerdict;
import be.schakel.vocabulary.WorkingDays;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Windows of break-glass and their reviews. Rows are only ever added. */
@ApplicationScoped
class Windows {

  private static final String WINDOW =
      """
      select w.id, w.opened_at, w.partner, w.kind, w.role, w.reason, coalesce(n.valid_until, w.valid_until) as valid_until,
             n.break_glass is not null as renewed, w.review_due, w.review_limit, w.wrapped_key, w.content,
             (select json_agg(json_build_object('referral', c.referral, 'child', c.child, 'vk', r.vk,
                        'content', encode(c.content, 'hex')) order by c.referral, c.child)
                from break_glass_child c join referral r on r.id = c.referral where c.break_glass = w.id) as children,
             (select json_build_array(json_build_object('verdict', v.verdict, 'partner', v.by_partner, 'role', v.by_role,
                        'at', v.recorded_at, 'told', v.told, 'tellAgainOn', v.tell_again_on, 'child', v.child,
                        'wrappedKey', v.wrapped_key, 'content', encode(v.content, 'hex')))
                from break_glass_review v where v.break_glass = w.id order by v.seq desc limit 1) as review
        from break_glass w left join break_glass_renewal n on n.break_glass = w.id
       where\s""";

  private static final String PAGE =
      WINDOW
          + """
          (:after::uuid is null or w.id < :after)
             and (:vk::text is null or exists (select 1 from break_glass_child c join referral r on r.id = c.referral
                                         where c.break_glass = w.id and r.vk = :vk))
           order by w.id desc limit :limit""";

  private static final String UNREVIEWED =
      " not exists (select 1 from break_glass_review v where v.break_glass = w.id) ";

  private static final String OVERDUE =
      WINDOW
          + """
          w.review_due <= :now and (w.review_limit <= :now or not exists (select 1 from break_glass_reminder m
              where m.break_glass = w.id and m.about = 'DUE')) and not exists (select 1 from break_glass_reminder m
              where m.break_glass = w.id and m.about = 'LIMIT') and\s"""
          + UNREVIEWED
          + "order by w.id limit 1000";

  private static final String TO_BE_TOLD =
      WINDOW
          + """
          exists (select 1 from break_glass_review v where v.break_glass = w.id and not v.told and v.tell_again_on <= :today
                    and v.seq = (select max(seq) from break_glass_review x where x.break_glass = w.id)
                    and not exists (select 1 from break_glass_reminder m
                                     where m.break_glass = w.id and m.about = 'TELL ' || v.seq))
           order by w.id limit 1000""";

  /** The newest review of each counts; without any, the limit does. */
  private static final String SUSPENDED =
      """
      select exists (select 1 from break_glass w where w.professional = :professional and (
        (select v.verdict from break_glass_review v where v.break_glass = w.id order by v.seq desc limit 1) = 'UNJUSTIFIED'
        or w.review_limit <= :now and\s"""
          + UNREVIEWED
          + "))";

  private static final String OPEN =
      """
      insert into break_glass (id, opened_at, partner, kind, role, professional, reason, valid_until, review_due, review_limit,
        policy_version, wrapped_key, content)
      values (:id, :now, :partner, :kind, :role, :professional, :reason, :until, :due, :limit, :version, :key, :content)""";
  private static final String CHILD =
      """
      insert into break_glass_child (break_glass, referral, child, vk, content)
      values (:id, :referral, :child, :vk, :content)""";
  private static final String RENEW =
      """
      insert into break_glass_renewal (break_glass, renewed_at, valid_until) values (:id, :now, :until)
      on conflict do nothing""";
  private static final String REVIEW =
      """
      insert into break_glass_review (break_glass, seq, verdict, by_partner, by_role, recorded_at, told, tell_again_on, content,
        child, wrapped_key)
      values (:id, (select coalesce(max(seq), 0) + 1 from break_glass_review where break_glass = :id), :verdict, :partner, :role,
        :now, :told, :tellAgainOn, :content, :child, :key)""";
  private static final String REMIND =
      """
      insert into break_glass_reminder (break_glass, about, told_at) values (:id, :about, :now) on conflict do nothing""";
  private static final String TOLD_AGAIN =
      """
      insert into break_glass_reminder (break_glass, about, told_at)
      select :id, 'TELL ' || max(seq), :now from break_glass_review where break_glass = :id on conflict do nothing""";

  private static final TypeReference<List<ChildRow>> CHILDREN = new TypeReference<>() {};
  private static final TypeReference<List<ReviewRow>> REVIEWS = new TypeReference<>() {};

  @Inject Jdbi db;

  private record ChildRow(UUID referral, UUID child, Optional<String> vk, String content) {

    Window.OpenedChild opened() {
      return new Window.OpenedChild(referral, child, vk, HexFormat.of().parseHex(content));
    }
  }

  private record ReviewRow(
      ReviewVerdict verdict,
      String partner,
      String role,
      OffsetDateTime at,
      boolean told,
      Optional<LocalDate> tellAgainOn,
      Optional<UUID> child,
      Optional<String> wrappedKey,
      String content) {

    Window.Review review() {
      return new Window.Review(
          verdict,
          partner,
          role,
          at.toInstant(),
          told,
          tellAgainOn,
          child,
          wrappedKey,
          HexFormat.of().parseHex(content));
    }
  }

  /**
   * What a reviewer wrote, sealed with a child's key, with one of its own, or with the window's.
   */
  record SealedReview(Optional<UUID> child, Optional<String> wrappedKey, byte[] content) {}

  /** What is sealed with a key of its own. */
  record OwnContent(String wrappedKey, byte[] content) {}

  void open(
      UUID id,
      Caller caller,
      byte[] professional,
      BreakGlassReason reason,
      BreakGlassTerms terms,
      String policyVersion,
      Instant until,
      Optional<OwnContent> own,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(OPEN)
                .bind("id", id)
                .bind("now", time(now))
                .bind("partner", caller.partner().code())
                .bind("kind", caller.partner().kind().name())
                .bind("role", caller.professional().role())
                .bind("professional", professional)
                .bind("reason", reason.name())
                .bind("until", time(until))
                .bind("due", time(WorkingDays.endOf(terms.reviewDays(), now)))
                .bind("limit", time(WorkingDays.endOf(terms.lastReviewDays(), now)))
                .bind("version", policyVersion)
                .bind("key", own.map(OwnContent::wrappedKey).orElse(null))
                .bind("content", own.map(OwnContent::content).orElse(null))
                .execute());
  }

  void add(UUID id, UUID referral, UUID child, String vk, byte[] content) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(CHILD)
                .bind("id", id)
                .bind("referral", referral)
                .bind("child", child)
                .bind("vk", vk)
                .bind("content", content)
                .execute());
  }

  /** Whether it was not renewed before. */
  boolean renew(UUID id, Instant until, Instant now) {
    return 1
        == db.withHandle(
            handle ->
                handle
                    .createUpdate(RENEW)
                    .bind("id", id)
                    .bind("now", time(now))
                    .bind("until", time(until))
                    .execute());
  }

  void review(
      UUID id,
      Caller caller,
      NewReview given,
      Optional<LocalDate> tellAgainOn,
      SealedReview sealed,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(REVIEW)
                .bind("id", id)
                .bind("verdict", given.verdict().name())
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", time(now))
                .bind("told", given.subjectTold().told())
                .bind("tellAgainOn", tellAgainOn.orElse(null))
                .bind("content", sealed.content())
                .bind("child", sealed.child().orElse(null))
                .bind("key", sealed.wrappedKey().orElse(null))
                .execute());
  }

  /** Whether that was not told before. */
  boolean remind(UUID id, String about, Instant now) {
    return 1
        == db.withHandle(
            handle ->
                handle
                    .createUpdate(REMIND)
                    .bind("id", id)
                    .bind("about", about)
                    .bind("now", time(now))
                    .execute());
  }

  /** Whether it was not told again before since the newest review. */
  boolean toldAgain(UUID id, Instant now) {
    return 1
        == db.withHandle(
            handle ->
                handle.createUpdate(TOLD_AGAIN).bind("id", id).bind("now", time(now)).execute());
  }

  boolean suspended(byte[] professional, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(SUSPENDED)
                .bind("professional", professional)
                .bind("now", time(now))
                .mapTo(Boolean.class)
                .one());
  }

  Optional<Window> find(UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(WINDOW + "w.id = :id")
                .bind("id", id)
                .map((row, context) -> window(row))
                .findOne());
  }

  /** The window of this professional and nobody else. */
  Optional<Window> find(UUID id, byte[] professional) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(WINDOW + "w.id = :id and w.professional = :professional")
                .bind("id", id)
                .bind("professional", professional)
                .map((row, context) -> window(row))
                .findOne());
  }

  /**
   * Newest first; one more than {@code limit} tells that there is a next page.
   *
   * @param vk only of cases that this centre has; none: all
   */
  List<Window> page(Optional<String> vk, Optional<UUID> after, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(PAGE)
                .bind("vk", vk.orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> window(row))
                .list());
  }

  /** Those that nobody reviewed in time, and of which that was not told yet. */
  List<Window> overdue(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OVERDUE)
                .bind("now", time(now))
                .map((row, context) -> window(row))
                .list());
  }

  /** Those whose postponed telling is to be looked at again. */
  List<Window> toBeTold(LocalDate today) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(TO_BE_TOLD)
                .bind("today", today)
                .map((row, context) -> window(row))
                .list());
  }

  private static Window window(ResultSet row) throws SQLException {
    return new Window(
        row.getObject("id", UUID.class),
        instant(row, "opened_at"),
        row.getString("partner"),
        PartnerKind.valueOf(row.getString("kind")),
        row.getString("role"),
        BreakGlassReason.valueOf(row.getString("reason")),
        instant(row, "valid_until"),
        row.getBoolean("renewed"),
        instant(row, "review_due"),
        instant(row, "review_limit"),
        Optional.ofNullable(row.getString("wrapped_key")),
        Optional.ofNullable(row.getBytes("content")),
        read(row.getString("children"), CHILDREN).stream().map(ChildRow::opened).toList(),
        read(row.getString("review"), REVIEWS).stream().map(ReviewRow::review).findFirst());
  }

  private static <T> List<T> read(String json, TypeReference<List<T>> type) {
    try {
      return json == null ? List.of() : Json.MAPPER.readValue(json, type);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("a stored row does not read");
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
