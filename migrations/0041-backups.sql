-- Copies that were made, or failed: how old the newest is, for whoever looks after the system. Small, and read by the staff role alone.
SET search_path = sonae;

-- case_base: cases reported until five minutes before the snapshot, so that all of them can be counted later by reading only the newest ones.
CREATE TABLE backup_run (
  id uuid PRIMARY KEY, name text NOT NULL, started_at timestamptz NOT NULL, ended_at timestamptz NOT NULL, snapshot_at timestamptz,
  size_bytes bigint, row_total bigint, document_total bigint, missing_total bigint, case_base bigint, failure text,
  CHECK (ended_at >= started_at), CHECK ((failure IS NULL) = (snapshot_at IS NOT NULL AND size_bytes IS NOT NULL)));
CREATE INDEX backup_run_started ON backup_run (started_at DESC);
SELECT secure_table('backup_run');
GRANT SELECT ON backup_run TO {{staff}};
