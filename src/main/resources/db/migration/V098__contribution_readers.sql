-- For whom a contribution is meant by what is sealed in it, so that a query tells of its change nobody else.
--
-- Purpose and retention: as V033. Codes of partners, as its audience; why there is none stays sealed.

-- the centre alone where it is empty, not limited where there is none
alter table contribution add column readers text[];

-- what was sealed before cannot be read here: of its change the centre alone is told
update contribution set readers = '{}' where details is not null and category in ('SAFETY_PLAN', 'CHILD_VIEW');
