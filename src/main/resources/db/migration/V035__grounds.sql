-- What stands behind a legal ground: its evidence, who recorded, confirmed or released it; teams that a case is kept within;
-- auditors' engagements.
--
-- Legal ground: decree of 12 July 2013 on integral youth help, arts. 72 to 75/1; Criminal Code, old arts. 458bis and 458ter;
-- supervision (GDPR 39, 58). Retention: as the report; engagements as the log. All rows are only ever added; what a person
-- wrote is sealed with the children's keys.

-- Its id is the origin of the rows of table ground that it opened
create table ground_record (
  id uuid primary key,
  referral uuid not null references referral,
  -- none: every child of the report
  child uuid references child,
  ground text not null,
  partners text[] not null,
  categories text[] not null default '{}',
  by_partner text not null,
  by_role text not null,
  -- keyed hash of the professional
  by_person bytea not null,
  recorded_at timestamptz not null,
  -- evidence, reference, legal basis; sealed
  content bytea not null,
  constraint ground_record_of_a_known_kind check (ground in ('G1_SHARED_SECRECY', 'G3_DANGER_MINOR', 'G4_CASE_CONFERENCE',
    'G6_WRITTEN_REQUEST'))
);
create index ground_record_referral on ground_record (referral);
comment on table ground_record is 'The evidence of a ground other than consent, as the centre put it on record.';

-- The second person's step: confirms a danger, releases basic data
create table ground_step (
  record uuid primary key references ground_record,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null
);
comment on table ground_step is 'The human decision after a ground was recorded: confirmed by a second person, or released.';

create table case_team (
  id uuid primary key,
  referral uuid not null references referral,
  -- keyed hashes of its professionals; empty lifts it
  members bytea[] not null,
  -- the team counts for this centre alone
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  -- why; sealed
  content bytea not null
);
create index case_team_referral on case_team (referral, id);
comment on table case_team is 'The professionals within whom a centre keeps a case; the newest row counts.';

create table outside_team (
  id uuid primary key,
  referral uuid not null references referral,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  request text not null,
  recorded_at timestamptz not null,
  -- the reason; sealed
  content bytea not null
);
create index outside_team_referral on outside_team (referral);
comment on table outside_team is 'Who of the centre saw a case from outside its team, and the written reason.';

create table audit_engagement (
  id uuid primary key,
  auditor text not null,
  centres text[] not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- what it is for; no personal data
  purpose text not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  constraint engagement_has_a_period check (valid_until > valid_from)
);
create index audit_engagement_auditor on audit_engagement (auditor);
comment on table audit_engagement is 'What an auditor may look into: period, centres, purpose; beside those of the registry file.';

create table audit_engagement_end (
  engagement uuid primary key references audit_engagement,
  ended_at timestamptz not null,
  by_partner text not null,
  by_role text not null
);
comment on table audit_engagement_end is 'Ends an engagement before its time.';

grant select, insert on ground_record, ground_step, case_team, outside_team, audit_engagement, audit_engagement_end to schakel_app;
