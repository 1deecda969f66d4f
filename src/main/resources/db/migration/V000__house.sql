-- The house before its rooms: nothing is granted unless a migration says so.
revoke all on schema public from public;
