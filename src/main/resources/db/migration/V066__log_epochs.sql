-- What happens to the log besides entries: it begins anew, entries are destroyed after their time, witnesses sign.
--
-- Purpose, legal ground: as the log's (GDPR art. 5(2) and 30). Retention: as long as a receipt may have to be proven; nothing of it
-- tells anything about a person.

-- The newest checkpoint that had been shown of the epoch before, which the database may have lost.
alter table ledger_epoch add column shown_before text;

-- That an entry was destroyed on purpose: without this its absence is a fault.
create table ledger_erasure (
  entry uuid primary key,
  erased_at timestamptz not null,
  ground text not null
);

-- For the owner role alone: entry and salt go, the leaf and what stands for it in the tree stay, and with them every proof.
create function ledger_erase(erased uuid, ground text) returns boolean language plpgsql as $$
begin
  update ledger_entry set entry = null, salt = null where id = erased and entry is not null;
  if not found then
    return false;
  end if;
  insert into ledger_erasure (entry, erased_at, ground) values (erased, now(), ground);
  return true;
end
$$;
revoke execute on function ledger_erase(uuid, text) from public;

-- Who outside the gateway saw a checkpoint (c2sp.org/tlog-cosignature).
create table ledger_cosignature (
  epoch int not null,
  size bigint not null,
  witness text not null,
  line text not null,
  seen_at timestamptz not null,
  primary key (epoch, size, witness),
  foreign key (epoch, size) references ledger_checkpoint
);

-- A day's checkpoint is told once, whichever node does it.
create table ledger_announced (
  day date primary key
);

grant select on ledger_erasure to schakel_app;
grant select, insert on ledger_cosignature, ledger_announced to schakel_app;
