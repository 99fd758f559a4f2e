-- The person who acts in this transaction; null for the system, a facility code and an agent of software.
CREATE OR REPLACE FUNCTION app_person() RETURNS uuid
  LANGUAGE sql STABLE
  RETURN (CASE
    WHEN current_setting('app.actor_id', true) LIKE 'person:%' THEN substr(current_setting('app.actor_id', true), 8)
  END)::uuid;
REVOKE ALL ON FUNCTION app_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_person TO {{staff}};
