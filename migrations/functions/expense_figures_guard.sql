-- What is claimed, and what assessment and payment are made from, changes while nobody has proposed anything;
-- afterwards a line goes back to review first. In one statement with a move, the state it comes from and the one it
-- goes to both count.
CREATE OR REPLACE FUNCTION expense_figures_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NOT (ARRAY[OLD.state, NEW.state] <@ ARRAY['submitted', 'routed', 'in-review', 'information-requested']) THEN
    RAISE EXCEPTION 'what was proposed stays as it was claimed' USING ERRCODE = 'SN193';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION expense_figures_guard FROM PUBLIC;
