-- After an import: what the two GIN indexes put aside to be sorted in later is sorted in now, and the planner learns
-- what came; until then every search would go through it. Only the owner of a table may do either.
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
