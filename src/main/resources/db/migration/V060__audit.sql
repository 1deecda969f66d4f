-- What auditors do about the log: samples, findings and their answers.
--
-- Purpose: supervision (GDPR 39 and 58). No personal data of a child but pseudonyms; what people write is sealed, each row with a
-- key of its own. Retention: as the log. All rows are only ever added.

create table audit_sample (
  id uuid primary key,
  seed text not null,
  size int not null,
  population bigint not null,
  -- conditions, with the end at which the range was frozen
  filter jsonb not null,
  -- what the engagements covered that it was drawn within
  covers jsonb not null,
  -- in the order in which they were drawn
  entries uuid[] not null,
  auditor text not null,
  by_role text not null,
  -- keyed hash of the professional
  by_person bytea not null,
  recorded_at timestamptz not null
);
comment on table audit_sample is 'A random sample of the log, and what it takes to draw it again.';

create table audit_finding (
  id uuid primary key,
  entry uuid not null,
  sample uuid references audit_sample,
  -- the centre that had the case; none: the data protection officer answers
  vk text,
  auditor text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  wrapped_key text not null,
  content bytea not null
);
create index audit_finding_vk on audit_finding (vk, id);
comment on table audit_finding is 'What an auditor found about an entry of the log.';

create table audit_finding_answer (
  finding uuid primary key references audit_finding,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  wrapped_key text not null,
  content bytea not null
);
comment on table audit_finding_answer is 'What the centre, or the data protection officer, answered to a finding.';

grant select, insert on audit_sample, audit_finding, audit_finding_answer to schakel_app;
