-- That the children of two reports are one child, as the centre that has both finds.
--
-- Purpose: accuracy of the centre's files (GDPR art. 5(1)(d)). Retention: as the reports. It opens nothing to anybody: no rule about
-- who may see what looks here. Rows are only ever added; the reasons are sealed with the child's key.

create table child_link (
  id uuid primary key,
  child uuid not null references child,
  referral uuid not null references referral,
  other uuid not null references child,
  other_referral uuid not null references referral,
  -- what the other is to the child
  type text not null,
  -- sealed
  reason bytea not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  constraint link_of_a_known_type check (type in ('SEE_ALSO', 'REPLACES', 'REPLACED_BY')),
  constraint link_of_two_reports check (referral <> other_referral)
);
create index child_link_referral on child_link (referral);
create index child_link_other on child_link (other_referral);
comment on table child_link is 'Which records of a child belong together; history included.';

create table child_link_end (
  link uuid primary key references child_link,
  -- sealed
  reason bytea not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null
);
comment on table child_link_end is 'That a link was taken away again.';

grant select, insert on child_link, child_link_end to schakel_app;
