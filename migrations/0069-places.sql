-- An item that fits nobody is tried when a place or a shift begins, not every five minutes: when a place became free, when a line of the
-- roster was entered, and when an item was tried last. Locks adjuster_load, roster and work_item for milliseconds; work_item gets a
-- column without a default, and its unassigned items the moment of this migration, so that each is tried once more.
SET search_path = sonae;

ALTER TABLE adjuster_load ADD COLUMN freed_at timestamptz;
ALTER TABLE roster ADD COLUMN entered_at timestamptz NOT NULL DEFAULT clock_timestamp();
ALTER TABLE work_item ADD COLUMN tried_at timestamptz;
UPDATE work_item SET tried_at = coalesce(unassigned_since, created_at) WHERE state = 'unassigned';
UPDATE work_item SET relax_at = NULL WHERE state = 'unassigned' AND relaxed;
CREATE INDEX work_item_untried ON work_item (lane, tried_at) WHERE state = 'unassigned' AND relaxed;

CREATE FUNCTION place_freed() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  NEW.freed_at := clock_timestamp();
  RETURN NEW;
END $$;
-- Whoever is found is no longer looked for; whoever is not was looked for now.
CREATE FUNCTION item_tried() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  NEW.tried_at := CASE WHEN NEW.state = 'unassigned' THEN clock_timestamp() END;
  RETURN NEW;
END $$;
CREATE TRIGGER item_tried BEFORE INSERT OR UPDATE OF state ON work_item FOR EACH ROW EXECUTE FUNCTION item_tried();
CREATE TRIGGER place_freed BEFORE UPDATE OF open_items ON adjuster_load FOR EACH ROW WHEN (NEW.open_items < OLD.open_items) EXECUTE FUNCTION place_freed();
REVOKE ALL ON FUNCTION place_freed, item_tried FROM PUBLIC;
