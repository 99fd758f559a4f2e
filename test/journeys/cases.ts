import { expect } from '@jest/globals';
import { Redis } from 'ioredis';
import { asSuperuser } from '../support/database.js';
import { freshKey, type Reply, type Session, type TestSystem } from '../support/system.js';

export { seedOf } from '../support/seed.js';

export interface CaseExpense {
  id: string;
  line: number;
  state: string;
  lane: string;
  version: number;
}

export interface Case {
  id: string;
  caseNumber: string;
  state: string;
  version: number;
  coverageOutlook: string;
  coverageOutlookReasons: { code: string; textJa: string }[];
  supportOutlook: string;
  supportOutlookReasons: { code: string; textJa: string }[];
  supportOutlookQuestion: { code: string; textJa: string } | null;
  proposedSeverity: string;
  adjusterInChargeId: string | null;
  expenses: CaseExpense[];
}

export interface Item {
  id: string;
  state: string;
  lane: string;
  assignee: { id: string; name: string } | null;
  lapsesAt: string | null;
  leadAlertedAt: string | null;
  version: number;
  reasons: { code: string; textJa: string; textEn: string }[];
}

export interface SupportRequest {
  id: string;
  service: string;
  state: string;
  version: number;
  reasons: { code: string; textJa: string }[];
  openedBy: { name: string; reason: string | null } | null;
}

export interface Refusal {
  code: string;
  textJa: string;
}

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
export const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

/** One category for each lane. */
export const categoryOf = {
  forensics: { category: 'damage-and-cause-investigation' },
  general: { category: 'other-response' },
  'call-center': { category: 'call-center' },
  communications: { category: 'media-apology' },
  'data-restoration': { category: 'data-restoration' },
  prevention: { category: 'prevention-consulting' },
  compensation: { category: 'litigation' },
  'business-interruption': { category: 'business-continuation' },
} as const;
export type LaneWithCategory = keyof typeof categoryOf;

export const expenseIn = (lane: LaneWithCategory, amount = 300_000): Record<string, unknown> => ({
  ...categoryOf[lane],
  amount,
  incurredOn: today(),
});

/** Ransomware in Japan, every fact known, without expenses. */
export const attackInJapan = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  reporter: { name: '見本 太郎', phone: '03-0000-0001' },
  description: '電子カルテが開けず、身代金を求める文面が表示されました。',
  cause: 'cyber-attack',
  country: 'JP',
  discoveredAt: hoursAgo(5),
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
  ...changes,
});

/** A laptop lost at a conference abroad; nobody has said whether a facility in Japan is affected. */
export const lossAbroad = (changes: Record<string, unknown> = {}): Record<string, unknown> =>
  attackInJapan({
    description: '海外の学会の会場で、職員のノートパソコンが不正に操作されました。',
    country: 'US',
    expenses: [expenseIn('forensics'), expenseIn('call-center')],
    ...changes,
  });

export async function report(session: Session, body: Record<string, unknown>): Promise<Case> {
  const answer = await session.send<Case>('POST', '/incidents', { body, key: freshKey() });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Corrects facts of a case as it is now. */
export async function correct(session: Session, id: string, facts: Record<string, unknown>): Promise<Case> {
  const { version } = await session.get<Case>(`/incidents/${id}`);
  const answer = await session.send<Case>('PATCH', `/incidents/${id}`, { body: facts, version });
  expect(answer.status).toBe(200);
  return answer.body;
}

export const act = <T>(session: Session, path: string, body?: unknown): Promise<Reply<T>> =>
  session.send<T>('POST', path, { key: freshKey(), ...(body === undefined ? {} : { body }) });

export async function supportOf(session: Session, incidentId: string): Promise<SupportRequest[]> {
  return (await session.get<{ items: SupportRequest[] }>(`/support-requests?incidentId=${incidentId}`)).items;
}

/** The newest work item of an expense, for the insurer. */
export async function itemOf(desk: Session, expenseId: string | undefined): Promise<Item> {
  const { workItems } = await desk.get<{ workItems: Item[] }>(`/expenses/${expenseId}`);
  const [item] = workItems;
  if (!item) throw new Error('the expense has no work item');
  return item;
}

export const codesOf = (texts: readonly { code: string }[]): string[] => texts.map(({ code }) => code);

export async function rowsOf<T>(system: TestSystem, sql: string, values: readonly unknown[] = []): Promise<T[]> {
  return asSuperuser(system.db.ownerUrl, async (client) => (await client.query(sql, [...values])).rows as T[]);
}

/** Signs in whoever an item was offered to. */
export async function assigneeOf(system: TestSystem, item: Item): Promise<Session> {
  const [person] = await rowsOf<{ email: string }>(system, 'SELECT email FROM person WHERE id = $1', [
    item.assignee?.id,
  ]);
  if (!person) throw new Error('the item is with nobody');
  return system.as(person.email);
}

export async function personId(system: TestSystem, email: string): Promise<string> {
  const [person] = await rowsOf<{ id: string }>(system, 'SELECT id FROM person WHERE email = $1', [email]);
  if (!person) throw new Error(`nobody is ${email}`);
  return person.id;
}

/** Adjusters whose load is not what their open items come to, or is beyond their capacity: [] when all is well. */
export async function wrongLoads(system: TestSystem): Promise<unknown[]> {
  return rowsOf(
    system,
    `SELECT p.email, l.open_items, n.items, r.capacity
       FROM adjuster_load l JOIN person p ON p.id = l.person_id
       CROSS JOIN LATERAL (
           SELECT count(*)::int AS items
           FROM work_item w
           WHERE w.assignee_id = l.person_id AND w.state IN ('offered','accepted')) n
       LEFT JOIN LATERAL (
           SELECT max(capacity) AS capacity
           FROM roster r
           WHERE r.person_id = l.person_id AND r.ended_at IS NULL) r ON true
      WHERE l.open_items <> n.items OR n.items > r.capacity`,
  );
}

/** Expenses that were not routed exactly once: [] when all is well. Withdrawn ones have no open item. */
export async function notRoutedOnce(system: TestSystem): Promise<unknown[]> {
  return rowsOf(
    system,
    `SELECT e.id, e.state, n.open, n.items, d.submitted
       FROM expense e
       CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE w.state IN ('unassigned','offered','accepted')) AS open, count(*) AS items
           FROM work_item w
           WHERE w.expense_id = e.id) n
       CROSS JOIN LATERAL (
           SELECT count(*) AS submitted
           FROM routing_decision r
           JOIN work_item w ON w.id = r.work_item_id
           WHERE w.expense_id = e.id AND r.cause = 'submitted') d
      WHERE n.items <> 1 OR d.submitted <> 1 OR n.open <> CASE WHEN e.state = 'withdrawn' THEN 0 ELSE 1 END`,
  );
}

/** Everything that was queued is gone, as after an emptied Redis; answers how many jobs went. */
export async function emptyQueues(system: TestSystem): Promise<number> {
  const url = system.config.redisUrl;
  if (url === null) {
    return asSuperuser(system.db.ownerUrl, async (client) => {
      const jobs = await client.query('DELETE FROM bullmq.job');
      await client.query('DELETE FROM bullmq.event');
      return jobs.rowCount ?? 0;
    });
  }
  // only this system's part: other tests may use the same server
  const redis = new Redis(url);
  try {
    const prefix = `sonae-${new URL(system.db.staffUrl).pathname.slice(1)}`;
    const keys = await redis.keys(`${prefix}:*`);
    const jobs = keys.filter((key) => /:[a-z-]+(?:\.[^:]*)?\.[0-9a-f-]{36}$/.test(key)).length;
    if (keys.length > 0) await redis.del(...keys);
    return jobs;
  } finally {
    redis.disconnect();
  }
}
