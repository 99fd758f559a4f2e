-- Indexes under which what belongs to an institution or an agency is found without reading all there is. They are made while writing
-- waits: a large book is migrated in a quiet hour.
SET search_path = sonae;

-- Expenses that look alike are of one vendor and near in time. Takes the place of expense_vendor.
CREATE INDEX expense_vendor_day ON expense (institution_id, vendor_folded, incurred_on);
DROP INDEX expense_vendor;
-- Without those of which no number was given: most.
CREATE INDEX expense_vendor_invoice ON expense (institution_id, vendor_folded, upper(translate(normalize(invoice_number, NFKC), ' -‐－ー.', '')))
  WHERE invoice_number IS NOT NULL;
-- The earlier cases of an institution that a new one may belong to, without what has ended.
CREATE INDEX incident_going_on ON incident (institution_id, reported_at, id) WHERE state IN ('reported','triaged','open');
-- People of an agency, to whom its clients' mails go; those of an institution have an index.
CREATE INDEX person_agency ON person (agency_id) WHERE agency_id IS NOT NULL;
