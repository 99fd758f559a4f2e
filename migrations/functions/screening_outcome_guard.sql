-- A match is cleared or confirmed by a senior-adjuster, in their own name (SN190).
CREATE OR REPLACE FUNCTION screening_outcome_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || NEW.decided_by
      OR NOT EXISTS (
        SELECT
        FROM confirmed_role g
        WHERE g.person_id = NEW.decided_by
          AND g.role = 'senior-adjuster'
      ) THEN
    RAISE EXCEPTION 'a senior-adjuster decides' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION screening_outcome_guard FROM PUBLIC;
