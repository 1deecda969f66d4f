-- A professional may stand on a large part of the log, as a partner may: it is searched by sorts too.
--
-- Purpose: supervision of what left. Legal ground: GDPR art. 5(2) and 30. Retention: with the entry, of which these are parts.
drop index ledger_entry_professional;
create index ledger_entry_professional_sort on ledger_entry (professional, action, outcome, (subject is null), uuid_send(id))
  where professional is not null;
