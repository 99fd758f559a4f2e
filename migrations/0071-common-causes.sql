-- What many cases have in common is counted as they are linked, never anew: a vendor of a whole country costs each report the
-- same. New tables, filled from what is there: locks nothing that a report writes for longer than the filling takes.
SET search_path = sonae;

-- Cases of a cause by institution: with the first of them the cause has one institution more.
CREATE TABLE common_cause_institution (
  common_cause_id uuid NOT NULL REFERENCES common_cause, institution_id uuid NOT NULL, cases int NOT NULL CHECK (cases >= 0),
  PRIMARY KEY (common_cause_id, institution_id));

-- Cases and institutions of a cause, in parts: each connection adds to its own, so that reports do not wait for each other.
-- The sum over the parts counts; one part alone may be below zero.
CREATE TABLE common_cause_count (
  common_cause_id uuid NOT NULL REFERENCES common_cause, part smallint NOT NULL, cases int NOT NULL, institutions int NOT NULL,
  PRIMARY KEY (common_cause_id, part));

LOCK TABLE common_cause_case IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO common_cause_institution
  SELECT common_cause_id, institution_id, count(*) FROM common_cause_case GROUP BY 1, 2;
INSERT INTO common_cause_count
  SELECT common_cause_id, 0, sum(cases), count(*) FROM common_cause_institution GROUP BY 1;

-- In the order of their keys, so that two never wait for each other crosswise.
CREATE FUNCTION count_common_cause() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE own CONSTANT smallint := pg_backend_pid() % 16;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    WITH less AS (SELECT common_cause_id, institution_id, count(*)::int AS cases FROM gone GROUP BY 1, 2 ORDER BY 1, 2),
    kept AS (
      UPDATE common_cause_institution k SET cases = k.cases - less.cases
        FROM less
       WHERE k.common_cause_id = less.common_cause_id AND k.institution_id = less.institution_id
      RETURNING k.common_cause_id, k.cases, less.cases AS fewer)
    INSERT INTO common_cause_count AS n
      SELECT common_cause_id, own, -sum(fewer), -count(*) FILTER (WHERE cases = 0) FROM kept GROUP BY 1 ORDER BY 1
      ON CONFLICT (common_cause_id, part) DO UPDATE
         SET cases = n.cases + EXCLUDED.cases, institutions = n.institutions + EXCLUDED.institutions;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    WITH more AS (SELECT common_cause_id, institution_id, count(*)::int AS cases FROM come GROUP BY 1, 2 ORDER BY 1, 2),
    kept AS (
      INSERT INTO common_cause_institution AS k SELECT * FROM more
      ON CONFLICT (common_cause_id, institution_id) DO UPDATE SET cases = k.cases + EXCLUDED.cases
      RETURNING k.common_cause_id, k.institution_id, k.cases)
    INSERT INTO common_cause_count AS n
      SELECT more.common_cause_id, own, sum(more.cases), count(*) FILTER (WHERE kept.cases = more.cases)
        FROM more JOIN kept USING (common_cause_id, institution_id)
       GROUP BY 1 ORDER BY 1
      ON CONFLICT (common_cause_id, part) DO UPDATE
         SET cases = n.cases + EXCLUDED.cases, institutions = n.institutions + EXCLUDED.institutions;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION count_common_cause FROM PUBLIC;
CREATE TRIGGER count_linked AFTER INSERT ON common_cause_case REFERENCING NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION count_common_cause();
CREATE TRIGGER count_unlinked AFTER DELETE ON common_cause_case REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_common_cause();
CREATE TRIGGER count_moved AFTER UPDATE ON common_cause_case REFERENCING OLD TABLE AS gone NEW TABLE AS come
  FOR EACH STATEMENT EXECUTE FUNCTION count_common_cause();

SELECT secure_table(t) FROM unnest(ARRAY['common_cause_institution','common_cause_count']::regclass[]) t;
GRANT SELECT ON common_cause_institution, common_cause_count TO {{staff}};
