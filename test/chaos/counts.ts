import { asSuperuser } from '../support/database.js';

const rowsOf = <T extends object>(ownerUrl: string, sql: string): Promise<T[]> =>
  asSuperuser(ownerUrl, async (client) => (await client.query<T>(sql)).rows);

/**
 * What a stream of reports may leave nowhere, however often processes were killed meanwhile: rows that must be none.
 */
const wrong: Readonly<Record<string, string>> = {
  'expenses without exactly one open item': `
    SELECT FROM expense e
     WHERE (SELECT count(*) FROM work_item w WHERE w.expense_id = e.id) <> 1
        OR (SELECT count(*) FROM work_item w WHERE w.expense_id = e.id AND w.state IN ('unassigned','offered')) <> 1`,
  'expenses not routed once': `
    SELECT FROM expense e
     WHERE e.state <> 'routed'
        OR 1 <> (SELECT count(*) FROM routing_decision d JOIN work_item w ON w.id = d.work_item_id
                  WHERE w.expense_id = e.id AND d.cause = 'submitted')`,
  'timelines without exactly one report and one acknowledgement': `
    SELECT FROM incident i
     WHERE EXISTS (
       SELECT FROM unnest(ARRAY['incident.reported','report-acknowledged','call-back-promised','outlook-settled']) k
        WHERE 1 <> (SELECT count(*) FROM timeline_entry t WHERE t.incident_id = i.id AND t.kind = k))`,
  'outlooks that are not one a report': `
    SELECT FROM incident i
     WHERE i.outlook <> 'green' OR 1 <> (SELECT count(*) FROM coverage_outlook o WHERE o.incident_id = i.id)`,
  'services asked more or less than once': `
    SELECT FROM incident i
     WHERE (SELECT count(*) FROM support_request s WHERE s.incident_id = i.id AND s.state = 'open')
        <> (SELECT count(DISTINCT lane) FROM expense e WHERE e.incident_id = i.id)`,
  'events not published': 'SELECT FROM outbox WHERE published_no IS NULL',
  'numbers of publication given twice': 'SELECT FROM outbox GROUP BY published_no HAVING count(*) > 1',
  'deliveries given up': 'SELECT FROM delivery WHERE failed_at IS NOT NULL',
  'deliveries due and not done': 'SELECT FROM delivery WHERE due_at <= clock_timestamp()',
  'loads that are wrong': `
    SELECT FROM adjuster_load l
     WHERE l.open_items <> (SELECT count(*) FROM work_item w WHERE w.assignee_id = l.person_id AND w.state = 'offered')
        OR l.open_items > (SELECT max(capacity) FROM roster r WHERE r.person_id = l.person_id)`,
};

export const nothingWrong: Readonly<Record<string, number>> = Object.fromEntries(
  Object.keys(wrong).map((what) => [what, 0]),
);

/** How many rows are wrong, by what is wrong with them. */
export async function wrongCounts(ownerUrl: string): Promise<Record<string, number>> {
  const counted = Object.entries(wrong).map(async ([what, sql]) => {
    const [row] = await rowsOf<{ n: number }>(ownerUrl, `SELECT count(*)::int AS n FROM (${sql}) wrong`);
    return [what, row?.n ?? -1] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

/** Whether every event is published, and every delivery that is due is done. */
export async function isAllDone(ownerUrl: string): Promise<boolean> {
  const open = await rowsOf(
    ownerUrl,
    `SELECT
       FROM outbox
       WHERE published_no IS NULL
       UNION ALL
       SELECT
       FROM delivery
       WHERE due_at <= clock_timestamp()
       LIMIT 1`,
  );
  return open.length === 0;
}

/** Every case by the key of its report, as `Stream` has those that were acknowledged. */
export async function casesOf(
  ownerUrl: string,
): Promise<Map<string, { id: string; caseNumber: string; lines: number }>> {
  const cases = await rowsOf<{ key: string; id: string; case_number: string; lines: number }>(
    ownerUrl,
    `SELECT i.report_key AS key, i.id, i.case_number, count(e.id)::int AS lines
       FROM incident i
       LEFT JOIN expense e ON e.incident_id = i.id
      GROUP BY i.id`,
  );
  return new Map(cases.map(({ key, id, case_number: caseNumber, lines }) => [key, { id, caseNumber, lines }]));
}
