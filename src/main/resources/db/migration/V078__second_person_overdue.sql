-- That a second person is late to confirm a report to the parket, told once, whichever node does it.
--
-- Purpose: to warn the duty list of the centre. Retention: as the report.

create table mano_second_told (
  report uuid primary key references parket_report,
  told_at timestamptz not null
);
grant select, insert on mano_second_told to schakel_app;
