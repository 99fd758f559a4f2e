-- The figures of an expense change only before a decision is proposed; afterwards it returns to review first. When a
-- statement also moves the expense, the states before and after both count.
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
