-- What is asked again and again of role_grant, limit_posting and ruling has a view each. Readers see through it what
-- they see of the tables, and none is written. Locks no table.
SET search_path = sonae;

-- those of hospitals and agents count from their grant on, and are not looked at by what signs, releases or routes
CREATE VIEW confirmed_role WITH (security_invoker = true) AS
SELECT g.person_id, g.role, g.confirmed_at
FROM role_grant g
WHERE g.confirmed_at IS NOT NULL
  AND g.ended_at IS NULL;
COMMENT ON VIEW confirmed_role IS 'roles of the insurer''s people that count now';
GRANT SELECT ON confirmed_role TO {{staff}}, {{access}};

CREATE VIEW open_posting WITH (security_invoker = true) AS
SELECT
  p.id, p.act, p.member_period_id, p.institution_id, p.incident_id, p.kind, p.takes, p.coverage, p.yen, p.reference,
  p.ends, p.posted_at
FROM limit_posting p
WHERE p.kind <> 'release'
  AND NOT EXISTS (SELECT FROM limit_posting e WHERE e.ends = p.id);
COMMENT ON VIEW open_posting IS 'postings that no other one ends: orders, what is held, what is consumed';
GRANT SELECT ON open_posting TO {{staff}}, {{institution}};

-- its columns are those that an institution may read
CREATE VIEW newest_ruling WITH (security_invoker = true) AS
SELECT
  r.decision_id, r.expense_id, r.incident_id, r.institution_id, r.ruling, r.amount_yen, r.claimed_yen, r.ruled_at,
  r.final_at
FROM ruling r
WHERE NOT EXISTS (
  SELECT
  FROM ruling n
  WHERE n.expense_id = r.expense_id AND (n.ruled_at, n.decision_id) > (r.ruled_at, r.decision_id)
);
COMMENT ON VIEW newest_ruling IS 'the last ruling of each expense; whether it stands is said by the expense''s state';
GRANT SELECT ON newest_ruling TO {{staff}}, {{institution}};

CREATE VIEW standing_ruling WITH (security_invoker = true) AS
SELECT r.decision_id, r.expense_id, r.incident_id, r.institution_id, r.ruling, r.amount_yen, r.ruled_at, r.final_at
FROM ruling r
WHERE NOT EXISTS (
  SELECT FROM decision_act a WHERE a.decision_id = r.decision_id AND a.kind IN ('undone', 'reversed')
);
COMMENT ON VIEW standing_ruling IS 'rulings that were neither undone nor reversed, those before an appeal too';
GRANT SELECT ON standing_ruling TO {{staff}};
