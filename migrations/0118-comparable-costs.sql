-- Finds the newest decided lines of a category, to show the range of comparable costs beside a line that is in review.
-- Locks expense SHARE until it is committed: nobody writes it while the index is made.
SET search_path = sonae;

CREATE INDEX expense_compared ON expense (category, lane, submitted_at)
  WHERE state IN ('approved', 'scheduled', 'paid') AND part_of IS NULL AND supplements IS NULL;
