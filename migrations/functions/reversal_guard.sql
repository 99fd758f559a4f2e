-- A reversal is asked for by a senior-adjuster apart from the expense (SN190).
CREATE OR REPLACE FUNCTION reversal_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.asked_by, 'senior-adjuster');
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION reversal_guard FROM PUBLIC;
