-- The tree over the log (RFC 9162), and the checkpoints that were signed.
--
-- Purpose: prove that no entry was changed, removed or added behind the log's back. Legal ground: GDPR art. 5(2) and 30.
-- Retention: none of it tells anything about a person; it stays as long as a receipt may have to be proven.

-- What stands for an entry in the tree. Stays when the entry and its salt are destroyed. Null only before this migration.
alter table ledger_entry add column commitment bytea constraint commitment_size check (octet_length(commitment) = 32);

-- An answer of several children is asked for by each leaf; of an answer with one leaf the root is that leaf.
create index ledger_entry_leaf on ledger_entry using hash (leaf) where leaf <> answer;

-- Entries that have no place in the tree yet: a list of work, not a record.
create table ledger_unplaced (
  entry uuid primary key
);
insert into ledger_unplaced select id from ledger_entry;

create function note_unplaced() returns trigger language plpgsql as $$
begin
  insert into ledger_unplaced select id from added;
  return null;
end
$$;
create trigger note_unplaced after insert on ledger_entry
  referencing new table as added for each statement execute function note_unplaced();

-- A log begins anew, under a name of its own, only when a database was restored to before what had been published already.
create table ledger_epoch (
  epoch int primary key check (epoch >= 0),
  opened_at timestamptz not null,
  statement text,
  constraint every_new_epoch_is_explained check ((epoch = 0) = (statement is null))
);
insert into ledger_epoch (epoch, opened_at) values (0, now());

-- Where an entry stands: a leaf of the tree. No foreign key, so that what was taken away shows as such.
create table ledger_position (
  epoch int not null references ledger_epoch,
  place bigint not null check (place >= 0),
  entry uuid not null unique,
  commitment bytea not null constraint commitment_size check (octet_length(commitment) = 32),
  primary key (epoch, place)
);

-- Full tiles of 256 hashes; a partial one is the beginning of what becomes a full one, and is read from the level below.
create table ledger_tile (
  epoch int not null references ledger_epoch,
  level smallint not null check (level between 0 and 7),
  place bigint not null check (place >= 0),
  hashes bytea not null constraint full_tile check (octet_length(hashes) = 8192),
  root bytea not null check (octet_length(root) = 32),
  primary key (epoch, level, place)
);
-- Hashes cannot be compressed
alter table ledger_tile alter column hashes set storage external;

-- One for each size: two trees of one size can never both be signed.
create table ledger_checkpoint (
  epoch int not null references ledger_epoch,
  size bigint not null check (size >= 0),
  signed_at timestamptz not null,
  note text not null,
  primary key (epoch, size)
);

-- Work that was done leaves the list; what has no place cannot.
create function ledger_placed(done_epoch int, done_from bigint) returns void language sql security definer
set search_path = public, pg_temp as $$
  delete from ledger_unplaced u using ledger_position p
   where p.epoch = done_epoch and p.place >= done_from and u.entry = p.entry
$$;
revoke execute on function ledger_placed(int, bigint) from public;
grant execute on function ledger_placed(int, bigint) to schakel_app;

grant select on ledger_epoch to schakel_app;
grant select, insert on ledger_unplaced, ledger_position, ledger_tile, ledger_checkpoint to schakel_app;
