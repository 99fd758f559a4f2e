-- A batch is built in one's own name, released by the person it names, who is of payments, and cancelled by two
-- (SN190); its file is written once (SN193).
CREATE OR REPLACE FUNCTION payment_batch_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'built' OR NEW.file_sealed IS NOT NULL OR actor <> 'person:' || NEW.built_by THEN
      RAISE EXCEPTION 'a batch begins built' USING ERRCODE = 'SN193';
    END IF;
    IF NOT EXISTS (
        SELECT
        FROM confirmed_role g
        WHERE g.person_id = NEW.releaser_id
          AND g.role = 'payments'
      ) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.file_sealed IS NOT NULL
      AND (NEW.file_sealed IS DISTINCT FROM OLD.file_sealed OR NEW.file_hash IS DISTINCT FROM OLD.file_hash)
  THEN
    RAISE EXCEPTION 'a file is written once' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'released' AND OLD.state = 'built' AND actor <> 'person:' || NEW.releaser_id THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  -- what was built and not released, one person takes apart
  IF NEW.state = 'cancelled'
      AND OLD.state <> 'cancelled'
      AND (
        actor <> 'person:' || NEW.cancelled_by
        OR (OLD.state <> 'built' AND (OLD.cancel_asked_by IS NULL OR NEW.cancel_asked_by <> OLD.cancel_asked_by))
      ) THEN
    RAISE EXCEPTION 'two persons cancel' USING ERRCODE = 'SN190', DETAIL = 'second';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION payment_batch_guard FROM PUBLIC;
