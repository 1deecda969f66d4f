-- A review of a break-glass whose children are all erased, or whose report was taken back, seals its text with a key of its own: the
-- review is about an act, and the act stays on record.
--
-- Legal ground and retention: as break_glass (V036).

alter table break_glass_review
  -- only where no child's key seals the text, and the window has no key of its own
  add column wrapped_key text,
  add constraint review_has_one_key check (child is null or wrapped_key is null);
