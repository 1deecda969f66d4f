-- What decides who may see a report besides its submitter and its centre: grounds, and what is on record about who may consent.
--
-- Legal ground: decree of 12 July 2013 on integral youth help, arts. 72 to 75/1; decree of 7 May 2004 on the minor's legal
-- position. Retention: as the report. All rows are only ever added; what a person wrote is sealed with the children's keys.

-- Who gave it, by place: 0 is the child, n the n-th person of the submission. A key that a partner chose could be a name.
alter table consent add column givers int[] not null default '{}';
alter table consent add column other_parent_presumption boolean not null default true;
-- Derived from the rules when something changes: the search for related reports reads them, the gate asks the rules again
grant update (usable_until, opens, child_and_carers) on consent to schakel_app;

create table consent_event (
  consent uuid not null references consent,
  seq int not null,
  status text not null,
  -- the place of who withdrew or confirmed
  giver int,
  channel text,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- the reason, where one was given; sealed
  content bytea,
  primary key (consent, seq),
  constraint event_of_a_known_kind check (status in ('ACTIVE', 'WITHDRAWN', 'SUPERSEDED'))
);
comment on table consent_event is 'What became of a consent: withdrawn, confirmed by the child, superseded.';

create function consent_stands_as_newest_event() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update consent set status = new.status,
    givers = case when new.status = 'ACTIVE' and new.giver is not null and not new.giver = any(givers) then givers || new.giver else givers end
   where id = new.consent;
  return new;
end
$$;
create trigger consent_stands_as_newest_event after insert on consent_event for each row
  execute function consent_stands_as_newest_event();

create table fact (
  id uuid primary key,
  referral uuid not null references referral,
  child uuid not null references child,
  -- the place of the person it is about; 0 for the child
  person int not null,
  kind text not null,
  value text not null,
  review_on date,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  -- motivation and author; sealed
  content bytea not null,
  constraint fact_of_a_known_kind check (kind in ('CAPACITY', 'AUTHORITY', 'DELEGATION_DOCUMENTED', 'DISAGREES', 'ALLEGED_PERPETRATOR',
    'SECRET_ADDRESS'))
);
create index fact_referral on fact (referral);
comment on table fact is 'What the centre puts on record about who decides for a child; the newest of a kind counts.';

-- Searches read it on the child
create function secret_address_as_newest_fact() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update child set secret_address = (new.value = 'true') where id = new.child;
  return new;
end
$$;
create trigger secret_address_as_newest_fact after insert on fact for each row
  when (new.kind = 'SECRET_ADDRESS') execute function secret_address_as_newest_fact();

create table ground (
  id uuid primary key,
  referral uuid not null references referral,
  -- none: every child of the report
  child uuid references child,
  ground text not null,
  grantee text not null,
  -- keyed hash of the one professional who may use it; none: any of the grantee
  professional bytea,
  categories text[] not null default '{}',
  -- of shared secrecy: what art. 74 asks for
  verontrusting boolean not null default false,
  necessity boolean not null default false,
  consent_sought boolean not null default false,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  -- the conference, request or break-glass it comes from
  origin uuid not null,
  recorded_by text not null,
  recorded_role text not null,
  recorded_at timestamptz not null,
  constraint ground_of_a_known_kind check (ground in ('G1_SHARED_SECRECY', 'G4_CASE_CONFERENCE', 'G6_WRITTEN_REQUEST', 'G9_VITAL')),
  constraint vital_is_for_one_person check ((ground = 'G9_VITAL') = (professional is not null)),
  constraint ground_has_a_period check (valid_until > valid_from)
);
create index ground_grantee on ground (grantee, referral);
create index ground_referral on ground (referral);
create index ground_origin on ground (origin);
comment on table ground is 'A legal ground, other than consent, on which one partner may see something of one report.';

create table ground_end (
  origin uuid primary key,
  ended_at timestamptz not null,
  by_partner text not null,
  by_role text not null
);
comment on table ground_end is 'Ends every ground of one origin before its time.';

-- Events to be told, written in the transaction of their cause
create table outbox_event (
  id uuid primary key,
  recorded_at timestamptz not null,
  kind text not null,
  -- a partner's code, or DUTY:<centre> or DPO
  recipient text not null,
  referral uuid,
  child uuid,
  -- the consent or ground it rests on; an event whose basis ended is not delivered
  basis uuid,
  -- codes and ids only, never a name or a text
  payload jsonb not null default '{}'
);
create index outbox_event_recipient on outbox_event (recipient, id);
create index outbox_event_basis on outbox_event (basis) where basis is not null;
comment on table outbox_event is 'What somebody must be told. Delivery is another room''s; codes and ids only.';

create table outbox_stop (
  event uuid primary key references outbox_event,
  stopped_at timestamptz not null,
  reason text not null
);
comment on table outbox_stop is 'Events that may not be delivered any more, for example after a withdrawal.';

grant select, insert on consent_event, fact, ground, ground_end, outbox_event, outbox_stop to schakel_app;
