package be.schakel.referral;

import java.util.StringJoiner;

/**
 * The queries over stored reports, in the form for a centre, for supervision, and for anybody else.
 *
 * <p>A text holds only what its asker and its conditions need. One that also served a centre, or a
 * condition that was not given, would look so dear to the database that it planned it anew at every
 * use, which takes longer than to run it.
 */
final class ReferralSql {

  /** Agrees with the policy's relations; a property test holds the two together. */
  private static final String RELATED =
      """
      (r.partner = :partner
       or (:centre and (r.vk = :partner or r.status = 'ROUTING_REQUIRED'))
       or (r.status <> 'RETRACTED' and
           (:supervises
            or exists (select 1 from consent k where k.referral = r.id and k.grantee = :partner and k.status = 'ACTIVE'
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

  private static final String SECRET_ADDRESS =
      "exists (select 1 from child s where s.referral = r.id and s.secret_address)";

  private static final String OWN_CONTRIBUTION =
      "(:partner = any(a.audience) or (a.by_partner = :partner and not :centre))";

  /**
   * Whose change of a contribution this asker can see: exactly who is shown it, or was before it
   * was taken back. A test over all that can make a difference holds it together with the gate.
   */
  private static final String SEES_CONTRIBUTION =
      "((a.audience = '{}' or "
          + OWN_CONTRIBUTION
          + """
          ) and (a.readers is null or :partner = any(a.readers))
           and not exists (select 1 from child c
             where c.referral = r.id and c.id = coalesce(a.child, c.id) and not (\s"""
          + way("OWN")
          + """

               or exists (select 1 from consent k where k.referral = r.id and k.child = c.id
                   and k.grantee = :partner and k.status = 'ACTIVE'
                   and a.category = any(k.opens) and :purpose = any(k.purposes)
                   and :today between k.valid_from and k.valid_to and :now < k.usable_until
                   and (x.recorded_at is null or k.recorded_at < x.recorded_at)
                   and (\s"""
          + way("CONSENT")
          + " or (k.child_and_carers and "
          + way("DOUBLE_CONSENT")
          + """
          )))
               or exists (select 1 from ground g where g.referral = r.id and g.grantee = :partner
                   and g.ground = 'G1_SHARED_SECRECY' and g.verontrusting and g.necessity and g.consent_sought
                   and (g.child is null or g.child = c.id) and a.category = any(g.categories)
                   and (g.professional is null or g.professional = :professional)
                   and :now >= g.valid_from and :now < g.valid_until
                   and (x.recorded_at is null or g.recorded_at < x.recorded_at)
                   and not exists (select 1 from ground_end e where e.origin = g.origin)
                   and\s"""
          + way("SHARED_SECRECY")
          + "))))";

  /** Whether something opens a contribution about a child to the asker; see {@link Ways}. */
  private static String way(String by) {
    return "strpos(:ways, concat_ws(':', ';"
        + by
        + "', a.category, r.type, c.secret_address, r.partner = :partner, "
        + OWN_CONTRIBUTION
        + ") || ';') > 0";
  }

  /** When something last changed that this asker can see; its centre sees everything. */
  private static final String CHANGED =
      "case when "
          + OWNED
          + " then r.updated_at else greatest(r.received_at, case when "
          + SEES_STATUS
          + " and not (r.status in ('TRANSFERRED', 'RECEIVED') and "
          + SECRET_ADDRESS
          + """
          ) then r.status_since end,
          (select max(greatest(a.recorded_at, x.recorded_at))
             from contribution a left join contribution_retraction x on x.contribution = a.id
            where a.referral = r.id and\s"""
          + SEES_CONTRIBUTION
          + """
          ),
          (select max(v.recorded_at) from development v where v.referral = r.id and v.by_partner = :partner),
          (select max(w.recorded_at) from correspondence w where w.referral = r.id and r.partner = :partner),
          (select max(y.recorded_at) from document_retraction y where y.referral = r.id and y.by_partner = :partner)) end""";

  /**
   * The moments of which that is the last, and where the report stood. Where an address is secret,
   * nothing before a transfer is told: who saw the report taken up and then received again would
   * know of it (H8).
   */
  private static final String PAST =
      """
      select (select json_agg(json_build_object('seq', s.seq, 'status', s.status, 'since', s.since, 'vk', s.vk) order by s.seq)
                from referral_status s where s.referral = r.id) as stands,
             (select json_agg(distinct at order by at) from (
                select case when seen then s.since else r.received_at end as at
                  from (select s.*,\s"""
          + OWNED
          + " or "
          + SEES_STATUS
          + " and not ("
          + SECRET_ADDRESS
          + """
           and (s.status in ('TRANSFERRED', 'RECEIVED')
                                   or exists (select 1 from referral_status t where t.referral = s.referral
                                                 and t.seq > s.seq and t.status = 'TRANSFERRED'))) as seen
                          from referral_status s where s.referral = r.id) s
                 where seen or s.seq = 0
                union all
                select unnest(array[a.recorded_at, x.recorded_at])
                  from contribution a left join contribution_retraction x on x.contribution = a.id
                 where a.referral = r.id and (:owned or\s"""
          + SEES_CONTRIBUTION
          + """
          )
                union all
                select v.recorded_at from development v where v.referral = r.id and (:owned or v.by_partner = :partner)
                union all
                select w.recorded_at from correspondence w where w.referral = r.id and (:owned or r.partner = :partner)
                union all
                select y.recorded_at from document_retraction y where y.referral = r.id and (:owned or y.by_partner = :partner)
                union all
                select n.recorded_at from document_replacement n where n.referral = r.id and :owned) changed
               where at is not null) as moments
        from referral r where r.id = :id""";

  private static final String HEAD =
      """
      select r.id, r.reference, r.partner, r.type, r.handling, r.urgency, r.channel, r.reporter_category, r.kindreflex_sector,
             r.received_at, r.status, r.status_since, r.status_seq, r.vk, r.content, r.warnings,
             (select json_agg(json_build_object('id', c.id, 'key', c.key, 'pseudonym', c.pseudonym,
                        'secretAddress', c.secret_address, 'problem', c.problem, 'contexts', c.contexts,
                        'wrappedKey', c.wrapped_key, 'manoOutcome', c.mano_outcome, 'content', encode(c.content, 'hex')) order by c.position)
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
                 (select json_agg(json_build_object('id', d.id, 'partner', d.partner, 'part', d.part, 'position', d.position, 'children', d.children,
                            'category', d.category, 'contentType', d.content_type, 'size', d.size,
                            'sha256', encode(d.sha256, 'hex'), 'title', encode(d.title, 'hex'),
                            'sealedKey', encode(d.sealed_key, 'hex'), 'receivedAt', d.received_at, 'changes', d.changes::json,
                            'scan', (select z.state from document_scan z where z.document = d.id),
                            'readers', (
                              select case when p.acute or exists (select 1 from parket_report_second s where s.report = p.id)
                                          then json_build_array((select a.addressee from parket_report_addressee a
                                                                  where a.report = p.id order by a.id desc limit 1))
                                          else '[]'::json end
                                from parket_report p where p.referral = r.id and p.document = d.id),
                            'replaces', (select n.document from document_replacement n where n.replacement = d.id),
                            'replacedBy', (select document_replaced_by(o.document) from document_replacement o where o.document = d.id limit 1),
                            'lineSince', (select n.line_since from document_replacement n where n.replacement = d.id),
                            'retraction', (select json_build_object('reason', y.reason_code, 'text', encode(y.reason, 'hex'),
                                             'since', y.recorded_at)
                                             from document_retraction y where y.document = d.id)) order by d.position, d.id)
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
                            'content', encode(v.content, 'hex'), 'question', v.question, 'recordedAt', v.recorded_at) order by v.id)
                    from development v where v.referral = r.id) as developments,
                 (select json_agg(json_build_object('id', w.id, 'kind', w.kind, 'about', w.about,
                            'content', encode(w.content, 'hex'), 'recordedAt', w.recorded_at) order by w.id)
                    from correspondence w where w.referral = r.id) as correspondence,
                 (select json_agg(json_build_object('id', k.id, 'child', k.child, 'grantee', k.grantee,
                            'categories', k.categories, 'purposes', k.purposes, 'validFrom', k.valid_from,
                            'validTo', k.valid_to, 'status', k.status, 'givers', k.givers,
                            'otherParentPresumption', k.other_parent_presumption, 'recordedBy', k.recorded_by,
                            'recordedAt', k.recorded_at, 'content', encode(k.content, 'hex')) order by k.id)
                    from consent k where k.referral = r.id) as consents,
                 (select json_agg(f) from (
                    select distinct on (child, person, kind) child, person, kind, value from fact
                     where referral = r.id order by child, person, kind, id desc) f) as facts,
                 (select json_build_object('reason', s.reason_code, 'text', encode(s.reason, 'hex'), 'since', s.since)
                    from referral_status s where s.referral = r.id and s.status = 'RETRACTED') as retraction,
                 case when :centre and r.vk = :partner then
                   (select json_agg(json_build_object('id', l.id, 'child', l.child, 'other', l.other,
                             'otherReferral', l.other_referral, 'type', l.type, 'reversed', l.reversed,
                             'since', l.recorded_at) order by l.id)
                      from (select id, child, other, other_referral, type, false as reversed, recorded_at
                              from child_link where referral = r.id
                             union all
                            select id, other, child, referral, type, true, recorded_at
                              from child_link where other_referral = r.id) l
                      join referral o on o.id = l.other_referral and o.vk = :partner
                     where not exists (select 1 from child_link_end e where e.link = l.id)) end as links,
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
                   union all select k.referral from consent k where k.id = :id
                   union all select w.referral from correspondence w where w.id = :id
                   union all select v.referral from development v where v.id = :id)
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
       or exists (select 1 from consent k where k.referral = r.id and k.child = c.id
                     and k.grantee = :partner and k.status = 'ACTIVE'
                     and 'CHILD_ID' = any(k.opens)
                     and :today between k.valid_from and k.valid_to and :now < k.usable_until)
       or exists (select 1 from ground g where g.referral = r.id and g.grantee = :partner
                     and (g.child is null or g.child = c.id)
                     and (g.ground in ('G4_CASE_CONFERENCE', 'G6_WRITTEN_REQUEST')
                          or (g.ground in ('G1_SHARED_SECRECY', 'G5_PARKET_REFERRAL') and 'CHILD_ID' = any(g.categories)))
                     and :now >= g.valid_from and :now < g.valid_until
                     and not exists (select 1 from ground_end e where e.origin = g.origin)))""";

  /** The children that a hash means, whoever asks. */
  static final String KNOWN_CHILDREN =
      """
      select r.id, r.type, r.partner, r.vk, r.status, c.id as child, c.pseudonym, c.secret_address
        from child c join referral r on r.id = c.referral
       where (c.person = :person or c.alias = :person) and r.status <> 'RETRACTED'
       order by r.id desc, c.position""";

  static final String WORKED_ON =
      "select exists (select 1 from referral_status where referral = :id and status in ('TAKEN_UP', 'ADVICE_GIVEN'))";

  private static final String ANYONE = HEAD + FROM + "r.id = :id and r.status <> 'RETRACTED'";
  private static final String LIST = HEAD + FROM + RELATED;

  private static final String OF_STATUS =
      "(("
          + OWNED
          + " or "
          + SEES_STATUS
          + ") and "
          + SHOWN
          + """
           = any(:statuses))""";

  private static final String OURS = "r.reference = :reference";
  private static final String THEIRS = "r.partner = :partner and r.identifier = :identifier";

  private static final String OF_CHILD =
      """
      exists (select 1 from child c where c.referral = r.id
                                      and (c.person = :person or c.alias = :person) and\s"""
          + KNOWN
          + ")";

  /** For a VK. */
  static final ReferralSql FOR_CENTRE = new ReferralSql("true", "false");

  /** For an auditor. */
  static final ReferralSql FOR_SUPERVISION =
      new ReferralSql("false", "coalesce(r.vk, '') = any(:supervised)");

  /** For a partner of any other kind. */
  static final ReferralSql FOR_OTHERS = new ReferralSql("false", "false");

  /** One report of the asker's. */
  final String byId;

  /** The report of the asker's that has this child, document or consent. */
  final String byPart;

  /** One report, whoever asks. */
  final String anyone;

  /** How a report got where it stands, which is the asker's. */
  final String past;

  private final String centre;

  /**
   * @param supervises whether the asker supervises the centre that has the report
   */
  private ReferralSql(String centre, String supervises) {
    this.centre = centre;
    this.byId = said(BY_ID, supervises);
    this.byPart = said(BY_PART, supervises);
    this.anyone = said(ANYONE, "false");
    this.past = said(PAST.replace(":owned", OWNED), "false");
  }

  /** A page of the asker's reports by these conditions, and one report more. */
  String page(ReferralQuery query) {
    var where = new StringJoiner(" and ", " and ", "").setEmptyValue("");
    query.only().ifPresent(any -> where.add("r.id = :only"));
    if (!query.statuses().isEmpty()) {
      where.add(OF_STATUS);
    }
    query.identifier().ifPresent(any -> where.add(query.reference().isPresent() ? OURS : THEIRS));
    query.childInsz().ifPresent(any -> where.add(OF_CHILD));
    // Nothing that a list shows is open to supervision, which searches the log instead
    return said(
        query.updatedSince().isPresent() ? byChange(where, query) : newestFirst(where, query),
        "false");
  }

  private static String newestFirst(StringJoiner where, ReferralQuery query) {
    query.after().ifPresent(any -> where.add("r.id < :afterId"));
    return LIST + where + " order by r.id desc limit :limit";
  }

  /** Nobody sees a change later than the report itself has it, so that an index narrows first. */
  private static String byChange(StringJoiner where, ReferralQuery query) {
    where.add("r.updated_at >= :since");
    var before = query.updatedBefore().map(any -> " and updated_at < :before").orElse("");
    var after =
        query.after().map(any -> " and (updated_at, id) > (:afterTime, :afterId)").orElse("");
    return "select * from ("
        + LIST
        + where
        + ") page where updated_at >= :since"
        + before
        + after
        + " order by updated_at, id limit :limit";
  }

  private String said(String text, String supervises) {
    return text.replace(":centre", centre).replace(":supervises", supervises);
  }
}
