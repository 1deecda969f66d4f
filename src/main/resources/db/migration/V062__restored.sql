-- That this database was found to be older than what the log has shown: until somebody has answered for what it lost, nothing
-- that could have been taken back is relied on.
create table restored (
  -- the newest checkpoint that was shown, which this database does not have
  checkpoint text primary key,
  found_at timestamptz not null
);
comment on table restored is 'A backup was put back: consent, conference and break-glass rest until it is reopened.';
grant select, insert on restored to schakel_app;
