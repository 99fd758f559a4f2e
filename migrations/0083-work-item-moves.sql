-- Work items move by their mover. When an item is tried again, and that its lead was alerted, are no moves.
SET search_path = sonae;

SELECT make_mover('work-item', 'work_item', ARRAY['lane', 'assignee_id', 'offered_at', 'lapses_at', 'unassigned_since', 'relaxed', 'relax_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, lane, assignee_id, offered_at, lapses_at, unassigned_since, relaxed, due_at, version) ON work_item FROM {{staff}};

-- Ends the open items of a case, or of one of its expenses, for the functions that withdraw those: they end by themselves, whoever
-- withdraws. Who had them has room for others.
CREATE FUNCTION end_work_items(p_incident uuid, p_expense uuid) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
DECLARE items work_item[];
BEGIN
  SELECT array_agg(w) INTO items FROM work_item w
   WHERE w.incident_id = p_incident AND (p_expense IS NULL OR w.expense_id = p_expense) AND w.state IN ('unassigned','offered','accepted');
  IF items IS NULL THEN RETURN; END IF;
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT w.assignee_id FROM unnest(items) w) ORDER BY l.person_id FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - n.items, last_idle_at = CASE WHEN l.open_items = n.items THEN now() ELSE l.last_idle_at END
    FROM (SELECT w.assignee_id, count(*)::int AS items FROM unnest(items) w GROUP BY 1) n WHERE l.person_id = n.assignee_id;
  PERFORM move_work_item((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'from', w.state, 'lapses_at', NULL, 'relax_at', NULL)) FROM unnest(items) w), 'ended', 'system');
END $$;
REVOKE ALL ON FUNCTION end_work_items FROM PUBLIC;

-- What hangs on a line that was withdrawn: its work item ends, what was held for it is released. For the claimant's session too,
-- which may write neither.
CREATE OR REPLACE FUNCTION end_withdrawn(p_expense uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE theirs expense; account limit_account; v_act uuid := gen_random_uuid(); released jsonb;
BEGIN
  SELECT * INTO theirs FROM expense e WHERE e.id = p_expense AND e.state = 'withdrawn' AND app_writes_case(e.incident_id)
    AND (session_user <> '{{institution}}' OR (e.institution_id = ANY (app_institutions()) AND app_sees_case(e.incident_id)));
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM end_work_items(theirs.incident_id, p_expense);
  SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'act', v_act, 'incident_id', p.incident_id, 'kind', 'release', 'takes', p.takes, 'coverage', p.coverage, 'yen', p.yen, 'reference', p.reference, 'ends', p.id))
    INTO released FROM limit_posting p WHERE p.incident_id = theirs.incident_id AND p.reference = p_expense::text AND p.kind = 'hold' AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id);
  IF released IS NOT NULL THEN
    SELECT a.* INTO account FROM limit_account a JOIN incident i ON i.member_period_id = a.member_period_id WHERE i.id = theirs.incident_id;
    PERFORM limit_post(account.member_period_id, account.institution_id, jsonb_build_object('liabilityLimit', account.liability_limit_yen, 'responseExpenseLimit', account.response_expense_limit_yen), released);
  END IF;
END $$;
