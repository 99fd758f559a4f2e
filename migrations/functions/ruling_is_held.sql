-- An approved amount is held in the ledger; checked when the transaction ends (SN192).
CREATE OR REPLACE FUNCTION ruling_is_held() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NEW.amount_yen > coalesce(
      (
        SELECT sum(p.yen)
        FROM open_posting p
        WHERE p.incident_id = NEW.incident_id
          AND p.reference = NEW.expense_id::text
          AND p.kind = 'hold'
          AND p.takes = 'limit'
      ),
      0
    ) THEN
    RAISE EXCEPTION 'what is approved is held in the ledger' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION ruling_is_held FROM PUBLIC;
