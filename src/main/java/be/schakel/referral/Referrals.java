package be.schakel.referral;

import be.schakel.consent.Records;
import be.schakel.edge.Json;
import be.schakel.partner.Caller;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Channel;
import be.schakel.vocabulary.Handling;
import be.schakel.vocabulary.KindreflexSector;
import be.schakel.vocabulary.PartnerKind;
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
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * The stored reports, found only by who has something to do with them: a query never leaves that
 * filter out, so what is unrelated and what does not exist are the same empty answer of the same
 * query.
 */
@ApplicationScoped
class Referrals {

  /** Agrees with the policy's relations; a property test holds the two together. */
  private static final String RELATED =
      """
      (r.partner = :partner
       or (:centre and (r.vk = :partner or r.status = 'ROUTING_REQUIRED'))
       or (r.status <> 'RETRACTED' and
           (exists (select 1 from consent k where k.referral = r.id and k.grantee = :partner and k.status = 'ACTIVE'
                       and :today between k.valid_from and k.valid_to and :now < k.usable_until)
            or exists (select 1 from ground g where g.referral = r.id and g.grantee = :partner
                         and (g.professional is null or g.professional = :professional)
                         and :now >= g.valid_from and :now < g.valid_until
                         and not exists (select 1 from ground_end e where e.origin = g.origin))
            or exists (select 1 from contribution a where a.referral = r.id
                         and (:partner = any(a.audience) or (a.by_partner = :partner and not :centre))
                         and not exists (select 1 from contribution_retraction x where x.contribution = a.id)))))""";

  private static final String OWNED =
      "(:centre and (r.vk = :partner or r.status = 'ROUTING_REQUIRED'))";

  /** Who may not know the status finds nothing by it, and not by when it changed. */
  private static final String SEES_STATUS =
      """
      (r.partner = :partner
       or exists (select 1 from consent k where k.referral = r.id and k.grantee = :partner and k.status = 'ACTIVE'
                     and 'STATUS' = any(k.opens)
                     and :today between k.valid_from and k.valid_to and :now < k.usable_until)
       or exists (select 1 from ground g where g.referral = r.id and g.grantee = :partner
                     and 'STATUS' = any(g.categories) and :now >= g.valid_from and :now < g.valid_until
                     and not exists (select 1 from ground_end e where e.origin = g.origin)))""";

  /** When something last changed that this asker can see; its centre sees everything. */
  private static final String CHANGED =
      "case when "
          + OWNED
          + " then r.updated_at else greatest(r.received_at, case when "
          + SEES_STATUS
          + """
           and not (r.status in ('TRANSFERRED', 'RECEIVED')
             and exists (select 1 from child s where s.referral = r.id and s.secret_address)) then r.status_since end,
          (select max(greatest(a.recorded_at, x.recorded_at))
             from contribution a left join contribution_retraction x on x.contribution = a.id
            where a.referral = r.id
              and (:partner = any(a.audience) or a.by_partner = :partner
                   or exists (
                         select 1 from consent k where k.referral = r.id and k.grantee = :partner and k.status = 'ACTIVE'
                            and a.category = any(k.opens)
                            and :today between k.valid_from and k.valid_to and :now < k.usable_until))),
          (select max(v.recorded_at) from development v where v.referral = r.id and v.by_partner = :partner)) end""";

  private static final String HEAD =
      """
      select r.id, r.reference, r.partner, r.type, r.handling, r.urgency, r.channel, r.reporter_category, r.kindreflex_sector,
             r.received_at, r.status, r.status_since, r.status_seq, r.vk, r.content, r.warnings,
             (select json_agg(json_build_object('id', c.id, 'key', c.key, 'pseudonym', c.pseudonym,
                        'secretAddress', c.secret_address, 'problem', c.problem, 'contexts', c.contexts,
                        'wrappedKey', c.wrapped_key, 'content', encode(c.content, 'hex')) order by c.position)
                from child c where c.referral = r.id) as children,
             (select json_agg(distinct reader) from contribution a, unnest(a.audience || a.by_partner) reader
               where a.referral = r.id and (reader = any(a.audience) or (reader = :partner and not :centre))
                 and not exists (select 1 from contribution_retraction x where x.contribution = a.id)) as addressed,
             case when :centre and r.vk = :partner then
               (select json_agg(encode(member, 'hex'))
                  from (select t.members from case_team t where t.referral = r.id and t.by_partner = r.vk
                         order by t.id desc limit 1) newest, unnest(newest.members) member) end as team,
             """
          + CHANGED
          + " as updated_at";

  private static final String WHOLE =
      HEAD
          + """
          ,
                 (select json_agg(json_build_object('id', d.id, 'partner', d.partner, 'part', d.part, 'children', d.children,
                            'category', d.category, 'contentType', d.content_type, 'size', d.size,
                            'sha256', encode(d.sha256, 'hex'), 'title', encode(d.title, 'hex'),
                            'sealedKey', encode(d.sealed_key, 'hex'), 'receivedAt', d.received_at) order by d.position, d.id)
                    from document d where d.referral = r.id) as documents,
                 (select json_agg(json_build_object('id', a.id, 'category', a.category, 'child', a.child,
                            'version', a.version, 'partner', a.by_partner, 'content', encode(a.content, 'hex'),
                            'details', encode(a.details, 'hex'), 'reviewOn', a.review_on, 'audience', a.audience,
                            'recordedAt', a.recorded_at,
                            'retraction', (select json_build_object('reason', x.reason_code, 'text', encode(x.reason, 'hex'),
                                             'since', x.recorded_at)
                                             from contribution_retraction x where x.contribution = a.id)) order by a.id)
                    from contribution a where a.referral = r.id) as contributions,
                 (select json_agg(json_build_object('id', v.id, 'partner', v.by_partner, 'occurredAt', v.occurred_at,
                            'content', encode(v.content, 'hex'), 'recordedAt', v.recorded_at) order by v.id)
                    from development v where v.referral = r.id) as developments,
                 (select json_agg(json_build_object('id', k.id, 'child', k.child, 'grantee', k.grantee,
                            'categories', k.categories, 'purposes', k.purposes, 'validFrom', k.valid_from,
                            'validTo', k.valid_to, 'status', k.status, 'content', encode(k.content, 'hex')) order by k.id)
                    from consent k where k.referral = r.id) as consents,
                 (select json_build_object('reason', s.reason_code, 'text', encode(s.reason, 'hex'), 'since', s.since)
                    from referral_status s where s.referral = r.id and s.status = 'RETRACTED') as retraction,
                 case when :centre and r.vk = :partner then
                   (select json_agg(distinct o.reference)
                      from child c join child t on (t.person in (c.person, c.alias) or t.alias in (c.person, c.alias))
                      join referral o on o.id = t.referral
                     where c.referral = r.id and t.referral <> r.id and o.partner <> r.partner
                       and (o.status <> 'RETRACTED' or o.vk = :partner)) end as duplicates""";

  private static final String FROM = "\n  from referral r\n where ";

  private static final String BY_ID = WHOLE + FROM + "r.id = :id and " + RELATED;

  private static final String BY_PART =
      WHOLE
          + FROM
          + """
          r.id in (select c.referral from child c where c.id = :id
                   union all select d.referral from document d where d.id = :id
                   union all select k.referral from consent k where k.id = :id)
             and\s"""
          + RELATED;

  /** Who asks for what was transferred does not find by it what a secret address hides (H8). */
  private static final String SHOWN =
      """
      case when r.status = 'TRANSFERRED' and not (:centre and r.vk = :partner)
            and exists (select 1 from child s where s.referral = r.id and s.secret_address)
           then 'RECEIVED' else r.status end""";

  /** Who may not know which child it is does not find by a number that it is this one. */
  private static final String KNOWN =
      """
      (r.partner = :partner
       or (:centre and (r.vk = :partner or r.status = 'ROUTING_REQUIRED'))
       or exists (select 1 from consent k where k.child = c.id and k.grantee = :partner and k.status = 'ACTIVE'
                     and 'CHILD_ID' = any(k.opens)
                     and :today between k.valid_from and k.valid_to and :now < k.usable_until))""";

  private static final String KNOWN_CHILDREN =
      "select r.id, c.id as child, r.vk, coalesce("
          + KNOWN
          + """
           or exists (select 1 from ground g where g.referral = r.id and g.grantee = :partner
                        and (g.child is null or g.child = c.id)
                        and (g.professional is null or g.professional = :professional)
                        and 'CHILD_ID' = any(g.categories) and :now >= g.valid_from and :now < g.valid_until
                        and not exists (select 1 from ground_end e where e.origin = g.origin)), false) as related
            from child c join referral r on r.id = c.referral
           where (c.person = :person or c.alias = :person) and r.status <> 'RETRACTED'
           order by r.id desc, c.position""";

  private static final String PAGE =
      HEAD
          + FROM
          + RELATED
          + """
           and (:only::uuid is null or r.id = :only)
           and (:anyStatus or ((\s"""
          + OWNED
          + " or "
          + SEES_STATUS
          + ") and "
          + SHOWN
          + """
           = any(:statuses)))
           and (:identifier::bytea is null or (r.partner = :partner and r.identifier = :identifier))
           and (:person::bytea is null or exists (select 1 from child c where c.referral = r.id
                                                     and (c.person = :person or c.alias = :person) and """
          + KNOWN
          + "))";
  private static final String NEWEST_FIRST =
      PAGE + " and (:afterId::uuid is null or r.id < :afterId) order by r.id desc limit :limit";

  /** Nobody sees a change later than the report itself has it, so that an index narrows first. */
  private static final String BY_CHANGE =
      "select * from ("
          + PAGE
          + """
           and r.updated_at >= :since) page
          where updated_at >= :since
            and (:afterId::uuid is null or (updated_at, id) > (:afterTime, :afterId))
          order by updated_at, id limit :limit""";

  private static final TypeReference<List<Rows.ChildRow>> CHILDREN = new TypeReference<>() {};
  private static final TypeReference<List<Rows.DocumentRow>> DOCUMENTS = new TypeReference<>() {};
  private static final TypeReference<List<Rows.ContributionRow>> CONTRIBUTIONS =
      new TypeReference<>() {};
  private static final TypeReference<List<Rows.DevelopmentRow>> DEVELOPMENTS =
      new TypeReference<>() {};
  private static final TypeReference<List<Rows.ConsentRow>> CONSENTS = new TypeReference<>() {};
  private static final TypeReference<List<Issue>> ISSUES = new TypeReference<>() {};
  private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

  @Inject Jdbi db;
  @Inject Records records;

  /** One report, if the partner has anything to do with it. */
  Optional<Rows> find(UUID id, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle.createQuery(BY_ID), caller, now)
                .bind("id", id)
                .map((row, context) -> rows(row, true))
                .findOne());
  }

  /** A report, whoever asks; see {@link CaseFiles#ofAnyone}. */
  Optional<Rows> anyone(UUID id, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(
                    handle.createQuery(HEAD + FROM + "r.id = :id and r.status <> 'RETRACTED'"),
                    caller,
                    now)
                .bind("id", id)
                .map((row, context) -> rows(row, false))
                .findOne());
  }

  /** The children that a hash means, whoever asks; see {@link CaseFiles#known}. */
  List<KnownChild> known(byte[] person, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle.createQuery(KNOWN_CHILDREN), caller, now)
                .bind("person", person)
                .map(
                    (row, context) ->
                        new KnownChild(
                            row.getObject("id", UUID.class),
                            row.getObject("child", UUID.class),
                            Optional.ofNullable(row.getString("vk")),
                            row.getBoolean("related")))
                .list());
  }

  /** The report that has this child, document or consent, if the partner has to do with it. */
  Optional<Rows> findHolding(UUID part, Caller caller, Instant now) {
    return db.withHandle(
        handle ->
            related(handle.createQuery(BY_PART), caller, now)
                .bind("id", part)
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
            related(
                    handle.createQuery(query.updatedSince().isPresent() ? BY_CHANGE : NEWEST_FIRST),
                    caller,
                    now)
                .bind("only", query.only().orElse(null))
                .bind("anyStatus", query.statuses().isEmpty())
                .bind("statuses", query.statuses().stream().map(Enum::name).toArray(String[]::new))
                .bind("identifier", identifier.orElse(null))
                .bind("person", person.orElse(null))
                .bind("since", query.updatedSince().orElse(null))
                .bind("afterId", query.after().map(Cursor::id).orElse(null))
                .bind("afterTime", query.after().map(Cursor::updatedAt).orElse(null))
                .bind("limit", query.limit() + 1)
                .map((row, context) -> rows(row, false))
                .list());
  }

  private Query related(Query query, Caller caller, Instant now) {
    var partner = caller.partner();
    return query
        .bind("professional", caller.unattended() ? null : records.professional(caller))
        .bind("partner", partner.code())
        .bind("centre", partner.kind() == PartnerKind.VK)
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
        whole
            ? Optional.ofNullable(row.getString("retraction"))
                .map(text -> parse(text, new TypeReference<>() {}))
            : Optional.empty(),
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
