-- A settled payment is consumed in the ledger to the yen; checked when the transaction ends (SN192).
CREATE OR REPLACE FUNCTION payment_is_consumed() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  IF NEW.state IN ('settled', 'deposited')
      AND NEW.expense_id IS NOT NULL
      AND NEW.amount_yen <> coalesce(
        (
          SELECT sum(p.yen)
          FROM open_posting p
          WHERE p.incident_id = NEW.incident_id
            AND p.reference = NEW.expense_id::text
            AND p.kind = 'consume'
            AND p.takes = 'limit'
        ),
        0
      ) THEN
    RAISE EXCEPTION 'what is settled is consumed in the ledger' USING ERRCODE = 'SN192';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payment_is_consumed FROM PUBLIC;
