-- A ruling is what was proposed and signed: its kind, its amounts, by as many as it needs, a senior-adjuster among
-- them unless it approves; final ten seconds later at the earliest (SN192).
CREATE OR REPLACE FUNCTION ruling_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  theirs decision;
BEGIN
  SELECT *
  INTO theirs
  FROM decision d
  WHERE d.id = NEW.decision_id AND d.expense_id = NEW.expense_id AND d.incident_id = NEW.incident_id;
  IF theirs.id IS NULL
      OR NEW.ruling <> (CASE theirs.kind WHEN 'reject' THEN 'rejected' ELSE 'approved' END)
      OR NEW.amount_yen <> theirs.amount_yen
      OR NEW.claimed_yen <> theirs.claimed_yen
      OR NEW.final_at < NEW.ruled_at + make_interval(secs => {{decision.undo-seconds}})
      OR EXISTS (SELECT FROM decision_act a WHERE a.decision_id = NEW.decision_id AND a.kind <> 'countersigned')
      OR (SELECT count(*) FROM decision_act a WHERE a.decision_id = NEW.decision_id) < theirs.countersigners
      OR (
        theirs.kind <> 'approve'
        AND NOT EXISTS (
          SELECT
          FROM decision_act a
          WHERE a.decision_id = NEW.decision_id AND a.acting_as = 'senior-adjuster'
        )
      ) THEN
    RAISE EXCEPTION 'a ruling is what was proposed and signed' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION ruling_guard FROM PUBLIC;
