-- Questions and appeals: the database writes what the claimant may not. Their expenses move by the mover of expenses.
SET search_path = sonae;

-- Answers whether the question was open. Its case is locked by the caller.
DROP FUNCTION answer_information(uuid, text);
CREATE FUNCTION answer_information(p_request uuid, p_answer text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  UPDATE information_request r SET answer = p_answer, answered_by = app_person(), answered_at = now(), remind_at = NULL
   WHERE r.id = p_request AND r.answered_at IS NULL AND r.closed_at IS NULL AND app_writes_case(r.incident_id)
     AND (session_user <> '{{institution}}' OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id)));
  RETURN FOUND;
END $$;

-- The claimant's appeal against the newest ruling of an expense, a rejection that is final; SN194 when it is none. Its case is
-- locked by the caller.
DROP FUNCTION appeal_expense(uuid, uuid, text);
CREATE FUNCTION enter_appeal(p_id uuid, p_decision uuid, p_reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  INSERT INTO appeal (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_by, appealed_at)
  SELECT p_id, r.decision_id, r.expense_id, r.incident_id, r.institution_id, p_reason, app_person(), now()
    FROM ruling r JOIN expense e ON e.id = r.expense_id
   WHERE r.decision_id = p_decision AND e.state = 'rejected' AND r.final_at <= clock_timestamp() AND app_writes_case(r.incident_id)
     AND NOT EXISTS (SELECT FROM ruling n WHERE n.expense_id = r.expense_id AND n.ruled_at > r.ruled_at)
     AND (session_user <> '{{institution}}' OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id)));
  IF NOT FOUND THEN RAISE EXCEPTION 'nothing can be appealed now' USING ERRCODE = 'SN194'; END IF;
END $$;
DROP FUNCTION lock_own_case(uuid);

REVOKE ALL ON FUNCTION answer_information, enter_appeal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION answer_information, enter_appeal TO {{staff}}, {{institution}};
