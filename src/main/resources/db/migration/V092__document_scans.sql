-- What a malware scanner says of each document, where an operator runs one.
--
-- Purpose, legal ground: nobody is to open a file that harms (GDPR 32(1)(b)). Retention: as the document; no personal data.

create table document_scan (
  document uuid primary key references document on delete cascade,
  state text not null default 'WAITING',
  -- of what waits: when it is looked at next, and how often that was tried; one who looks moves it on
  due_at timestamptz not null,
  tries int not null default 0,
  -- what the scanner calls it
  found text,
  decided_at timestamptz,
  constraint scan_state_known check (state in ('WAITING', 'CLEAN', 'INFECTED')),
  constraint decided_once check ((state = 'WAITING') = (decided_at is null) and (found is null or state = 'INFECTED'))
);
create index document_scan_due on document_scan (due_at) where state = 'WAITING';
comment on table document_scan is
  'Whether a document may be read: nobody reads one that waits, or in which malware was found. One without a row came while no scanner was set up.';

-- A verdict stands: what was found infected is never readable again
create function keep_verdict() returns trigger language plpgsql as $$
begin
  raise exception 'a verdict does not change';
end
$$;
create trigger keep_verdict before update on document_scan for each row when (old.state <> 'WAITING') execute function keep_verdict();

-- Where a document stands is what its readers see of it
create function touch_scanned_referral() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update referral r set updated_at = greatest(r.updated_at, new.decided_at)
    from document d where d.id = new.document and r.id = d.referral;
  return new;
end
$$;
create trigger touch_scanned_referral after update on document_scan for each row
  when (new.state = 'INFECTED') execute function touch_scanned_referral();

grant select, insert on document_scan to schakel_app;
grant update (state, due_at, tries, found, decided_at) on document_scan to schakel_app;
