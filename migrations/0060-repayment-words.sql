-- What a claim for repayment says to the institution, apart from the reason, which is a word for inside. Locks repayment_claim exclusively, for milliseconds.
SET search_path = sonae;

-- null: claims of earlier versions, and those of statements, whose reason is what the decision says to the institution
ALTER TABLE repayment_claim ADD COLUMN text_ja text CHECK (length(text_ja) BETWEEN 1 AND 2000);
REVOKE SELECT (reason) ON repayment_claim FROM {{institution}};
GRANT SELECT (text_ja) ON repayment_claim TO {{institution}};
