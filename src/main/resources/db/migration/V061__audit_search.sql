-- What auditors search the log by (IHE ITI-81 and /api/disclosures), so that a page costs the same in a log of any size.
--
-- Purpose: supervision of what left. Legal ground: GDPR art. 5(2) and 30. Retention: with the entry, of which these are parts.
alter table ledger_entry
  add column professional text generated always as (nullif(entry::jsonb -> 'professional' ->> 'id', '')) stored,
  add column consent text generated always as (entry::jsonb ->> 'consent') stored,
  add column request text generated always as (entry::jsonb ->> 'requestId') stored,
  add column address text generated always as (entry::jsonb ->> 'address') stored;

-- The sort of an entry says what it tells. A search for sorts reads the newest of each, however rare it is. As bytes, the id
-- has an order that only these indexes offer: else the planner would read back through the primary key, which for a sort that
-- is rare, or that was frequent long ago, is the whole log
create index ledger_entry_sort on ledger_entry (action, outcome, (subject is null), uuid_send(id));
drop index ledger_entry_refused;
drop index ledger_entry_action;

-- The two that may stand on a large part of the log are joined to the sorts: a pair is then one place in the index
drop index ledger_entry_partner;
create index ledger_entry_partner_sort on ledger_entry (partner, action, outcome, (subject is null), uuid_send(id));
create index ledger_entry_address_sort on ledger_entry (address, action, outcome, (subject is null), uuid_send(id)) where address is not null;
create index ledger_entry_professional on ledger_entry (professional, id) where professional is not null;
create index ledger_entry_request on ledger_entry (request, id);
create index ledger_entry_consent on ledger_entry (consent, id) where consent is not null;
