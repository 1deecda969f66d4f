-- A request to investigate societal necessity by the parket names its judicial file.
--
-- Purpose, legal ground: decree of 12 July 2013 on integral youth help, chapter 8, section 2; GDPR art. 10. Retention: as the report.

-- Keyed hash of the number of the judicial file, by which parket and centre find the report; the number itself is sealed
alter table referral add column judicial_file bytea;
create index referral_judicial_file on referral (judicial_file) where judicial_file is not null;
