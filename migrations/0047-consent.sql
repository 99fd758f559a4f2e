-- Consent before money is spent is the insurer's act only: a pre-approval's rest, or a consent recorded here with name, reason,
-- ceiling and day; rows are added, not changed. Locks expense_consent only; the index is made in seconds.
-- What claimants said of it stays as they said it, in `flags.consent` of the expense, where it is shown as their word; it counts
-- for nothing any more. Cases with an undecided line of that kind are settled again. What was decided on it stands as decided.
SET search_path = sonae;

CREATE TABLE expense_consent (
  id uuid PRIMARY KEY, expense_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, ceiling_yen bigint NOT NULL CHECK (ceiling_yen BETWEEN 0 AND 999999999999999),
  given_on date NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), given_by uuid NOT NULL REFERENCES person, acting_as text NOT NULL CHECK (acting_as IN ('adjuster','senior-adjuster')),
  at timestamptz NOT NULL, of_consent uuid REFERENCES expense_consent,
  FOREIGN KEY (expense_id, institution_id) REFERENCES expense (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX expense_consent_expense ON expense_consent (expense_id);
CREATE INDEX expense_consent_case ON expense_consent (incident_id);
CREATE INDEX expense_pre_approval ON expense (pre_approval_id) WHERE pre_approval_id IS NOT NULL;
SELECT secure_table('expense_consent');
GRANT SELECT, INSERT ON expense_consent TO {{staff}};
GRANT SELECT (id, expense_id, incident_id, institution_id, ceiling_yen, given_on, at) ON expense_consent TO {{institution}};

-- Given in one's own name, by who may sign for the line. A line that was split, or entered anew by a merge, keeps the consent
-- that it had: in the name of who gave it, never more of it. of_consent: the row it is kept from.
CREATE FUNCTION expense_consent_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = sonae, pg_temp AS $$
BEGIN
  IF NEW.of_consent IS NULL THEN
    PERFORM signer_must_be_apart(NEW.expense_id, NEW.institution_id, NEW.given_by, NEW.acting_as);
  ELSIF NOT EXISTS (SELECT FROM expense_consent o WHERE o.id = NEW.of_consent AND o.institution_id = NEW.institution_id
      AND (o.given_on, o.reason, o.given_by, o.acting_as, o.at) = (NEW.given_on, NEW.reason, NEW.given_by, NEW.acting_as, NEW.at) AND NEW.ceiling_yen <= o.ceiling_yen) THEN
    RAISE EXCEPTION 'separation of duties' USING ERRCODE = 'SN190', DETAIL = 'somebody-else';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION expense_consent_guard FROM PUBLIC;
CREATE TRIGGER expense_consent_guard AFTER INSERT ON expense_consent FOR EACH ROW EXECUTE FUNCTION expense_consent_guard();

INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
  SELECT gen_random_uuid(), clock_timestamp(), e.institution_id, e.incident_id, 'all', 'expense.corrected', 1,
         jsonb_build_object('expenseId', e.id, 'lane', e.lane, 'names', jsonb_build_array('consent'))
    FROM expense e JOIN incident i ON i.id = e.incident_id
   WHERE e.flags -> 'consent' = 'true' AND e.state IN ('submitted','routed','in-review','information-requested','proposed','appealed')
     AND i.state NOT IN ('withdrawn','merged','declined','closed');
