-- The next day at three in the morning, Japan's time.
CREATE OR REPLACE FUNCTION next_night() RETURNS timestamptz
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
  RETURN (date_trunc('day', statement_timestamp() AT TIME ZONE 'Asia/Tokyo') + interval '1 day 3 hours')
    AT TIME ZONE 'Asia/Tokyo';
REVOKE ALL ON FUNCTION next_night FROM PUBLIC;
GRANT EXECUTE ON FUNCTION next_night TO {{staff}};
