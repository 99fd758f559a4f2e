-- A senior-adjuster asks, signs and ends in their own name, of an expense that they did not enter (SN190).
CREATE OR REPLACE FUNCTION false_facts_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM signer_must_be_apart(
    NEW.expense_id, NEW.institution_id, coalesce(NEW.ended_by, NEW.asked_by), 'senior-adjuster'
  );
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION false_facts_guard FROM PUBLIC;
