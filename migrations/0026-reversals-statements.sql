-- What comes after a ruling: reversal by two, a second look by the machine, money that comes back, and business interruption by statements.
SET search_path = sonae;

-- A senior-adjuster asks, another person signs: the ruling is reversed by acts of its own, never changed.
CREATE TABLE reversal (
  id uuid PRIMARY KEY, decision_id uuid NOT NULL, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL, ended text CHECK (ended IN ('signed','dropped')), ended_by uuid REFERENCES person, ended_at timestamptz,
  CHECK (num_nulls(ended, ended_by, ended_at) IN (0, 3)), CHECK (ended IS DISTINCT FROM 'signed' OR ended_by <> asked_by),
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX reversal_open ON reversal (decision_id) WHERE ended IS NULL;
CREATE INDEX reversal_waiting ON reversal (asked_at, id) WHERE ended IS NULL;
CREATE INDEX reversal_case ON reversal (incident_id);

-- What a decided line comes to now, where that differs from what its decision stored.
CREATE TABLE assessment_task (
  id uuid PRIMARY KEY, decision_id uuid NOT NULL, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  stored_yen bigint NOT NULL, shadow_yen bigint NOT NULL, basis jsonb NOT NULL, opened_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('supplemented','reopened','demanded','left','obsolete')), ended_by uuid REFERENCES person, ended_at timestamptz, reason text,
  CHECK (stored_yen <> shadow_yen), CHECK ((outcome IS NULL) = (ended_at IS NULL)), CHECK (outcome IS DISTINCT FROM 'left' OR (ended_by IS NOT NULL AND reason IS NOT NULL)),
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX assessment_task_open ON assessment_task (decision_id) WHERE outcome IS NULL;
CREATE INDEX assessment_task_list ON assessment_task (opened_at, id) WHERE outcome IS NULL;
CREATE INDEX assessment_task_case ON assessment_task (incident_id);

-- A statement of business interruption: every month as it was when it was drawn up. Its decision stands on the line that carries it.
CREATE TABLE statement_line (
  decision_id uuid NOT NULL, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, is_new boolean NOT NULL,
  figures jsonb NOT NULL, engine_yen bigint NOT NULL CHECK (engine_yen >= 0), PRIMARY KEY (decision_id, expense_id),
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX statement_line_expense ON statement_line (expense_id) WHERE is_new;
CREATE INDEX statement_line_case ON statement_line (incident_id);

-- Paid too much: asked for by a senior-adjuster, signed by another person; the limit is released on receipt only.
CREATE SEQUENCE repayment_number MAXVALUE 9999999999;
CREATE TABLE repayment_claim (
  id uuid PRIMARY KEY, no bigint NOT NULL UNIQUE DEFAULT nextval('repayment_number'), expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  statement_id uuid, amount_yen bigint NOT NULL CHECK (amount_yen > 0), reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  state text NOT NULL CHECK (state IN ('asked','demanded','received','written-off','replaced','dropped')),
  asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL, signed_by uuid REFERENCES person, signed_at timestamptz,
  received_on date, received_reference text, received_by uuid REFERENCES person, allocations jsonb NOT NULL DEFAULT '{}',
  write_off_by uuid REFERENCES person, write_off_reason text, written_off_by uuid REFERENCES person, ended_at timestamptz, version int NOT NULL DEFAULT 1,
  CHECK (signed_by <> asked_by), CHECK (state IN ('asked','dropped') OR signed_by IS NOT NULL), CHECK ((state = 'received') = (received_on IS NOT NULL)),
  CHECK (written_off_by <> write_off_by), CHECK ((state = 'written-off') <= (written_off_by IS NOT NULL)),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (statement_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX repayment_claim_open ON repayment_claim (asked_at, id) WHERE state IN ('asked','demanded');
CREATE INDEX repayment_claim_expense ON repayment_claim (expense_id);
CREATE INDEX repayment_claim_case ON repayment_claim (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['reversal','assessment_task','statement_line','repayment_claim']::regclass[]) t;
GRANT SELECT, INSERT ON reversal, assessment_task, statement_line, repayment_claim TO {{staff}};
GRANT USAGE ON SEQUENCE repayment_number TO {{staff}};
GRANT UPDATE (ended, ended_by, ended_at) ON reversal TO {{staff}};
GRANT UPDATE (outcome, ended_by, ended_at, reason, shadow_yen, basis) ON assessment_task TO {{staff}};
GRANT UPDATE (state, signed_by, signed_at, received_on, received_reference, received_by, allocations, write_off_by, write_off_reason, written_off_by, ended_at, version) ON repayment_claim TO {{staff}};
-- the institution reads what it is asked for; which lines a statement has is told with its ruling
GRANT SELECT (id, no, expense_id, incident_id, institution_id, amount_yen, reason, state, signed_at, received_on) ON repayment_claim TO {{institution}};
GRANT SELECT (decision_id, expense_id, incident_id, institution_id, is_new) ON statement_line TO {{institution}};

-- The decisions that an expense follows: its own, and those of the statements it is a new line of.
CREATE FUNCTION decisions_of(p_expense uuid) RETURNS TABLE (decision_id uuid) LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT d.id FROM decision d WHERE d.expense_id = p_expense UNION ALL SELECT s.decision_id FROM statement_line s WHERE s.expense_id = p_expense AND s.is_new
$$;

ALTER TABLE decision_act DROP CONSTRAINT decision_act_kind_check;
ALTER TABLE decision_act ADD CONSTRAINT decision_act_kind_check CHECK (kind IN ('countersigned','sent-back','taken-back','undone','reversed'));
CREATE OR REPLACE FUNCTION decision_act_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE theirs decision; ruled ruling;
BEGIN
  SELECT * INTO theirs FROM decision d WHERE d.id = NEW.decision_id AND d.incident_id = NEW.incident_id;
  PERFORM FROM expense e WHERE e.id = theirs.expense_id FOR UPDATE;
  IF theirs.id IS NULL OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind <> 'countersigned' AND a.id <> NEW.id) THEN
    RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191';
  END IF;
  SELECT * INTO ruled FROM ruling r WHERE r.decision_id = NEW.decision_id;
  IF (NEW.kind IN ('undone','reversed')) <> (ruled.decision_id IS NOT NULL) THEN RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191'; END IF;
  IF NEW.kind IN ('countersigned','sent-back') THEN
    PERFORM signer_must_be_apart(theirs.expense_id, theirs.institution_id, NEW.person_id, NEW.acting_as);
    IF NEW.person_id = theirs.proposed_by THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'proposed'; END IF;
  ELSIF NEW.kind = 'taken-back' AND NEW.person_id <> theirs.proposed_by THEN
    RAISE EXCEPTION 'who proposed takes back' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  ELSIF NEW.kind = 'undone' AND (NEW.at >= ruled.final_at OR (NEW.person_id <> theirs.proposed_by
        AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind = 'countersigned' AND a.person_id = NEW.person_id))) THEN
    RAISE EXCEPTION 'who signed undoes it within ten seconds' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  ELSIF NEW.kind = 'reversed' THEN
    PERFORM signer_must_be_apart(theirs.expense_id, theirs.institution_id, NEW.person_id, NEW.acting_as);
    IF NOT EXISTS (SELECT FROM reversal v WHERE v.decision_id = NEW.decision_id AND v.ended IS NULL AND v.asked_by <> NEW.person_id) THEN
      RAISE EXCEPTION 'two persons reverse a ruling' USING ERRCODE = 'SN190', DETAIL = 'second';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION reversal_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.asked_by, 'senior-adjuster');
  RETURN NULL;
END $$;
CREATE TRIGGER reversal_guard AFTER INSERT ON reversal FOR EACH ROW EXECUTE FUNCTION reversal_guard();

CREATE FUNCTION repayment_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE actor text := coalesce(current_setting('app.actor_id', true), '');
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- a statement's decision carries its own signatures
    IF NEW.statement_id IS NULL AND (NEW.state <> 'asked' OR actor <> 'person:' || NEW.asked_by OR NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = NEW.asked_by AND g.role = 'senior-adjuster' AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL)) THEN
      RAISE EXCEPTION 'a senior-adjuster asks' USING ERRCODE = 'SN190', DETAIL = 'role';
    END IF;
    RETURN NULL;
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state || ' ' || NEW.state) <> ALL (ARRAY['asked demanded','asked dropped','demanded received','demanded written-off','demanded replaced','demanded dropped']) THEN
    RAISE EXCEPTION 'no such move of a repayment claim' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'demanded' AND OLD.state = 'asked' AND actor <> 'person:' || NEW.signed_by THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else'; END IF;
  IF NEW.state = 'written-off' AND OLD.state <> 'written-off' AND (OLD.write_off_by IS NULL OR actor <> 'person:' || NEW.written_off_by) THEN
    RAISE EXCEPTION 'two persons write off' USING ERRCODE = 'SN190', DETAIL = 'second';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER repayment_guard AFTER INSERT OR UPDATE ON repayment_claim FOR EACH ROW EXECUTE FUNCTION repayment_guard();

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
  IF NEW.state = 'scheduled' AND NOT EXISTS (SELECT FROM payment p JOIN decisions_of(NEW.id) d ON d.decision_id = p.decision_id WHERE p.state NOT IN ('stopped','settled')) THEN
    RAISE EXCEPTION 'an expense is scheduled by a payment' USING ERRCODE = 'SN193';
  END IF;
  IF NEW.state = 'paid' AND NOT EXISTS (SELECT FROM payment p JOIN decisions_of(NEW.id) d ON d.decision_id = p.decision_id WHERE p.state = 'settled') THEN
    RAISE EXCEPTION 'an expense is paid by a settled payment' USING ERRCODE = 'SN193';
  END IF;
  IF OLD.state = 'scheduled' AND NEW.state = 'approved' AND EXISTS (SELECT FROM payment p WHERE p.decision_id = latest.decision_id AND p.state <> 'stopped') THEN
    RAISE EXCEPTION 'an expense with a payment under way stays scheduled' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END $$;

-- A payment pays what was ruled, is final, and neither undone nor reversed, to a confirmed account of the same institution.
CREATE OR REPLACE FUNCTION payment_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ruling r WHERE r.decision_id = NEW.decision_id AND r.expense_id = NEW.expense_id AND r.ruling = 'approved' AND r.amount_yen = NEW.amount_yen AND r.final_at <= clock_timestamp()
       AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = r.decision_id AND a.kind IN ('undone','reversed'))) THEN
    RAISE EXCEPTION 'a payment pays what was ruled' USING ERRCODE = 'SN192';
  END IF;
  IF NOT EXISTS (SELECT FROM payee_account c WHERE c.id = NEW.account_id AND c.institution_id = NEW.institution_id AND c.decision = 'confirmed') THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of the institution' USING ERRCODE = 'SN192';
  END IF;
  IF NEW.state <> 'scheduled' OR NEW.batch_id IS NOT NULL OR NEW.interest_yen <> 0 THEN RAISE EXCEPTION 'a payment begins scheduled' USING ERRCODE = 'SN193'; END IF;
  RETURN NULL;
END $$;

-- An approved line of a statement is not withdrawn alone: its decision is reversed.
CREATE FUNCTION carries_statement(p_expense uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT EXISTS (SELECT FROM statement_line s WHERE s.expense_id = p_expense AND s.is_new)
$$;
CREATE OR REPLACE FUNCTION withdraw_expense(p_expense uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs expense; account limit_account; v_act uuid := gen_random_uuid(); released jsonb;
BEGIN
  PERFORM FROM incident i WHERE i.id = (SELECT e.incident_id FROM expense e WHERE e.id = p_expense)
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO theirs FROM expense e WHERE e.id = p_expense;
  IF theirs.state NOT IN ('submitted','routed','in-review','information-requested','approved') OR (theirs.state = 'approved' AND carries_statement(p_expense))
     OR EXISTS (SELECT FROM expense s WHERE s.supplements = p_expense AND s.state NOT IN ('withdrawn','rejected')) THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT assignee_id FROM work_item w WHERE w.expense_id = p_expense AND w.state IN ('offered','accepted')) FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - 1, last_idle_at = CASE WHEN l.open_items = 1 THEN now() ELSE l.last_idle_at END
    FROM work_item w WHERE w.expense_id = p_expense AND w.state IN ('offered','accepted') AND l.person_id = w.assignee_id;
  UPDATE work_item SET state = 'ended', lapses_at = NULL, relax_at = NULL, version = version + 1 WHERE expense_id = p_expense AND state IN ('unassigned','offered','accepted');
  UPDATE expense SET state = 'withdrawn', version = version + 1 WHERE id = p_expense;
  IF theirs.state = 'approved' THEN
    SELECT a.* INTO account FROM limit_account a JOIN incident i ON i.member_period_id = a.member_period_id WHERE i.id = theirs.incident_id;
    -- the release is this case's, whatever the transaction may write beside it
    IF session_user = '{{institution}}' THEN PERFORM set_config('app.case', theirs.incident_id::text, true); END IF;
    SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'act', v_act, 'incident_id', p.incident_id, 'kind', 'release', 'takes', p.takes, 'coverage', p.coverage, 'yen', p.yen, 'reference', p.reference, 'ends', p.id))
      INTO released FROM limit_posting p WHERE p.incident_id = theirs.incident_id AND p.reference = p_expense::text AND p.kind = 'hold' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id);
    IF released IS NOT NULL THEN
      PERFORM limit_post(account.member_period_id, account.institution_id, jsonb_build_object('liabilityLimit', account.liability_limit_yen, 'responseExpenseLimit', account.response_expense_limit_yen), released);
    END IF;
  END IF;
  RETURN theirs.state;
END $$;

REVOKE ALL ON FUNCTION decisions_of, reversal_guard, repayment_guard, carries_statement FROM PUBLIC;
GRANT EXECUTE ON FUNCTION decisions_of TO {{staff}};
