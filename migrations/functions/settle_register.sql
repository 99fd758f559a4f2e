-- After an import, sorts the pending entries of the two GIN indexes in and analyses the tables; only their owner may.
-- Before, every search would read the pending entries.
CREATE OR REPLACE FUNCTION settle_register() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
BEGIN
  PERFORM gin_clean_pending_list('facility_grams'), gin_clean_pending_list('facility_search_grams');
  ANALYZE facility, facility_name;
END
$$;
REVOKE ALL ON FUNCTION settle_register FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settle_register TO {{staff}};
