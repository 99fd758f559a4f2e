-- Notes when routing last tried an unassigned work item.
CREATE OR REPLACE FUNCTION item_tried() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  NEW.tried_at := CASE WHEN NEW.state = 'unassigned' THEN clock_timestamp() END;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION item_tried FROM PUBLIC;
