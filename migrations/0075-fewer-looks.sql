-- What a group of expenses is checked against is looked up once, not for each row.
-- Locks expense while its rows are read once, and lane for milliseconds.
SET search_path = sonae;

-- The lanes are a closed list, the same as that of the table: no look into it, and no lock on a row that every report shares.
ALTER TABLE expense
  DROP CONSTRAINT expense_lane_fkey,
  ADD CONSTRAINT expense_lane_check
    CHECK (lane IN ('forensics','general','call-center','communications','data-restoration','prevention','compensation','business-interruption'));

-- The institutions of the transaction are read once a statement.
ALTER POLICY institution_submit ON expense
  WITH CHECK (institution_id = ANY ((SELECT app_institutions())::uuid[]) AND app_sees_case(incident_id)
    AND state = 'submitted' AND version = 1 AND part_of IS NULL);
