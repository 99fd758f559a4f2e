-- A repayment is asked for by a senior-adjuster, demanded and written off by another person, each in their own name
-- (SN190).
CREATE OR REPLACE FUNCTION repayment_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- a statement's decision carries its own signatures
    IF NEW.statement_id IS NULL
        AND (
          NEW.state <> 'asked'
          OR actor <> 'person:' || NEW.asked_by
          OR NOT EXISTS (
            SELECT
            FROM confirmed_role g
            WHERE g.person_id = NEW.asked_by
              AND g.role = 'senior-adjuster'
          )
        ) THEN
      RAISE EXCEPTION 'a senior-adjuster asks' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.state = 'demanded' AND OLD.state = 'asked' AND actor <> 'person:' || NEW.signed_by THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  IF NEW.state = 'written-off'
      AND OLD.state <> 'written-off'
      AND (OLD.write_off_by IS NULL OR actor <> 'person:' || NEW.written_off_by)
  THEN
    RAISE EXCEPTION 'two persons write off' USING ERRCODE = 'SN190', DETAIL = 'second';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION repayment_guard FROM PUBLIC;
