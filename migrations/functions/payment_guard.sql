-- A payment pays a final ruling, or a cost that two persons signed, to a confirmed account of the payee, within
-- article 22 (SN192, SN196).
CREATE OR REPLACE FUNCTION payment_guard() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  theirs expense;
  payee payee_account;
BEGIN
  IF NEW.state <> 'scheduled' OR NEW.batch_id IS NOT NULL OR NEW.interest_yen <> 0 THEN
    RAISE EXCEPTION 'a payment begins scheduled' USING ERRCODE = 'SN193';
  END IF;
  SELECT * INTO payee FROM payee_account c WHERE c.id = NEW.account_id;
  IF NEW.cost_id IS NOT NULL THEN
    IF NOT EXISTS (
          SELECT
          FROM insurer_cost c
          WHERE c.id = NEW.cost_id
            AND c.state = 'signed'
            AND c.amount_yen = NEW.amount_yen
            AND c.account_id = NEW.account_id
        )
        OR payee.decision IS DISTINCT FROM 'confirmed'
    THEN
      RAISE EXCEPTION 'a cost is paid as it was signed' USING ERRCODE = 'SN192';
    END IF;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (
      SELECT
      FROM standing_ruling r
      WHERE r.decision_id = NEW.decision_id
        AND r.expense_id = NEW.expense_id
        AND r.ruling = 'approved'
        AND r.amount_yen = NEW.amount_yen
        AND r.final_at <= clock_timestamp()
    ) THEN
    RAISE EXCEPTION 'a payment pays what was ruled' USING ERRCODE = 'SN192';
  END IF;
  SELECT * INTO theirs FROM expense e WHERE e.id = NEW.expense_id;
  IF payee.decision IS DISTINCT FROM 'confirmed'
      OR payee.institution_id <> NEW.institution_id
      OR payee.vendor_name IS NOT NULL
      OR payee.claimant_id IS DISTINCT FROM (CASE WHEN theirs.pay_to = 'victim' THEN theirs.claimant_id END)
  THEN
    RAISE EXCEPTION 'a payment goes to a confirmed account of whoever is paid' USING ERRCODE = 'SN192';
  END IF;
  IF theirs.category = 'damages'
      AND (theirs.claimant_id IS NULL OR victim_room(theirs.claimant_id, theirs.pay_to) < 0)
  THEN
    RAISE EXCEPTION 'more than article 22 allows' USING ERRCODE = 'SN196';
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION payment_guard FROM PUBLIC;
