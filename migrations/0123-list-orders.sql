-- Orders of lists whose tables grow: accounts by their entry, requests for support that ended, late arrivals that were
-- noted. Each is read in both directions. Locks payee_account, support_request and late_arrival SHARE until it is
-- committed: nobody writes them while the indexes are made.
SET search_path = sonae;

CREATE INDEX payee_account_newest ON payee_account (entered_at, id);
CREATE INDEX support_ended ON support_request (state, created_at, id) WHERE state IN ('done', 'withdrawn');
CREATE INDEX late_arrival_noted ON late_arrival (at, id) WHERE noted_at IS NOT NULL;
