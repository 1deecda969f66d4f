-- Reports to the centres, as they passed through the gateway.
--
-- Legal ground: decree of 12 July 2013 on integral youth help (chapter 8, section 2). Retention: content until 30 days after
-- closing, then the children's keys are destroyed; what remains here are codes, times and keyed hashes.
--
-- Whatever names or describes a person is sealed (AES-256-GCM) with the keys of the children it is about. People are found by
-- keyed hash only.

create table referral (
  id uuid primary key,
  reference text not null unique,
  partner text not null,
  type text not null,
  handling text,
  urgency text not null,
  channel text,
  reporter_category text,
  kindreflex_sector text,
  received_at timestamptz not null,
  -- keyed hash of the submitter's own business identifier, and of the whole submission
  identifier bytea,
  digest bytea not null,
  content bytea not null,
  warnings jsonb not null,
  -- what the newest status row says, kept by a trigger
  status text not null,
  status_since timestamptz not null,
  status_seq int not null,
  vk text,
  updated_at timestamptz not null,
  constraint number_of_a_known_status check (status in ('ROUTING_REQUIRED', 'RECEIVED', 'TAKEN_UP', 'ADVICE_GIVEN',
    'TRANSFERRED', 'CLOSED', 'RETRACTED')),
  constraint only_routing_has_no_centre check (vk is not null or status in ('ROUTING_REQUIRED', 'RETRACTED'))
);
comment on table referral is 'One report (melding) about one or more children, and where it stands now.';
create index referral_partner on referral (partner, id);
create index referral_partner_change on referral (partner, updated_at, id);
create index referral_vk on referral (vk, id);
create index referral_vk_change on referral (vk, updated_at, id);
create index referral_unrouted on referral (id) where status = 'ROUTING_REQUIRED';
create index referral_identifier on referral (partner, identifier);
create index referral_open_urgent on referral (received_at) where urgency <> 'ROUTINE' and status in ('RECEIVED', 'ROUTING_REQUIRED');

create table child (
  id uuid primary key,
  referral uuid not null references referral,
  position int not null,
  key text not null,
  -- keyed hash of the INSZ, else of name and birth date; alias joins the two where both are known
  person bytea,
  alias bytea,
  pseudonym text not null,
  secret_address boolean not null,
  problem text not null,
  contexts text[] not null,
  -- the child's own key, wrapped (JWE); destroying it erases what it sealed
  wrapped_key text,
  content bytea not null,
  unique (referral, position),
  unique (referral, key)
);
comment on table child is 'One child in one report (kindregistratie).';
create index child_person on child (person);
create index child_alias on child (alias);

create table referral_status (
  referral uuid not null references referral,
  seq int not null,
  status text not null,
  since timestamptz not null,
  vk text,
  -- the partner and the role that moved it; the reason is sealed
  by_partner text not null,
  by_role text not null,
  reason_code text,
  reason bytea,
  primary key (referral, seq)
);
comment on table referral_status is 'How a report got where it stands. Only ever added to; two who move at once meet at the key.';

-- The newest row is what a referral is: nobody can say one thing here and another there
create function stand_as_newest_status() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update referral set status = new.status, status_since = new.since, status_seq = new.seq, vk = new.vk, updated_at = new.since
   where id = new.referral and status_seq < new.seq;
  return new;
end
$$;
create trigger stand_as_newest_status after insert on referral_status for each row
  when (new.seq > 0) execute function stand_as_newest_status();

create table document (
  id uuid primary key,
  -- empty until an upload is named by a submission
  referral uuid references referral,
  partner text not null,
  -- the contribution or development it came with; empty when it came with the submission
  part uuid,
  position int not null default 0,
  children uuid[] not null default '{}',
  category text,
  content_type text not null,
  size bigint not null,
  sha256 bytea not null,
  title bytea,
  -- an upload's key is wrapped (JWE); a bound document's is sealed with the keys of all its children
  wrapped_key text,
  sealed_key bytea,
  received_at timestamptz not null,
  constraint one_way_to_open check ((referral is null) = (sealed_key is null) and (wrapped_key is null) = (referral is not null))
);
comment on table document is 'A medical report or other file, stored byte for byte. An upload nobody names is removed after a day.';
create index document_referral on document (referral);

create table document_chunk (
  document uuid not null references document on delete cascade deferrable,
  index int not null,
  bytes bytea not null,
  primary key (document, index)
);
alter table document_chunk alter column bytes set storage external;
comment on table document_chunk is 'The sealed bytes of a document, 64 KiB each.';

create table contribution (
  id uuid primary key,
  referral uuid not null references referral,
  category text not null,
  child uuid references child,
  version int not null,
  content bytea,
  audience text[] not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null
);
create unique index contribution_version on contribution (referral, category, (coalesce(child, referral)), version);
comment on table contribution is 'What the owner VK adds for others to read. Versions, never overwritten.';

create table development (
  id uuid primary key,
  referral uuid not null references referral,
  by_partner text not null,
  occurred_at timestamptz,
  content bytea,
  recorded_at timestamptz not null
);
create index development_referral on development (referral);
comment on table development is 'What happened since, as the submitter or the parket tells it.';

create function touch_referral() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update referral set updated_at = greatest(updated_at, new.recorded_at) where id = new.referral;
  return new;
end
$$;
create trigger touch_referral after insert on contribution for each row execute function touch_referral();
create trigger touch_referral after insert on development for each row execute function touch_referral();

create table consent (
  id uuid primary key,
  referral uuid not null references referral,
  child uuid not null references child,
  grantee text not null,
  categories text[] not null,
  purposes text[] not null,
  valid_from date not null,
  valid_to date not null,
  -- when it ends at the latest, birthdays that end it included; the rules are asked again at every use
  usable_until timestamptz not null,
  -- the categories it opens, and whether it is the double consent of art. 75
  opens text[] not null,
  child_and_carers boolean not null,
  status text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  -- givers, method, language: sealed with the child's key
  content bytea not null
);
create index consent_grantee on consent (grantee, referral);
create index consent_referral on consent (referral);
comment on table consent is 'Consents as given. Rows are only ever added: a withdrawal will be a row of its own.';

create table idempotency (
  partner text not null,
  key text not null,
  operation text not null,
  digest bytea not null,
  referral uuid not null,
  result uuid,
  recorded_at timestamptz not null,
  primary key (partner, key)
);
comment on table idempotency is 'Which Idempotency-Key led to what, for seven days.';

grant select, insert on referral, child, referral_status, document_chunk, contribution, development, consent to schakel_app;
grant select, insert, update, delete on idempotency to schakel_app;
grant select, insert, delete on document to schakel_app;
grant update (referral, part, position, children, category, content_type, title, wrapped_key, sealed_key) on document to schakel_app;
grant delete on document_chunk to schakel_app;
