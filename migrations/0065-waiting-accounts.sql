-- What waits for an account at a closed branch is found by indexes: the relay asks once a second. The returns of costs that the insurer
-- bears itself are, like their payments, none of an institution's.
-- Makes indexes of payment and payee_account: their writers wait while the rows are read once (a second for 100,000).
SET search_path = sonae;

CREATE INDEX payment_account ON payment (account_id) WHERE state IN ('scheduled','batched');
CREATE INDEX payee_account_branch ON payee_account (bank_code, branch_code);

CREATE POLICY institution_of_payment ON payment_return AS RESTRICTIVE FOR SELECT TO {{institution}} USING (EXISTS (SELECT FROM payment p WHERE p.id = payment_id));
