-- Payments and batches are moved by their movers alone; the guards keep what a table of moves cannot say. Rights and functions only:
-- no lock on a row.
SET search_path = sonae;

-- a payment's account and days may change while it waits, beside its moves
SELECT make_mover('payment', 'payment',
  ARRAY['account_id', 'interest_yen', 'batch_id', 'settled_on', 'returned_on', 'return_reason'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, interest_yen, batch_id, settled_on, returned_on, return_reason) ON payment FROM {{staff}};

-- who asks to cancel a batch is kept beside it, without a move
SELECT make_mover('payment-batch', 'payment_batch',
  ARRAY['released_at', 'exported_at', 'settled_at', 'cancelled_by', 'cancelled_at', 'file_sealed', 'file_hash'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, released_at, exported_at, settled_at, cancelled_by, cancelled_at, file_sealed, file_hash) ON payment_batch FROM {{staff}};

CREATE OR REPLACE FUNCTION payment_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE batch payment_batch;
BEGIN
  IF NEW.account_id <> OLD.account_id AND (NEW.state <> 'scheduled' OR NOT EXISTS (SELECT FROM payee_account c JOIN payee_account o ON o.id = OLD.account_id
       WHERE c.id = NEW.account_id AND c.institution_id = NEW.institution_id AND c.decision = 'confirmed' AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id AND (c.vendor_name IS NULL) = (o.vendor_name IS NULL))) THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of whoever is paid' USING ERRCODE = 'SN192';
  END IF;
  SELECT * INTO batch FROM payment_batch b WHERE b.id = coalesce(NEW.batch_id, OLD.batch_id);
  IF NEW.state IN ('batched','released') AND OLD.state <> NEW.state THEN
    IF batch.state <> 'built' OR EXISTS (SELECT FROM payment_signers(NEW.id) s WHERE s.person_id = batch.releaser_id) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'signed';
    END IF;
  END IF;
  IF NEW.state = 'released' AND OLD.state <> 'released' AND coalesce(current_setting('app.actor_id', true), '') <> 'person:' || batch.releaser_id THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  -- the file is written: what it pays, and where, stays
  IF OLD.state NOT IN ('scheduled','batched') AND (NEW.interest_yen <> OLD.interest_yen) AND NEW.state <> 'scheduled' THEN RAISE EXCEPTION 'a released payment stays as it is' USING ERRCODE = 'SN193'; END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION payment_batch_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'built' OR NEW.file_sealed IS NOT NULL OR actor <> 'person:' || NEW.built_by THEN RAISE EXCEPTION 'a batch begins built' USING ERRCODE = 'SN193'; END IF;
    IF NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.releaser_id AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.file_sealed IS NOT NULL AND (NEW.file_sealed IS DISTINCT FROM OLD.file_sealed OR NEW.file_hash IS DISTINCT FROM OLD.file_hash) THEN
    RAISE EXCEPTION 'a file is written once' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'released' AND OLD.state = 'built' AND actor <> 'person:' || NEW.releaser_id THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  -- what was built and not released, one person takes apart
  IF NEW.state = 'cancelled' AND OLD.state <> 'cancelled' AND (actor <> 'person:' || NEW.cancelled_by OR (OLD.state <> 'built' AND (OLD.cancel_asked_by IS NULL OR NEW.cancel_asked_by <> OLD.cancel_asked_by))) THEN
    RAISE EXCEPTION 'two persons cancel' USING ERRCODE = 'SN190', DETAIL = 'second';
  END IF;
  RETURN NEW;
END $$;

DROP FUNCTION payment_moves(), payment_batch_moves();
