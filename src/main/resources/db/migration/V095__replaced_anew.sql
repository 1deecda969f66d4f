-- That a document counts again when what replaced it was taken back, and may be replaced anew.
--
-- Purpose and retention: as V080. Rows are only ever added.

-- a document has one newer one that stands at most; the report is held while one is added
alter table document_replacement
  drop constraint document_replacement_pkey,
  drop constraint document_replacement_replacement_key,
  add primary key (replacement);
create index document_replacement_document on document_replacement (document);

-- the document that took the place of another, while it or what replaced it in turn is not taken back
create function document_replaced_by(old uuid) returns uuid language sql stable as $$
  select o.replacement from document_replacement o
   where o.document = old and exists (
     with recursive line (id) as (
       select o.replacement
        union all
       select n.replacement from document_replacement n join line on n.document = line.id)
     select from line where not exists (select from document_retraction y where y.document = line.id))
   limit 1
$$;
grant execute on function document_replaced_by(uuid) to schakel_app;
