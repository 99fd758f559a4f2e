-- A number is the same with its extension, with the country's number in brackets, and with the 0 that some keep behind +81.
-- The same folding stands in libs/kernel/telephone.ts; a test holds them together. Locks institution while it is written again.
SET search_path = sonae;

CREATE OR REPLACE FUNCTION fold_telephone(telephone text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(regexp_replace(normalize(telephone, NFKC),
    '(内線?|ext(ension)?\.?|x|#)[:.]? ?[0-9]{1,6}[^0-9]*$', '', 'i'),
    '^[^0-9+(]*\(?(\+|00)81[^0-9(]*(\(0\)|0)?', '0'),
    '[^0-9]', '', 'g');

-- what is generated is kept as it was made; made again, it follows the function
ALTER TABLE institution DROP COLUMN telephone_folded;
ALTER TABLE institution ADD COLUMN telephone_folded text COLLATE "C" GENERATED ALWAYS AS (fold_telephone(telephone)) STORED;
CREATE INDEX institution_telephone ON institution (telephone_folded);
