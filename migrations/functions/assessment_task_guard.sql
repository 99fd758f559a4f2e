-- What is the claimant's is paid, whoever would rather not.
CREATE OR REPLACE FUNCTION assessment_task_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'a difference in the claimant''s favour is not left' USING ERRCODE = 'SN193';
END
$$;
REVOKE ALL ON FUNCTION assessment_task_guard FROM PUBLIC;
