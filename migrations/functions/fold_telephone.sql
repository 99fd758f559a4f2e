-- Telephones as people mean them: without an extension at the end, +81 as 0, digits alone. The same folding stands in
-- libs/policies/folding.ts; a test holds them together.
CREATE OR REPLACE FUNCTION fold_telephone(telephone text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(
    regexp_replace(
      regexp_replace(normalize(telephone, NFKC), '(内線?|ext(ension)?\.?|x|#)[:.]? ?[0-9]{1,6}[^0-9]*$', '', 'i'),
      '^[^0-9+(]*\(?(\+|00)81[^0-9(]*(\(0\)|0)?', '0'),
    '[^0-9]', '', 'g');
GRANT EXECUTE ON FUNCTION fold_telephone TO PUBLIC;
