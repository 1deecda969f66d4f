-- What cannot wait, for people: who was told, and who took it over

create table alert (
  event uuid primary key references outbox_event,
  recipient text not null,
  kind text not null,
  referral uuid,
  raised_at timestamptz not null,
  -- how many letters went out, or had to be given up
  told int not null default 0 check (told >= 0),
  -- how often in a row the next one could not be posted
  failed int not null default 0 check (failed >= 0),
  -- none once it is acknowledged or given up
  next_letter_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  acknowledged_role text,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((acknowledged_at is null) = (acknowledged_role is null)),
  check (acknowledged_at is null or next_letter_at is null)
);
create index alert_due on alert (next_letter_at) where acknowledged_at is null;
create index alert_recipient on alert (recipient, event);
comment on table alert is 'Of an event that cannot wait: whether somebody took it over, and when the next one on the list is told.';

create table alert_letter (
  alert uuid not null references alert,
  at timestamptz not null,
  -- the place on the duty list, from 0 on; never the address
  place int not null,
  posted boolean not null,
  primary key (alert, at, place)
);
comment on table alert_letter is 'Letters to people on duty. What a letter says is the same for all of them, so it is not kept.';

create index outbox_event_to_people on outbox_event (recorded_at) where recipient = 'DPO' or recipient like 'DUTY:%';

-- One test of its own each month for each centre, whoever asks for more
alter table duty_list_test add column month date;
create unique index duty_list_test_month on duty_list_test (vk, month) where month is not null;

create table urgent_told (
  referral uuid primary key references referral,
  at timestamptz not null
);
comment on table urgent_told is 'Urgent reports of which it was told, once, that nobody took them up in time.';

grant select, insert on alert, alert_letter, urgent_told to schakel_app;
grant update (told, failed, next_letter_at, acknowledged_at, acknowledged_by, acknowledged_role) on alert to schakel_app;
