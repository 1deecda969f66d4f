-- Motivated reports of a centre to the public prosecutor
--
-- Purpose, legal ground: decree of 12 July 2013 on integral youth help, chapter 8, section 2: referral to the public prosecutor by
-- the mandated facility. Retention: as the report about the child; the document goes with the child's key.

create table parket_report (
  id uuid primary key,
  referral uuid not null references referral,
  children uuid[] not null,
  -- the categories that stand in it
  contains text[] not null,
  document uuid not null references document,
  sha256 bytea not null,
  -- the centre's JWS over all of that
  seal text not null,
  acute boolean not null,
  -- whether child and parents were told of it, or why not
  family_told boolean not null,
  family_reason text,
  family_day date,
  by_partner text not null,
  by_role text not null,
  -- keyed hash of who made it, and how it is known who that is
  by_person bytea not null,
  by_proof text not null,
  recorded_at timestamptz not null,
  -- how the family was told, sealed
  content bytea,
  constraint report_about_somebody check (cardinality(children) > 0),
  constraint not_told_has_a_reason check (family_told or family_reason is not null)
);
create index parket_report_referral on parket_report (referral);
comment on table parket_report is 'The motivated report of a centre to the public prosecutor. Without a second person it is not sent, unless danger is acute.';

create table parket_report_addressee (
  -- the origin of the grounds that open the report to it
  id uuid primary key,
  report uuid not null references parket_report,
  addressee text not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- why, sealed
  content bytea
);
create index parket_report_addressee_report on parket_report_addressee (report);
comment on table parket_report_addressee is 'Which public prosecutor has a report; the newest counts.';

create table parket_report_second (
  report uuid primary key references parket_report,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  by_proof text not null,
  recorded_at timestamptz not null
);
comment on table parket_report_second is 'The second person of a report, who is another than the one that made it.';

create function check_parket_report_second() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select 1 from parket_report p where p.id = new.report and p.by_person <> new.by_person and p.by_proof = new.by_proof) then
    raise exception 'the second person is another' using errcode = 'check_violation', constraint = 'report_by_two_persons';
  end if;
  return new;
end
$$;
create trigger check_parket_report_second before insert on parket_report_second
  for each row execute function check_parket_report_second();

alter table ground drop constraint ground_of_a_known_kind;
alter table ground add constraint ground_of_a_known_kind
  check (ground in ('G1_SHARED_SECRECY', 'G2_MANDATE', 'G4_CASE_CONFERENCE', 'G5_PARKET_REFERRAL', 'G6_WRITTEN_REQUEST', 'G9_VITAL'));

grant select, insert on parket_report, parket_report_addressee, parket_report_second to schakel_app;
