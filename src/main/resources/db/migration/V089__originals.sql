-- What was sent by FHIR, byte for byte, beside what it was understood as.
--
-- Purpose: to prove what a sender said where its writing was normalised. Retention and keys: as the documents of the
-- report.

alter table document add column changes text;
comment on column document.changes is
  'Of what was sent itself (category RECEIPT): what was understood otherwise than written, as codes and places, JSON.';
