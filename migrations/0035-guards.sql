-- Guards: they need no right that the role which fires them lacks, and they keep the figures that a proposal rests on.
SET search_path = sonae;

-- PostgreSQL checks every right that a statement names once its plan is generic, whatever its conditions say: a guard that an
-- institution fires names nothing that it may not read. An account is entered, and decided on, in one's own name.
CREATE OR REPLACE FUNCTION payee_account_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.decided_by, NEW.entered_by) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END $$;

-- Decided on by a person of payments. A function of its own: an institution enters accounts, and may not read roles. Policies let
-- nobody insert an account that is decided.
CREATE FUNCTION payee_account_decision_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.decided_by AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payee_account_decision_guard AFTER UPDATE ON payee_account FOR EACH ROW WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION payee_account_decision_guard();
REVOKE ALL ON FUNCTION payee_account_decision_guard FROM PUBLIC;

-- What is claimed, and what assessment and payment are made from, changes while nobody has proposed anything; afterwards a line
-- goes back to review first. In one statement with a move, the state it comes from and the one it goes to both count.
CREATE FUNCTION expense_figures_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT (ARRAY[OLD.state, NEW.state] <@ ARRAY['submitted','routed','in-review','information-requested']) THEN
    RAISE EXCEPTION 'what was proposed stays as it was claimed' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION expense_figures_guard FROM PUBLIC;
CREATE TRIGGER expense_figures_guard BEFORE UPDATE OF amount_yen, tax_yen, category, lane, flags, phase, claimant_id, pay_to ON expense FOR EACH ROW
  WHEN ((OLD.amount_yen, OLD.tax_yen, OLD.category, OLD.lane, OLD.flags, OLD.phase, OLD.claimant_id, OLD.pay_to)
    IS DISTINCT FROM (NEW.amount_yen, NEW.tax_yen, NEW.category, NEW.lane, NEW.flags, NEW.phase, NEW.claimant_id, NEW.pay_to))
  EXECUTE FUNCTION expense_figures_guard();

-- A ceiling that was agreed to is answered once.
CREATE POLICY staff_answers_once ON pre_approval AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (state = 'requested') WITH CHECK (true);
