-- Incidents: who is suspended, and who lifted it.
--
-- Purpose: security of processing and notification of breaches (GDPR 32 to 34). Retention: as the log. Reason and number of a
-- person are sealed, each row with a key of its own. All rows are only ever added.

create table incident (
  id uuid primary key,
  kind text not null,
  -- thumbprint, code, or keyed hash of a person
  who text not null,
  misused_from timestamptz not null,
  misused_until timestamptz not null,
  known_at timestamptz not null,
  by_partner text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  wrapped_key text not null,
  content bytea not null,
  constraint incident_of_a_known_kind check (kind in ('CERTIFICATE', 'PARTNER', 'PROFESSIONAL')),
  constraint incident_has_a_period check (misused_until > misused_from)
);
create index incident_who on incident (who);
comment on table incident is 'What went wrong with somebody, who is suspended until two persons lift it.';

create table incident_lift (
  incident uuid not null references incident,
  -- keyed hash: the same person counts once
  by_person bytea not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  primary key (incident, by_person)
);
comment on table incident_lift is 'One of the two persons that it takes to lift a suspension.';

-- A restored backup must not let in again who was suspended
create trigger note_restriction after insert on incident for each row execute function note_restriction();

grant select, insert on incident, incident_lift to schakel_app;
