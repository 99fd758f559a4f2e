-- Numbers as people mean them: without case, width, dashes and spaces. The same folding stands in
-- libs/policies/folding.ts; a test holds them together.
CREATE OR REPLACE FUNCTION fold_number(number text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(
    lower(normalize(number, NFKC)),
    '[\s\-\u0001-\u001F\u007F-\u00A0\u00AD\u058A\u05BE\u1400\u1680\u1806\u180E\u2000-\u2015\u2028-\u202F\u205F-\u2064'
      '\u2212\u2E17\u2E1A\u2E3A\u2E3B\u2E40\u3000\u301C\u3030\u30A0\u30FC\uFE31\uFE32\uFE58\uFE63\uFEFF\uFF0D]',
    '', 'g');
GRANT EXECUTE ON FUNCTION fold_number TO PUBLIC;
