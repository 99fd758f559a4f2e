-- A senior-adjuster waives evidence in their own name, of an expense that they did not enter (SN190).
CREATE OR REPLACE FUNCTION evidence_waiver_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.waived_by, 'senior-adjuster');
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION evidence_waiver_guard FROM PUBLIC;
