-- Facilities in the order best match first, a page of them after a place (rank, length, code):
--   0 the whole code · 1 the whole name, spelled so · 2 the whole name · 3 the name begins so
--   4 every word in the name · 5 every word in name or place
-- Among equals the shorter name, then the code. Rank by rank, and none is looked at once the page is full.
-- MATERIALIZED: what an index finds is taken whole and sorted; the planner is not to exchange it for the way along
-- the order.
CREATE OR REPLACE FUNCTION search_facilities(
  codes text[], spelled text, whole text, words text[], name_needs text[], all_needs text[], after_rank int,
  after_length int, after_code text, how_many int
)
  RETURNS TABLE(id uuid, rank int)
  LANGUAGE plpgsql STABLE
  SET search_path = sonae, pg_temp SET enable_seqscan = off
AS $$
DECLARE
  missing int := how_many;
  given int;
  tier int;
  from_length int;
  from_code text;
  frequent boolean;
  begins text := whole || '%';
  after_all text := whole || chr(1114111);
  patterns text[] := ARRAY(SELECT '%' || w || '%' FROM unnest(words) w);
BEGIN
  FOR tier IN after_rank..5 LOOP
    from_length := CASE WHEN tier = after_rank THEN after_length ELSE -1 END;
    from_code := CASE WHEN tier = after_rank THEN after_code ELSE '' END;
    IF tier = 0 THEN
      CONTINUE WHEN codes = '{}';
      RETURN QUERY
        WITH c AS MATERIALIZED (
          SELECT f.id, f.name_length, f.code
          FROM facility f
          WHERE f.code = ANY (codes) OR substr(f.code, 3) = ANY (codes)
        )
        SELECT c.id, 0
        FROM c
        WHERE (c.name_length, c.code) > (from_length, from_code)
        ORDER BY c.name_length, c.code
        LIMIT missing;
    ELSIF tier <= 2 THEN
      RETURN QUERY
        WITH c AS MATERIALIZED (
          SELECT f.id, f.name_length, f.code, strpos(spelling(f.name), spelled) > 0 AS spelled_so
          FROM facility f
          WHERE f.name_folded = whole
        )
        SELECT c.id, tier
        FROM c
        WHERE c.spelled_so = (tier = 1)
          AND (c.name_length, c.code) > (from_length, from_code)
          AND c.code <> ALL (codes)
          AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code
        LIMIT missing;
    ELSIF tier = 3 THEN
      RETURN QUERY
        WITH c AS MATERIALIZED (
          SELECT f.id, f.name_length, f.code
          FROM facility f
          WHERE f.name_folded ~>=~ whole AND f.name_folded ~<~ after_all AND f.name_folded <> whole
        )
        SELECT c.id, 3
        FROM c
        WHERE (c.name_length, c.code) > (from_length, from_code)
          AND c.code <> ALL (codes)
          AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code
        LIMIT missing;
    ELSIF tier = 4 THEN
      SELECT count(*) > 3000
      INTO frequent
      FROM (SELECT 1 FROM facility f WHERE f.name_grams @> name_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY
          SELECT x.id, 4
          FROM facilities_along_order(3, patterns, begins, codes, from_length, from_code, missing) x;
      ELSE
        RETURN QUERY
          WITH c AS MATERIALIZED (
            SELECT f.id, f.name_length, f.code
            FROM facility f
            WHERE f.name_grams @> name_needs
              AND f.name_search LIKE ALL (patterns)
              AND f.name_folded NOT LIKE begins
          )
          SELECT c.id, 4
          FROM c
          WHERE (c.name_length, c.code) > (from_length, from_code)
            AND c.code <> ALL (codes)
            AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code
          LIMIT missing;
      END IF;
    ELSE
      -- single characters alone are looked for in names only
      CONTINUE WHEN all_needs = '{}';
      SELECT count(*) > 3000
      INTO frequent
      FROM (SELECT 1 FROM facility f WHERE f.search_grams @> all_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY
          SELECT x.id, 5
          FROM facilities_along_order(4, patterns, begins, codes, from_length, from_code, missing) x;
      ELSE
        RETURN QUERY
          WITH c AS MATERIALIZED (
            SELECT f.id, f.name_length, f.code
            FROM facility f
            WHERE f.search_grams @> all_needs
              AND (f.name_search || E'\t' || f.place_search) LIKE ALL (patterns)
              AND NOT (f.name_search LIKE ALL (patterns))
              AND f.name_folded NOT LIKE begins
          )
          SELECT c.id, 5
          FROM c
          WHERE (c.name_length, c.code) > (from_length, from_code)
            AND c.code <> ALL (codes)
            AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code
          LIMIT missing;
      END IF;
    END IF;
    GET DIAGNOSTICS given = ROW_COUNT;
    missing := missing - given;
    EXIT WHEN missing <= 0;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION search_facilities FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_facilities TO {{staff}}, {{institution}};
