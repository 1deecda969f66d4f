package be.schakel.referral;

import be.schakel.consent.ChildFacts;
import be.schakel.consent.Fact;
import be.schakel.consent.Records;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Supervision;
import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Channel;
import be.schakel.vocabulary.Handling;
import be.schakel.vocabulary.KindreflexSector;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.Urgency;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The stored reports, found only by who has something to do with them: a query never leaves that
 * filter out, so what is unrelated and what does not exist are the same empty answer of the same
 * query.
 */
@ApplicationScoped
class Referrals {

  private static final TypeReference<List<Rows.ChildRow>> CHILDREN = new TypeReference<>() {};
  private static final TypeReference<List<Rows.DocumentRow>> DOCUMENTS = new TypeReference<>() {};
  private static final TypeReference<List<Rows.ContributionRow>> CONTRIBUTIONS =
      new TypeReference<>() {};
  private static final TypeReference<List<Rows.DevelopmentRow>> DEVELOPMENTS =
      new TypeReference<>() {};
  private static final TypeReference<List<Rows.WordRow>> CORRESPONDENCE = new TypeReference<>() {};
  private static final TypeReference<List<Rows.ConsentRow>> CONSENTS = new TypeReference<>() {};
  private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};
  private static final TypeReference<List<Rows.LinkRow>> LINKS = new TypeReference<>() {};
  private static final TypeReference<List<Issue>> ISSUES = new TypeReference<>() {};
  private static final TypeReference<List<Past.Stand>> STANDS = new TypeReference<>() {};
  private static final TypeReference<List<OffsetDateTime>> MOMENTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

  /**
   * To plan such a text takes longer than to run it, and one plan serves every use. Left to itself
   * the database plans at each use for as long as it lives that saw its tables when they were
   * empty.
   */
  private static final String ONE_PLAN = "set local plan_cache_mode = force_generic_plan";

  @Inject Jdbi db;
  @Inject Records records;
  @Inject Supervision supervision;
  @Inject Ways ways;

  /** One report, if the partner has anything to do with it. */
  Optional<Rows> find(UUID id, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle, sql(caller).byId, caller, now)
                .bind("id", id)
                .bind("supervised", supervision.centres(caller, now))
                .map((row, context) -> rows(row, true))
                .findOne());
  }

  /** How one report got where it stands, as far as the asker can see that it moved. */
  Past past(UUID id, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle, sql(caller).past, caller, now)
                .bind("id", id)
                .map(
                    (row, context) ->
                        new Past(json(row, "stands", STANDS), json(row, "moments", MOMENTS)))
                .one());
  }

  /** Whether anybody at a centre ever worked on a report. */
  boolean workedOn(UUID id) {
    return db.withHandle(
        handle ->
            handle.createQuery(ReferralSql.WORKED_ON).bind("id", id).mapTo(Boolean.class).one());
  }

  /** A report, whoever asks; see {@link CaseFiles#ofAnyone}. */
  Optional<Rows> anyone(UUID id, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle, sql(caller).anyone, caller, now)
                .bind("id", id)
                .map((row, context) -> rows(row, false))
                .findOne());
  }

  /**
   * The children that a hash means, whoever asks; see {@link CaseFiles#known}.
   *
   * @param told asked for what a report tells about who decides, only where a consent is on record
   */
  List<KnownChild> known(byte[] person, BiFunction<UUID, UUID, ChildFacts> told) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ReferralSql.KNOWN_CHILDREN)
                .bind("person", person)
                .map((row, context) -> known(row, told))
                .list());
  }

  private static KnownChild known(ResultSet row, BiFunction<UUID, UUID, ChildFacts> told)
      throws SQLException {
    var referral = row.getObject("id", UUID.class);
    var child = row.getObject("child", UUID.class);
    return new KnownChild(
        new CaseFacts(
            referral,
            ReferralType.valueOf(row.getString("type")),
            row.getString("partner"),
            Optional.ofNullable(row.getString("vk")),
            Set.of(),
            false,
            ReferralStatus.valueOf(row.getString("status")) == ReferralStatus.ROUTING_REQUIRED,
            // Nobody asks here who reported
            true,
            List.of(
                new CaseFacts.Child(
                    child,
                    row.getString("pseudonym"),
                    row.getBoolean("secret_address"),
                    () -> told.apply(referral, child)))));
  }

  /** The report that has this child, document or consent, if the partner has to do with it. */
  Optional<Rows> findHolding(UUID part, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle, sql(caller).byPart, caller, now)
                .bind("id", part)
                .bind("supervised", supervision.centres(caller, now))
                .map((row, context) -> rows(row, true))
                .findOne());
  }

  /**
   * One more than {@code limit} reports tells that there is a next page.
   *
   * @param person keyed hash of a child to be found
   * @param identifier keyed hash of the partner's own reference
   */
  List<Rows> page(
      ReferralQuery query,
      Optional<byte[]> identifier,
      Optional<byte[]> person,
      Caller caller,
      Instant now) {
    return db.withHandle(
        handle ->
            related(handle, sql(caller).page(query), caller, now)
                .bind("only", query.only().orElse(null))
                .bind("statuses", query.statuses().stream().map(Enum::name).toArray(String[]::new))
                .bind("identifier", identifier.orElse(null))
                .bind("reference", query.reference().orElse(null))
                .bind("person", person.orElse(null))
                .bind("since", query.updatedSince().orElse(null))
                .bind("before", query.updatedBefore().orElse(null))
                .bind("afterId", query.after().map(Cursor::id).orElse(null))
                .bind("afterTime", query.after().map(Cursor::updatedAt).orElse(null))
                .bind("limit", query.limit() + 1)
                .map((row, context) -> rows(row, false))
                .list());
  }

  private static ReferralSql sql(Caller caller) {
    return switch (caller.partner().kind()) {
      case VK -> ReferralSql.FOR_CENTRE;
      case AUDITOR -> ReferralSql.FOR_SUPERVISION;
      default -> ReferralSql.FOR_OTHERS;
    };
  }

  private Query related(Handle handle, String text, Caller caller, Instant now) {
    handle.execute(ONE_PLAN);
    var partner = caller.partner();
    return handle
        .createQuery(text)
        .bind("professional", caller.unattended() ? null : records.professional(caller))
        .bind("partner", partner.code())
        .bind("purpose", caller.purpose().name())
        .bind("ways", ways.of(caller))
        .bind("today", LocalDate.ofInstant(now, SubmissionRules.BRUSSELS))
        .bind("now", now.atOffset(ZoneOffset.UTC));
  }

  private static Rows rows(ResultSet row, boolean whole) throws SQLException {
    return new Rows(
        head(row),
        json(row, "children", CHILDREN),
        whole ? json(row, "documents", DOCUMENTS) : List.of(),
        whole ? json(row, "contributions", CONTRIBUTIONS) : List.of(),
        whole ? json(row, "developments", DEVELOPMENTS) : List.of(),
        whole ? json(row, "consents", CONSENTS) : List.of(),
        whole ? json(row, "facts", FACTS) : List.of(),
        whole ? json(row, "correspondence", CORRESPONDENCE) : List.of(),
        whole
            ? Optional.ofNullable(row.getString("retraction"))
                .map(text -> parse(text, new TypeReference<>() {}))
            : Optional.empty(),
        whole ? json(row, "links", LINKS) : List.of(),
        whole ? json(row, "duplicates", WORDS) : List.of(),
        json(row, "addressed", WORDS),
        json(row, "team", WORDS));
  }

  private static Rows.Head head(ResultSet row) throws SQLException {
    return new Rows.Head(
        row.getObject("id", UUID.class),
        row.getString("reference"),
        row.getString("partner"),
        ReferralType.valueOf(row.getString("type")),
        Optional.ofNullable(row.getString("handling")).map(Handling::valueOf),
        Urgency.valueOf(row.getString("urgency")),
        Optional.ofNullable(row.getString("channel")).map(Channel::valueOf),
        Optional.ofNullable(row.getString("reporter_category")).map(ReporterCategory::valueOf),
        Optional.ofNullable(row.getString("kindreflex_sector")).map(KindreflexSector::valueOf),
        time(row, "received_at"),
        ReferralStatus.valueOf(row.getString("status")),
        time(row, "status_since"),
        row.getInt("status_seq"),
        Optional.ofNullable(row.getString("vk")),
        time(row, "updated_at"),
        row.getBytes("content"),
        json(row, "warnings", ISSUES));
  }

  private static OffsetDateTime time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }

  private static <T> List<T> json(ResultSet row, String column, TypeReference<List<T>> type)
      throws SQLException {
    var text = row.getString(column);
    return text == null ? List.of() : parse(text, type);
  }

  private static <T> T parse(String text, TypeReference<T> type) {
    try {
      return Json.MAPPER.readValue(text, type);
    } catch (JsonProcessingException changed) {
      // Without its message, which would quote the row
      throw new IllegalStateException(
          "a stored row does not read: " + changed.getClass().getSimpleName());
    }
  }
}
