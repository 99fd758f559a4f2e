const today = `(now() AT TIME ZONE 'Asia/Tokyo')::date`;

/** SQL, a condition: a paper that an expense (`e`) needs today is not there, as `missingPapers` says. */
export const paperIsMissing = `EXISTS (
  SELECT
    FROM (
        SELECT DISTINCT ON (q.kind) q.kind, q.needed, q.only_while
          FROM evidence_requirement q
         WHERE q.category = e.category AND q.from_on <= ${today}
         ORDER BY q.kind, q.from_on DESC, q.entered_at DESC, q.id DESC) n
   WHERE n.needed
     AND (n.only_while IS DISTINCT FROM 'no-attack-confirmed'
       OR NOT EXISTS (
           SELECT FROM incident a WHERE a.id = e.incident_id AND a.facts -> 'attackConfirmed' = 'true'::jsonb))
     AND NOT EXISTS (SELECT FROM evidence_waiver v WHERE v.expense_id = e.id AND v.kind = n.kind)
     AND NOT EXISTS (
         SELECT
           FROM expense_evidence x
           JOIN document d ON d.id = x.document_id
           LEFT JOIN document_opening o ON o.document_id = d.id
          WHERE x.expense_id = e.id AND d.kind = n.kind
            AND CASE WHEN d.needs_password THEN o.password_on ELSE d.received_on END IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM document_erasure z WHERE z.document_id = d.id AND z.confirmed_at IS NOT NULL)))`;
