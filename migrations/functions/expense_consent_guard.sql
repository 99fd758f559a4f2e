-- A person who may sign for an expense gives consent in their own name (SN190). An expense made by a split or a merge
-- keeps the consent that its source had (of_consent), in the same name and never for more.
CREATE OR REPLACE FUNCTION expense_consent_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NEW.of_consent IS NULL THEN
    PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.given_by, NEW.acting_as);
  ELSIF NOT EXISTS (
      SELECT
      FROM expense_consent o
      WHERE o.id = NEW.of_consent
        AND o.institution_id = NEW.institution_id
        AND (o.given_on, o.reason, o.given_by, o.acting_as, o.at) = (
          NEW.given_on, NEW.reason, NEW.given_by, NEW.acting_as, NEW.at
        )
        AND NEW.ceiling_yen <= o.ceiling_yen
    ) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION expense_consent_guard FROM PUBLIC;
