-- A supplement belongs to an approved expense of the same case, never to a supplement, and together they stay within
-- the amount claimed (SN195).
CREATE OR REPLACE FUNCTION supplement_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  first expense;
BEGIN
  SELECT * INTO first FROM expense e WHERE e.id = NEW.supplements;
  IF first.id IS NULL
      OR first.incident_id <> NEW.incident_id
      OR first.category <> NEW.category
      OR first.supplements IS NOT NULL
      OR first.state NOT IN ('approved', 'scheduled', 'paid')
      OR (
        first.flags -> 'interruption' IS NULL
        AND NEW.amount_yen + NEW.tax_yen + coalesce(
          (SELECT r.amount_yen FROM newest_ruling r WHERE r.expense_id = first.id), 0
        ) + coalesce(
          (
            SELECT sum(o.amount_yen + o.tax_yen)
            FROM expense o
            WHERE o.supplements = first.id
              AND o.id <> NEW.id
              AND o.state NOT IN ('withdrawn', 'rejected')
          ),
          0
        ) > first.amount_yen + first.tax_yen
      ) THEN
    RAISE EXCEPTION 'more than what was claimed and not approved' USING ERRCODE = 'SN195';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION supplement_guard FROM PUBLIC;
