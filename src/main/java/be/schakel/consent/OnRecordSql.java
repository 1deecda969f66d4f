package be.schakel.consent;

/** The queries for what is on record about reports, each one row. */
final class OnRecordSql {

  private static final String CONSENT_COLUMNS =
      """
      json_agg(json_build_object('id', k.id, 'referral', k.referral, 'child', k.child, 'givers', k.givers,
        'grantee', k.grantee, 'categories', k.categories, 'purposes', k.purposes, 'validFrom', k.valid_from,
        'validTo', k.valid_to, 'status', k.status, 'otherParentPresumption', k.other_parent_presumption,
        'recordedBy', k.recorded_by, 'recordedAt', k.recorded_at))""";

  private static final String FACTS =
      """
      (select json_agg(f) from (
         select distinct on (child, person, kind) child, person, kind, value from fact
          where referral = any(:referrals) order by child, person, kind, id desc) f)""";

  /** The one query for a page. Facts matter only where there is a consent. */
  static final String OF_SEVERAL =
      "with mine as (select * from consent where grantee = :grantee and referral = any(:referrals)"
          + " and status = 'ACTIVE' and :today between valid_from and valid_to) select (select "
          + CONSENT_COLUMNS
          + " from mine k) as consents, "
          + """
          (select json_agg(json_build_object('referral', g.referral, 'child', g.child, 'ground', g.ground,
             'grantee', g.grantee, 'categories', g.categories,
             'professional', case when g.professional is not null then :person::text end, 'verontrusting', g.verontrusting,
             'necessity', g.necessity, 'consentSought', g.consent_sought, 'from', g.valid_from, 'until', g.valid_until))
             from ground g
            where g.grantee = :grantee and g.referral = any(:referrals) and :now >= g.valid_from and :now < g.valid_until
              and (g.professional is null or g.professional = :professional)
              and not exists (select 1 from ground_end e where e.origin = g.origin)) as grounds,
          case when exists (select 1 from mine) then\s"""
          + FACTS
          + " end as facts";

  /**
   * The same for one report. Of an array the database does not know how many it holds and plans the
   * query anew each time, which takes longer than answering it.
   */
  static final String OF_ONE = OF_SEVERAL.replace("= any(:referrals)", "= :referral");

  /** Every consent about some reports, whoever it is for. */
  static final String WHOLE =
      "select (select "
          + CONSENT_COLUMNS
          + " from consent k where k.referral = any(:referrals)) as consents, "
          + FACTS
          + " as facts";

  private OnRecordSql() {}
}
