-- Yen a person may decide in a lane on a day: the line in force, or what the role carries by itself; 0 for others.
CREATE OR REPLACE FUNCTION authority_of(p_person uuid, p_lane text, p_on date) RETURNS bigint
  LANGUAGE sql STABLE
  SET search_path = sonae, pg_temp
AS $$
  SELECT
    CASE
      WHEN r.yen IS NULL THEN 0
      ELSE coalesce(
        (
          SELECT max(a.yen)
          FROM authority a
          WHERE a.person_id = p_person
            AND a.lane = p_lane
            AND a.from_on <= p_on
            AND (a.to_on IS NULL OR a.to_on > p_on)
        ),
        r.yen
      )
    END
  FROM (
    SELECT max(
      CASE g.role
        WHEN 'senior-adjuster' THEN {{authority.senior-adjuster}}
        WHEN 'adjuster' THEN {{authority.adjuster}}
      END
    ) AS yen
    FROM confirmed_role g
    WHERE g.person_id = p_person
      AND g.role IN ('adjuster', 'senior-adjuster')
  ) r
$$;
REVOKE ALL ON FUNCTION authority_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION authority_of TO {{staff}};
