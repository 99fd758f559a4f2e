-- Whether the role of the session (app.as) reads an audience; unset, it reads 'all' alone.
CREATE OR REPLACE FUNCTION app_sees_audience(audience text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN audience = 'all'
    OR (audience = 'claimants'
      AND coalesce(current_setting('app.as', true), '') IN ('hospital-reporter', 'hospital-manager'));
REVOKE ALL ON FUNCTION app_sees_audience FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_sees_audience TO {{staff}}, {{institution}};
