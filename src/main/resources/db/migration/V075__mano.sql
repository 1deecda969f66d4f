-- Investigations of societal necessity (maatschappelijke noodzaak): where each child stands, how it got there, and the term.
--
-- Purpose, legal ground: decree of 12 July 2013 on integral youth help, chapter 8, section 2. Retention: as the report. Codes, days
-- and keyed hashes only; what somebody wrote is sealed with the child's key.

-- By when a person says whether a request is admissible; an operational term
alter table referral add column admissibility_due date;

-- What an investigation came to, for the answer to a written request; kept by a trigger
alter table child add column mano_outcome text;

-- Every step that there is: no other can be taken
create table mano_move (
  from_state text not null,
  state text not null,
  kind text not null,
  primary key (from_state, state),
  unique (from_state, state, kind)
);
insert into mano_move (from_state, state, kind)
select f, s, 'MOVE' from (values
  ('SUBMITTED', '{ADMISSIBLE,NOT_ADMISSIBLE,TRANSFERRED,WITHDRAWN,MOVED_OUT_OF_AREA,BECAME_ADULT,DIED}'::text[]),
  ('ADMISSIBLE', '{INVESTIGATING,TRANSFERRED,WITHDRAWN,MOVED_OUT_OF_AREA,BECAME_ADULT,DIED}'),
  ('INVESTIGATING',
    '{CASE_MANAGEMENT,NO_SOCIETAL_NECESSITY,REPORTED_TO_PARKET,TRANSFERRED,WITHDRAWN,MOVED_OUT_OF_AREA,BECAME_ADULT,DIED}'),
  ('CASE_MANAGEMENT', '{CLOSED,REPORTED_TO_PARKET,TRANSFERRED,MOVED_OUT_OF_AREA,BECAME_ADULT,DIED}')) m (f, states),
  unnest(m.states) s;
insert into mano_move (from_state, state, kind) values
  -- in acute danger, from wherever it stood
  ('SUBMITTED', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('ADMISSIBLE', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('NO_SOCIETAL_NECESSITY', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('CLOSED', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('NOT_ADMISSIBLE', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('WITHDRAWN', 'REPORTED_TO_PARKET', 'ACUTE'),
  ('MOVED_OUT_OF_AREA', 'REPORTED_TO_PARKET', 'ACUTE'),
  -- an outcome that was wrong
  ('CASE_MANAGEMENT', 'NO_SOCIETAL_NECESSITY', 'CORRECTION'),
  ('NO_SOCIETAL_NECESSITY', 'CASE_MANAGEMENT', 'CORRECTION'),
  ('REPORTED_TO_PARKET', 'CASE_MANAGEMENT', 'CORRECTION'),
  ('REPORTED_TO_PARKET', 'NO_SOCIETAL_NECESSITY', 'CORRECTION'),
  -- it begins again
  ('NOT_ADMISSIBLE', 'SUBMITTED', 'REOPENING'),
  ('WITHDRAWN', 'SUBMITTED', 'REOPENING'),
  ('MOVED_OUT_OF_AREA', 'SUBMITTED', 'REOPENING'),
  ('BECAME_ADULT', 'SUBMITTED', 'REOPENING'),
  ('DIED', 'SUBMITTED', 'REOPENING'),
  ('NO_SOCIETAL_NECESSITY', 'INVESTIGATING', 'REOPENING'),
  ('REPORTED_TO_PARKET', 'INVESTIGATING', 'REOPENING'),
  ('CLOSED', 'INVESTIGATING', 'REOPENING'),
  -- where it stood before it was transferred
  ('TRANSFERRED', 'SUBMITTED', 'RECEPTION'),
  ('TRANSFERRED', 'ADMISSIBLE', 'RECEPTION'),
  ('TRANSFERRED', 'INVESTIGATING', 'RECEPTION'),
  ('TRANSFERRED', 'CASE_MANAGEMENT', 'RECEPTION'),
  -- observing becomes intervening, or the other way
  ('CASE_MANAGEMENT', 'CASE_MANAGEMENT', 'MODE');
comment on table mano_move is 'The steps from one state of an investigation to another, and what sort each is.';

create table mano_child (
  child uuid primary key references child,
  referral uuid not null references referral,
  -- what the newest step says, kept by a trigger
  state text not null,
  since timestamptz not null,
  seq int not null,
  -- where it stood before the newest step
  before text,
  mode text,
  reason text,
  transfer_to text,
  outcome text,
  outcome_at timestamptz,
  former_outcome text
);
create index mano_child_referral on mano_child (referral);
create index mano_child_open on mano_child (referral) where state in ('SUBMITTED', 'ADMISSIBLE', 'INVESTIGATING');
comment on table mano_child is 'Where the investigation of societal necessity about one child stands now.';

create table mano_term (
  referral uuid not null references referral,
  seq int not null,
  -- the day on which the admissible request was received; it does not count
  day_zero date not null,
  due date not null,
  working_days int not null,
  policy_version text not null,
  recorded_at timestamptz not null,
  primary key (referral, seq),
  constraint term_ends_after_it_begins check (due > day_zero)
);
comment on table mano_term is 'The legal term of an investigation; the newest counts.';

create table mano_warning_due (
  referral uuid not null,
  seq int not null,
  percent int not null,
  at timestamptz not null,
  primary key (referral, seq, percent),
  foreign key (referral, seq) references mano_term
);
create index mano_warning_due_at on mano_warning_due (at);

-- Told once, whichever node does it
create table mano_warning_told (
  referral uuid not null,
  seq int not null,
  percent int not null,
  told_at timestamptz not null,
  primary key (referral, seq, percent),
  foreign key (referral, seq, percent) references mano_warning_due
);

create table mano_said (
  id uuid primary key,
  child uuid not null references mano_child,
  -- whether the child was heard, or was told its rights
  about text not null,
  done boolean not null,
  reason text,
  on_day date,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- how, sealed
  content bytea,
  constraint said_of_a_known_kind check (about in ('VIEW', 'RIGHTS')),
  constraint not_done_has_a_reason check (done or reason is not null)
);
create index mano_said_child on mano_said (child, about);
comment on table mano_said is 'That the child was heard and told its rights, or why not. An outcome needs both.';

create table mano_step (
  id uuid not null unique,
  child uuid not null references mano_child,
  seq int not null,
  referral uuid not null references referral,
  from_state text not null,
  state text not null,
  kind text not null,
  since timestamptz not null,
  mode text,
  reason text,
  transfer_to text,
  by_partner text not null,
  by_role text not null,
  -- keyed hashes of the two persons; the second may follow until then when danger is acute
  by_person bytea not null,
  -- how it is known who that is: only persons known alike can be told apart
  by_proof text not null,
  second_person bytea,
  second_until timestamptz,
  -- the signed report that lets it be reported to the parket
  report uuid,
  content bytea,
  primary key (child, seq),
  foreign key (from_state, state, kind) references mano_move (from_state, state, kind),
  constraint reason_of_what_is_not_admissible check ((state = 'NOT_ADMISSIBLE') = (reason is not null)),
  constraint case_management_has_a_mode check ((state = 'CASE_MANAGEMENT') = (mode is not null)),
  constraint mode_of_a_known_kind check (mode in ('OBSERVING', 'INTERVENING')),
  constraint transfer_has_an_address check ((state = 'TRANSFERRED') = (transfer_to is not null)),
  constraint two_persons_are_two check (second_person <> by_person),
  constraint correction_takes_two check (kind <> 'CORRECTION' or second_person is not null),
  constraint parket_gets_a_report check ((state = 'REPORTED_TO_PARKET') = (report is not null)),
  constraint report_takes_two check (state <> 'REPORTED_TO_PARKET' or second_person is not null or second_until is not null)
);
create index mano_step_referral on mano_step (referral);
comment on table mano_step is 'How an investigation got where it stands. Only ever added to; two who move at once meet at the key.';

-- The second person of a report that acute danger let one person make at once
create table mano_second (
  child uuid not null,
  seq int not null,
  by_person bytea not null,
  by_proof text not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  primary key (child, seq),
  foreign key (child, seq) references mano_step
);

-- One person asks for a step that takes two
create table mano_proposal (
  id uuid primary key,
  child uuid not null references mano_child,
  -- the step that it would be
  seq int not null,
  state text not null,
  mode text,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  by_proof text not null,
  recorded_at timestamptz not null,
  content bytea
);
create index mano_proposal_child on mano_proposal (child, seq);

-- A report takes part from its first row on
create function begin_mano() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into mano_child (child, referral, state, since, seq)
  select new.id, r.id, 'SUBMITTED', r.received_at, 0 from referral r where r.id = new.referral and r.type = 'MANO';
  return new;
end
$$;
create trigger begin_mano after insert on child for each row execute function begin_mano();
insert into mano_child (child, referral, state, since, seq)
select c.id, r.id, case when r.status = 'RETRACTED' then 'WITHDRAWN' else 'SUBMITTED' end, r.received_at, 0
  from child c join referral r on r.id = c.referral where r.type = 'MANO';

-- No step from where it does not stand, no investigation without a term, no outcome about a child that nobody heard
create function check_mano_step() returns trigger language plpgsql security definer set search_path = public as $$
declare
  stands mano_child;
begin
  select * into stands from mano_child where child = new.child for update;
  if stands.child is null or stands.referral <> new.referral or stands.state <> new.from_state or stands.seq + 1 <> new.seq then
    raise exception 'the investigation does not stand there' using errcode = 'check_violation', constraint = 'step_from_where_it_stands';
  end if;
  if new.kind = 'RECEPTION' and new.state <> stands.before then
    raise exception 'it stood elsewhere before' using errcode = 'check_violation', constraint = 'received_as_it_stood';
  end if;
  if new.state in ('ADMISSIBLE', 'INVESTIGATING') and not exists (select 1 from mano_term t where t.referral = new.referral) then
    raise exception 'an investigation has a term' using errcode = 'check_violation', constraint = 'investigation_has_a_term';
  end if;
  if new.from_state = 'INVESTIGATING' and new.state in ('CASE_MANAGEMENT', 'NO_SOCIETAL_NECESSITY', 'REPORTED_TO_PARKET')
     and new.second_until is null
     and (select count(distinct s.about) from mano_said s where s.child = new.child) < 2 then
    raise exception 'the child was not heard' using errcode = 'check_violation', constraint = 'outcome_hears_the_child';
  end if;
  return new;
end
$$;
create trigger check_mano_step before insert on mano_step for each row execute function check_mano_step();

-- The newest step is where it stands: nobody can say one thing here and another there
create function stand_as_newest_step() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update mano_child set state = new.state, since = new.since, seq = new.seq, mode = new.mode, reason = new.reason,
         transfer_to = new.transfer_to,
         before = case when new.kind = 'MODE' then before else new.from_state end,
         former_outcome = case when new.kind = 'CORRECTION' then outcome
                               when new.kind in ('REOPENING', 'ACUTE') then coalesce(outcome, former_outcome)
                               else former_outcome end,
         outcome = case when new.kind = 'REOPENING' then null
                        when new.state in ('CASE_MANAGEMENT', 'NO_SOCIETAL_NECESSITY', 'REPORTED_TO_PARKET') then new.state
                        else outcome end,
         outcome_at = case when new.kind = 'REOPENING' then null
                           when new.kind in ('MODE', 'RECEPTION') then outcome_at
                           when new.state in ('CASE_MANAGEMENT', 'NO_SOCIETAL_NECESSITY', 'REPORTED_TO_PARKET') then new.since
                           else outcome_at end
   where child = new.child;
  update child c set mano_outcome = coalesce(m.outcome,
           case when m.state in ('ADMISSIBLE', 'INVESTIGATING', 'TRANSFERRED') then 'INVESTIGATION_PENDING' end)
    from mano_child m where m.child = c.id and c.id = new.child;
  return new;
end
$$;
create trigger stand_as_newest_step after insert on mano_step for each row execute function stand_as_newest_step();

create function check_mano_second() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select 1 from mano_step s where s.child = new.child and s.seq = new.seq and s.second_person is null
                    and s.second_until is not null and s.by_person <> new.by_person and s.by_proof = new.by_proof) then
    raise exception 'no second person is awaited' using errcode = 'check_violation', constraint = 'second_person_is_another';
  end if;
  return new;
end
$$;
create trigger check_mano_second before insert on mano_second for each row execute function check_mano_second();

-- A report that is taken back is withdrawn where nothing came of it yet
create function withdraw_mano() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into mano_step (id, child, seq, referral, from_state, state, kind, since, by_partner, by_role, by_person, by_proof)
  select gen_random_uuid(), m.child, m.seq + 1, m.referral, m.state, 'WITHDRAWN', 'MOVE', new.since, new.by_partner, new.by_role, ''::bytea, 'NOBODY'
    from mano_child m where m.referral = new.referral and m.state in ('SUBMITTED', 'ADMISSIBLE', 'INVESTIGATING');
  return new;
end
$$;
create trigger withdraw_mano after insert on referral_status for each row
  when (new.status = 'RETRACTED') execute function withdraw_mano();

-- The parket that asked may know the parties while the mandate runs (disclosure policy 5.3, letter B)
alter table ground drop constraint ground_of_a_known_kind;
alter table ground add constraint ground_of_a_known_kind
  check (ground in ('G1_SHARED_SECRECY', 'G2_MANDATE', 'G4_CASE_CONFERENCE', 'G6_WRITTEN_REQUEST', 'G9_VITAL'));

grant select on mano_move, mano_child to schakel_app;
grant select, insert on mano_term, mano_warning_due, mano_warning_told, mano_said, mano_step, mano_second, mano_proposal
  to schakel_app;
