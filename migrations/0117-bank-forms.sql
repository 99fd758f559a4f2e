-- How a bank's own CSV is read: which column of it is what, assigned once by an example and kept for the insurer's
-- account. The newest of a name holds. Locks person SHARE ROW EXCLUSIVE until it is committed (a reference to it).
SET search_path = sonae;

CREATE TABLE bank_form (
  id uuid NOT NULL PRIMARY KEY,
  account text NOT NULL CHECK (length(account) BETWEEN 1 AND 20),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  day_column text NOT NULL CHECK (length(day_column) BETWEEN 1 AND 200),
  in_column text NOT NULL CHECK (length(in_column) BETWEEN 1 AND 200),
  out_column text NOT NULL CHECK (length(out_column) BETWEEN 1 AND 200),
  name_column text CHECK (length(name_column) BETWEEN 1 AND 200),
  kind_column text CHECK (length(kind_column) BETWEEN 1 AND 200),
  reference_column text CHECK (length(reference_column) BETWEEN 1 AND 200),
  entered_by uuid NOT NULL REFERENCES person,
  entered_at timestamptz NOT NULL,
  CHECK (in_column <> out_column));
CREATE INDEX bank_form_newest ON bank_form (account, name, entered_at DESC, id DESC);
SELECT secure_table('bank_form');
GRANT SELECT, INSERT ON bank_form TO {{staff}};
