-- The sequence inside a case number; null for a text that is no case number.
CREATE OR REPLACE FUNCTION case_sequence(p_number text) RETURNS bigint
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN p_number ~ '^MC-[0-9]{4}-[0-9]{6,9}-[0-9]$' THEN split_part(p_number, '-', 3)::bigint
  END;
REVOKE ALL ON FUNCTION case_sequence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_sequence TO {{staff}}, {{institution}};
