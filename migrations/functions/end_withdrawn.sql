-- Ends what belongs to a withdrawn expense: its work item ends, its hold is released. A definer function, because a
-- claimant's session may write neither.
CREATE OR REPLACE FUNCTION end_withdrawn() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  account limit_account;
  v_act uuid := gen_random_uuid();
  released jsonb;
BEGIN
  PERFORM end_work_items(NEW.incident_id, NEW.id);
  SELECT
    jsonb_agg(
      jsonb_build_object(
        'id', gen_random_uuid(), 'act', v_act, 'incident_id', p.incident_id, 'kind', 'release', 'takes', p.takes,
        'coverage', p.coverage, 'yen', p.yen, 'reference', p.reference, 'ends', p.id
      )
    )
  INTO released
  FROM open_posting p
  WHERE p.incident_id = NEW.incident_id
    AND p.reference = NEW.id::text
    AND p.kind = 'hold';
  IF released IS NOT NULL THEN
    SELECT a.*
    INTO account
    FROM limit_account a
    JOIN incident i ON i.member_period_id = a.member_period_id
    WHERE i.id = NEW.incident_id;
    PERFORM limit_post(
      account.member_period_id, account.institution_id,
      jsonb_build_object(
        'liabilityLimit', account.liability_limit_yen, 'responseExpenseLimit', account.response_expense_limit_yen
      ),
      released
    );
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION end_withdrawn FROM PUBLIC;
