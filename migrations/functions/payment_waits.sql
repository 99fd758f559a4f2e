-- Approved money that is not on its way, and why. No account of the payee (none, refused), or an unconfirmed one; an
-- account from which the transfer came back (returned; ready once another is confirmed); a stopped payment; article
-- 22 (room: yen that it allows now; null where it does not apply, or for a reader who sees no claimants); a payment
-- to a bank or branch that has closed since (closed; unconfirmed once another account was entered; once another is
-- confirmed, the next batch takes that one). Of the given cases, or of all; for an institution, its own.
CREATE OR REPLACE FUNCTION payment_waits(p_cases uuid[])
  RETURNS TABLE(
    expense_id uuid, payment_id uuid, incident_id uuid, institution_id uuid, payee text, amount_yen bigint,
    account text, asked_of text, since timestamptz, held boolean, room_yen bigint
  )
  LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  WITH seen AS NOT MATERIALIZED (
    SELECT i.id, i.institution_id, session_user <> '{{institution}}' AS inside
    FROM incident i
    WHERE (p_cases IS NULL OR i.id = ANY (p_cases))
      AND (session_user <> '{{institution}}' OR (i.institution_id = ANY (app_institutions()) AND app_sees_case(i.id)))
  ),
  ruled AS (
    SELECT
      e.id AS expense_id,
      e.incident_id,
      e.institution_id,
      e.claimant_id AS victim,
      e.pay_to,
      r.amount_yen,
      r.final_at,
      s.inside,
      CASE WHEN e.pay_to = 'victim' THEN e.claimant_id END AS claimant_id,
      CASE WHEN e.category = 'damages' THEN greatest(0, coalesce(victim_room(e.claimant_id, e.pay_to), 0)) END AS room,
      EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state = 'stopped') AS stopped
    FROM expense e
    JOIN seen s ON s.id = e.incident_id
    JOIN newest_ruling r ON r.expense_id = e.id
    WHERE e.state = 'approved'
      AND r.ruling = 'approved'
      AND r.amount_yen BETWEEN 1 AND {{payment.most-yen}}
      AND r.final_at <= clock_timestamp()
      AND NOT EXISTS (SELECT FROM payment p WHERE p.decision_id = r.decision_id AND p.state <> 'stopped')
  ),
  -- looked for from the few closings: of most places there is none
  shut AS (
    SELECT o.id AS account_id, bank_closed_on(o.bank_code, o.branch_code, t.today) AS closed_on
    FROM (SELECT (now() AT TIME ZONE 'Asia/Tokyo')::date AS today) t
    JOIN bank_entry b ON b.act = 'closed' AND b.decision = 'confirmed' AND b.from_on <= t.today
    JOIN payee_account o ON o.bank_code = b.bank_code AND (b.branch_code IS NULL OR o.branch_code = b.branch_code)
  ),
  waiting AS (
    SELECT
      r.expense_id,
      NULL::uuid AS payment_id,
      r.incident_id,
      r.institution_id,
      coalesce(r.pay_to, 'institution') AS payee,
      r.amount_yen,
      r.inside,
      CASE
        WHEN c.confirmed THEN CASE WHEN r.stopped THEN 'stopped' ELSE 'ready' END
        ELSE coalesce(c.newest, 'none')
      END AS account,
      NULL::text AS mistake,
      CASE WHEN c.confirmed THEN NULL ELSE greatest(r.final_at, c.newest_at) END AS since,
      coalesce(r.room < r.amount_yen, false) AS held,
      r.room
    FROM ruled r
    LEFT JOIN LATERAL (
      SELECT
        coalesce(bool_or(c.decision = 'confirmed'), false) AS confirmed,
        (
          array_agg(
            CASE WHEN c.decision IS NULL THEN 'unconfirmed' ELSE 'refused' END ORDER BY c.entered_at DESC, c.id DESC
          )
        )[1] AS newest,
        (array_agg(coalesce(c.decided_at, c.entered_at) ORDER BY c.entered_at DESC, c.id DESC))[1] AS newest_at
      FROM payee_account c
      WHERE c.institution_id = r.institution_id
        AND c.vendor_name IS NULL
        AND c.claimant_id IS NOT DISTINCT FROM r.claimant_id
    ) c ON true
    UNION ALL
    SELECT
      p.expense_id,
      p.id,
      p.incident_id,
      p.institution_id,
      CASE
        WHEN o.vendor_name IS NOT NULL THEN 'vendor'
        WHEN o.claimant_id IS NOT NULL THEN 'victim'
        ELSE 'institution'
      END,
      p.amount_yen,
      s.inside,
      CASE
        WHEN n.confirmed_at IS NOT NULL THEN 'ready'
        WHEN n.entered_at IS NOT NULL THEN 'unconfirmed'
        ELSE 'returned'
      END,
      b.mistake,
      coalesce(n.confirmed_at, n.entered_at, b.asked_at),
      false,
      NULL
    FROM payment p
    JOIN seen s ON s.id = p.incident_id
    JOIN payee_account o ON o.id = p.account_id
    JOIN payment_return b ON b.payment_id = p.id AND b.confirmed_on IS NULL
    LEFT JOIN LATERAL (
      SELECT
        max(c.decided_at) FILTER (WHERE c.decision = 'confirmed') AS confirmed_at,
        max(c.entered_at) FILTER (WHERE c.decision IS NULL) AS entered_at
      FROM payee_account c
      WHERE c.institution_id = p.institution_id
        AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id
        AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name
        AND c.id <> o.id
        AND (c.decision IS NULL OR c.decided_at > o.decided_at)
    ) n ON true
    WHERE p.state IN ('returned', 'set-aside') AND (s.inside OR p.cost_id IS NULL)
    UNION ALL
    SELECT
      p.expense_id,
      p.id,
      p.incident_id,
      p.institution_id,
      CASE
        WHEN o.vendor_name IS NOT NULL THEN 'vendor'
        WHEN o.claimant_id IS NOT NULL THEN 'victim'
        ELSE 'institution'
      END,
      p.amount_yen,
      s.inside,
      CASE WHEN n.entered_at IS NOT NULL THEN 'unconfirmed' ELSE 'closed' END,
      NULL,
      coalesce(n.entered_at, greatest(p.scheduled_at, x.closed_on::timestamp AT TIME ZONE 'Asia/Tokyo')),
      false,
      NULL
    FROM (SELECT DISTINCT account_id, closed_on FROM shut WHERE closed_on IS NOT NULL) x
    JOIN payment p ON p.account_id = x.account_id
    JOIN seen s ON s.id = p.incident_id
    JOIN payee_account o ON o.id = p.account_id
    LEFT JOIN LATERAL (
      SELECT
        bool_or(c.decision = 'confirmed') AS confirmed,
        max(c.entered_at) FILTER (WHERE c.decision IS NULL) AS entered_at
      FROM payee_account c
      WHERE c.institution_id = p.institution_id
        AND c.claimant_id IS NOT DISTINCT FROM o.claimant_id
        AND c.vendor_name IS NOT DISTINCT FROM o.vendor_name
        AND c.id <> o.id
        AND (c.decision IS NULL OR (c.decided_at > o.decided_at AND c.decision = 'confirmed'))
        AND bank_closed_on(c.bank_code, c.branch_code, (now() AT TIME ZONE 'Asia/Tokyo')::date) IS NULL
        AND NOT EXISTS (SELECT FROM payment q WHERE q.account_id = c.id AND q.state IN ('returned', 'set-aside'))
    ) n ON true
    WHERE p.state IN ('scheduled', 'batched')
      AND n.confirmed IS NOT TRUE
      AND (s.inside OR p.cost_id IS NULL)
  )
  SELECT
    w.expense_id,
    w.payment_id,
    w.incident_id,
    w.institution_id,
    w.payee,
    w.amount_yen,
    w.account,
    CASE
      WHEN w.account IN ('none', 'refused', 'returned', 'closed')
        THEN CASE
          WHEN w.payee = 'institution' AND w.mistake IS DISTINCT FROM 'insurer' THEN 'institution'
          ELSE 'insurer'
        END
    END,
    w.since,
    w.held,
    CASE WHEN w.inside OR app_sees_audience('claimants') THEN w.room END
  FROM waiting w
  WHERE w.payment_id IS NOT NULL OR w.account <> 'ready' OR w.held
$$;
REVOKE ALL ON FUNCTION payment_waits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment_waits TO {{staff}}, {{institution}};
