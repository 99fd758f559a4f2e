-- Support requests and mails are moved by their movers alone.
SET search_path = sonae;

SELECT make_mover('support-request', 'support_request', ARRAY['reasons', 'outlook_id', 'opened_by', 'opened_reason', 'changed_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, reasons, outlook_id, opened_by, opened_reason, version, changed_at) ON support_request FROM {{staff}};

-- handed_at is said while a mail is spoken: that is no move
SELECT make_mover('mail', 'mail', ARRAY['tries', 'next_at', 'sent_at', 'claim', 'claimed_at', 'handed_at', 'reason'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, tries, next_at, sent_at, claim, claimed_at, reason) ON mail FROM {{staff}};

-- Ends what hangs on a case that ends: expenses, work items with their loads, support requests. For withdrawing and merging.
CREATE OR REPLACE FUNCTION end_with_case(p_incident uuid, p_reasons jsonb) RETURNS void LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM FROM adjuster_load l WHERE l.person_id IN (SELECT assignee_id FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted')) ORDER BY l.person_id FOR UPDATE;
  UPDATE adjuster_load l SET open_items = l.open_items - n.items, last_idle_at = CASE WHEN l.open_items = n.items THEN now() ELSE l.last_idle_at END
    FROM (SELECT assignee_id, count(*)::int AS items FROM work_item w WHERE w.incident_id = p_incident AND w.state IN ('offered','accepted') GROUP BY 1) n WHERE l.person_id = n.assignee_id;
  UPDATE work_item SET state = 'ended', lapses_at = NULL, relax_at = NULL, version = version + 1 WHERE incident_id = p_incident AND state IN ('unassigned','offered','accepted');
  PERFORM move_expense((SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'from', e.state)), '[]') FROM expense e WHERE e.incident_id = p_incident AND e.state NOT IN ('withdrawn','rejected')), 'withdrawn', 'with-case');
  PERFORM move_support_request((SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'from', s.state, 'reasons', p_reasons, 'changed_at', now())), '[]') FROM support_request s WHERE s.incident_id = p_incident AND s.state IN ('amber','open')), 'withdrawn', 'with-case');
END $$;
