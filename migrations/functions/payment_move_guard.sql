-- A payment changes its account only to a confirmed one of the same payee (a victim's stays a victim's, SN192), is
-- released by the person its batch names, who signed nothing of it (SN190), and stays as it was written into the file
-- (SN193).
CREATE OR REPLACE FUNCTION payment_move_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  batch payment_batch;
BEGIN
  IF NEW.account_id <> OLD.account_id
      AND (
        NEW.state <> 'scheduled'
        OR NOT EXISTS (
          SELECT
          FROM payee_account c
          JOIN payee_account o ON o.id = OLD.account_id
          WHERE c.id = NEW.account_id
            AND c.institution_id = NEW.institution_id
            AND c.decision = 'confirmed'
            AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id
            AND (c.vendor_name IS NULL) = (o.vendor_name IS NULL)
        )
      ) THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of whoever is paid' USING ERRCODE = 'SN192';
  END IF;
  SELECT *
  INTO batch
  FROM payment_batch b
  WHERE b.id = coalesce(NEW.batch_id, OLD.batch_id);
  IF NEW.state IN ('batched', 'released') AND OLD.state <> NEW.state THEN
    IF batch.state <> 'built'
        OR EXISTS (SELECT FROM payment_signers(NEW.id) s WHERE s.person_id = batch.releaser_id)
    THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'signed';
    END IF;
  END IF;
  IF NEW.state = 'released'
      AND OLD.state <> 'released'
      AND coalesce(current_setting('app.actor_id', true), '') <> 'person:' || batch.releaser_id
  THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  -- the file is written: what it pays, and where, stays
  IF OLD.state NOT IN ('scheduled', 'batched')
      AND (NEW.interest_yen <> OLD.interest_yen)
      AND NEW.state <> 'scheduled'
  THEN
    RAISE EXCEPTION 'a released payment stays as it is' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION payment_move_guard FROM PUBLIC;
