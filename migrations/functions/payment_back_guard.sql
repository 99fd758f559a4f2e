-- A payment returns to those that wait only when its batch was cancelled; checked when the transaction ends (SN193).
CREATE OR REPLACE FUNCTION payment_back_guard() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payment_batch b WHERE b.id = OLD.batch_id AND b.state = 'cancelled') THEN
    RAISE EXCEPTION 'a payment leaves no batch that goes on' USING ERRCODE = 'SN193';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payment_back_guard FROM PUBLIC;
