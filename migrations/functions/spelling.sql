-- A name as it is spelled, without width, case and spaces. The same stands in libs/kernel/fold-name.ts; a test
-- compares the two.
CREATE OR REPLACE FUNCTION spelling(name text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(
    regexp_replace(normalize(name, NFKC), E'[\\s\uFE00-\uFE0F\U000E0100-\U000E01EF]', '', 'g') COLLATE "C");
GRANT EXECUTE ON FUNCTION spelling TO PUBLIC;
