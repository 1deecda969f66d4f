-- What a contribution says beside its text, and that it was taken back.
--
-- Legal ground: decree of 12 July 2013 on integral youth help, arts. 72 to 75/1 (what a centre shares about its help).
-- Retention: as the report. Rows are only ever added; what a person wrote is sealed with the children's keys.

-- agreements with their audiences, conclusion, placement, the child's view: sealed
alter table contribution add column details bytea;
-- in the clear, so that what is due can be found without a key
alter table contribution add column review_on date;

create table contribution_retraction (
  contribution uuid primary key references contribution,
  referral uuid not null references referral,
  reason_code text not null,
  -- sealed
  reason bytea,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null
);
create index contribution_retraction_referral on contribution_retraction (referral);
comment on table contribution_retraction is 'That a contribution was taken back: from then on only the owner VK sees it.';
create trigger touch_referral after insert on contribution_retraction for each row execute function touch_referral();

grant select, insert on contribution_retraction to schakel_app;
