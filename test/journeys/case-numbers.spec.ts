import type { AddressInfo } from 'node:net';
import { caseNumber } from '#kernel';
import { createLog } from '#platform';
import { createHttpApp } from '../../apps/api/http-app.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';
import { attackInJapan, rowsOf, type Case } from './cases.js';

interface Unused {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly caseNumber: string | null;
  readonly reason: string;
  readonly textJa: string;
  readonly at: string | null;
  readonly answeredBy: { id: string; caseNumber: string } | null;
}

let system: TestSystem;
let hospital: Session;
let auditor: Session;
beforeEach(async () => {
  system = await testSystem({ queues: [] });
  [hospital, auditor] = await Promise.all([system.as('reporter@sakura.example'), system.as('auditor@sonae.example')]);
}, 60_000);
afterEach(async () => {
  await system?.stop();
});

const send = (key = freshKey(), body = attackInJapan()) =>
  hospital.send<Case & { code: string }>('POST', '/incidents', { key, body });
const listed = async (by = auditor, query = ''): Promise<Unused[]> =>
  (await by.get<{ items: Unused[] }>(`/unused-case-numbers?limit=200${query}`)).items;
const sequenceOf = (number: string): number => Number(number.split('-')[2]);
const used = async (): Promise<number[]> =>
  (await rowsOf<{ number: string }>(system, 'SELECT case_number AS number FROM incident')).map(({ number }) =>
    sequenceOf(number),
  );

/** Every number that was drawn is either used or in exactly one line of the list. */
async function partition(): Promise<{ drawn: number; twice: number[]; missing: number[] }> {
  const [{ last } = { last: 0 }] = await rowsOf<{ last: number }>(
    system,
    'SELECT (last_value + 63)::int AS last FROM case_number_seq',
  );
  const seen = new Map<number, number>();
  const see = (number: number): unknown => seen.set(number, (seen.get(number) ?? 0) + 1);
  for (const number of await used()) see(number);
  for (const run of await listed()) for (let number = run.first; number <= run.last; number++) see(number);
  const all = Array.from({ length: last }, (_, at) => at + 1);
  return {
    drawn: last,
    twice: [...seen].filter(([, times]) => times > 1).map(([number]) => number),
    missing: all.filter((number) => !seen.has(number)),
  };
}

describe('case numbers that were never used', () => {
  it('one report sent from two tabs: the number that no case has names the case that was answered', async () => {
    const key = freshKey();
    const body = attackInJapan();
    const first = await send(key, body);
    const both = await Promise.all([send(key, body), send(key, body)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    for (const again of both) expect(again.body.caseNumber).toBe(first.body.caseNumber);
    const lines = (await listed()).filter(({ reason }) => reason === 'reported-already');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatchObject({
        count: 1,
        caseNumber: caseNumber(Number(first.body.caseNumber.slice(3, 7)), line.first),
        answeredBy: { id: first.body.id, caseNumber: first.body.caseNumber },
        textJa: expect.stringContaining('先に受け付けていたため'),
      });
    expect(await partition()).toMatchObject({ drawn: 64, twice: [], missing: [] });
  }, 60_000);

  it('a report that the database refuses says with which error', async () => {
    const desk = await system.as('support@sonae.example');
    const refused = await desk.send<Case & { code: string }>('POST', '/incidents', {
      key: freshKey(),
      body: attackInJapan({ institutionId: crypto.randomUUID() }),
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'parties.institution-not-found']);
    expect((await listed()).find(({ reason }) => reason === 'not-written')).toMatchObject({
      count: 1,
      answeredBy: null,
      textJa: expect.stringContaining('23503'),
    });
  }, 60_000);

  it('a report whose writing fails whole keeps what is known of it', async () => {
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query('REVOKE EXECUTE ON FUNCTION sonae.append_units(jsonb) FROM sonae_institution'),
    );
    expect((await send()).status).toBe(500);
    expect((await listed()).find(({ reason }) => reason === 'not-written')).toMatchObject({
      count: 1,
      textJa: expect.stringContaining('42501'),
    });
  }, 60_000);

  it('what a process has left when it ends is said, and the next process begins after it', async () => {
    const report = await send();
    const next = sequenceOf(report.body.caseNumber) + 1;
    expect(await listed()).toMatchObject([{ first: next, last: 64, reason: 'in-hand' }]);
    const { config, db } = system;
    const app = await createHttpApp(config, createLog('silent'), db.database);
    await app.listen(0, '127.0.0.1');
    const address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    const answer = await fetch(`${address}/api/v1/incidents`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: hospital.cookie,
        'x-csrf-token': hospital.csrfToken,
        'idempotency-key': freshKey(),
      },
      body: JSON.stringify(attackInJapan()),
    });
    const { caseNumber: given } = (await answer.json()) as Case;
    expect(sequenceOf(given)).toBe(65);
    await app.close();
    expect((await listed()).map(({ first, last, reason }) => [first, last, reason])).toEqual([
      [66, 128, 'process-ended'],
      [next, 64, 'in-hand'],
    ]);
    expect(sequenceOf((await send()).body.caseNumber)).toBe(next);
  }, 60_000);

  it('numbers that nobody drew, and those from before the records, are said to be so', async () => {
    await asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query(`SELECT setval('sonae.case_number_seq', 129)`);
    });
    await send();
    await asSuperuser(system.db.ownerUrl, (client) => client.query(`SELECT setval('sonae.case_number_seq', 321)`));
    const lines = await listed();
    expect(lines.map(({ first, last, reason }) => [first, last, reason])).toEqual([
      [257, 384, 'not-drawn'],
      [194, 256, 'in-hand'],
      [1, 192, 'before-records'],
    ]);
    expect(await partition()).toMatchObject({ twice: [], missing: [] });
    // page by page, the same
    const paged: Unused[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: Unused[]; nextCursor: string | null } = await auditor.get(
        `/unused-case-numbers?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.items).toHaveLength(1);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(lines);
  }, 60_000);

  it('60 reports at once, a third of them sent twice and some refused: every number is used or listed once', async () => {
    const keys = Array.from({ length: 60 }, freshKey);
    const body = attackInJapan();
    await Promise.all([
      ...keys.map((key) => send(key, body)),
      ...keys.slice(0, 20).map((key) => send(key, body)),
      ...keys.slice(0, 10).map((key) => send(key, attackInJapan({ description: '別の内容' }))),
    ]);
    expect(await partition()).toMatchObject({ twice: [], missing: [] });
    expect((await listed()).filter(({ reason }) => reason === 'not-known')).toEqual([]);
  }, 90_000);

  it('auditors and administrators read it, nobody else', async () => {
    const admin = await system.as('admin@sonae.example');
    expect(await listed(admin)).toEqual(await listed());
    for (const email of ['support@sonae.example', 'senior@sonae.example', 'manager@sakura.example'])
      expect((await (await system.as(email)).send('GET', '/unused-case-numbers')).status).toBe(403);
  }, 60_000);
});
