-- Separation of duties: the persons who enter, propose and countersign an expense differ, adjust, belong to no
-- insured institution of the case, and act in their own name. Raises SN190 with the ground as its detail.
CREATE OR REPLACE FUNCTION signer_must_be_apart(p_expense uuid, p_institution uuid, p_person uuid, p_as text)
  RETURNS void
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  ground text;
BEGIN
  ground := CASE
    WHEN coalesce(current_setting('app.actor_id', true), '') <> 'person:' || p_person THEN 'somebody-else'
    WHEN EXISTS (SELECT FROM expense e WHERE e.id = p_expense AND e.entered_by = p_person) THEN 'entered'
    WHEN EXISTS (SELECT FROM person p WHERE p.id = p_person AND p.institution_id = p_institution) THEN 'own-institution'
    WHEN NOT EXISTS (
      SELECT
      FROM confirmed_role g
      WHERE g.person_id = p_person
        AND g.role = p_as
    )
      THEN 'role'
    WHEN EXISTS (SELECT FROM earlier_signers(p_expense) s WHERE s.person_id = p_person) THEN 'signed-before'
  END;
  IF ground IS NOT NULL THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = ground;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION signer_must_be_apart FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signer_must_be_apart TO {{staff}};
