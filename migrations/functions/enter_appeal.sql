-- Enters the claimant's appeal against the newest ruling of an expense; SN194 unless that is a final rejection. The
-- caller has locked the case.
CREATE OR REPLACE FUNCTION enter_appeal(p_id uuid, p_decision uuid, p_reason text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  INSERT INTO appeal (id, decision_id, expense_id, incident_id, institution_id, reason, appealed_by, appealed_at)
  SELECT p_id, r.decision_id, r.expense_id, r.incident_id, r.institution_id, p_reason, app_person(),
    current_setting('app.at')::timestamptz
  FROM newest_ruling r
  JOIN expense e ON e.id = r.expense_id
  WHERE r.decision_id = p_decision
    AND e.state = 'rejected'
    AND r.final_at <= current_setting('app.at')::timestamptz
    AND app_writes_case(r.incident_id)
    AND (
      session_user <> '{{institution}}'
      OR (r.institution_id = ANY (app_institutions()) AND app_sees_case(r.incident_id))
    );
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing can be appealed now' USING ERRCODE = 'SN194';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION enter_appeal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_appeal TO {{staff}}, {{institution}};
