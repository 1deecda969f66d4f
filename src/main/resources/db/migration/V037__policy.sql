-- The disclosure policy as it was imported: of the versions whose day has come, the one with the latest day is in force on
-- every node, and of two with the same day the one imported last.
--
-- Purpose: know by which rules each decision in the log was taken. No personal data: rules, roles, articles of law.
-- Retention: as long as the log, whose entries name these versions.
create table policy_version (
  number bigint generated always as identity primary key,
  version text not null unique,
  valid_from timestamptz not null,
  digest text not null,
  matrix text not null,
  terms text not null,
  search_rules text not null,
  legal_bases text not null,
  imported_at timestamptz not null,
  constraint digest_is_sha256 check (digest ~ '^[0-9a-f]{64}$'),
  constraint content_size check (
    octet_length(matrix) + octet_length(terms) + octet_length(search_rules) + octet_length(legal_bases) <= 4194304)
);
comment on table policy_version is
  'Disclosure policy as imported, with its first day. Retention: as long as the log. No personal data.';
create index policy_version_in_force on policy_version (valid_from, number);
grant select, insert on policy_version to schakel_app;
