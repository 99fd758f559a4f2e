-- Names are found whichever variant of a character stands in them: 髙 and 高, 﨑 and 崎, 齋 and 斎. The table stands in
-- libs/kernel/character-variants.ts; kept forms follow it in a job that goes on in small steps while everything else works.
-- Locks watch_entry and screening for milliseconds.
SET search_path = sonae;

-- How far the kept forms of a table follow the folding of this version; a row a table, and another version adds its own.
CREATE TABLE name_folding (
  id uuid PRIMARY KEY, version int NOT NULL, relation text NOT NULL CHECK (relation IN ('facility','institution','expense','common_cause','watch_entry')),
  after_id uuid, rows_read int NOT NULL DEFAULT 0, rows_changed int NOT NULL DEFAULT 0, at timestamptz NOT NULL DEFAULT clock_timestamp(), done_at timestamptz, UNIQUE (version, relation));
CREATE INDEX name_folding_open ON name_folding (at) WHERE done_at IS NULL;
SELECT secure_table('name_folding');
GRANT SELECT ON name_folding TO {{staff}};
GRANT UPDATE (after_id, rows_read, rows_changed, at, done_at) ON name_folding TO {{staff}};
INSERT INTO name_folding (id, version, relation) SELECT gen_random_uuid(), 2, r FROM unnest(ARRAY['facility','institution','expense','common_cause','watch_entry']) r;

-- When the form of a watched name last changed: whoever was looked at before is looked at again.
ALTER TABLE watch_entry ADD COLUMN refolded_at timestamptz;
-- Why each of the matched names is a candidate, in their order; NULL for looks before that was kept.
ALTER TABLE screening ADD COLUMN grounds text[] CHECK (grounds <@ ARRAY['spelling','variants','reading','part'] AND cardinality(grounds) = cardinality(matched));

-- Writes forms that the job has folded, and nothing else of a row. The rows are of one table, with their ids.
CREATE FUNCTION keep_folded(p_relation text, p_rows jsonb) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
DECLARE changed int;
BEGIN
  CASE p_relation
    WHEN 'facility' THEN
      UPDATE facility f SET name_folded = r.name_folded, name_search = r.name_search, name_grams = r.name_grams, place_search = r.place_search, search_grams = r.search_grams
        FROM jsonb_populate_recordset(NULL::facility, p_rows) r WHERE f.id = r.id AND f.name = r.name;
    WHEN 'institution' THEN
      UPDATE institution i SET name_folded = r.name_folded, name_grams = r.name_grams FROM jsonb_populate_recordset(NULL::institution, p_rows) r WHERE i.id = r.id AND i.name = r.name;
    WHEN 'expense' THEN
      UPDATE expense e SET vendor_folded = r.vendor_folded FROM jsonb_populate_recordset(NULL::expense, p_rows) r WHERE e.id = r.id AND e.vendor_name = r.vendor_name;
    WHEN 'common_cause' THEN
      UPDATE common_cause c SET name_folded = r.name_folded FROM jsonb_populate_recordset(NULL::common_cause, p_rows) r WHERE c.id = r.id;
    WHEN 'watch_entry' THEN
      UPDATE watch_entry w SET folded = r.folded, kana_folded = r.kana_folded, refolded_at = clock_timestamp() FROM jsonb_populate_recordset(NULL::watch_entry, p_rows) r WHERE w.id = r.id;
  END CASE;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;
REVOKE ALL ON FUNCTION keep_folded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_folded TO {{staff}};

-- A name as it is spelled, apart from width, case and spaces; the same stands in libs/kernel/fold-name.ts, and a test holds them together.
CREATE FUNCTION spelling(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(regexp_replace(normalize(name, NFKC), E'[\\s\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g') COLLATE "C");

-- As search_facilities of before, which the previous release still calls; names that are spelled as somebody typed them come
-- before those that only fold to the same:
--   0 the whole code · 1 the whole name, spelled so · 2 the whole name · 3 the name begins so · 4 every word in the name · 5 every word in name or place.
CREATE FUNCTION search_facilities(codes text[], spelled text, whole text, words text[], name_needs text[], all_needs text[],
  after_rank int, after_length int, after_code text, how_many int)
RETURNS TABLE (id uuid, rank int) LANGUAGE plpgsql STABLE SET search_path = sonae, pg_temp SET enable_seqscan = off AS $$
DECLARE
  missing int := how_many; given int; tier int; from_length int; from_code text; frequent boolean;
  begins text := whole || '%'; after_all text := whole || chr(1114111); patterns text[] := ARRAY(SELECT '%' || w || '%' FROM unnest(words) w);
BEGIN
  FOR tier IN after_rank..5 LOOP
    from_length := CASE WHEN tier = after_rank THEN after_length ELSE -1 END;
    from_code := CASE WHEN tier = after_rank THEN after_code ELSE '' END;
    IF tier = 0 THEN
      CONTINUE WHEN codes = '{}';
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.code = ANY (codes) OR substr(f.code, 3) = ANY (codes))
        SELECT c.id, 0 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier <= 2 THEN
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code, strpos(spelling(f.name), spelled) > 0 AS spelled_so FROM facility f WHERE f.name_folded = whole)
        SELECT c.id, tier FROM c WHERE c.spelled_so = (tier = 1) AND (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier = 3 THEN
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.name_folded ~>=~ whole AND f.name_folded ~<~ after_all AND f.name_folded <> whole)
        SELECT c.id, 3 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier = 4 THEN
      SELECT count(*) > 3000 INTO frequent FROM (SELECT 1 FROM facility f WHERE f.name_grams @> name_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY SELECT x.id, 4 FROM facilities_along_order(3, patterns, begins, codes, from_length, from_code, missing) x;
      ELSE
        RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.name_grams @> name_needs AND f.name_search LIKE ALL (patterns) AND f.name_folded NOT LIKE begins)
          SELECT c.id, 4 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code LIMIT missing;
      END IF;
    ELSE
      -- single characters alone are looked for in names only
      CONTINUE WHEN all_needs = '{}';
      SELECT count(*) > 3000 INTO frequent FROM (SELECT 1 FROM facility f WHERE f.search_grams @> all_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY SELECT x.id, 5 FROM facilities_along_order(4, patterns, begins, codes, from_length, from_code, missing) x;
      ELSE
        RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.search_grams @> all_needs
            AND (f.name_search || E'\t' || f.place_search) LIKE ALL (patterns) AND NOT (f.name_search LIKE ALL (patterns)) AND f.name_folded NOT LIKE begins)
          SELECT c.id, 5 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code LIMIT missing;
      END IF;
    END IF;
    GET DIAGNOSTICS given = ROW_COUNT;
    missing := missing - given;
    EXIT WHEN missing <= 0;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_facilities(text[], text, text, text[], text[], text[], int, int, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_facilities(text[], text, text, text[], text[], text[], int, int, text, int) TO {{staff}}, {{institution}};
GRANT EXECUTE ON FUNCTION spelling TO {{staff}}, {{institution}};
