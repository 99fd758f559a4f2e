-- Payee accounts and payments: money leaves once, to an account that two persons vouch for, released by one who has signed nothing of it.
SET search_path = sonae;

-- Number and holder are sealed with the key file; what stands open shows which account it is, not its number. Decided once.
CREATE TABLE payee_account (
  id uuid PRIMARY KEY, institution_id uuid NOT NULL REFERENCES institution, bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{4}$'), bank_name text NOT NULL,
  branch_code text NOT NULL CHECK (branch_code ~ '^[0-9]{3}$'), branch_name text NOT NULL, account_type text NOT NULL CHECK (account_type IN ('1','2','4','9')),
  last_digits text NOT NULL CHECK (last_digits ~ '^[0-9]{3}$'), sealed bytea NOT NULL, master_version text NOT NULL,
  source text NOT NULL CHECK (source IN ('manager','paper')), entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL,
  decision text CHECK (decision IN ('confirmed','refused')), decided_by uuid REFERENCES person, decided_at timestamptz, decision_reason text,
  UNIQUE (id, institution_id), CHECK (num_nulls(decision, decided_by, decided_at) IN (0, 3)), CHECK (decided_by <> entered_by),
  CHECK (decision IS DISTINCT FROM 'refused' OR decision_reason IS NOT NULL));
CREATE INDEX payee_account_confirmed ON payee_account (institution_id, decided_at) WHERE decision = 'confirmed';
CREATE INDEX payee_account_waiting ON payee_account (entered_at, id) WHERE decision IS NULL;

-- The account from which is paid; the newest holds.
CREATE TABLE originating_account (
  id uuid PRIMARY KEY, requester_code text NOT NULL CHECK (requester_code ~ '^[0-9]{10}$'), requester_name text NOT NULL CHECK (length(requester_name) BETWEEN 1 AND 40),
  bank_code text NOT NULL CHECK (bank_code ~ '^[0-9]{4}$'), bank_name text NOT NULL, branch_code text NOT NULL CHECK (branch_code ~ '^[0-9]{3}$'), branch_name text NOT NULL,
  account_type text NOT NULL CHECK (account_type IN ('1','2','9')), account_number text NOT NULL CHECK (account_number ~ '^[0-9]{1,7}$'),
  line_end text NOT NULL CHECK (line_end IN ('none','crlf')), end_of_file boolean NOT NULL, lead_days smallint NOT NULL CHECK (lead_days BETWEEN 0 AND 30),
  entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL);

CREATE SEQUENCE payment_number MAXVALUE 9999999999;
CREATE SEQUENCE payment_batch_number;

-- The file is sealed: it carries account numbers. Every export gives the same bytes, whose hash stands beside it.
CREATE TABLE payment_batch (
  id uuid PRIMARY KEY, no bigint NOT NULL UNIQUE DEFAULT nextval('payment_batch_number'), state text NOT NULL CHECK (state IN ('built','released','exported','settled','cancelled')),
  transfer_on date NOT NULL, releaser_id uuid NOT NULL REFERENCES person, built_by uuid NOT NULL REFERENCES person, built_at timestamptz NOT NULL,
  released_at timestamptz, exported_at timestamptz, settled_at timestamptz, cancel_asked_by uuid REFERENCES person, cancel_reason text, cancelled_by uuid REFERENCES person, cancelled_at timestamptz,
  file_sealed bytea, file_hash bytea, version int NOT NULL DEFAULT 1,
  CHECK ((file_sealed IS NULL) = (file_hash IS NULL)), CHECK (state IN ('built','cancelled') OR file_sealed IS NOT NULL),
  CHECK (cancelled_by <> cancel_asked_by), CHECK ((state = 'cancelled') = (cancelled_by IS NOT NULL)));
CREATE INDEX payment_batch_list ON payment_batch (built_at DESC, id);

CREATE TABLE payment (
  id uuid PRIMARY KEY, no bigint NOT NULL UNIQUE DEFAULT nextval('payment_number'), decision_id uuid NOT NULL, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  account_id uuid NOT NULL, amount_yen bigint NOT NULL CHECK (amount_yen BETWEEN 1 AND 9999999999), interest_yen bigint NOT NULL DEFAULT 0 CHECK (interest_yen >= 0),
  complete_on date NOT NULL, pay_by date NOT NULL, state text NOT NULL CHECK (state IN ('scheduled','batched','released','exported','settled','returned','stopped')),
  batch_id uuid REFERENCES payment_batch, settled_on date, returned_on date, return_reason text, scheduled_at timestamptz NOT NULL, version int NOT NULL DEFAULT 1,
  UNIQUE (id, institution_id), CHECK ((batch_id IS NOT NULL) = (state NOT IN ('scheduled','stopped'))), CHECK ((state = 'settled') <= (settled_on IS NOT NULL)), CHECK ((state = 'returned') <= (returned_on IS NOT NULL)),
  CHECK (amount_yen + interest_yen <= 9999999999),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (account_id) REFERENCES payee_account);
-- never paid twice: one payment of a ruling that is not stopped
CREATE UNIQUE INDEX payment_once ON payment (decision_id) WHERE state <> 'stopped';
CREATE INDEX payment_case ON payment (incident_id);
CREATE INDEX payment_expense ON payment (expense_id);
CREATE INDEX payment_decision ON payment (decision_id);
CREATE INDEX payment_batch_of ON payment (batch_id);
CREATE INDEX payment_open ON payment (pay_by, id) WHERE state IN ('scheduled','returned');
CREATE INDEX expense_approved ON expense (id) WHERE state = 'approved';

-- What a batch was built of stays, whatever becomes of its payments: its sum is that of its file for ever.
CREATE TABLE payment_batch_line (
  batch_id uuid NOT NULL REFERENCES payment_batch, payment_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, account_id uuid NOT NULL REFERENCES payee_account,
  amount_yen bigint NOT NULL CHECK (amount_yen > 0), interest_yen bigint NOT NULL CHECK (interest_yen >= 0), PRIMARY KEY (batch_id, payment_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (payment_id, institution_id) REFERENCES payment (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX payment_batch_line_payment ON payment_batch_line (payment_id);

SELECT secure_table(t) FROM unnest(ARRAY['payee_account','originating_account','payment_batch','payment','payment_batch_line']::regclass[]) t;
GRANT SELECT, INSERT ON payee_account, originating_account, payment_batch, payment, payment_batch_line TO {{staff}};
GRANT USAGE ON SEQUENCE payment_number, payment_batch_number TO {{staff}};
GRANT UPDATE (decision, decided_by, decided_at, decision_reason) ON payee_account TO {{staff}};
GRANT UPDATE (state, released_at, exported_at, settled_at, cancel_asked_by, cancel_reason, cancelled_by, cancelled_at, file_sealed, file_hash, version) ON payment_batch TO {{staff}};
GRANT UPDATE (state, account_id, interest_yen, batch_id, settled_on, returned_on, return_reason, version) ON payment TO {{staff}};
CREATE POLICY staff_enters_undecided ON payee_account AS RESTRICTIVE FOR INSERT TO {{staff}} WITH CHECK (decision IS NULL);
CREATE POLICY staff_decides_once ON payee_account AS RESTRICTIVE FOR UPDATE TO {{staff}} USING (decision IS NULL) WITH CHECK (decision IS NOT NULL);
DROP POLICY institution_own ON payee_account;
CREATE POLICY institution_read ON payee_account FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND current_setting('app.cases', true) = '*');
CREATE POLICY institution_enter ON payee_account FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND current_setting('app.cases', true) = '*'
  AND decision IS NULL AND source = 'manager');
GRANT INSERT ON payee_account TO {{institution}};
GRANT SELECT (id, institution_id, bank_code, bank_name, branch_code, branch_name, account_type, last_digits, source, entered_at, decision, decided_at, decision_reason) ON payee_account TO {{institution}};
GRANT SELECT (id, no, expense_id, incident_id, institution_id, account_id, amount_yen, interest_yen, state, settled_on, returned_on) ON payment TO {{institution}};

-- An account is entered in one's own name, confirmed by another person of payments.
CREATE FUNCTION payee_account_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF actor <> 'person:' || coalesce(NEW.decided_by, NEW.entered_by) THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  IF NEW.decided_by IS NOT NULL AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.decided_by AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payee_account_guard AFTER INSERT OR UPDATE ON payee_account FOR EACH ROW EXECUTE FUNCTION payee_account_guard();

-- Who may not release a payment: who entered, proposed or signed what it pays, and who entered or confirmed the account it goes to.
CREATE FUNCTION payment_signers(p_payment uuid) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT e.entered_by FROM payment p JOIN expense e ON e.id = p.expense_id WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION SELECT d.proposed_by FROM payment p JOIN decision d ON d.id = p.decision_id WHERE p.id = p_payment
  UNION SELECT a.person_id FROM payment p JOIN decision_act a ON a.decision_id = p.decision_id WHERE p.id = p_payment
  UNION SELECT x.person_id FROM payment p JOIN payee_account c ON c.id = p.account_id CROSS JOIN LATERAL (VALUES (c.entered_by), (c.decided_by)) x(person_id) WHERE p.id = p_payment AND x.person_id IS NOT NULL
$$;

-- A payment pays what was ruled and is final, to a confirmed account of the same institution.
CREATE FUNCTION payment_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = NEW.decision_id AND r.expense_id = NEW.expense_id AND r.ruling = 'approved' AND r.amount_yen = NEW.amount_yen AND r.final_at <= clock_timestamp()
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = r.decision_id AND a.kind = 'undone')) THEN
    RAISE EXCEPTION 'a payment pays what was ruled' USING ERRCODE = 'SN192';
  END IF;
  IF NOT EXISTS (SELECT FROM payee_account c WHERE c.id = NEW.account_id AND c.institution_id = NEW.institution_id AND c.decision = 'confirmed') THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of the institution' USING ERRCODE = 'SN192';
  END IF;
  IF NEW.state <> 'scheduled' OR NEW.batch_id IS NOT NULL OR NEW.interest_yen <> 0 THEN RAISE EXCEPTION 'a payment begins scheduled' USING ERRCODE = 'SN193'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_guard AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_guard();

CREATE FUNCTION payment_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('scheduled','batched'), ('batched','scheduled'), ('batched','released'), ('released','scheduled'), ('exported','scheduled'), ('released','exported'), ('exported','settled'),
         ('exported','returned'), ('settled','returned'), ('returned','scheduled'), ('scheduled','stopped')
$$;
CREATE FUNCTION payment_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE batch payment_batch;
BEGIN
  IF OLD.state <> NEW.state AND NOT EXISTS (SELECT FROM payment_moves() m WHERE m.from_state = OLD.state AND m.to_state = NEW.state) THEN
    RAISE EXCEPTION 'no such move of a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.account_id <> OLD.account_id AND (NEW.state <> 'scheduled' OR NOT EXISTS (SELECT FROM payee_account c WHERE c.id = NEW.account_id AND c.institution_id = NEW.institution_id AND c.decision = 'confirmed')) THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of the institution' USING ERRCODE = 'SN192';
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
CREATE TRIGGER payment_move_guard BEFORE UPDATE ON payment FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION payment_move_guard();

CREATE FUNCTION payment_batch_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('built','released'), ('released','exported'), ('exported','settled'), ('built','cancelled'), ('released','cancelled'), ('exported','cancelled')
$$;
CREATE FUNCTION payment_batch_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'built' OR NEW.file_sealed IS NOT NULL OR actor <> 'person:' || NEW.built_by THEN RAISE EXCEPTION 'a batch begins built' USING ERRCODE = 'SN193'; END IF;
    IF NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.releaser_id AND g.role = 'payments' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> NEW.state AND NOT EXISTS (SELECT FROM payment_batch_moves() m WHERE m.from_state = OLD.state AND m.to_state = NEW.state) THEN
    RAISE EXCEPTION 'no such move of a batch' USING ERRCODE = 'SN193';
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
CREATE TRIGGER payment_batch_guard BEFORE INSERT OR UPDATE ON payment_batch FOR EACH ROW EXECUTE FUNCTION payment_batch_guard();

-- What is settled is consumed in the ledger, looked at when the transaction ends; so is what an expense that is paid rests on.
CREATE FUNCTION payment_is_consumed() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NEW.state = 'settled' AND NEW.amount_yen <> coalesce((SELECT sum(p.yen) FROM limit_posting p WHERE p.incident_id = NEW.incident_id AND p.reference = NEW.expense_id::text AND p.kind = 'consume' AND p.takes = 'limit'
       AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)), 0) THEN
    RAISE EXCEPTION 'what is settled is consumed in the ledger' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_is_consumed AFTER UPDATE ON payment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION payment_is_consumed();

-- An expense is scheduled by a payment and paid by its settlement.
CREATE OR REPLACE FUNCTION expense_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM expense_moves() m WHERE m.from_state = OLD.state AND m.to_state = NEW.state) THEN
    RAISE EXCEPTION 'no such move of an expense' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'proposed' AND NOT EXISTS (SELECT FROM decision d WHERE d.expense_id = NEW.id AND NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = d.id)
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.id AND a.kind <> 'countersigned')) THEN
    RAISE EXCEPTION 'an expense is proposed by a decision' USING ERRCODE = 'SN193';
  END IF;
  IF OLD.state = 'proposed' AND NEW.state IN ('approved','rejected') AND NOT EXISTS (SELECT FROM ruling r JOIN decision d ON d.id = r.decision_id
       WHERE r.expense_id = NEW.id AND r.ruling = NEW.state AND d.no = (SELECT max(x.no) FROM decision x WHERE x.expense_id = NEW.id)) THEN
    RAISE EXCEPTION 'an expense is ruled on by a decision' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'scheduled' AND NOT EXISTS (SELECT FROM payment p WHERE p.expense_id = NEW.id AND p.state NOT IN ('stopped','settled')) THEN
    RAISE EXCEPTION 'an expense is scheduled by a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'paid' AND NOT EXISTS (SELECT FROM payment p WHERE p.expense_id = NEW.id AND p.state = 'settled') THEN
    RAISE EXCEPTION 'an expense is paid by a settled payment' USING ERRCODE = 'SN193';
  END IF;
  IF OLD.state = 'scheduled' AND NEW.state = 'approved' AND EXISTS (SELECT FROM payment p WHERE p.expense_id = NEW.id AND p.state <> 'stopped') THEN
    RAISE EXCEPTION 'an expense with a payment under way stays scheduled' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION payee_account_guard, payment_signers, payment_guard, payment_moves, payment_move_guard, payment_batch_moves, payment_batch_guard, payment_is_consumed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment_signers, payment_moves, payment_batch_moves TO {{staff}};
