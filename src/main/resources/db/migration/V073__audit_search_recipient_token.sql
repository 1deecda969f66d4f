-- Who was told something outside the gateway, and the token of a request, are searched by as who asked is.
--
-- Purpose: supervision of what left. Legal ground: GDPR art. 5(2) and 30. Retention: with the entry, of which these are parts.
alter table ledger_entry
  add column recipient text generated always as (entry::json #>> '{external,recipient,code}') stored,
  add column token text generated always as (entry::json ->> 'token') stored;

create index ledger_entry_recipient_sort on ledger_entry (recipient, action, outcome, (subject is null), uuid_send(id))
  where recipient is not null;
-- Nearly every entry has one, and it is asked for by its whole value only
create index ledger_entry_token on ledger_entry using hash (token) where token is not null;
