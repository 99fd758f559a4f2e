-- `app.as` is the role in which somebody acts; unset it opens nothing
CREATE OR REPLACE FUNCTION app_sees_audience(audience text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN audience = 'all'
    OR (audience = 'claimants'
      AND coalesce(current_setting('app.as', true), '') IN ('hospital-reporter', 'hospital-manager'));
REVOKE ALL ON FUNCTION app_sees_audience FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_sees_audience TO {{staff}}, {{institution}};
