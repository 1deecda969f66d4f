-- The partner registry as it was imported: the newest row is in force on every node.
--
-- Purpose: know who may call, now and on any day in the past. No personal data: organisations and certificate thumbprints.
-- Retention: as long as the log, whose entries name these partners.
create table partner_registry (
  version bigint generated always as identity primary key,
  digest text not null,
  content text not null,
  imported_at timestamptz not null,
  constraint digest_is_sha256 check (digest ~ '^[0-9a-f]{64}$'),
  constraint content_size check (octet_length(content) <= 16777216)
);
comment on table partner_registry is
  'Partner registry as imported, newest row in force. Retention: as long as the log. No personal data.';
create index partner_registry_digest on partner_registry (digest);
grant select, insert on partner_registry to schakel_app;

-- When each certificate was last used, to the minute: tells a partner which of its certificates still runs somewhere.
--
-- Purpose: certificate renewal. Retention: as long as the certificate is registered. No personal data.
create table certificate_use (
  thumbprint text primary key,
  last_used timestamptz not null,
  constraint thumbprint_is_sha256 check (thumbprint ~ '^[0-9a-f]{64}$')
);
comment on table certificate_use is
  'Last use of each client certificate, to the minute. Retention: while registered. No personal data.';
grant select, insert, update on certificate_use to schakel_app;
