-- A cost of the insurer is asked for and signed by each in their own name, and signed by a senior-adjuster (SN190).
CREATE OR REPLACE FUNCTION insurer_cost_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  signer uuid := coalesce(NEW.signed_by, NEW.asked_by);
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || signer THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  IF NEW.state = 'signed'
      AND NOT EXISTS (
        SELECT
        FROM confirmed_role g
        WHERE g.person_id = NEW.signed_by
          AND g.role = 'senior-adjuster'
      ) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION insurer_cost_guard FROM PUBLIC;
