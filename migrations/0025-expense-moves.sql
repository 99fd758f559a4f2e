-- Questions and answers, appeals, supplementary lines, splits, duplicates, foreign bills, pre-approvals: the rest of an expense's way.
-- Locks expense and work_item exclusively, for milliseconds.
SET search_path = sonae;

-- supplements: the line of which this one claims more. pre_approval_id: the consent that was asked for before. foreign_bill: currency,
-- amount as the bill has it (a decimal as text), and the day on which the institution paid it.
ALTER TABLE expense ADD COLUMN supplements uuid, ADD COLUMN pre_approval_id uuid, ADD COLUMN foreign_bill jsonb,
  ADD FOREIGN KEY (supplements, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  ADD CHECK (supplements IS NULL OR part_of IS NULL);
CREATE INDEX expense_supplements ON expense (supplements) WHERE supplements IS NOT NULL;
CREATE INDEX expense_parts ON expense (part_of) WHERE part_of IS NOT NULL;
CREATE INDEX expense_vendor ON expense (institution_id, vendor_folded);
SELECT rebuild_append_units();

-- People who may not take an item: they signed what it is about.
ALTER TABLE work_item ADD COLUMN apart uuid[] NOT NULL DEFAULT '{}';

-- "May I spend so much on this?": holds nothing. It is used by an expense that names it, and lapses with its day.
CREATE TABLE pre_approval (
  id uuid PRIMARY KEY, incident_id uuid NOT NULL, institution_id uuid NOT NULL, no smallint NOT NULL CHECK (no > 0), category text NOT NULL, phase text NOT NULL,
  vendor_name text CHECK (length(vendor_name) BETWEEN 1 AND 200), amount_yen bigint NOT NULL CHECK (amount_yen BETWEEN 0 AND 999999999999999), description text NOT NULL CHECK (length(description) BETWEEN 1 AND 2000),
  state text NOT NULL CHECK (state IN ('requested','pre-approved','refused','withdrawn')), requested_by uuid REFERENCES person, requested_at timestamptz NOT NULL, answer_due_at timestamptz NOT NULL,
  answered_by uuid REFERENCES person, answered_at timestamptz, text_ja text CHECK (length(text_ja) BETWEEN 1 AND 2000), text_en text, ceiling_yen bigint CHECK (ceiling_yen >= 0), lapses_on date, version int NOT NULL DEFAULT 1,
  UNIQUE (id, institution_id), UNIQUE (incident_id, no), CHECK ((state IN ('pre-approved','refused')) = (answered_by IS NOT NULL)), CHECK ((state = 'pre-approved') = (ceiling_yen IS NOT NULL AND lapses_on IS NOT NULL)),
  CHECK (answered_by IS NULL OR answered_by IS DISTINCT FROM requested_by),
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX pre_approval_waiting ON pre_approval (answer_due_at, id) WHERE state = 'requested';
ALTER TABLE expense ADD FOREIGN KEY (pre_approval_id, institution_id) REFERENCES pre_approval (id, institution_id) ON UPDATE CASCADE;

-- A question to the claimant, with its reminders; answered by the claimant, or closed by the adjuster after the last reminder.
CREATE TABLE information_request (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, question text NOT NULL CHECK (length(question) BETWEEN 1 AND 2000),
  asked_by uuid NOT NULL REFERENCES person, asked_at timestamptz NOT NULL, due_on date NOT NULL, reminders smallint NOT NULL DEFAULT 0, remind_at timestamptz,
  answer text CHECK (length(answer) BETWEEN 1 AND 10000), answered_by uuid REFERENCES person, answered_at timestamptz, closed_by uuid REFERENCES person, closed_at timestamptz,
  UNIQUE (id, institution_id), CHECK (num_nonnulls(answered_at, closed_at) <= 1), CHECK ((answer IS NULL) = (answered_at IS NULL)),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE UNIQUE INDEX information_request_open ON information_request (expense_id) WHERE answered_at IS NULL AND closed_at IS NULL;
CREATE INDEX information_request_remind ON information_request (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX information_request_case ON information_request (incident_id);

-- The claimant asks that a rejection is looked at again, by others than those who signed it.
CREATE TABLE appeal (
  id uuid PRIMARY KEY, decision_id uuid NOT NULL UNIQUE, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  appealed_by uuid REFERENCES person, appealed_at timestamptz NOT NULL,
  FOREIGN KEY (decision_id, institution_id) REFERENCES decision (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX appeal_expense ON appeal (expense_id);
CREATE INDEX appeal_case ON appeal (incident_id);

-- What a person found of an expense that looks like others; a duplicate is withdrawn by two.
CREATE TABLE duplicate_finding (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, finding text NOT NULL CHECK (finding IN ('no-duplicate','duplicate')),
  others uuid[] NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), found_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL,
  confirmed_by uuid REFERENCES person, confirmed_at timestamptz,
  CHECK (confirmed_by <> found_by), CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)), CHECK (finding = 'duplicate' OR confirmed_by IS NULL),
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX duplicate_finding_expense ON duplicate_finding (expense_id, at);
CREATE INDEX duplicate_finding_case ON duplicate_finding (incident_id);

-- The rate at which a foreign bill is paid, with its source and day; the newest holds.
CREATE TABLE exchange_rate (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, rate numeric(18,6) NOT NULL CHECK (rate > 0), source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  on_day date NOT NULL, yen bigint NOT NULL CHECK (yen BETWEEN 0 AND 999999999999999), fixed_by uuid NOT NULL REFERENCES person, at timestamptz NOT NULL,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX exchange_rate_expense ON exchange_rate (expense_id, at);
CREATE INDEX exchange_rate_case ON exchange_rate (incident_id);

SELECT secure_table(t) FROM unnest(ARRAY['pre_approval','information_request','appeal','duplicate_finding','exchange_rate']::regclass[]) t;
GRANT SELECT, INSERT ON pre_approval, information_request, duplicate_finding, exchange_rate TO {{staff}};
GRANT SELECT ON appeal TO {{staff}};
GRANT UPDATE (state, answered_by, answered_at, text_ja, text_en, ceiling_yen, lapses_on, version) ON pre_approval TO {{staff}};
GRANT UPDATE (reminders, remind_at, closed_by, closed_at) ON information_request TO {{staff}};
GRANT UPDATE (confirmed_by, confirmed_at) ON duplicate_finding TO {{staff}};
GRANT SELECT (id, expense_id, incident_id, institution_id, question, asked_at, due_on, reminders, answer, answered_at, closed_at) ON information_request TO {{institution}};
GRANT SELECT (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_at) ON appeal TO {{institution}};
GRANT SELECT (id, expense_id, incident_id, institution_id, rate, source, on_day, yen, at) ON exchange_rate TO {{institution}};
DROP POLICY institution_own ON pre_approval;
CREATE POLICY institution_read ON pre_approval FOR SELECT TO {{institution}} USING (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id));
CREATE POLICY institution_request ON pre_approval FOR INSERT TO {{institution}} WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND state = 'requested' AND version = 1);
GRANT SELECT, INSERT ON pre_approval TO {{institution}};

-- The people of one's own case, or the insurer: the case is locked. Null when it is not there for the caller.
CREATE FUNCTION lock_own_case(p_incident uuid) RETURNS incident LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident;
BEGIN
  SELECT * INTO theirs FROM incident i WHERE i.id = p_incident AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR NO KEY UPDATE;
  RETURN theirs;
END $$;
CREATE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE RETURN (CASE WHEN current_setting('app.actor_id', true) LIKE 'person:%' THEN substr(current_setting('app.actor_id', true), 8) END)::uuid;

-- Answers the expense's state afterwards, null when the question is not there for the caller; raises SN194 when it is answered or closed.
CREATE FUNCTION answer_information(p_request uuid, p_answer text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE asked information_request; theirs incident; now_state text;
BEGIN
  SELECT * INTO asked FROM information_request r WHERE r.id = p_request;
  theirs := lock_own_case(asked.incident_id);
  IF theirs.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO asked FROM information_request r WHERE r.id = p_request FOR UPDATE;
  IF asked.answered_at IS NOT NULL OR asked.closed_at IS NOT NULL THEN RAISE EXCEPTION 'this question is not open' USING ERRCODE = 'SN194'; END IF;
  UPDATE information_request SET answer = p_answer, answered_by = app_person(), answered_at = now(), remind_at = NULL WHERE id = p_request;
  UPDATE expense SET state = 'in-review', version = version + 1 WHERE id = asked.expense_id AND state = 'information-requested';
  SELECT e.state INTO now_state FROM expense e WHERE e.id = asked.expense_id;
  RETURN now_state;
END $$;

-- The claimant's appeal against a rejection that is final. Answers the decision, null when it is not there for the caller; SN194 when nothing can be appealed.
CREATE FUNCTION appeal_expense(p_id uuid, p_expense uuid, p_reason text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident; claimed expense; ruled ruling;
BEGIN
  theirs := lock_own_case((SELECT e.incident_id FROM expense e WHERE e.id = p_expense));
  IF theirs.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO claimed FROM expense e WHERE e.id = p_expense;
  SELECT * INTO ruled FROM ruling r WHERE r.expense_id = p_expense ORDER BY r.ruled_at DESC LIMIT 1;
  IF claimed.state <> 'rejected' OR ruled.final_at > clock_timestamp() OR theirs.state IN ('withdrawn','merged') THEN
    RAISE EXCEPTION 'nothing can be appealed now' USING ERRCODE = 'SN194';
  END IF;
  INSERT INTO appeal (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_by, appealed_at)
    VALUES (p_id, ruled.decision_id, p_expense, theirs.id, theirs.institution_id, p_reason, app_person(), now());
  UPDATE expense SET state = 'appealed', version = version + 1 WHERE id = p_expense;
  RETURN ruled.decision_id;
END $$;

-- The claimant takes a request for consent back.
CREATE FUNCTION withdraw_pre_approval(p_id uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident;
BEGIN
  theirs := lock_own_case((SELECT a.incident_id FROM pre_approval a WHERE a.id = p_id));
  IF theirs.id IS NULL THEN RETURN NULL; END IF;
  UPDATE pre_approval SET state = 'withdrawn', version = version + 1 WHERE id = p_id AND state = 'requested';
  RETURN FOUND;
END $$;

-- Who signed what an expense is an appeal of, or a supplement to: others look at it now.
CREATE FUNCTION earlier_signers(p_expense uuid) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  WITH earlier AS (
    SELECT a.decision_id FROM appeal a WHERE a.expense_id = p_expense
    UNION SELECT r.decision_id FROM expense e JOIN ruling r ON r.expense_id = e.supplements WHERE e.id = p_expense
      AND NOT EXISTS (SELECT FROM decision_act u WHERE u.decision_id = r.decision_id AND u.kind = 'undone'))
  SELECT d.proposed_by FROM decision d JOIN earlier x ON x.decision_id = d.id
  UNION SELECT a.person_id FROM decision_act a JOIN earlier x ON x.decision_id = a.decision_id WHERE a.kind = 'countersigned'
$$;
CREATE OR REPLACE FUNCTION signer_must_be_apart(p_expense uuid, p_institution uuid, p_person uuid, p_as text) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE ground text;
BEGIN
  ground := CASE
    WHEN coalesce(current_setting('app.actor_id', true), '') <> 'person:' || p_person THEN 'somebody-else'
    WHEN EXISTS (SELECT FROM expense e WHERE e.id = p_expense AND e.entered_by = p_person) THEN 'entered'
    WHEN EXISTS (SELECT FROM person p WHERE p.id = p_person AND p.institution_id = p_institution) THEN 'own-institution'
    WHEN NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = p_person AND g.role = p_as AND g.confirmed_at IS NOT NULL AND g.ended_at IS NULL) THEN 'role'
    WHEN EXISTS (SELECT FROM earlier_signers(p_expense) s WHERE s.person_id = p_person) THEN 'signed-before'
  END;
  IF ground IS NOT NULL THEN RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = ground; END IF;
END $$;

-- A finding is a person's own, and another confirms that it is a duplicate.
CREATE FUNCTION duplicate_finding_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF coalesce(current_setting('app.actor_id', true), '') <> 'person:' || coalesce(NEW.confirmed_by, NEW.found_by) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER duplicate_finding_guard AFTER INSERT OR UPDATE ON duplicate_finding FOR EACH ROW EXECUTE FUNCTION duplicate_finding_guard();

-- A supplement is of an approved line of the same case, never of a supplement, and together they stay within what was claimed.
CREATE FUNCTION supplement_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE first expense;
BEGIN
  SELECT * INTO first FROM expense e WHERE e.id = NEW.supplements;
  IF first.id IS NULL OR first.incident_id <> NEW.incident_id OR first.category <> NEW.category OR first.supplements IS NOT NULL OR first.state NOT IN ('approved','scheduled','paid')
     OR (first.flags -> 'interruption' IS NULL AND NEW.amount_yen + NEW.tax_yen + coalesce((SELECT r.amount_yen FROM ruling r WHERE r.expense_id = first.id ORDER BY r.ruled_at DESC LIMIT 1), 0)
         + coalesce((SELECT sum(o.amount_yen + o.tax_yen) FROM expense o WHERE o.supplements = first.id AND o.id <> NEW.id AND o.state NOT IN ('withdrawn','rejected')), 0) > first.amount_yen + first.tax_yen) THEN
    RAISE EXCEPTION 'more than what was claimed and not approved' USING ERRCODE = 'SN195';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER supplement_guard AFTER INSERT ON expense FOR EACH ROW WHEN (NEW.supplements IS NOT NULL) EXECUTE FUNCTION supplement_guard();

-- A case whose rejection is appealed is not withdrawn meanwhile.
CREATE OR REPLACE FUNCTION withdraw_incident(p_incident uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs incident; new_version int;
BEGIN
  SELECT * INTO theirs FROM incident i WHERE i.id = p_incident
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF theirs.state NOT IN ('reported','triaged')
     OR EXISTS (SELECT FROM expense e WHERE e.incident_id = p_incident AND e.state IN ('proposed','approved','scheduled','paid','appealed'))
     OR EXISTS (SELECT FROM support_request s WHERE s.incident_id = p_incident AND s.state IN ('dispatched','provisional','confirmed')) THEN
    RAISE EXCEPTION 'this case cannot be withdrawn now' USING ERRCODE = 'SN004';
  END IF;
  PERFORM end_with_case(p_incident, '[{"code":"incidents.withdrawn","textJa":"事案が取り下げられたため、終了しました。","textEn":"Ended because the case was withdrawn."}]');
  UPDATE incident SET state = 'withdrawn', version = version + 1 WHERE id = p_incident RETURNING version INTO new_version;
  RETURN new_version;
END $$;

REVOKE ALL ON FUNCTION lock_own_case, app_person, answer_information, appeal_expense, withdraw_pre_approval, earlier_signers, duplicate_finding_guard, supplement_guard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_information, appeal_expense, withdraw_pre_approval TO {{staff}}, {{institution}};
GRANT EXECUTE ON FUNCTION earlier_signers, app_person TO {{staff}};

ALTER POLICY institution_tell ON outbox
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all'
    AND type IN ('incident.reported','incident.facts-changed','incident.withdrawn','expenses.submitted','expense.withdrawn','document.received','expense.evidence-linked',
      'expense.supplemented','expense.appealed','information.answered','pre-approval.requested','pre-approval.withdrawn'));
