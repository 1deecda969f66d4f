-- That a document was sent by mistake takes access away, and so stands in the list that a restored backup cannot undo (V050).
--
-- Legal ground: GDPR art. 5(1)(d) and 32(1)(c). Retention: as the rows it repeats.

create trigger note_restriction after insert on document_retraction for each row execute function note_restriction();

do $$
begin
  set local timezone = 'UTC';
  insert into restriction
  select md5('document_retraction' || to_jsonb(r)::text)::uuid, clock_timestamp(), 'document_retraction', to_jsonb(r)
    from document_retraction r;
end
$$;
