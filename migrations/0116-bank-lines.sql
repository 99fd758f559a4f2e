-- A line of the bank is recognised by what it says: of overlapping files each line is there once. What an act took an
-- open line for stands beside it. Incoming, outgoing and reported lines; which batch an outgoing sum paid.
-- Locks until it is committed: bank_line ACCESS EXCLUSIVE while its rows are numbered (it has those of the bank's files
-- only); payment_batch SHARE ROW EXCLUSIVE (a reference to it).
SET search_path = sonae;

-- account: bank, branch, type and number of the insurer's account, '' while none is entered; null: a line that the
-- release before entered since. nth: among equal lines. reference: the bank's own number of the line.
ALTER TABLE bank_line
  ADD COLUMN account text CHECK (length(account) <= 20),
  ADD COLUMN nth int NOT NULL DEFAULT 1 CHECK (nth > 0),
  ADD COLUMN reference text CHECK (length(reference) BETWEEN 1 AND 40),
  ADD COLUMN batch_id uuid REFERENCES payment_batch,
  ADD COLUMN settled_as text CHECK (settled_as IN ('settlement', 'return', 'repayment', 'other')),
  ADD COLUMN settled_payment_id uuid REFERENCES payment,
  ADD COLUMN settled_repayment_id uuid REFERENCES repayment_claim,
  ADD CHECK ((settled_payment_id IS NOT NULL) = coalesce(settled_as IN ('settlement', 'return'), false)),
  ADD CHECK ((settled_repayment_id IS NOT NULL) = coalesce(settled_as = 'repayment', false)),
  DROP CONSTRAINT bank_line_kind_check,
  ADD CONSTRAINT bank_line_kind_check CHECK (kind IN ('result', 'credit', 'debit'));

UPDATE bank_line l
   SET account = coalesce((
         SELECT o.bank_code || '-' || o.branch_code || '-' || o.account_type || '-' || lpad(o.account_number, 7, '0')
           FROM originating_account o
          ORDER BY o.entered_at DESC, o.id DESC
          LIMIT 1), ''),
       nth = n.nth,
       settled_as = CASE WHEN l.settled_at IS NOT NULL THEN 'other' END
  FROM (SELECT id, row_number() OVER (PARTITION BY kind, outcome, on_day, yen, payment_no, note ORDER BY id) AS nth
          FROM bank_line) n
 WHERE n.id = l.id;

CREATE UNIQUE INDEX bank_line_said ON bank_line
  (account, on_day, yen, kind, outcome, payment_no, reference, note, nth) NULLS NOT DISTINCT
  WHERE account IS NOT NULL;
CREATE INDEX bank_line_batch ON bank_line (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX bank_line_settled ON bank_line (settled_at, id) WHERE settled_as = 'other';
GRANT UPDATE (settled_as, settled_payment_id, settled_repayment_id) ON bank_line TO {{staff}};
