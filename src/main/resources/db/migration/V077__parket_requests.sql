-- Written requests that a parket sends itself (decree of 12 July 2013, arts. 75 and 75/1).
--
-- Purpose, legal ground: to put the question before people at a centre. Stored whether the child is known or not, as a keyed hash; what
-- was written is sealed with a key of its own. Retention: a year, then deleted; what was given stays on record with its report.

create table parket_request (
  id uuid primary key,
  -- keyed hash of the number, or of names and birth date
  person bytea not null,
  parket text not null,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  -- where the child is said to live: whose telephone is answered
  postal_code text,
  wrapped_key text not null,
  content bytea not null
);
create index parket_request_parket on parket_request (parket, id);
create index parket_request_time on parket_request (recorded_at);
comment on table parket_request is 'A parket asks in writing about a child. Stored whether it is known or not.';

-- Who is asked: the centre of where it lives, and each that has the child
create table parket_request_centre (
  request uuid not null references parket_request on delete cascade,
  vk text not null,
  primary key (request, vk)
);
create index parket_request_centre_vk on parket_request_centre (vk, request);

create table parket_request_answer (
  request uuid not null,
  vk text not null,
  -- of which basic data are given; none: there is nothing to give
  referral uuid references referral,
  by_role text not null,
  by_person bytea not null,
  recorded_at timestamptz not null,
  -- why nothing is given, sealed with the key of the request
  content bytea,
  primary key (request, vk),
  foreign key (request, vk) references parket_request_centre on delete cascade,
  constraint nothing_has_a_reason check (referral is not null or content is not null)
);

grant select, insert on parket_request, parket_request_centre, parket_request_answer to schakel_app;
-- The lock of who answers
grant update on parket_request_centre to schakel_app;
-- After the retention period
grant delete on parket_request to schakel_app;
