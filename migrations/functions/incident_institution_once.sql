-- Sets the institution of a case once, from "not known yet"; a correction needs a reason, and nothing decided
-- (SN001).
CREATE OR REPLACE FUNCTION incident_institution_once() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  IF OLD.institution_id <> NEW.institution_id
      AND OLD.institution_id <> '00000000-0000-0000-0000-000000000000'
      AND (
        coalesce(current_setting('app.correction_reason', true), '') = ''
        OR EXISTS (
          SELECT
          FROM sonae.expense e
          WHERE e.incident_id = OLD.id
            AND e.state IN ('proposed', 'approved', 'scheduled', 'paid', 'rejected')
        )
      ) THEN
    RAISE EXCEPTION 'the institution of a case is set once; a correction needs a reason and nothing decided'
      USING ERRCODE = 'SN001';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION incident_institution_once FROM PUBLIC;
