-- Exports of the insurer's lists: what a person asked for, how far it is, and until when its file lies in the store.
-- Locks until it is committed: person SHARE ROW EXCLUSIVE (a reference to it); view_log ACCESS EXCLUSIVE, last of all and
-- for a moment: no row is looked at. The rows that are there are looked at by 0115.
SET search_path = sonae;

-- One list as a file. claim: who writes it now, then who wrote it; the store has its file by it. claims: all there were,
-- each of which may have left a file in the store. failure: a code of a refusal.
CREATE TABLE list_export (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  list text NOT NULL,
  conditions jsonb NOT NULL,
  columns text[] NOT NULL CHECK (cardinality(columns) BETWEEN 1 AND 40),
  format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
  language text NOT NULL CHECK (language IN ('ja', 'en')),
  asked_at timestamptz NOT NULL,
  claim uuid,
  claims uuid[] NOT NULL DEFAULT '{}',
  claimed_at timestamptz,
  tries smallint NOT NULL DEFAULT 0,
  rows_done int NOT NULL DEFAULT 0 CHECK (rows_done >= 0),
  rows_expected int CHECK (rows_expected >= 0),
  ended_at timestamptz,
  failure text,
  file_bytes bigint CHECK (file_bytes >= 0),
  file_hash bytea CHECK (octet_length(file_hash) = 32),
  expires_at timestamptz,
  erased_at timestamptz,
  CHECK ((claim IS NULL) = (claimed_at IS NULL)),
  CHECK (num_nulls(file_bytes, file_hash, expires_at) IN (0, 3)),
  CHECK ((ended_at IS NULL) = (file_bytes IS NULL AND failure IS NULL)),
  CHECK (file_bytes IS NULL OR failure IS NULL),
  CHECK (erased_at IS NULL OR file_bytes IS NOT NULL));
CREATE INDEX list_export_own ON list_export (person_id, id);
CREATE INDEX list_export_open ON list_export (asked_at) WHERE ended_at IS NULL;
CREATE INDEX list_export_ending ON list_export (expires_at) WHERE erased_at IS NULL;
CREATE INDEX list_export_ended ON list_export (ended_at);
SELECT secure_table('list_export');
GRANT SELECT, INSERT, DELETE ON list_export TO {{staff}};
GRANT UPDATE (claim, claims, claimed_at, tries, rows_done, rows_expected, ended_at, failure, file_bytes, file_hash,
  expires_at, erased_at) ON list_export TO {{staff}};

ALTER TABLE view_log DROP CONSTRAINT view_log_subject_check;
ALTER TABLE view_log ADD CONSTRAINT view_log_subject_check CHECK (subject IN ('incident', 'expense', 'work-item',
  'support-request', 'decision', 'payment', 'payment-batch', 'document', 'letter', 'list-export')) NOT VALID;
