-- A claim for repayment is moved by its mover alone; the guard keeps what a table of moves cannot say. Rights and functions only:
-- no lock on a row.
SET search_path = sonae;

SELECT make_mover('repayment', 'repayment_claim',
  ARRAY['signed_by', 'signed_at', 'received_on', 'received_reference', 'received_by', 'allocations', 'written_off_by', 'ended_at'],
  ARRAY['{{staff}}']);
-- who asks to write a claim off is kept beside it, without a move
REVOKE UPDATE (state, signed_by, signed_at, received_on, received_reference, received_by, allocations, written_off_by, ended_at) ON repayment_claim FROM {{staff}};

CREATE OR REPLACE FUNCTION repayment_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- a statement's decision carries its own signatures
    IF NEW.statement_id IS NULL AND (NEW.state <> 'asked' OR actor <> 'person:' || NEW.asked_by OR NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.asked_by AND g.role = 'senior-adjuster' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL)) THEN
      RAISE EXCEPTION 'a senior-adjuster asks' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NULL;
  END IF;
  IF NEW.state = 'demanded' AND OLD.state = 'asked' AND actor <> 'person:' || NEW.signed_by THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  IF NEW.state = 'written-off' AND OLD.state <> 'written-off' AND (OLD.write_off_by IS NULL OR actor <> 'person:' || NEW.written_off_by) THEN
    RAISE EXCEPTION 'two persons write off' USING ERRCODE = 'SN190', DETAIL = 'second';
  END IF;
  RETURN NULL;
END $$;
