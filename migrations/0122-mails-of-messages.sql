-- The kinds of mails that were there before 0121.
-- Locks mail SHARE UPDATE EXCLUSIVE while its rows are looked at once: it is read and written meanwhile.
SET search_path = sonae;

ALTER TABLE mail VALIDATE CONSTRAINT mail_what_check;
