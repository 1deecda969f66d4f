-- That a centre takes a question back: from then on it alone sees it.
--
-- Purpose, legal ground: a question may say too much, or go to the wrong submitter (GDPR 5(1)(f)). Retention: as the report.

alter table correspondence drop constraint word_of_a_known_kind;
alter table correspondence add constraint word_of_a_known_kind
  check (kind in ('QUESTION', 'QUESTION_RETRACTED', 'CANCELLATION_REQUEST', 'CANCELLATION_ACCEPTED', 'CANCELLATION_REFUSED'));
alter table correspondence drop constraint decision_is_about_a_request;
alter table correspondence add constraint answer_is_about_a_word
  check ((about is not null) = (kind in ('QUESTION_RETRACTED', 'CANCELLATION_ACCEPTED', 'CANCELLATION_REFUSED')));
comment on column correspondence.about is 'The question that is taken back, or the request that is decided.';

-- A restored backup does not give it back
create trigger note_restriction after insert on correspondence for each row
  when (new.kind = 'QUESTION_RETRACTED') execute function note_restriction();
