-- Decisions: what was proposed on an expense, who signed, and what was ruled. All of it is added, never changed.
SET search_path = sonae;

-- What somebody of the insurer found out before the first proposal of a case, with the source; the newest of a kind counts.
CREATE TABLE case_check (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('premium-received','declaration-compared','other-insurance','vendor-compensation')),
  finding text NOT NULL CHECK (finding IN ('clear','issue')), note text NOT NULL CHECK (length(note) BETWEEN 1 AND 2000),
  source text NOT NULL CHECK (length(source) BETWEEN 1 AND 500), checked_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX case_check_case ON case_check (incident_id, kind, at);

-- basis: the request of the engine and its line of the answer; needs: what the proposal needs and why, with authority and running totals.
CREATE TABLE decision (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, no smallint NOT NULL CHECK (no > 0),
  kind text NOT NULL CHECK (kind IN ('approve','reduce','reject')), amount_yen bigint NOT NULL CHECK (amount_yen BETWEEN 0 AND 999999999999999),
  claimed_yen bigint NOT NULL CHECK (claimed_yen >= 0), assessed_yen bigint NOT NULL CHECK (assessed_yen BETWEEN 0 AND claimed_yen),
  deductible_yen bigint NOT NULL CHECK (deductible_yen >= 0), reasons jsonb NOT NULL, answers jsonb NOT NULL,
  text_ja text NOT NULL CHECK (length(text_ja) BETWEEN 1 AND 2000), text_en text CHECK (length(text_en) BETWEEN 1 AND 2000),
  basis jsonb NOT NULL, needs jsonb NOT NULL, countersigners smallint NOT NULL CHECK (countersigners BETWEEN 0 AND 2),
  proposed_by uuid NOT NULL REFERENCES person, proposed_as text NOT NULL CHECK (proposed_as IN ('adjuster','senior-adjuster')), proposed_at timestamptz NOT NULL,
  UNIQUE (id, institution_id), UNIQUE (expense_id, no), CHECK (amount_yen <= claimed_yen),
  CHECK (CASE kind WHEN 'reject' THEN amount_yen = 0 WHEN 'reduce' THEN amount_yen < assessed_yen ELSE amount_yen >= assessed_yen END),
  CHECK (kind = 'approve' OR countersigners > 0),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX decision_case ON decision (incident_id);
CREATE INDEX decision_proposer ON decision (proposed_by);

-- A countersignature, or how a proposal ended without a ruling, or a ruling within ten seconds.
CREATE TABLE decision_act (
  id uuid PRIMARY KEY, decision_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('countersigned','sent-back','taken-back','undone')), person_id uuid NOT NULL REFERENCES person,
  acting_as text NOT NULL CHECK (acting_as IN ('adjuster','senior-adjuster')), articles jsonb NOT NULL DEFAULT '[]', note text CHECK (length(note) BETWEEN 1 AND 2000), at timestamptz NOT NULL,
  UNIQUE (decision_id, kind, person_id), CHECK (kind <> 'sent-back' OR note IS NOT NULL),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX decision_act_end ON decision_act (decision_id) WHERE kind <> 'countersigned';

-- What holds of an expense; the institution reads it. Letters and payments wait until it is final.
CREATE TABLE ruling (
  decision_id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL,
  ruling text NOT NULL CHECK (ruling IN ('approved','rejected')), amount_yen bigint NOT NULL CHECK (amount_yen >= 0), claimed_yen bigint NOT NULL CHECK (claimed_yen >= amount_yen),
  reasons jsonb NOT NULL, articles jsonb NOT NULL, text_ja text NOT NULL, text_en text, ruled_at timestamptz NOT NULL, final_at timestamptz NOT NULL,
  CHECK (ruling = 'approved' OR amount_yen = 0),
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX ruling_expense ON ruling (expense_id, ruled_at);
CREATE INDEX ruling_case ON ruling (incident_id);

-- Answers to the gates of the incident hold for its later lines while what they rest on is the same.
CREATE TABLE gate_answer (
  id uuid PRIMARY KEY, decision_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, code text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('covered','not-covered')), reason text NOT NULL, rests_on bytea NOT NULL, answered_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX gate_answer_case ON gate_answer (incident_id, code, at);

SELECT secure_table(t) FROM unnest(ARRAY['case_check','decision','decision_act','ruling','gate_answer']::regclass[]) t;
GRANT SELECT, INSERT ON case_check, decision, decision_act, ruling, gate_answer TO {{staff}};
-- reasons and articles are told in the letter, in words
GRANT SELECT (decision_id, expense_id, incident_id, institution_id, ruling, amount_yen, claimed_yen, text_ja, text_en, ruled_at, final_at) ON ruling TO {{institution}};

-- Yen a person may decide in a lane on a day: the line in force, or what the role carries by itself; 0 for others.
CREATE FUNCTION authority_of(p_person uuid, p_lane text, p_on date) RETURNS bigint LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT CASE WHEN r.yen IS NULL THEN 0 ELSE coalesce((SELECT max(a.yen) FROM authority a WHERE a.person_id = p_person AND a.lane = p_lane AND a.from_on <= p_on AND (a.to_on IS NULL OR a.to_on > p_on)), r.yen) END
    FROM (SELECT max(CASE g.role WHEN 'senior-adjuster' THEN 20000000 WHEN 'adjuster' THEN 1000000 END) AS yen FROM role_grant g
           WHERE g.person_id = p_person AND g.role IN ('adjuster','senior-adjuster') AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) r
$$;

-- Separation of duties, whoever asks: who entered an expense, who proposes and who countersigns are different persons who adjust,
-- belong to no insured institution of the case, and sign for themselves. Raises SN190 with the ground as its detail.
CREATE FUNCTION signer_must_be_apart(p_expense uuid, p_institution uuid, p_person uuid, p_as text) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE ground text;
BEGIN
  ground := CASE
    WHEN coalesce(current_setting('app.actor_id', true), '') <> 'person:' || p_person THEN 'somebody-else'
    WHEN EXISTS (SELECT FROM expense e WHERE e.id = p_expense AND e.entered_by = p_person) THEN 'entered'
    WHEN EXISTS (SELECT FROM person p WHERE p.id = p_person AND p.institution_id = p_institution) THEN 'own-institution'
    WHEN NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p_person AND g.role = p_as AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN 'role'
  END;
  IF ground IS NOT NULL THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = ground; END IF;
END $$;

CREATE FUNCTION decision_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM expense e WHERE e.id = NEW.expense_id AND e.incident_id = NEW.incident_id AND e.state = 'in-review' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'only an expense in review is proposed' USING ERRCODE = 'SN191'; END IF;
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.proposed_by, NEW.proposed_as);
  IF NEW.amount_yen > 0 AND EXISTS (SELECT FROM expense e WHERE e.id = NEW.expense_id AND e.flags -> 'ransom' = 'true') THEN
    RAISE EXCEPTION 'ransom is never paid' USING ERRCODE = 'SN192';
  END IF;
  IF NEW.countersigners = 0 AND NEW.amount_yen > authority_of(NEW.proposed_by, (SELECT e.lane FROM expense e WHERE e.id = NEW.expense_id), (NEW.proposed_at AT TIME ZONE 'Asia/Tokyo')::date) THEN
    RAISE EXCEPTION 'more than the authority of who proposes' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER decision_guard AFTER INSERT ON decision FOR EACH ROW EXECUTE FUNCTION decision_guard();

CREATE FUNCTION decision_act_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE theirs decision; ruled ruling;
BEGIN
  SELECT * INTO theirs FROM decision d WHERE d.id = NEW.decision_id AND d.incident_id = NEW.incident_id;
  PERFORM FROM expense e WHERE e.id = theirs.expense_id FOR UPDATE;
  IF theirs.id IS NULL OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind <> 'countersigned' AND a.id <> NEW.id) THEN
    RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191';
  END IF;
  SELECT * INTO ruled FROM ruling r WHERE r.decision_id = NEW.decision_id;
  IF (NEW.kind = 'undone') <> (ruled.decision_id IS NOT NULL) THEN RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191'; END IF;
  IF NEW.kind IN ('countersigned','sent-back') THEN
    PERFORM signer_must_be_apart(theirs.expense_id, theirs.institution_id, NEW.person_id, NEW.acting_as);
    IF NEW.person_id = theirs.proposed_by THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'proposed'; END IF;
  ELSIF NEW.kind = 'taken-back' AND NEW.person_id <> theirs.proposed_by THEN
    RAISE EXCEPTION 'who proposed takes back' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  ELSIF NEW.kind = 'undone' AND (NEW.at >= ruled.final_at OR (NEW.person_id <> theirs.proposed_by
        AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind = 'countersigned' AND a.person_id = NEW.person_id))) THEN
    RAISE EXCEPTION 'who signed undoes it within ten seconds' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER decision_act_guard AFTER INSERT ON decision_act FOR EACH ROW EXECUTE FUNCTION decision_act_guard();

CREATE FUNCTION ruling_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE theirs decision;
BEGIN
  SELECT * INTO theirs FROM decision d WHERE d.id = NEW.decision_id AND d.expense_id = NEW.expense_id AND d.incident_id = NEW.incident_id;
  IF theirs.id IS NULL OR NEW.ruling <> (CASE theirs.kind WHEN 'reject' THEN 'rejected' ELSE 'approved' END)
     OR NEW.amount_yen <> theirs.amount_yen OR NEW.claimed_yen <> theirs.claimed_yen OR NEW.final_at < NEW.ruled_at + interval '10 seconds'
     OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind <> 'countersigned')
     OR (SELECT count(*) FROM decision_act a WHERE a.decision_id = NEW.decision_id) < theirs.countersigners
     OR (theirs.kind <> 'approve' AND NOT EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.acting_as = 'senior-adjuster')) THEN
    RAISE EXCEPTION 'a ruling is what was proposed and signed' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ruling_guard AFTER INSERT ON ruling FOR EACH ROW EXECUTE FUNCTION ruling_guard();

-- What was approved is held: looked at when the transaction ends.
CREATE FUNCTION ruling_is_held() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NEW.amount_yen > coalesce((SELECT sum(p.yen) FROM limit_posting p WHERE p.incident_id = NEW.incident_id AND p.reference = NEW.expense_id::text AND p.kind = 'hold' AND p.takes = 'limit'
       AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id)), 0) THEN
    RAISE EXCEPTION 'what is approved is held in the ledger' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ruling_is_held AFTER INSERT ON ruling DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ruling_is_held();

-- The moves of an expense (the table of the code, which a test holds this to).
CREATE FUNCTION expense_moves() RETURNS TABLE (from_state text, to_state text) LANGUAGE sql IMMUTABLE AS $$
  VALUES ('submitted','routed'), ('routed','in-review'), ('in-review','routed'), ('information-requested','routed'), ('in-review','information-requested'),
         ('information-requested','in-review'), ('in-review','proposed'), ('proposed','in-review'), ('proposed','approved'), ('proposed','rejected'),
         ('approved','in-review'), ('rejected','in-review'), ('approved','scheduled'), ('scheduled','approved'), ('scheduled','paid'), ('paid','scheduled'),
         ('rejected','appealed'), ('appealed','in-review'), ('approved','withdrawn'), ('submitted','withdrawn'), ('routed','withdrawn'), ('in-review','withdrawn'),
         ('information-requested','withdrawn')
$$;
CREATE FUNCTION expense_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
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
  RETURN NEW;
END $$;
-- what routing does by itself, many at once, needs no look
CREATE TRIGGER expense_move_guard BEFORE UPDATE OF state ON expense FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state AND NOT (OLD.state IN ('submitted','in-review') AND NEW.state = 'routed')) EXECUTE FUNCTION expense_move_guard();

-- The lock of a period's ledger before it is read for a decision; the account is opened where there is none.
CREATE FUNCTION limit_lock(p_period uuid, p_institution uuid, p_limits jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  INSERT INTO limit_account (member_period_id, institution_id, liability_limit_yen, response_expense_limit_yen)
    VALUES (p_period, p_institution, (p_limits ->> 'liabilityLimit')::bigint, (p_limits ->> 'responseExpenseLimit')::bigint) ON CONFLICT DO NOTHING;
  PERFORM FROM limit_account WHERE member_period_id = p_period FOR UPDATE;
END $$;
REVOKE ALL ON FUNCTION authority_of, signer_must_be_apart, decision_guard, decision_act_guard, ruling_guard, ruling_is_held, expense_moves, expense_move_guard, limit_lock FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authority_of, signer_must_be_apart, expense_moves, limit_lock TO {{staff}};
