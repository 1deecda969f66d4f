-- What takes access away, once more as one list: a copy of it is kept apart from the database, so that a restored backup cannot
-- give access back.
--
-- Legal ground: GDPR art. 7(3) (a withdrawal counts from when it is made) and 32(1)(c). Retention: as the rows it repeats. A row
-- holds what the repeated row holds: codes, keyed hashes and sealed bytes.
create table restriction (
  -- of the row itself, so that the same row is the same restriction in every copy
  id uuid primary key,
  recorded_at timestamptz not null,
  relation text not null,
  content jsonb not null
);
create index restriction_time on restriction (recorded_at);
comment on table restriction is 'Every row that takes access away, in the order of recording; kept apart as a file.';

-- The same row is the same text, whatever the session is set to
create function note_restriction() returns trigger language plpgsql security definer
  set search_path = public set timezone = 'UTC' set bytea_output = 'hex' set datestyle = 'ISO' as $$
begin
  insert into restriction (id, recorded_at, relation, content)
  values (md5(tg_table_name || to_jsonb(new)::text)::uuid, clock_timestamp(), tg_table_name, to_jsonb(new))
  on conflict do nothing;
  return new;
end
$$;

create trigger note_restriction after insert on consent_event for each row execute function note_restriction();
create trigger note_restriction after insert on fact for each row execute function note_restriction();
create trigger note_restriction after insert on ground_end for each row execute function note_restriction();
create trigger note_restriction after insert on contribution_retraction for each row execute function note_restriction();
create trigger note_restriction after insert on case_team for each row execute function note_restriction();
create trigger note_restriction after insert on break_glass_review for each row execute function note_restriction();
create trigger note_restriction after insert on audit_engagement_end for each row execute function note_restriction();
create trigger note_restriction after insert on referral_status for each row
  when (new.status = 'RETRACTED') execute function note_restriction();

-- What was recorded before this list was kept
do $$
declare
  relation text;
begin
  set local timezone = 'UTC';
  foreach relation in array array['consent_event', 'fact', 'ground_end', 'contribution_retraction', 'case_team',
      'break_glass_review', 'audit_engagement_end', 'referral_status'] loop
    execute format('insert into restriction select md5(%1$L || to_jsonb(r)::text)::uuid, clock_timestamp(), %1$L, to_jsonb(r)
      from %1$I r where %1$L <> ''referral_status'' or to_jsonb(r) ->> ''status'' = ''RETRACTED''', relation);
  end loop;
end
$$;

-- Repeats one restriction that this database has lost. Whether it was there, was repeated, or is about what this database has
-- never had.
create function repeat_restriction(restriction_relation text, restriction_content jsonb) returns text
  language plpgsql security definer set search_path = public as $$
declare
  repeated int;
begin
  if not exists (select 1 from pg_trigger t where t.tgname = 'note_restriction' and t.tgrelid = to_regclass(restriction_relation)) then
    raise exception 'no relation of restrictions';
  end if;
  execute format('insert into %1$I select * from jsonb_populate_record(null::%1$I, $1) on conflict do nothing', restriction_relation)
    using restriction_content;
  get diagnostics repeated = row_count;
  return case when repeated = 1 then 'REPEATED' else 'KNOWN' end;
exception when foreign_key_violation then
  return 'WITHOUT_OBJECT';
end
$$;
revoke execute on function note_restriction(), repeat_restriction(text, jsonb) from public;
grant execute on function repeat_restriction(text, jsonb) to schakel_app;
grant select on restriction to schakel_app;

-- That what was lost is taken as replayed: by the journal, or on the word of the data protection officer
create table reopening (
  -- the checkpoint that this database was behind
  checkpoint text primary key,
  how text not null,
  by_partner text,
  by_role text,
  reason text,
  recorded_at timestamptz not null,
  constraint reopened_in_a_known_way check (how in ('JOURNAL', 'OFFICER')),
  constraint an_officer_says_why check (how = 'JOURNAL' or (by_partner is not null and reason is not null))
);
comment on table reopening is 'After a restored backup: that consent, conference and break-glass count again, and on whose word.';
grant select, insert on reopening to schakel_app;
