-- The result of screening of a subject: 'unknown' before the first one, 'confirmed' or 'held' while a match stands,
-- else 'clear'.
CREATE OR REPLACE FUNCTION screening_state(p_kind text, p_subject uuid) RETURNS text
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT
    CASE
      WHEN NOT EXISTS (SELECT FROM screening s WHERE s.subject_kind = p_kind AND s.subject_id = p_subject)
        THEN 'unknown'
      WHEN EXISTS (
        SELECT
        FROM screening s
        JOIN screening_outcome o ON o.screening_id = s.id
        WHERE s.subject_kind = p_kind AND s.subject_id = p_subject AND o.outcome = 'confirmed'
      )
        THEN 'confirmed'
      WHEN EXISTS (
        SELECT
        FROM screening s
        CROSS JOIN LATERAL unnest(s.matched) AS m(entry_id)
        JOIN watch_entry w ON w.id = m.entry_id AND w.removed_at IS NULL
        WHERE s.subject_kind = p_kind
          AND s.subject_id = p_subject
          AND NOT EXISTS (
            SELECT
            FROM screening c
            JOIN screening_outcome o ON o.screening_id = c.id AND o.outcome = 'cleared'
            WHERE c.subject_kind = p_kind
              AND c.subject_id = p_subject
              AND m.entry_id = ANY (c.matched)
          )
      )
        THEN 'held'
      ELSE 'clear'
    END
$$;
REVOKE ALL ON FUNCTION screening_state FROM PUBLIC;
GRANT EXECUTE ON FUNCTION screening_state TO {{staff}};
