-- Yen that may still be paid for a claimant, to the institution or to the victim, without what is under way
-- (Insurance Act, article 22).
CREATE OR REPLACE FUNCTION victim_room(p_claimant uuid, p_to text) RETURNS bigint
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  WITH known AS (
    SELECT
      coalesce(
        (SELECT sum(a.yen) FROM claimant_act a WHERE a.claimant_id = p_claimant AND a.kind = 'paid-by-institution'), 0
      )::bigint AS institution_paid,
      coalesce(
        (
          SELECT a.yen
          FROM claimant_act a
          WHERE a.claimant_id = p_claimant AND a.kind = 'consent'
          ORDER BY a.at DESC, a.id DESC
          LIMIT 1
        ),
        0
      ) AS consented,
      coalesce(
        (
          SELECT a.yen
          FROM claimant_act a
          WHERE a.claimant_id = p_claimant AND a.kind IN ('settlement', 'judgment')
          ORDER BY a.at DESC, a.id DESC
          LIMIT 1
        ),
        0
      ) AS established,
      coalesce(
        (
          SELECT sum(p.amount_yen)
          FROM payment p
          JOIN expense e ON e.id = p.expense_id
          WHERE e.claimant_id = p_claimant AND e.pay_to = 'institution' AND p.state <> 'stopped'
        ),
        0
      )::bigint AS to_institution,
      coalesce(
        (
          SELECT sum(p.amount_yen)
          FROM payment p
          JOIN expense e ON e.id = p.expense_id
          WHERE e.claimant_id = p_claimant AND e.pay_to = 'victim' AND p.state <> 'stopped'
        ),
        0
      )::bigint AS to_victim
  )
  SELECT
    CASE p_to
      WHEN 'institution'
        THEN least(greatest(institution_paid, consented) - to_institution, established - to_institution - to_victim)
      -- what the institution has paid the victim is not paid again
      ELSE established - greatest(to_institution, institution_paid) - to_victim
    END
  FROM known
$$;
REVOKE ALL ON FUNCTION victim_room FROM PUBLIC;
GRANT EXECUTE ON FUNCTION victim_room TO {{staff}};
