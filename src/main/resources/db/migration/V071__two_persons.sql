-- Where it takes two persons: how it is known which person acted. Somebody may have one identity of each kind, so only identities
-- of the same kind can be told apart. Rows from before say what was possible then: a number of eleven digits that a partner named.

alter table ground_record add column by_proof text not null default 'NUMBER_OF_11';
alter table reidentification add column by_proof text not null default 'NUMBER_OF_11';
-- None in what a journal from before repeats: a refusal
alter table reidentification_decision add column by_proof text default 'NUMBER_OF_11';
alter table incident_lift add column by_proof text not null default 'NUMBER_OF_11';

alter table ground_record alter column by_proof drop default;
alter table reidentification alter column by_proof drop default;
alter table reidentification_decision alter column by_proof drop default;
alter table incident_lift alter column by_proof drop default;

-- Nobody decides alone, whatever the application does
create or replace function reidentification_takes_two() returns trigger language plpgsql as $$
begin
  if exists (select from reidentification r where r.id = new.reidentification
              and (r.by_person = new.by_person or r.by_proof <> new.by_proof)) then
    raise exception 'a re-identification takes two persons';
  end if;
  return new;
end
$$;
