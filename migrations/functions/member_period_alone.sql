-- The periods of a member never overlap, as [inception, end) (SN131). An exclusion constraint would need btree_gist,
-- which a server may lack. The member is locked first, so that the check sees what was committed meanwhile.
CREATE OR REPLACE FUNCTION member_period_alone() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  days daterange := daterange(NEW.inception_on, coalesce(NEW.ended_early_on, NEW.expiry_on));
BEGIN
  PERFORM 1 FROM institution WHERE id = NEW.institution_id FOR NO KEY UPDATE;
  IF EXISTS (
      SELECT
      FROM member_period m
      WHERE m.institution_id = NEW.institution_id
        AND m.id <> NEW.id
        AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && days
    ) THEN
    RAISE EXCEPTION 'periods of one member overlap' USING ERRCODE = 'SN131';
  END IF;
  IF NEW.certificate_number IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('certificate ' || fold_number(NEW.certificate_number), 0));
    IF EXISTS (
        SELECT
        FROM member_period m
        WHERE m.certificate_number_folded = fold_number(NEW.certificate_number)
          AND m.institution_id <> NEW.institution_id
          AND m.id <> NEW.id
          AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && days
      ) THEN
      RAISE EXCEPTION 'a certificate number is in force for another member' USING ERRCODE = 'SN132';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION member_period_alone FROM PUBLIC;
