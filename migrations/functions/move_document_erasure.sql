-- The one writer of document_erasure.ended: moves rows of {id, from, and the columns that go along} in one statement,
-- or none of them (SN193), and answers their ids. A row of a case moves only under the lock of the case. Rows are
-- found by their keys: joined with their list, a plan that was made while the table was small reads all of it for
-- each move.
CREATE OR REPLACE FUNCTION move_document_erasure(rows jsonb, becomes text, place text)
  RETURNS TABLE(id uuid, version int)
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  moved int;
BEGIN
  RETURN QUERY
    UPDATE document_erasure t
    SET confirmed_by = CASE becomes WHEN 'confirmed' THEN app_person() ELSE t.confirmed_by END,
        confirmed_at = CASE becomes
          WHEN 'confirmed' THEN current_setting('app.at')::timestamptz
          ELSE t.confirmed_at
        END,
        erased_at = CASE becomes WHEN 'erased' THEN current_setting('app.at')::timestamptz ELSE t.erased_at END
    FROM jsonb_array_elements(rows) r
    WHERE t.document_id = (r ->> 'id')::uuid
      AND r ->> 'from' = CASE
        WHEN t.erased_at IS NOT NULL THEN 'erased'
        WHEN t.confirmed_at IS NOT NULL THEN 'confirmed'
        ELSE 'asked'
      END
      AND app_writes_case(t.incident_id)
      AND EXISTS (
        SELECT
        FROM state_move m
        WHERE m.machine = 'document-erasure'
          AND m.from_state = r ->> 'from'
          AND m.to_state = becomes
          AND place = ANY (m.by)
      )
    RETURNING t.document_id, 0;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> jsonb_array_length(rows) THEN
    RAISE EXCEPTION 'no such move of a document-erasure' USING ERRCODE = 'SN193';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION move_document_erasure FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_document_erasure TO {{staff}};
