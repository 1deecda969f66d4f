-- Notices and the evidence of their delivery are deleted after their time (schakel.notice.keep).
--
-- Purpose: storage limitation (GDPR 5(1)(e)). Retention: 366 days unless the operator says otherwise; what happened stays on record
-- where it happened.

create index notice_delivery_event on notice_delivery (event);
grant delete on notice, notice_delivery to schakel_app;
