-- A cost that the insurer bears itself is moved by its mover alone. Rights only: no lock on a row.
SET search_path = sonae;

SELECT make_mover('insurer-cost', 'insurer_cost', ARRAY['signed_by', 'signed_at'], ARRAY['{{staff}}']);
REVOKE UPDATE (state, signed_by, signed_at) ON insurer_cost FROM {{staff}};
