-- That the answer to a request for access was handed over, and when.
--
-- Legal ground: GDPR arts. 12(3) and 15. Purpose: answer in time, and show that it was answered. Retention: as the request.
create table access_handover (
  request uuid primary key references access_request on delete cascade,
  handed_over_on date not null,
  by_partner text not null,
  by_role text not null,
  recorded_at timestamptz not null
);
comment on table access_handover is 'That a centre handed over the answer to a request for access. Rows are only ever added.';
create index access_request_due on access_request (answer_by, id);

grant select, insert on access_handover to schakel_app;
