-- Notices: the events of the outbox in the order in which they can be read, and where partners want to be told.
--
-- Purpose: telling partners that something happened (decree and agreements with partners). No personal data: kinds, ids of
-- reports, times, addresses of organisations. Retention: as the outbox.

-- In this order they were appended; of one report, whose changes follow one another, that is the order of their commits
alter table outbox_event add column appended bigint generated always as identity;

create table outbox_waiting (
  event uuid primary key references outbox_event,
  appended bigint not null
);
create index outbox_waiting_appended on outbox_waiting (appended);
comment on table outbox_waiting is 'Events that have no place in line yet.';

insert into outbox_waiting (event, appended) select id, appended from outbox_event;

create function wait_in_line() returns trigger language plpgsql as $$
begin
  insert into outbox_waiting (event, appended) values (new.id, new.appended);
  return null;
end $$;
create trigger wait_in_line after insert on outbox_event for each row execute function wait_in_line();

create table notice (
  -- given after the commit of the event: who has read up to here misses nothing before it
  place bigint primary key,
  event uuid not null unique references outbox_event,
  recipient text not null
);
create index notice_recipient on notice (recipient, place);
comment on table notice is 'The events of the outbox in the order in which everybody may read them.';

create table certificate_told (
  thumbprint text not null,
  ends_at timestamptz not null,
  days int not null,
  primary key (thumbprint, ends_at, days)
);
comment on table certificate_told is 'That a partner was told of the end of a certificate.';

create table notice_subscription (
  id uuid primary key,
  partner text not null,
  endpoint text not null,
  kinds text[] not null,
  created_at timestamptz not null,
  by_role text not null,
  ended_at timestamptz
);
create index notice_subscription_partner on notice_subscription (partner) where ended_at is null;
comment on table notice_subscription is 'Where a partner wants to be told of what.';

create table notice_reach (
  partner text primary key,
  -- attempts that failed since the last one that did not
  failures int not null default 0,
  -- nobody is to try before then, and then one alone
  open_until timestamptz
);
comment on table notice_reach is 'Whether a partner can be reached, for all nodes together: the breaker, and the lock under which its deliveries are claimed.';

create table notice_delivery (
  id uuid primary key,
  event uuid not null references outbox_event,
  subscription uuid not null references notice_subscription,
  partner text not null,
  -- deliveries of one lane follow one another: the report, or nothing
  lane text not null,
  place bigint not null,
  state text not null default 'WAITING',
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  -- a node is at it until then
  leased_until timestamptz,
  attempted_at timestamptz,
  problem text,
  delivered_at timestamptz,
  status int,
  -- the partner's signed acknowledgement, as it came
  receipt text,
  resent_at timestamptz,
  unique (subscription, event),
  constraint delivery_state check (state in ('WAITING', 'DELIVERED', 'DEAD', 'STOPPED')),
  constraint delivered_is_evidence check (state <> 'DELIVERED' or delivered_at is not null and status is not null)
);
create index notice_delivery_waiting on notice_delivery (partner, next_attempt_at) where state = 'WAITING';
create index notice_delivery_lane on notice_delivery (subscription, lane, place) where state = 'WAITING';
create index notice_delivery_dead on notice_delivery (partner, place) where state = 'DEAD';
comment on table notice_delivery is 'One notice on its way to one subscription, and the evidence that it arrived.';

grant select, insert, delete on outbox_waiting to schakel_app;
grant select, insert on notice, certificate_told, notice_subscription, notice_reach, notice_delivery to schakel_app;
grant update (ended_at) on notice_subscription to schakel_app;
grant update on notice_reach, notice_delivery to schakel_app;
