-- Looking behind a pseudonym by two persons, and what a centre keeps from a person for a time.
--
-- Purpose: supervision (GDPR 39 and 58); restriction of the right of access (GDPR 15 and 23). Retention: as the log. What people
-- write is sealed: about an embargo with the child's key. All rows are only ever added.

create table reidentification (
  id uuid primary key,
  -- the pseudonym
  subject text not null,
  auditor text not null,
  by_role text not null,
  -- keyed hash of the person
  by_person bytea not null,
  recorded_at timestamptz not null,
  valid_until timestamptz not null,
  wrapped_key text not null,
  -- the reason; sealed
  content bytea not null,
  constraint reidentification_has_an_end check (valid_until > recorded_at)
);
comment on table reidentification is 'An auditor asks who is behind a pseudonym.';

create table reidentification_decision (
  reidentification uuid primary key references reidentification,
  approved boolean not null,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  wrapped_key text not null,
  content bytea not null
);
comment on table reidentification_decision is 'What the data protection officer decided about it: another person.';

-- Nobody decides alone, whatever the application does
create function reidentification_takes_two() returns trigger language plpgsql as $$
begin
  if exists (select from reidentification r where r.id = new.reidentification and r.by_person = new.by_person) then
    raise exception 'a re-identification takes two persons';
  end if;
  return new;
end
$$;
create trigger reidentification_takes_two before insert on reidentification_decision for each row
  execute function reidentification_takes_two();

create index child_pseudonym on child (pseudonym);

create table embargo (
  id uuid primary key,
  referral uuid not null references referral,
  child uuid not null references child,
  -- the pseudonym: it holds for every report about the child
  subject text not null,
  cause text not null,
  -- which entries, by the time at which they were recorded; none: from the beginning, or without end
  covers_from timestamptz,
  covers_to timestamptz,
  valid_until timestamptz not null,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  -- the motivation; sealed
  content bytea not null,
  constraint embargo_of_a_known_cause check (cause in ('DANGER_TO_CHILD', 'ONGOING_INQUIRY')),
  constraint embargo_has_an_end check (valid_until > recorded_at),
  constraint embargo_covers_something check (covers_to > covers_from)
);
create index embargo_subject on embargo (subject);
create index embargo_referral on embargo (referral);
comment on table embargo is 'What a person is not told for a time, because telling would endanger the child or an inquiry.';

create table embargo_lift (
  embargo uuid primary key references embargo,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null
);
comment on table embargo_lift is 'Ends an embargo before its time.';

-- A restored backup must not show again what was withheld or refused
create trigger note_restriction after insert on embargo for each row execute function note_restriction();
create trigger note_restriction after insert on reidentification_decision for each row
  when (not new.approved) execute function note_restriction();

grant select, insert on reidentification, reidentification_decision, embargo, embargo_lift to schakel_app;
