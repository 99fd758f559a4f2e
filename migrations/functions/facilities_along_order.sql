-- Searches along the order of names, for words that many names have: matches come soon, and nothing is sorted. Rank
-- 3: every word in the name; 4: every word in name or place. Row security is the caller's.
CREATE OR REPLACE FUNCTION facilities_along_order(
  wanted int, patterns text[], begins text, codes text[], from_length int, from_code text, how_many int
)
  RETURNS TABLE(id uuid, rank int)
  LANGUAGE plpgsql STABLE
  SET search_path = sonae, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
AS $$
BEGIN
  IF wanted = 3 THEN
    RETURN QUERY
      SELECT f.id, 3
      FROM facility f
      WHERE (f.name_length, f.code) > (from_length, from_code)
        AND f.name_search LIKE ALL (patterns)
        AND f.name_folded NOT LIKE begins
        AND f.code <> ALL (codes)
        AND substr(f.code, 3) <> ALL (codes)
      ORDER BY f.name_length, f.code
      LIMIT how_many;
  ELSE
    RETURN QUERY
      SELECT f.id, 4
      FROM facility f
      WHERE (f.name_length, f.code) > (from_length, from_code)
        AND (f.name_search || E'\t' || f.place_search) LIKE ALL (patterns)
        AND NOT (f.name_search LIKE ALL (patterns))
        AND f.name_folded NOT LIKE begins
        AND f.code <> ALL (codes)
        AND substr(f.code, 3) <> ALL (codes)
      ORDER BY f.name_length, f.code
      LIMIT how_many;
  END IF;
END
$$;
REVOKE ALL ON FUNCTION facilities_along_order FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_along_order TO {{staff}}, {{institution}};
