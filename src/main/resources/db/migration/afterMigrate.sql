-- Runs as the owner role after every start's migration: tables that are split by month get their months ahead of time.
select make_ledger_partitions();
