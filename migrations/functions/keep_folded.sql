-- Writes the folded forms of names that a job has made, and no other column. The rows are of one table, with their
-- ids.
CREATE OR REPLACE FUNCTION keep_folded(p_relation text, p_rows jsonb) RETURNS int
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
DECLARE
  changed int;
BEGIN
  CASE p_relation
    WHEN 'facility' THEN
      UPDATE facility f
      SET name_folded = r.name_folded,
          name_search = r.name_search,
          name_grams = r.name_grams,
          place_search = r.place_search,
          search_grams = r.search_grams
      FROM jsonb_populate_recordset(NULL::facility, p_rows) r
      WHERE f.id = r.id AND f.name = r.name;
    WHEN 'institution' THEN
      UPDATE institution i
      SET name_folded = r.name_folded, name_grams = r.name_grams
      FROM jsonb_populate_recordset(NULL::institution, p_rows) r
      WHERE i.id = r.id AND i.name = r.name;
    WHEN 'expense' THEN
      UPDATE expense e
      SET vendor_folded = r.vendor_folded
      FROM jsonb_populate_recordset(NULL::expense, p_rows) r
      WHERE e.id = r.id AND e.vendor_name = r.vendor_name;
    WHEN 'common_cause' THEN
      UPDATE common_cause c
      SET name_folded = r.name_folded
      FROM jsonb_populate_recordset(NULL::common_cause, p_rows) r
      WHERE c.id = r.id;
    WHEN 'watch_entry' THEN
      UPDATE watch_entry w
      SET folded = r.folded, kana_folded = r.kana_folded, refolded_at = clock_timestamp()
      FROM jsonb_populate_recordset(NULL::watch_entry, p_rows) r
      WHERE w.id = r.id;
  END CASE;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END
$$;
REVOKE ALL ON FUNCTION keep_folded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_folded TO {{staff}};
