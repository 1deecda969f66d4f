-- The tamper-evident log of disclosures.
--
-- Purpose: prove what left, to whom and why. Legal ground: GDPR art. 5(2) and 30. Retention: 10 years or the end of the case's
-- retention, whichever is later; then entry and salt are destroyed by the owner role and the leaf stays.
--
-- The columns to search by are derived from the entry itself, so they cannot say anything else than what was committed to.
create table ledger_entry (
  id uuid not null,
  recorded_at timestamptz not null,
  entry text,
  salt bytea,
  leaf bytea not null,
  answer bytea not null,
  action text generated always as (entry::jsonb ->> 'action') stored,
  outcome text generated always as (entry::jsonb ->> 'outcome') stored,
  partner text generated always as (entry::jsonb -> 'partner' ->> 'code') stored,
  subject text generated always as (entry::jsonb ->> 'subject') stored,
  referral text generated always as (entry::jsonb ->> 'referral') stored,
  ground text generated always as (entry::jsonb ->> 'ground') stored,
  vk text generated always as (entry::jsonb ->> 'vk') stored,
  primary key (id),
  constraint entry_and_salt_go_together check ((entry is null) = (salt is null)),
  constraint salt_size check (octet_length(salt) = 32),
  constraint leaf_size check (octet_length(leaf) = 32),
  constraint entry_size check (octet_length(entry) <= 65535)
) partition by range (id);

-- A UUIDv7 begins with its time, so a range of ids is a range of time
create function uuid7_at(moment timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create table ledger_entry_rest partition of ledger_entry default;

-- Called by the owner role at every start: this month and the next three
create function make_ledger_partitions() returns void language plpgsql as $$
declare
  month timestamptz;
begin
  for ahead in 0..3 loop
    month := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + make_interval(months => ahead);
    execute format('create table if not exists %I partition of ledger_entry for values from (%L) to (%L)',
      'ledger_entry_' || to_char(month at time zone 'UTC', 'YYYY_MM'),
      uuid7_at(month), uuid7_at(month + interval '1 month'));
  end loop;
end
$$;
select make_ledger_partitions();

create index ledger_entry_partner on ledger_entry (partner, id);
create index ledger_entry_subject on ledger_entry (subject, id);
create index ledger_entry_referral on ledger_entry (referral, id);
create index ledger_entry_answer on ledger_entry (answer);

revoke execute on function make_ledger_partitions() from public;
grant select, insert on ledger_entry to schakel_app;
