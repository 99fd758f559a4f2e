-- Liability: the register of claimants, who is paid (Insurance Act, article 22), recourse, costs that the insurer bears, deposits.
-- Locks expense, payee_account and payment exclusively, for milliseconds.
SET search_path = sonae;

-- A person or body that claims damages. No agent sees it.
CREATE TABLE claimant (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, no smallint NOT NULL CHECK (no > 0), name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  entered_by uuid REFERENCES person, entered_at timestamptz NOT NULL, UNIQUE (id, institution_id), UNIQUE (incident_id, no),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
-- What is known of a claimant's demand: amounts are whole yen as they stand after the act, the newest of a kind counts; what the institution paid adds up.
CREATE TABLE claimant_act (
  id uuid PRIMARY KEY, claimant_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('demand','paid-by-institution','consent','settlement','judgment')),
  yen bigint NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999), on_day date NOT NULL, document_id uuid, note text CHECK (length(note) BETWEEN 1 AND 2000), entered_by uuid REFERENCES person, at timestamptz NOT NULL,
  FOREIGN KEY (claimant_id, institution_id) REFERENCES claimant (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (document_id, institution_id) REFERENCES document (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX claimant_act_of ON claimant_act (claimant_id, kind, at);
CREATE INDEX claimant_act_case ON claimant_act (incident_id);

-- Whom a damages line is for, and who is paid.
ALTER TABLE expense ADD COLUMN claimant_id uuid, ADD COLUMN pay_to text CHECK (pay_to IN ('institution','victim')),
  ADD FOREIGN KEY (claimant_id, institution_id) REFERENCES claimant (id, institution_id) ON UPDATE CASCADE, ADD CHECK ((claimant_id IS NULL) = (pay_to IS NULL));
CREATE INDEX expense_claimant ON expense (claimant_id) WHERE claimant_id IS NOT NULL;
SELECT rebuild_append_units();
GRANT UPDATE (claimant_id, pay_to) ON expense TO {{staff}};

-- An account of a claimant, or of a vendor whom the insurer pays itself: never an institution's to read.
ALTER TABLE payee_account ADD COLUMN claimant_id uuid REFERENCES claimant, ADD COLUMN vendor_name text CHECK (length(vendor_name) BETWEEN 1 AND 200), ADD CHECK (num_nonnulls(claimant_id, vendor_name) <= 1),
  ADD CHECK (source = 'paper' OR num_nonnulls(claimant_id, vendor_name) = 0);
ALTER POLICY institution_read ON payee_account USING (institution_id = ANY (app_institutions()) AND current_setting('app.cases', true) = '*' AND claimant_id IS NULL AND vendor_name IS NULL);
GRANT SELECT (claimant_id, vendor_name) ON payee_account TO {{institution}};

-- What the insurer bears itself: in no bucket, asked for by one and signed by another.
CREATE TABLE insurer_cost (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, amount_yen bigint NOT NULL CHECK (amount_yen BETWEEN 1 AND 9999999999), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  account_id uuid NOT NULL REFERENCES payee_account, state text NOT NULL CHECK (state IN ('asked','signed','dropped')), asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL,
  signed_by uuid REFERENCES person, signed_at timestamptz, UNIQUE (id, institution_id), CHECK (signed_by <> asked_by), CHECK ((state = 'signed') = (signed_by IS NOT NULL)),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX insurer_cost_open ON insurer_cost (asked_at, id) WHERE state = 'asked';
CREATE INDEX insurer_cost_case ON insurer_cost (incident_id);

ALTER TABLE payment ALTER COLUMN decision_id DROP NOT NULL, ALTER COLUMN expense_id DROP NOT NULL, ADD COLUMN cost_id uuid,
  ADD FOREIGN KEY (cost_id, institution_id) REFERENCES insurer_cost (id, institution_id) ON UPDATE CASCADE,
  ADD CHECK (num_nonnulls(decision_id, expense_id) <> 1 AND (decision_id IS NULL) = (cost_id IS NOT NULL));
CREATE UNIQUE INDEX payment_cost_once ON payment (cost_id) WHERE state <> 'stopped';
ALTER TABLE payment DROP CONSTRAINT payment_state_check;
ALTER TABLE payment ADD CONSTRAINT payment_state_check CHECK (state IN ('scheduled','batched','released','exported','settled','returned','stopped','deposited','set-aside'));
-- an institution sees what is paid for it, not what goes to others
DROP POLICY institution_own ON payment;
CREATE POLICY institution_read ON payment FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND cost_id IS NULL);

-- Against whom the insurer and the institution have rights; what comes in satisfies the institution's uninsured loss first (article 25).
CREATE TABLE recourse (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, against text NOT NULL CHECK (length(against) BETWEEN 1 AND 200), loss_yen bigint NOT NULL CHECK (loss_yen > 0), sought_yen bigint NOT NULL CHECK (sought_yen > 0),
  note text CHECK (length(note) BETWEEN 1 AND 2000), entered_by uuid NOT NULL REFERENCES person, entered_at timestamptz NOT NULL, UNIQUE (id, institution_id),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX recourse_case ON recourse (incident_id);
CREATE TABLE recourse_receipt (
  id uuid PRIMARY KEY, recourse_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, yen bigint NOT NULL CHECK (yen > 0), to_institution_yen bigint NOT NULL CHECK (to_institution_yen BETWEEN 0 AND yen),
  received_on date NOT NULL, reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 200), entered_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL,
  FOREIGN KEY (recourse_id, institution_id) REFERENCES recourse (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX recourse_receipt_of ON recourse_receipt (recourse_id);
CREATE INDEX recourse_receipt_case ON recourse_receipt (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['claimant','claimant_act','insurer_cost','recourse','recourse_receipt']::regclass[]) t;
GRANT SELECT, INSERT ON claimant, claimant_act, insurer_cost, recourse, recourse_receipt TO {{staff}};
GRANT UPDATE (state, signed_by, signed_at) ON insurer_cost TO {{staff}};
DROP POLICY institution_own ON claimant;
DROP POLICY institution_own ON claimant_act;
CREATE POLICY institution_read ON claimant FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience('claimants'));
CREATE POLICY institution_enter ON claimant FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience('claimants'));
CREATE POLICY institution_read ON claimant_act FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience('claimants'));
-- the liability itself is established by the insurer
CREATE POLICY institution_enter ON claimant_act FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND app_sees_audience('claimants') AND kind IN ('demand','paid-by-institution','consent'));
GRANT SELECT, INSERT ON claimant, claimant_act TO {{institution}};

-- Yen that may still be paid for a claimant, to the institution or to the victim, with what is under way taken off (Insurance Act, article 22).
CREATE FUNCTION victim_room(p_claimant uuid, p_to text) RETURNS bigint LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH known AS (
    SELECT coalesce((SELECT sum(a.yen) FROM claimant_act a WHERE a.claimant_id = p_claimant AND a.kind = 'paid-by-institution'), 0)::bigint AS institution_paid,
           coalesce((SELECT a.yen FROM claimant_act a WHERE a.claimant_id = p_claimant AND a.kind = 'consent' ORDER BY a.at DESC, a.id DESC LIMIT 1), 0) AS consented,
           coalesce((SELECT a.yen FROM claimant_act a WHERE a.claimant_id = p_claimant AND a.kind IN ('settlement','judgment') ORDER BY a.at DESC, a.id DESC LIMIT 1), 0) AS established,
           coalesce((SELECT sum(p.amount_yen) FROM payment p JOIN expense e ON e.id = p.expense_id WHERE e.claimant_id = p_claimant AND e.pay_to = 'institution' AND p.state <> 'stopped'), 0)::bigint AS to_institution,
           coalesce((SELECT sum(p.amount_yen) FROM payment p JOIN expense e ON e.id = p.expense_id WHERE e.claimant_id = p_claimant AND e.pay_to = 'victim' AND p.state <> 'stopped'), 0)::bigint AS to_victim)
  SELECT CASE p_to WHEN 'institution' THEN least(greatest(institution_paid, consented) - to_institution, established - to_institution - to_victim)
                   -- what the institution has paid the victim is not paid again
                   ELSE established - greatest(to_institution, institution_paid) - to_victim END FROM known
$$;

-- A payment pays what was ruled and is final, or a cost that two signed, to a confirmed account of whoever is to be paid, within article 22.
CREATE OR REPLACE FUNCTION payment_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE theirs expense; payee payee_account;
BEGIN
  IF NEW.state <> 'scheduled' OR NEW.batch_id IS NOT NULL OR NEW.interest_yen <> 0 THEN RAISE EXCEPTION 'a payment begins scheduled' USING ERRCODE = 'SN193'; END IF;
  SELECT * INTO payee FROM payee_account c WHERE c.id = NEW.account_id;
  IF NEW.cost_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM insurer_cost c WHERE c.id = NEW.cost_id AND c.state = 'signed' AND c.amount_yen = NEW.amount_yen AND c.account_id = NEW.account_id) OR payee.decision IS DISTINCT FROM 'confirmed' THEN
      RAISE EXCEPTION 'a cost is paid as it was signed' USING ERRCODE = 'SN192';
    END IF;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = NEW.decision_id AND r.expense_id = NEW.expense_id AND r.ruling = 'approved' AND r.amount_yen = NEW.amount_yen AND r.final_at <= clock_timestamp()
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = r.decision_id AND a.kind IN ('undone','reversed'))) THEN
    RAISE EXCEPTION 'a payment pays what was ruled' USING ERRCODE = 'SN192';
  END IF;
  SELECT * INTO theirs FROM expense e WHERE e.id = NEW.expense_id;
  IF payee.decision IS DISTINCT FROM 'confirmed' OR payee.institution_id <> NEW.institution_id OR payee.vendor_name IS NOT NULL
     OR payee.claimant_id IS DISTINCT FROM (CASE WHEN theirs.pay_to = 'victim' THEN theirs.claimant_id END) THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of whoever is paid' USING ERRCODE = 'SN192';
  END IF;
  IF theirs.category = 'damages' AND (theirs.claimant_id IS NULL OR victim_room(theirs.claimant_id, theirs.pay_to) < 0) THEN
    RAISE EXCEPTION 'more than article 22 allows' USING ERRCODE = 'SN196';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION payment_signers(p_payment uuid) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT e.entered_by FROM payment p JOIN expense e ON e.id = p.expense_id WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION SELECT d.proposed_by FROM payment p JOIN decision d ON d.id = p.decision_id WHERE p.id = p_payment
  UNION SELECT a.person_id FROM payment p JOIN decision_act a ON a.decision_id = p.decision_id WHERE p.id = p_payment
  UNION SELECT e.entered_by FROM payment p JOIN statement_line s ON s.decision_id = p.decision_id AND s.is_new JOIN expense e ON e.id = s.expense_id WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION SELECT x.person_id FROM payment p JOIN insurer_cost c ON c.id = p.cost_id CROSS JOIN LATERAL (VALUES (c.asked_by), (c.signed_by)) x(person_id) WHERE p.id = p_payment AND x.person_id IS NOT NULL
  UNION SELECT x.person_id FROM payment p JOIN payee_account c ON c.id = p.account_id CROSS JOIN LATERAL (VALUES (c.entered_by), (c.decided_by)) x(person_id) WHERE p.id = p_payment AND x.person_id IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION payment_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('scheduled','batched'), ('batched','scheduled'), ('batched','released'), ('released','scheduled'), ('exported','scheduled'), ('released','exported'), ('exported','settled'),
         ('exported','returned'), ('settled','returned'), ('returned','scheduled'), ('scheduled','stopped'), ('returned','deposited'), ('returned','set-aside'), ('set-aside','scheduled')
$$;
-- the account of a victim stays a victim's
CREATE OR REPLACE FUNCTION payment_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE batch payment_batch;
BEGIN
  IF OLD.state <> NEW.state AND NOT EXISTS (SELECT FROM payment_moves() m WHERE m.from_state = OLD.state AND m.to_state = NEW.state) THEN
    RAISE EXCEPTION 'no such move of a payment' USING ERRCODE = 'SN193';
  END IF;
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

CREATE OR REPLACE FUNCTION payment_is_consumed() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NEW.state IN ('settled','deposited') AND NEW.expense_id IS NOT NULL AND NEW.amount_yen <> coalesce((SELECT sum(p.yen) FROM limit_posting p WHERE p.incident_id = NEW.incident_id AND p.reference = NEW.expense_id::text AND p.kind = 'consume' AND p.takes = 'limit'
       AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)), 0) THEN
    RAISE EXCEPTION 'what is settled is consumed in the ledger' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END $$;

-- A deposit pays an expense as a settlement does.
CREATE FUNCTION is_paid_out(p_expense uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT EXISTS (SELECT FROM payment p JOIN decisions_of(p_expense) d ON d.decision_id = p.decision_id WHERE p.state IN ('settled','deposited'))
$$;
CREATE OR REPLACE FUNCTION expense_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE latest ruling;
BEGIN
  IF NOT EXISTS (SELECT FROM expense_moves() m WHERE m.from_state = OLD.state AND m.to_state = NEW.state) THEN
    RAISE EXCEPTION 'no such move of an expense' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'proposed' AND NOT EXISTS (SELECT FROM decisions_of(NEW.id) d WHERE NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = d.decision_id)
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = d.decision_id AND a.kind <> 'countersigned')) THEN
    RAISE EXCEPTION 'an expense is proposed by a decision' USING ERRCODE = 'SN193';
  END IF;
  SELECT r.* INTO latest FROM ruling r JOIN decisions_of(NEW.id) d ON d.decision_id = r.decision_id ORDER BY r.ruled_at DESC LIMIT 1;
  IF OLD.state = 'proposed' AND NEW.state IN ('approved','rejected') AND (latest.ruling IS DISTINCT FROM NEW.state
       OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = latest.decision_id AND a.kind <> 'countersigned')
       OR EXISTS (SELECT FROM decisions_of(NEW.id) o JOIN decision d ON d.id = o.decision_id WHERE d.proposed_at > (SELECT x.proposed_at FROM decision x WHERE x.id = latest.decision_id))) THEN
    RAISE EXCEPTION 'an expense is ruled on by a decision' USING ERRCODE = 'SN193';
  END IF;
  -- undone, reversed by two, or rejected for want of a paper that has come since
  IF OLD.state IN ('approved','rejected') AND NEW.state = 'in-review' AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = latest.decision_id AND a.kind IN ('undone','reversed'))
     AND NOT (OLD.state = 'rejected' AND latest.reasons @> '[{"code":"not-proven"}]' AND EXISTS (SELECT FROM expense_evidence v WHERE v.expense_id = NEW.id AND v.at > latest.ruled_at)) THEN
    RAISE EXCEPTION 'a ruling is undone, reversed by two, or its want is met' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'appealed' AND NOT EXISTS (SELECT FROM appeal a WHERE a.decision_id = latest.decision_id AND a.expense_id = NEW.id) THEN
    RAISE EXCEPTION 'an expense is appealed by an appeal' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'scheduled' AND NOT EXISTS (SELECT FROM payment p JOIN decisions_of(NEW.id) d ON d.decision_id = p.decision_id WHERE p.state NOT IN ('stopped','settled','deposited')) THEN
    RAISE EXCEPTION 'an expense is scheduled by a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'paid' AND NOT is_paid_out(NEW.id) THEN RAISE EXCEPTION 'an expense is paid by a settled payment' USING ERRCODE = 'SN193'; END IF;
  IF OLD.state = 'scheduled' AND NEW.state = 'approved' AND EXISTS (SELECT FROM payment p WHERE p.decision_id = latest.decision_id AND p.state <> 'stopped') THEN
    RAISE EXCEPTION 'an expense with a payment under way stays scheduled' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION insurer_cost_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE signer uuid := coalesce(NEW.signed_by, NEW.asked_by);
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || signer THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  IF NEW.state = 'signed' AND NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.signed_by AND g.role = 'senior-adjuster' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'role';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER insurer_cost_guard AFTER INSERT OR UPDATE ON insurer_cost FOR EACH ROW WHEN (NEW.state <> 'dropped') EXECUTE FUNCTION insurer_cost_guard();
REVOKE ALL ON FUNCTION victim_room, is_paid_out, insurer_cost_guard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION victim_room, is_paid_out TO {{staff}};
