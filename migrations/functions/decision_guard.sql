-- A decision is proposed of an expense in review (SN191), by a person apart from it (SN190), within the authority of
-- who proposes unless others sign too, and never for a ransom (SN192).
CREATE OR REPLACE FUNCTION decision_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM
  FROM expense e
  WHERE e.id = NEW.expense_id AND e.incident_id = NEW.incident_id AND e.state = 'in-review'
  FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only an expense in review is proposed' USING ERRCODE = 'SN191';
  END IF;
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.proposed_by, NEW.proposed_as);
  IF NEW.amount_yen > 0
      AND EXISTS (SELECT FROM expense e WHERE e.id = NEW.expense_id AND e.flags -> 'ransom' = 'true')
  THEN
    RAISE EXCEPTION 'ransom is never paid' USING ERRCODE = 'SN192';
  END IF;
  IF NEW.countersigners = 0
      AND NEW.amount_yen > authority_of(
        NEW.proposed_by, (SELECT e.lane FROM expense e WHERE e.id = NEW.expense_id),
        (NEW.proposed_at AT TIME ZONE 'Asia/Tokyo')::date
      ) THEN
    RAISE EXCEPTION 'more than the authority of who proposes' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION decision_guard FROM PUBLIC;
