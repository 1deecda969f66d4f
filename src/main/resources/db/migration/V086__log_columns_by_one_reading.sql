-- The search columns of the log come from one reading of the entry. As generated columns each read it for itself, thirteen times
-- for each entry, which was two thirds of what an insert cost. What holds stays: they say what the entry says and nothing else,
-- whatever an insert or an update claims, and are gone when the entry is destroyed.
--
-- Purpose: supervision of what left. Legal ground: GDPR art. 5(2) and 30. Retention: with the entry, of which these are parts.
alter table ledger_entry
  alter column action drop expression,
  alter column outcome drop expression,
  alter column partner drop expression,
  alter column subject drop expression,
  alter column referral drop expression,
  alter column ground drop expression,
  alter column vk drop expression,
  alter column professional drop expression,
  alter column consent drop expression,
  alter column request drop expression,
  alter column address drop expression,
  alter column recipient drop expression,
  alter column token drop expression;

create function search_by_entry() returns trigger language plpgsql as $$
declare
  said jsonb := new.entry::jsonb;
begin
  new.action := said ->> 'action';
  new.outcome := said ->> 'outcome';
  new.partner := said -> 'partner' ->> 'code';
  new.subject := said ->> 'subject';
  new.referral := said ->> 'referral';
  new.ground := said ->> 'ground';
  new.vk := said ->> 'vk';
  new.professional := nullif(said -> 'professional' ->> 'id', '');
  new.consent := said ->> 'consent';
  new.request := said ->> 'requestId';
  new.address := said ->> 'address';
  new.recipient := said #>> '{external,recipient,code}';
  new.token := said ->> 'token';
  return new;
end
$$;
create trigger search_by_entry before insert or update on ledger_entry
  for each row execute function search_by_entry();
