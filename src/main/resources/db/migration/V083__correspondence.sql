-- What a centre and the submitter of a report ask each other about it (FHIR Clinical Order Workflows: more information, cancellation).
--
-- Purpose, legal ground: as the report; a question is of the category CONCERN and for the submitter and the centre alone.
-- Retention: as the report. Rows are only ever added; what a person wrote is sealed with the children's keys.

create table correspondence (
  id uuid primary key,
  referral uuid not null references referral,
  kind text not null,
  -- the request that is decided
  about uuid references correspondence,
  content bytea,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  constraint word_of_a_known_kind
    check (kind in ('QUESTION', 'CANCELLATION_REQUEST', 'CANCELLATION_ACCEPTED', 'CANCELLATION_REFUSED')),
  constraint decision_is_about_a_request
    check ((about is not null) = (kind in ('CANCELLATION_ACCEPTED', 'CANCELLATION_REFUSED')))
);
create index correspondence_referral on correspondence (referral);
-- One request is decided once
create unique index correspondence_decision on correspondence (about) where about is not null;
comment on table correspondence is 'What the centre asks the submitter, and that the submitter asks the centre to stop. Never overwritten.';
create trigger touch_referral after insert on correspondence for each row execute function touch_referral();

-- the question that it answers
alter table development add column question uuid references correspondence;

grant select, insert on correspondence to schakel_app;
