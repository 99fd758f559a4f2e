-- The subjects of views that were there before 0113.
-- Locks view_log SHARE UPDATE EXCLUSIVE while its rows are looked at once: it is read and written meanwhile.
SET search_path = sonae;

ALTER TABLE view_log VALIDATE CONSTRAINT view_log_subject_check;
