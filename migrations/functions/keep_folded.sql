-- Writes the folded forms of names that a job has made, and no other column. The rows are of one table, with their
-- ids; the forms of cases and documents stand in tables of their own.
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
    WHEN 'incident' THEN
      INSERT INTO case_name (incident_id, institution_id, reporter_folded, typed_folded, telephone_folded, grams)
      SELECT i.id, i.institution_id, r.reporter_folded, r.typed_folded, r.telephone_folded, r.grams
      FROM jsonb_to_recordset(p_rows) r(
          id uuid, reporter_folded text, typed_folded text, telephone_folded text, grams text[])
        JOIN incident i ON i.id = r.id
      ON CONFLICT (incident_id) DO UPDATE
      SET reporter_folded = excluded.reporter_folded,
          typed_folded = excluded.typed_folded,
          telephone_folded = excluded.telephone_folded,
          grams = excluded.grams;
    WHEN 'document' THEN
      INSERT INTO document_text (document_id, incident_id, institution_id, name_folded, name_grams)
      SELECT d.id, d.incident_id, d.institution_id, r.name_folded, r.name_grams
      FROM jsonb_to_recordset(p_rows) r(id uuid, name_folded text, name_grams text[])
        JOIN document d ON d.id = r.id
      ON CONFLICT (document_id) DO UPDATE
      SET name_folded = excluded.name_folded, name_grams = excluded.name_grams;
    WHEN 'person' THEN
      UPDATE person p
      SET name_folded = r.name_folded
      FROM jsonb_populate_recordset(NULL::person, p_rows) r
      WHERE p.id = r.id AND p.display_name = r.display_name;
  END CASE;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END
$$;
REVOKE ALL ON FUNCTION keep_folded FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_folded TO {{staff}};
