-- An act on a decision is taken in one's own name, by a person whose duties are apart from what was entered, proposed
-- and signed before (SN190), while the decision has not ended (SN191).
CREATE OR REPLACE FUNCTION decision_act_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  theirs decision;
  ruled ruling;
BEGIN
  SELECT *
  INTO theirs
  FROM decision d
  WHERE d.id = NEW.decision_id AND d.incident_id = NEW.incident_id;
  PERFORM FROM expense e WHERE e.id = theirs.expense_id FOR UPDATE;
  IF theirs.id IS NULL
      OR EXISTS (
        SELECT
        FROM decision_act a
        WHERE a.decision_id = NEW.decision_id AND a.kind <> 'countersigned' AND a.id <> NEW.id
      ) THEN
    RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191';
  END IF;
  SELECT * INTO ruled FROM ruling r WHERE r.decision_id = NEW.decision_id;
  IF (NEW.kind IN ('undone', 'reversed')) <> (ruled.decision_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a decision that has ended' USING ERRCODE = 'SN191';
  END IF;
  IF NEW.kind IN ('countersigned', 'sent-back') THEN
    PERFORM signer_must_be_apart(theirs.expense_id, theirs.institution_id, NEW.person_id, NEW.acting_as);
    IF NEW.person_id = theirs.proposed_by THEN
      RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'proposed';
    END IF;
  ELSIF NEW.kind = 'taken-back' AND NEW.person_id <> theirs.proposed_by THEN
    RAISE EXCEPTION 'who proposed takes back' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  ELSIF NEW.kind = 'undone'
      AND (
        NEW.at >= ruled.final_at
        OR (
          NEW.person_id <> theirs.proposed_by
          AND NOT EXISTS (
            SELECT
            FROM decision_act a
            WHERE a.decision_id = NEW.decision_id
              AND a.kind = 'countersigned'
              AND a.person_id = NEW.person_id
          )
        )
      ) THEN
    RAISE EXCEPTION 'who signed undoes it within ten seconds' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  ELSIF NEW.kind = 'reversed' THEN
    PERFORM signer_must_be_apart(theirs.expense_id, theirs.institution_id, NEW.person_id, NEW.acting_as);
    IF NOT EXISTS (
        SELECT
        FROM reversal v
        WHERE v.decision_id = NEW.decision_id AND v.ended IS NULL AND v.asked_by <> NEW.person_id
      ) THEN
      RAISE EXCEPTION 'two persons reverse a ruling' USING ERRCODE = 'SN190', DETAIL = 'second';
    END IF;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION decision_act_guard FROM PUBLIC;
