-- Two outlooks: whether insurance money can be paid, and whether emergency support can be used. Locks incident and coverage_outlook while their columns are added and their rows looked through once.
SET search_path = sonae;

-- NULL: not settled since there are two. What stands in incident.outlook then is none on cover: it may be the territory of the support service.
ALTER TABLE incident
  ADD COLUMN support_outlook text CHECK (support_outlook IN ('available','refer','not-available')),
  ADD COLUMN support_reasons jsonb, ADD COLUMN support_question text,
  ADD CONSTRAINT incident_support_check CHECK (support_outlook IS NULL OR (outlook <> 'pending' AND support_reasons IS NOT NULL));
COMMENT ON COLUMN incident.outlook_question IS 'of before the two outlooks; support_question is in its place, and this is no longer written';
-- NULL: a run of before the two outlooks
ALTER TABLE coverage_outlook ADD COLUMN support_outlook text CHECK (support_outlook IN ('available','refer','not-available'));
SELECT rebuild_append_units();

-- An institution reports what nobody has settled yet.
GRANT INSERT (support_outlook, support_reasons, support_question) ON incident TO {{institution}};
CREATE POLICY institution_reports_unsettled ON incident AS RESTRICTIVE FOR INSERT TO {{institution}}
  WITH CHECK (support_outlook IS NULL AND support_reasons IS NULL AND support_question IS NULL);
