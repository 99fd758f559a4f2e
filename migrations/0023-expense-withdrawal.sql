-- An expense is withdrawn by its claimant while nothing is scheduled: checked under the lock of the case, whoever calls. What was held is released.
SET search_path = sonae;

-- Answers what it was before, null when the expense is not there for the caller, or raises SN194 when it cannot be withdrawn.
CREATE FUNCTION withdraw_expense(p_expense uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs expense; account limit_account; v_act uuid := gen_random_uuid(); released jsonb;
BEGIN
  PERFORM FROM incident i WHERE i.id = (SELECT e.incident_id FROM expense e WHERE e.id = p_expense)
    AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id))) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT * INTO theirs FROM expense e WHERE e.id = p_expense;
  IF theirs.state NOT IN ('submitted','routed','in-review','information-requested','approved') THEN
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
REVOKE ALL ON FUNCTION withdraw_expense FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withdraw_expense TO {{staff}}, {{institution}};

ALTER POLICY institution_tell ON outbox
  WITH CHECK (institution_id = ANY (app_institutions()) AND app_sees_case(incident_id) AND audience = 'all'
    AND type IN ('incident.reported','incident.facts-changed','incident.withdrawn','expenses.submitted','expense.withdrawn'));
