-- Keeps the counts of common causes, in the order of their keys, so that two transactions never deadlock.
CREATE OR REPLACE FUNCTION count_common_cause() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  own CONSTANT smallint := pg_backend_pid() % 16;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    WITH less AS (
      SELECT common_cause_id, institution_id, count(*)::int AS cases
      FROM gone
      GROUP BY 1, 2
      ORDER BY 1, 2
    ),
    kept AS (
      UPDATE common_cause_institution k
      SET cases = k.cases - less.cases
      FROM less
      WHERE k.common_cause_id = less.common_cause_id AND k.institution_id = less.institution_id
      RETURNING k.common_cause_id, k.cases, less.cases AS fewer
    )
    INSERT INTO common_cause_count AS n
    SELECT common_cause_id, own, -sum(fewer), -count(*) FILTER (WHERE cases = 0)
    FROM kept
    GROUP BY 1
    ORDER BY 1
    ON CONFLICT (common_cause_id, part) DO UPDATE
    SET cases = n.cases + EXCLUDED.cases, institutions = n.institutions + EXCLUDED.institutions;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    WITH more AS (
      SELECT common_cause_id, institution_id, count(*)::int AS cases
      FROM come
      GROUP BY 1, 2
      ORDER BY 1, 2
    ),
    kept AS (
      INSERT INTO common_cause_institution AS k
      SELECT *
      FROM more
      ON CONFLICT (common_cause_id, institution_id) DO UPDATE
      SET cases = k.cases + EXCLUDED.cases
      RETURNING k.common_cause_id, k.institution_id, k.cases
    )
    INSERT INTO common_cause_count AS n
    SELECT more.common_cause_id, own, sum(more.cases), count(*) FILTER (WHERE kept.cases = more.cases)
    FROM more
    JOIN kept USING (common_cause_id, institution_id)
    GROUP BY 1
    ORDER BY 1
    ON CONFLICT (common_cause_id, part) DO UPDATE
    SET cases = n.cases + EXCLUDED.cases, institutions = n.institutions + EXCLUDED.institutions;
  END IF;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION count_common_cause FROM PUBLIC;
