-- An expense is moved by its mover alone. Who has it at hand is no change of the expense: routing and taking leave its version.
SET search_path = sonae;

SELECT make_mover('expense', 'expense', ARRAY[]::text[], ARRAY['{{staff}}', '{{institution}}'],
  'becomes = ''routed'' OR (t.state IN (''routed'',''appealed'') AND becomes = ''in-review'')');

-- What the table of moves cannot say: that a decision, an appeal, a payment stands behind the move.
CREATE OR REPLACE FUNCTION expense_move_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE latest ruling;
BEGIN
  IF NOT EXISTS (SELECT FROM state_move m WHERE m.machine = 'expense' AND m.from_state = OLD.state AND m.to_state = NEW.state) THEN
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
  -- an approved line of a statement is not withdrawn alone: its decision is reversed
  IF OLD.state = 'approved' AND NEW.state = 'withdrawn' AND carries_statement(NEW.id) THEN
    RAISE EXCEPTION 'this expense cannot be withdrawn now' USING ERRCODE = 'SN194';
  END IF;
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION carries_statement TO {{staff}};
DROP FUNCTION expense_moves();

-- What hangs on a line that was withdrawn: its work item ends, what was held for it is released. For the claimant's session too,
-- which may write neither.
CREATE FUNCTION end_withdrawn(p_expense uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs expense; account limit_account; v_act uuid := gen_random_uuid(); released jsonb;
BEGIN
  SELECT * INTO theirs FROM expense e WHERE e.id = p_expense AND e.state = 'withdrawn' AND app_writes_case(e.incident_id)
    AND (session_user <> '{{institution}}' OR (e.institution_id = ANY (app_institutions()) AND app_sees_case(e.incident_id)));
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT assignee_id FROM work_item w WHERE w.expense_id = p_expense AND w.state IN ('offered','accepted')) FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - 1, last_idle_at = CASE WHEN l.open_items = 1 THEN now() ELSE l.last_idle_at END
    FROM work_item w WHERE w.expense_id = p_expense AND w.state IN ('offered','accepted') AND l.person_id = w.assignee_id;
  UPDATE work_item SET state = 'ended', lapses_at = NULL, relax_at = NULL, version = version + 1 WHERE expense_id = p_expense AND state IN ('unassigned','offered','accepted');
  SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'act', v_act, 'incident_id', p.incident_id, 'kind', 'release', 'takes', p.takes, 'coverage', p.coverage, 'yen', p.yen, 'reference', p.reference, 'ends', p.id))
    INTO released FROM limit_posting p WHERE p.incident_id = theirs.incident_id AND p.reference = p_expense::text AND p.kind = 'hold' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id);
  IF released IS NOT NULL THEN
    SELECT a.* INTO account FROM limit_account a JOIN incident i ON i.member_period_id = a.member_period_id WHERE i.id = theirs.incident_id;
    PERFORM limit_post(account.member_period_id, account.institution_id, jsonb_build_object('liabilityLimit', account.liability_limit_yen, 'responseExpenseLimit', account.response_expense_limit_yen), released);
  END IF;
END $$;
REVOKE ALL ON FUNCTION end_withdrawn FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_withdrawn TO {{staff}}, {{institution}};
DROP FUNCTION withdraw_expense(uuid);
