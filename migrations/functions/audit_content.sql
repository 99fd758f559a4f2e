-- The text of an entry that is hashed. It leaves the institution out: a case may be matched to one later, and its
-- chain stays valid.
CREATE OR REPLACE FUNCTION audit_content(
  chain text, seq bigint, at timestamptz, actor_kind text, actor_id text, acting_as text, action text,
  subject text, before_hash bytea, after_hash bytea, reason text
)
  RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN concat_ws(
    E'\x1f', chain, seq::text, (extract(epoch FROM at) * 1000000)::bigint::text,
    actor_kind, actor_id, acting_as, action, subject,
    coalesce(encode(before_hash, 'hex'), '-'), coalesce(encode(after_hash, 'hex'), '-'), coalesce(reason, '-'));
GRANT EXECUTE ON FUNCTION audit_content TO PUBLIC;
