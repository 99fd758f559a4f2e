-- A bank's list may have one column of amounts: signed, or beside a column whose words say which way the money went.
-- What a row of a list said is kept as a hash of its cells, so that it is known when its columns are assigned anew.
-- Locks until it is committed: bank_form and bank_line ACCESS EXCLUSIVE, without reading their rows but for the check
-- of bank_form, which has few.
SET search_path = sonae;

ALTER TABLE bank_form
  ALTER COLUMN in_column DROP NOT NULL,
  ALTER COLUMN out_column DROP NOT NULL,
  ADD COLUMN amount_column text CHECK (length(amount_column) BETWEEN 1 AND 200),
  ADD COLUMN direction_column text CHECK (length(direction_column) BETWEEN 1 AND 200),
  ADD COLUMN in_words text[] NOT NULL DEFAULT '{}',
  ADD COLUMN out_words text[] NOT NULL DEFAULT '{}',
  ADD CHECK ((in_column IS NULL) = (out_column IS NULL)),
  ADD CHECK ((in_column IS NULL) = (amount_column IS NOT NULL)),
  ADD CHECK (direction_column IS NULL OR amount_column IS NOT NULL),
  ADD CHECK ((direction_column IS NULL) = (cardinality(in_words) + cardinality(out_words) = 0)),
  ADD CHECK (NOT in_words && out_words);

-- null: a record of the banks' association, or a line that an earlier release entered
ALTER TABLE bank_line ADD COLUMN row_hash text CHECK (length(row_hash) = 64);
