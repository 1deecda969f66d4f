-- Break-glass, its review, the test of a centre's duty list, and look-ups.
--
-- Legal ground: GDPR art. 6(1)(d) and 9(2)(c), vital interests; for look-ups art. 9(2)(h), and storage as keyed hashes only.
-- Retention: break-glass as the report it opened; look-ups as long as the policy says (look-up.retention-days). Rows of break-glass
-- are only ever added.

create table break_glass (
  id uuid primary key,
  opened_at timestamptz not null,
  partner text not null,
  kind text not null,
  role text not null,
  -- keyed hash of the partner and the person
  professional bytea not null,
  reason text not null,
  valid_until timestamptz not null,
  -- working days after which its review is due, and after which a missing one suspends the professional
  review_due timestamptz not null,
  review_limit timestamptz not null,
  policy_version text not null,
  -- only where it found no child: a key of its own, and what it seals (narrative, who it was)
  wrapped_key text,
  content bytea,
  constraint reason_of_a_known_kind check (reason in ('IMMINENT_DANGER_LIFE', 'IMMINENT_DANGER_INTEGRITY', 'CHILD_MISSING',
    'CONSENT_GIVER_UNREACHABLE')),
  constraint content_has_a_key check ((content is null) = (wrapped_key is null))
);
create index break_glass_professional on break_glass (professional);
comment on table break_glass is 'A window that one professional opened in an emergency. Whom it opened: break_glass_child.';

create table break_glass_child (
  break_glass uuid not null references break_glass,
  referral uuid not null references referral,
  child uuid not null references child,
  -- the centre that had the case then
  vk text not null,
  -- narrative and who it was, sealed with this child's key
  content bytea not null,
  primary key (break_glass, child)
);
create index break_glass_child_vk on break_glass_child (vk, break_glass);

create table break_glass_renewal (
  break_glass uuid primary key references break_glass,
  renewed_at timestamptz not null,
  valid_until timestamptz not null
);

create table break_glass_review (
  break_glass uuid not null references break_glass,
  seq int not null,
  verdict text not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null,
  told boolean not null,
  -- a postponed telling is looked at again on this day
  tell_again_on date,
  -- text and why the telling is postponed; sealed as the narrative is
  content bytea not null,
  -- the child whose key seals it; none: the key of the window
  child uuid references child,
  primary key (break_glass, seq),
  constraint verdict_of_a_known_kind check (verdict in ('JUSTIFIED', 'UNJUSTIFIED', 'FOLLOW_UP'))
);
comment on table break_glass_review is 'What somebody of another organisation found of it; the newest counts.';

-- What was told of a window that nobody looked at in time
create table break_glass_reminder (
  break_glass uuid not null references break_glass,
  about text not null,
  told_at timestamptz not null,
  primary key (break_glass, about)
);

create table duty_list_test (
  id uuid primary key,
  vk text not null,
  asked_at timestamptz not null,
  by_role text not null
);
create index duty_list_test_vk on duty_list_test (vk);
comment on table duty_list_test is 'Whether those on duty at a centre are reached: until one is acknowledged, break-glass is off for it.';

create table duty_list_acknowledgement (
  test uuid primary key references duty_list_test,
  at timestamptz not null,
  by_role text not null
);

create table look_up (
  id uuid primary key,
  -- keyed hash of the number, or of names and birth date
  person bytea not null,
  partner text not null,
  kind text not null,
  role text not null,
  context text not null,
  recorded_at timestamptz not null,
  -- the centre whose telephone was given; none: the general contact
  vk text,
  asks_back boolean not null,
  -- whom to call back, sealed with this row's own key
  wrapped_key text not null,
  content bytea not null,
  constraint context_of_a_known_kind check (context in ('SCHEDULED', 'UNSCHEDULED', 'ACUTE'))
);
create index look_up_person on look_up (person);
create index look_up_time on look_up (recorded_at);
create index look_up_vk on look_up (vk, id);
comment on table look_up is 'Somebody asked whether a child is known. Stored whether it is or not.';

grant select, insert on break_glass, break_glass_child, break_glass_renewal, break_glass_review, break_glass_reminder, duty_list_test,
  duty_list_acknowledgement, look_up to schakel_app;
-- After the retention period
grant delete on look_up to schakel_app;
