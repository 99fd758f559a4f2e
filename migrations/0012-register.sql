-- The register: the directory as it is taken over from the ministry's lists, searched at typing speed, and the runs that took it over.
-- Locks facility and institution while columns and indexes are made: both are small before the first list is imported.
SET search_path = sonae;

-- The code is that of the lists: nine digits, two for the prefecture and the seven of the institution. The ten digits of a
-- claim have the fee schedule between them, which the lists leave out.
-- name_folded: the name without its corporate form; name_search: the same, and with the form, a line each; place_search: prefecture and address.
-- listed_on: the day of the list that gave the row its present state; NULL for what was entered by hand, which no list closes.
ALTER TABLE facility
  ADD COLUMN postal_code text CHECK (postal_code ~ '^[0-9]{7}$'),
  ADD COLUMN listed_on date,
  ADD COLUMN import_run_id uuid,
  ADD COLUMN name_folded text NOT NULL DEFAULT '',
  ADD COLUMN name_search text NOT NULL DEFAULT '',
  ADD COLUMN place_search text NOT NULL DEFAULT '',
  ADD COLUMN search_grams text[] NOT NULL DEFAULT '{}',
  ADD COLUMN name_length int GENERATED ALWAYS AS (char_length(name_folded)) STORED;
ALTER TABLE institution ADD COLUMN name_folded text NOT NULL DEFAULT '';

-- Rows of before (demonstrations) become findable; an import writes the exact form.
UPDATE facility SET name_folded = lower(regexp_replace(normalize(name, NFKC), '\s', '', 'g'));
UPDATE facility SET name_search = name_folded;
UPDATE institution SET name_folded = lower(regexp_replace(normalize(name, NFKC), '\s', '', 'g')) WHERE kind <> 'sentinel';

CREATE INDEX facility_search_grams ON facility USING gin (search_grams);
CREATE INDEX facility_name_begins ON facility (name_folded text_pattern_ops);
CREATE INDEX facility_name_order ON facility (name_length, code);
CREATE INDEX facility_short_code ON facility (substr(code, 3));
CREATE INDEX facility_prefecture ON facility (prefecture, code) WHERE closed_on IS NULL;

-- What held from which day on; the present state stands in facility too.
CREATE TABLE facility_address (
  facility_id uuid NOT NULL REFERENCES facility, postal_code text, address text, from_on date NOT NULL, PRIMARY KEY (facility_id, from_on));
-- From when until when the directory had it: a row is closed when a list no longer has it, and another begins when it comes back.
CREATE TABLE facility_listing (
  facility_id uuid NOT NULL REFERENCES facility, from_on date NOT NULL, to_on date CHECK (to_on >= from_on), PRIMARY KEY (facility_id, from_on));
INSERT INTO facility_address (facility_id, address, from_on) SELECT id, address, valid_from FROM facility;
INSERT INTO facility_listing (facility_id, from_on, to_on) SELECT id, valid_from, closed_on FROM facility;

CREATE TABLE import_run (
  id uuid PRIMARY KEY, what text NOT NULL CHECK (what IN ('facilities','institutions','policies','veris')),
  file_name text NOT NULL, file_hash bytea NOT NULL, file_bytes bigint NOT NULL, encoding text NOT NULL, as_of date NOT NULL,
  prefectures smallint[] NOT NULL, by_kind text NOT NULL, by_id text NOT NULL, begun_at timestamptz NOT NULL, ended_at timestamptz,
  state text NOT NULL CHECK (state IN ('running','complete','cut-off')),
  closing text NOT NULL CHECK (closing IN ('closed','left-partial','left-unreadable-codes')),
  rows_read int NOT NULL DEFAULT 0, rows_new int NOT NULL DEFAULT 0, rows_changed int NOT NULL DEFAULT 0, rows_same int NOT NULL DEFAULT 0,
  rows_repeated int NOT NULL DEFAULT 0, rows_refused int NOT NULL DEFAULT 0, closed int NOT NULL DEFAULT 0, reopened int NOT NULL DEFAULT 0,
  CHECK ((state = 'running') = (ended_at IS NULL)));
CREATE INDEX import_run_order ON import_run (begun_at DESC, id DESC);
ALTER TABLE facility ADD FOREIGN KEY (import_run_id) REFERENCES import_run;

SELECT secure_table(t) FROM unnest(ARRAY['facility_address','facility_listing','import_run']::regclass[]) t;
GRANT SELECT, INSERT ON facility_address, facility_listing, import_run TO {{staff}};
-- A second list of the same day corrects what the first said of that day.
GRANT UPDATE (name) ON facility_name TO {{staff}};
GRANT UPDATE (postal_code, address) ON facility_address TO {{staff}};
GRANT UPDATE (to_on) ON facility_listing TO {{staff}};
GRANT UPDATE (ended_at, state, closing, rows_read, rows_new, rows_changed, rows_same, rows_repeated, rows_refused, closed, reopened) ON import_run TO {{staff}};
CREATE POLICY institution_directory ON facility_address FOR SELECT TO {{institution}} USING (true);
CREATE POLICY institution_directory ON facility_listing FOR SELECT TO {{institution}} USING (true);
GRANT SELECT ON facility_address, facility_listing TO {{institution}};

-- The way along the order of names, for words that many names have: matches are met soon, and nothing is sorted.
-- Rank 3: every word in the name · 4: every word in name or place. Row security is that of the caller, here and below.
CREATE FUNCTION facilities_along_order(wanted int, patterns text[], begins text, codes text[], from_length int, from_code text, how_many int)
RETURNS TABLE (id uuid, rank int) LANGUAGE plpgsql STABLE SET search_path = sonae, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
BEGIN
  IF wanted = 3 THEN
    RETURN QUERY SELECT f.id, 3 FROM facility f WHERE (f.name_length, f.code) > (from_length, from_code) AND f.name_search LIKE ALL (patterns)
      AND f.name_folded NOT LIKE begins AND f.code <> ALL (codes) AND substr(f.code, 3) <> ALL (codes) ORDER BY f.name_length, f.code LIMIT how_many;
  ELSE
    RETURN QUERY SELECT f.id, 4 FROM facility f WHERE (f.name_length, f.code) > (from_length, from_code) AND (f.name_search || E'\t' || f.place_search) LIKE ALL (patterns)
      AND NOT (f.name_search LIKE ALL (patterns)) AND f.name_folded NOT LIKE begins AND f.code <> ALL (codes) AND substr(f.code, 3) <> ALL (codes)
      ORDER BY f.name_length, f.code LIMIT how_many;
  END IF;
END $$;

-- Facilities in the order best match first, a page of them after a place (rank, length, code):
--   0 the whole code · 1 the whole name · 2 the name begins so · 3 every word in the name · 4 every word in name or place;
-- among equals the shorter name, then the code. Rank by rank, and none is looked at once the page is full.
-- MATERIALIZED: what an index finds is taken whole and sorted; the planner is not to exchange it for the way along the order.
CREATE FUNCTION search_facilities(codes text[], whole text, words text[], name_needs text[], all_needs text[],
  after_rank int, after_length int, after_code text, how_many int)
RETURNS TABLE (id uuid, rank int) LANGUAGE plpgsql STABLE SET search_path = sonae, pg_temp SET enable_seqscan = off AS $$
DECLARE
  missing int := how_many; given int; tier int; from_length int; from_code text; frequent boolean;
  begins text := whole || '%'; after_all text := whole || chr(1114111); patterns text[] := ARRAY(SELECT '%' || w || '%' FROM unnest(words) w);
BEGIN
  FOR tier IN after_rank..4 LOOP
    from_length := CASE WHEN tier = after_rank THEN after_length ELSE -1 END;
    from_code := CASE WHEN tier = after_rank THEN after_code ELSE '' END;
    IF tier = 0 THEN
      CONTINUE WHEN codes = '{}';
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.code = ANY (codes) OR substr(f.code, 3) = ANY (codes))
        SELECT c.id, 0 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier = 1 THEN
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.name_folded = whole)
        SELECT c.id, 1 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier = 2 THEN
      RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.name_folded ~>=~ whole AND f.name_folded ~<~ after_all AND f.name_folded <> whole)
        SELECT c.id, 2 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
        ORDER BY c.name_length, c.code LIMIT missing;
    ELSIF tier = 3 THEN
      SELECT count(*) > 3000 INTO frequent FROM (SELECT 1 FROM facility f WHERE f.name_grams @> name_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY SELECT * FROM facilities_along_order(3, patterns, begins, codes, from_length, from_code, missing);
      ELSE
        RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.name_grams @> name_needs AND f.name_search LIKE ALL (patterns) AND f.name_folded NOT LIKE begins)
          SELECT c.id, 3 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code LIMIT missing;
      END IF;
    ELSE
      -- single characters alone are looked for in names only
      CONTINUE WHEN all_needs = '{}';
      SELECT count(*) > 3000 INTO frequent FROM (SELECT 1 FROM facility f WHERE f.search_grams @> all_needs LIMIT 3001) x;
      IF frequent THEN
        RETURN QUERY SELECT * FROM facilities_along_order(4, patterns, begins, codes, from_length, from_code, missing);
      ELSE
        RETURN QUERY WITH c AS MATERIALIZED (SELECT f.id, f.name_length, f.code FROM facility f WHERE f.search_grams @> all_needs
            AND (f.name_search || E'\t' || f.place_search) LIKE ALL (patterns) AND NOT (f.name_search LIKE ALL (patterns)) AND f.name_folded NOT LIKE begins)
          SELECT c.id, 4 FROM c WHERE (c.name_length, c.code) > (from_length, from_code) AND c.code <> ALL (codes) AND substr(c.code, 3) <> ALL (codes)
          ORDER BY c.name_length, c.code LIMIT missing;
      END IF;
    END IF;
    GET DIAGNOSTICS given = ROW_COUNT;
    missing := missing - given;
    EXIT WHEN missing <= 0;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION search_facilities, facilities_along_order FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_facilities, facilities_along_order TO {{staff}}, {{institution}};

-- After an import: what the two GIN indexes put aside to be sorted in later is sorted in now, and the planner learns what came;
-- until then every search would go through it. Only the owner of a table may do either.
CREATE FUNCTION settle_register() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonae, pg_temp AS $$
BEGIN
  PERFORM gin_clean_pending_list('facility_grams'), gin_clean_pending_list('facility_search_grams');
  ANALYZE facility, facility_name;
END $$;
REVOKE ALL ON FUNCTION settle_register FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settle_register TO {{staff}};
