-- Requests of children, parents and trusted persons to see what is on record.
--
-- Legal ground: GDPR arts. 12 and 15; decree of 7 May 2004 on the legal position of minors, arts. 20-23. Purpose: answer in time,
-- and show that it was answered. Retention: as the report. Rows are only ever added; who asks is sealed with the child's key.
create table access_request (
  id uuid primary key,
  referral uuid not null references referral,
  child uuid not null references child,
  applicant text not null,
  -- the asker's place among the persons of the report, from 1; none for the child and for who is not one of them
  person integer,
  identity_check text not null,
  identity_checked_on date not null,
  language text not null,
  requested_on date not null,
  answer_by date not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- the name of a trusted person, why it acts for the child, how its identity was checked, who registered it; sealed
  content bytea not null,
  constraint access_request_by_a_known_kind check (applicant in ('CHILD', 'PARENT', 'TRUSTED_PERSON')),
  constraint access_request_of_a_person check ((person is not null) = (applicant = 'PARENT')),
  constraint access_request_in_a_known_language check (language in ('nl', 'fr', 'en')),
  constraint access_request_answered_after_it check (answer_by >= requested_on)
);
create index access_request_referral on access_request (referral, id);
comment on table access_request is 'A request for access (GDPR art. 15) that a centre registered; its answer is made from the log each time.';

grant select, insert on access_request to schakel_app;
