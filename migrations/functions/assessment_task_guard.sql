-- A difference in the claimant's favour is paid: such a task cannot be left.
CREATE OR REPLACE FUNCTION assessment_task_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'a difference in the claimant''s favour is not left' USING ERRCODE = 'SN193';
END
$$;
REVOKE ALL ON FUNCTION assessment_task_guard FROM PUBLIC;
