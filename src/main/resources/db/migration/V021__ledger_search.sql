-- What auditors search the log by. Rare values only: frequent ones are found quickly by reading from the newest entry back,
-- and every index is paid for by every disclosure.
create index ledger_entry_refused on ledger_entry (outcome, id) where outcome <> 'PERMIT';
create index ledger_entry_ground on ledger_entry (ground, id) where ground <> 'OWN';
create index ledger_entry_action on ledger_entry (action, id)
  where action not in ('SUBMIT', 'READ', 'SEARCH', 'UPDATE', 'DOCUMENT_READ', 'TOKEN');
