-- What the auditors' console counts. One index holds all of it, so that a year of a large log is counted without reading an entry.
--
-- Purpose: supervision of what left. Legal ground: GDPR art. 5(2) and 30. Retention: with the entry, of which these are parts.
create index ledger_entry_count on ledger_entry (id) include (recorded_at, action, outcome, partner, ground, vk);
