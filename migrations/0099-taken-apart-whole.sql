-- A payment leaves a batch for the next one only where its batch is cancelled: else the bank would have it twice. Asked at the
-- commit, because payments and batch move by two statements. Locks payment for milliseconds.
SET search_path = sonae;

CREATE FUNCTION payment_back_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM payment_batch b WHERE b.id = OLD.batch_id AND b.state = 'cancelled') THEN
    RAISE EXCEPTION 'a payment leaves no batch that goes on' USING ERRCODE = 'SN193';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION payment_back_guard FROM PUBLIC;
CREATE CONSTRAINT TRIGGER payment_back_guard AFTER UPDATE OF state ON payment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state IN ('batched','released','exported') AND NEW.state = 'scheduled') EXECUTE FUNCTION payment_back_guard();
