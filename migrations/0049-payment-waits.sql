-- What approved money waits for, what came back and whose mistake it was, and who may not release. Locks payment exclusively, for milliseconds.
SET search_path = sonae;

-- A transfer that came back, and from when on another account was asked for. Whose mistake it was decides whether the days until the
-- next account was confirmed count: of what the payee gave, they do not.
CREATE TABLE payment_return (
  id uuid PRIMARY KEY, payment_id uuid NOT NULL, incident_id uuid NOT NULL, institution_id uuid NOT NULL, account_id uuid NOT NULL REFERENCES payee_account,
  returned_on date NOT NULL, reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000), mistake text NOT NULL CHECK (mistake IN ('payee','insurer')), recorded_by uuid REFERENCES person,
  asked_at timestamptz NOT NULL, confirmed_on date,
  FOREIGN KEY (incident_id, institution_id) REFERENCES incident (id, institution_id) ON UPDATE CASCADE,
  FOREIGN KEY (payment_id, institution_id) REFERENCES payment (id, institution_id) ON UPDATE CASCADE);
CREATE INDEX payment_return_of ON payment_return (payment_id, asked_at);
CREATE INDEX payment_return_case ON payment_return (incident_id);
CREATE UNIQUE INDEX payment_return_open ON payment_return (payment_id) WHERE confirmed_on IS NULL;
SELECT secure_table('payment_return');
GRANT SELECT, INSERT ON payment_return TO {{staff}};
GRANT UPDATE (mistake, confirmed_on) ON payment_return TO {{staff}};
-- nobody was asked for another account until now: the days before count
INSERT INTO payment_return (id, payment_id, incident_id, institution_id, account_id, returned_on, reason, mistake, asked_at)
SELECT gen_random_uuid(), p.id, p.incident_id, p.institution_id, p.account_id, p.returned_on, p.return_reason, CASE c.source WHEN 'manager' THEN 'payee' ELSE 'insurer' END, now()
  FROM payment p JOIN payee_account c ON c.id = p.account_id WHERE p.state IN ('returned','set-aside');

-- Who may not release a payment: who entered, proposed or signed what it pays, and who confirmed the account it goes to.
CREATE OR REPLACE FUNCTION payment_signers(p_payment uuid) RETURNS TABLE (person_id uuid) LANGUAGE sql STABLE SET search_path = sonae, pg_temp AS $$
  SELECT e.entered_by FROM payment p JOIN expense e ON e.id = p.expense_id WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION SELECT d.proposed_by FROM payment p JOIN decision d ON d.id = p.decision_id WHERE p.id = p_payment
  UNION SELECT a.person_id FROM payment p JOIN decision_act a ON a.decision_id = p.decision_id WHERE p.id = p_payment
  UNION SELECT e.entered_by FROM payment p JOIN statement_line s ON s.decision_id = p.decision_id AND s.is_new JOIN expense e ON e.id = s.expense_id WHERE p.id = p_payment AND e.entered_by IS NOT NULL
  UNION SELECT x.person_id FROM payment p JOIN insurer_cost c ON c.id = p.cost_id CROSS JOIN LATERAL (VALUES (c.asked_by), (c.signed_by)) x(person_id) WHERE p.id = p_payment AND x.person_id IS NOT NULL
  UNION SELECT c.decided_by FROM payment p JOIN payee_account c ON c.id = p.account_id WHERE p.id = p_payment AND c.decided_by IS NOT NULL
$$;

-- Approved money that is not on its way, and why: no account of who is to be paid (none, refused), one that nobody has confirmed, one
-- from which the transfer came back (returned; ready once another is confirmed), a payment that was stopped, article 22 (room: yen
-- that it allows now; null where it asks nothing, or to who reads no claimants). Of the cases asked for, or of all; an institution's own.
CREATE FUNCTION payment_waits(p_cases uuid[]) RETURNS TABLE (expense_id uuid, payment_id uuid, incident_id uuid, institution_id uuid, payee text, amount_yen bigint, account text, asked_of text, since timestamptz, held boolean, room_yen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
  WITH seen AS NOT MATERIALIZED (
    SELECT i.id, i.institution_id, session_user <> '{{institution}}' AS inside FROM incident i
     WHERE (p_cases IS NULL OR i.id = ANY (p_cases)) AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id)))),
  ruled AS (
    SELECT e.id AS expense_id, e.incident_id, e.institution_id, e.claimant_id AS victim, e.pay_to, r.amount_yen, r.final_at, s.inside,
           CASE WHEN e.pay_to = 'victim' THEN e.claimant_id END AS claimant_id,
           CASE WHEN e.category = 'damages' THEN greatest(0, coalesce(victim_room(e.claimant_id, e.pay_to), 0)) END AS room,
           EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state = 'stopped') AS stopped
      FROM expense e JOIN seen s ON s.id = e.incident_id
      CROSS JOIN LATERAL (SELECT x.decision_id, x.ruling, x.amount_yen, x.final_at FROM ruling x WHERE x.expense_id = e.id ORDER BY x.ruled_at DESC LIMIT 1) r
     WHERE e.state = 'approved' AND r.ruling = 'approved' AND r.amount_yen BETWEEN 1 AND 9999999999 AND r.final_at <= clock_timestamp()
       AND NOT EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state <> 'stopped')),
  waiting AS (
    SELECT r.expense_id, NULL::uuid AS payment_id, r.incident_id, r.institution_id, coalesce(r.pay_to, 'institution') AS payee, r.amount_yen, r.inside,
           CASE WHEN c.confirmed THEN CASE WHEN r.stopped THEN 'stopped' ELSE 'ready' END ELSE coalesce(c.newest, 'none') END AS account, NULL::text AS mistake,
           CASE WHEN c.confirmed THEN NULL ELSE greatest(r.final_at, c.newest_at) END AS since, coalesce(r.room < r.amount_yen, false) AS held, r.room
      FROM ruled r LEFT JOIN LATERAL (
        SELECT coalesce(bool_or(c.decision = 'confirmed'), false) AS confirmed,
               (array_agg(CASE WHEN c.decision IS NULL THEN 'unconfirmed' ELSE 'refused' END ORDER BY c.entered_at DESC, c.id DESC))[1] AS newest,
               (array_agg(coalesce(c.decided_at, c.entered_at) ORDER BY c.entered_at DESC, c.id DESC))[1] AS newest_at
          FROM payee_account c WHERE c.institution_id = r.institution_id AND c.vendor_name IS NULL AND c.claimant_id IS NOT DISTINCT FROM r.claimant_id) c ON true
    UNION ALL
    SELECT p.expense_id, p.id, p.incident_id, p.institution_id, CASE WHEN o.vendor_name IS NOT NULL THEN 'vendor' WHEN o.claimant_id IS NOT NULL THEN 'victim' ELSE 'institution' END, p.amount_yen, s.inside,
           CASE WHEN n.confirmed_at IS NOT NULL THEN 'ready' WHEN n.entered_at IS NOT NULL THEN 'unconfirmed' ELSE 'returned' END, b.mistake,
           coalesce(n.confirmed_at, n.entered_at, b.asked_at), false, NULL
      FROM payment p JOIN seen s ON s.id = p.incident_id JOIN payee_account o ON o.id = p.account_id JOIN payment_return b ON b.payment_id = p.id AND b.confirmed_on IS NULL
      LEFT JOIN LATERAL (
        SELECT max(c.decided_at) FILTER (WHERE c.decision = 'confirmed') AS confirmed_at, max(c.entered_at) FILTER (WHERE c.decision IS NULL) AS entered_at
          FROM payee_account c WHERE c.institution_id = p.institution_id AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name
           AND c.id <> o.id AND (c.decision IS NULL OR c.decided_at > o.decided_at)) n ON true
     WHERE p.state IN ('returned','set-aside') AND (s.inside OR p.cost_id IS NULL))
  SELECT w.expense_id, w.payment_id, w.incident_id, w.institution_id, w.payee, w.amount_yen, w.account,
         CASE WHEN w.account IN ('none','refused','returned') THEN CASE WHEN w.payee = 'institution' AND w.mistake IS DISTINCT FROM 'insurer' THEN 'institution' ELSE 'insurer' END END,
         w.since, w.held, CASE WHEN w.inside OR app_sees_audience('claimants') THEN w.room END
    FROM waiting w WHERE w.payment_id IS NOT NULL OR w.account <> 'ready' OR w.held
$$;
REVOKE ALL ON FUNCTION payment_waits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment_waits TO {{staff}}, {{institution}};

-- Lines of the bank that were called wrong days although the days agree: they lay ahead when they were imported.
UPDATE bank_line l SET fault = 'future-day' FROM bank_file f WHERE f.id = l.file_id AND l.fault = 'other-day' AND l.on_day > (f.imported_at AT TIME ZONE 'Asia/Tokyo')::date;
