-- What giving, taking back and lapsing of consents need.
--
-- Legal ground and retention: as V030.

-- Somebody who need not have given it no longer does; the others' consent goes on.
alter table consent_event add column leaves boolean not null default false;
comment on column consent_event.leaves is 'This giver takes part no longer; the consent goes on without.';

create or replace function consent_stands_as_newest_event() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update consent set status = new.status,
    givers = case when new.leaves then array_remove(givers, new.giver)
                  when new.status = 'ACTIVE' and new.giver is not null and not new.giver = any(givers) then givers || new.giver
                  else givers end
   where id = new.consent;
  return new;
end
$$;

-- What a centre must ask anew soon
create index consent_lapsing on consent (usable_until, id) where status = 'ACTIVE';
