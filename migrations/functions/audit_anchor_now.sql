-- An anchor covers every head: what is cut off together with its head is found up to the last anchor.
CREATE OR REPLACE FUNCTION audit_anchor_now() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER
  SET search_path = sonae, pg_temp
AS $$
  WITH anchor AS (
    INSERT INTO audit_anchor (at, heads, heads_hash)
    SELECT
      clock_timestamp(),
      count(*),
      sha256(
        convert_to(
          coalesce(string_agg(chain || ' ' || length || ' ' || encode(hash, 'hex'), E'\n' ORDER BY chain), ''), 'UTF8'
        )
      )
    FROM audit_head
    RETURNING id
  ),
  moved AS (
    INSERT INTO audit_anchor_head (anchor_id, chain, length, hash)
    SELECT anchor.id, h.chain, h.length, h.hash
    FROM anchor, audit_head h
    WHERE NOT EXISTS (SELECT FROM audit_anchor_head a WHERE a.chain = h.chain AND a.length >= h.length)
  )
  SELECT id
  FROM anchor;
$$;
REVOKE ALL ON FUNCTION audit_anchor_now FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_anchor_now TO {{staff}};
