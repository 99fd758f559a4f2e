-- Policies are entered: one member's periods never overlap, a number is one contract's however it is typed, and all is found while somebody types.
SET search_path = sonae;

-- Numbers and telephones as people mean them. The same foldings stand in libs/policies/folding.ts; a test holds them together.
CREATE FUNCTION fold_number(number text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(lower(normalize(number, NFKC)),
    '[\s\-\u0001-\u001F\u007F-\u00A0\u00AD\u058A\u05BE\u1400\u1680\u1806\u180E\u2000-\u2015\u2028-\u202F\u205F-\u2064\u2212\u2E17\u2E1A\u2E3A\u2E3B\u2E40\u3000\u301C\u3030\u30A0\u30FC\uFE31\uFE32\uFE58\uFE63\uFEFF\uFF0D]', '', 'g');
CREATE FUNCTION fold_telephone(telephone text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(normalize(telephone, NFKC), '^\s*\+81[\s-]*(\(0\))?', '0'), '[^0-9]', '', 'g');

-- The facility of the ministry's list that a member runs; declared premises are others.
ALTER TABLE institution ADD COLUMN facility_id uuid REFERENCES facility,
  ADD COLUMN telephone_folded text COLLATE "C" GENERATED ALWAYS AS (fold_telephone(telephone)) STORED;
CREATE INDEX institution_facility ON institution (facility_id) WHERE facility_id IS NOT NULL;
CREATE INDEX institution_telephone ON institution (telephone_folded);

ALTER TABLE member_period ADD COLUMN ended_reason text;
ALTER TABLE declared_premises ADD COLUMN to_reason text;
GRANT UPDATE (ended_reason) ON member_period TO {{staff}};
GRANT UPDATE (to_reason) ON declared_premises TO {{staff}};

CREATE UNIQUE INDEX policy_folded_number ON policy (fold_number(number));
-- Columns, not expressions of an index: a list that is cut early would fold every row it passes.
ALTER TABLE member_period
  ADD COLUMN policy_number_folded text COLLATE "C" GENERATED ALWAYS AS (fold_number(policy_number)) STORED,
  ADD COLUMN certificate_number_folded text COLLATE "C" GENERATED ALWAYS AS (fold_number(certificate_number)) STORED;
CREATE INDEX member_period_number ON member_period (policy_number_folded);
CREATE INDEX member_period_folded_certificate ON member_period (certificate_number_folded);
CREATE INDEX member_period_contract ON member_period (policy_id, inception_on);
CREATE INDEX member_period_latest ON member_period (inception_on DESC, id DESC);
-- A period is renewed once; a renewal that was ended on its first day has never been one.
CREATE UNIQUE INDEX member_period_renewed ON member_period (renews_id) WHERE renews_id IS NOT NULL AND (ended_early_on IS NULL OR ended_early_on > inception_on);

-- What cover means day by day: [inception, end). An exclusion constraint would need btree_gist, which a server may lack; the check
-- under the member's lock holds the same. The lock is taken first, so that the look after it sees what was committed meanwhile.
CREATE FUNCTION member_period_alone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE days daterange := daterange(NEW.inception_on, coalesce(NEW.ended_early_on, NEW.expiry_on));
BEGIN
  PERFORM 1 FROM institution WHERE id = NEW.institution_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM member_period m WHERE m.institution_id = NEW.institution_id AND m.id <> NEW.id
              AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && days) THEN
    RAISE EXCEPTION 'periods of one member overlap' USING ERRCODE = 'SN131';
  END IF;
  IF NEW.certificate_number IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('certificate ' || fold_number(NEW.certificate_number), 0));
    IF EXISTS (SELECT FROM member_period m WHERE m.certificate_number_folded = fold_number(NEW.certificate_number)
                AND m.institution_id <> NEW.institution_id AND m.id <> NEW.id
                AND daterange(m.inception_on, coalesce(m.ended_early_on, m.expiry_on)) && days) THEN
      RAISE EXCEPTION 'a certificate number is in force for another member' USING ERRCODE = 'SN132';
    END IF;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION member_period_alone FROM PUBLIC;
CREATE TRIGGER member_period_alone BEFORE INSERT OR UPDATE OF institution_id, inception_on, expiry_on, ended_early_on, certificate_number ON member_period
  FOR EACH ROW EXECUTE FUNCTION member_period_alone();
