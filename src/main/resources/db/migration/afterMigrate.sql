-- Runs as the owner role after every start's migration: tables that are split by month get their months ahead of time.
set local client_min_messages = warning; -- that a month is there already is no news
do $$ begin perform make_ledger_partitions(); end $$;
