-- That a document was replaced by its sender, or was none of this report's.
--
-- Purpose: accuracy, and telling who received it (GDPR arts. 5(1)(d) and 19). Retention: as the report. Rows are only ever added;
-- what a person wrote is sealed with the children's keys.

create table document_replacement (
  -- no document is replaced twice, and none replaces two
  document uuid primary key references document,
  replacement uuid not null unique references document,
  referral uuid not null references referral,
  -- when the first of its line came: a newer edition is no newer document
  line_since timestamptz not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- by the clock of the log
  logged_at timestamptz not null
);
create index document_replacement_referral on document_replacement (referral);
comment on table document_replacement is 'Which document took the place of which; both stay.';
create trigger touch_referral after insert on document_replacement for each row execute function touch_referral();

create table document_retraction (
  document uuid primary key references document,
  referral uuid not null references referral,
  reason_code text not null,
  -- sealed
  reason bytea,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null
);
create index document_retraction_referral on document_retraction (referral);
comment on table document_retraction is 'That a document was sent by mistake: from then on only its sender and the owner VK have it.';
create trigger touch_referral after insert on document_retraction for each row execute function touch_referral();

grant select, insert on document_replacement, document_retraction to schakel_app;
