-- Ends the open items of a case, or of one of its expenses, for the triggers of a withdrawal, and frees the places of
-- their assignees.
CREATE OR REPLACE FUNCTION end_work_items(p_incident uuid, p_expense uuid) RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  items work_item[];
BEGIN
  SELECT array_agg(w)
  INTO items
  FROM work_item w
  WHERE w.incident_id = p_incident
    AND (p_expense IS NULL OR w.expense_id = p_expense)
    AND w.state IN ('unassigned', 'offered', 'accepted');
  IF items IS NULL THEN
    RETURN;
  END IF;
  PERFORM
  FROM adjuster_load l
  WHERE l.person_id IN (SELECT w.assignee_id FROM unnest(items) w)
  ORDER BY l.person_id
  FOR UPDATE;
  UPDATE adjuster_load l
  SET open_items = l.open_items - n.items,
      last_idle_at = CASE
        WHEN l.open_items = n.items THEN current_setting('app.at')::timestamptz
        ELSE l.last_idle_at
      END
  FROM (SELECT w.assignee_id, count(*)::int AS items FROM unnest(items) w GROUP BY 1) n
  WHERE l.person_id = n.assignee_id;
  PERFORM move_work_item(
    (
      SELECT jsonb_agg(jsonb_build_object('id', w.id, 'from', w.state, 'lapses_at', NULL, 'relax_at', NULL))
      FROM unnest(items) w
    ),
    'ended', 'system'
  );
END
$$;
REVOKE ALL ON FUNCTION end_work_items FROM PUBLIC;
