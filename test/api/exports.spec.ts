import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type pg from 'pg';
import { categoryTable } from '#coverage';
import { dayInJapan, insurerLists, newId } from '#kernel';
import { readTable } from '#tables';
import { expenseStateNames } from '#expenses';
import { post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, type Session } from '../support/system.js';
import { reportedBy } from '../trust/reports.js';
import { twoHospitals, type TwoHospitals } from '../trust/two-hospitals.js';

interface Export {
  readonly id: string;
  readonly state: string;
  readonly rowsDone: number;
  readonly rowsExpected: number | null;
  readonly fileName: string;
  readonly failure: { readonly code: string; readonly textJa: string } | null;
  readonly expiresAt: string | null;
}
interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}
interface Line {
  readonly id: string;
  readonly caseNumber: string;
  readonly line: number;
  readonly institutionName: string | null;
  readonly categoryName: { readonly code: string };
  readonly state: string;
  readonly claimed: number;
  readonly approved: number | null;
  readonly submittedAt: string;
}

let world: TwoHospitals;
let desk: Session;
let senior: Session;
let cashier: Session;
let auditor: Session;
const folder = mkdtempSync(join(tmpdir(), 'sonae-exports-'));

beforeAll(async () => {
  world = await twoHospitals();
  [desk, senior, cashier, auditor] = (await Promise.all(
    ['support', 'senior', 'payments', 'auditor'].map((name) => world.system.as(`${name}@sonae.example`)),
  )) as [Session, Session, Session, Session];
}, 120_000);
afterAll(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const asked = (by: Session, body: object) => post<Export>(by, '/exports', { format: 'csv', language: 'ja', ...body });

/** Waits for the end of an export; each look is a read of its own. */
async function ended(by: Session, id: string, ms = 60_000): Promise<Export> {
  for (const until = Date.now() + ms; ;) {
    const now = await by.get<Export>(`/exports/${id}`);
    if (!['waiting', 'writing'].includes(now.state)) return now;
    if (Date.now() > until) throw new Error(`the export is ${now.state} at ${now.rowsDone}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
async function written(by: Session, body: object): Promise<Export> {
  const answer = await asked(by, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return ended(by, answer.body.id);
}
const changed = (id: string, set: string) =>
  asSuperuser(world.system.db.ownerUrl, (client) =>
    client.query(`UPDATE sonae.list_export SET ${set} WHERE id = $1`, [id]),
  );
async function bytesOf(by: Session, id: string): Promise<Buffer> {
  const answer = await fetch(`${world.system.address}/api/v1/exports/${id}/content`, {
    headers: { cookie: by.cookie },
  });
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
const csvOf = async (by: Session, id: string): Promise<string[][]> => parse(await bytesOf(by, id), { bom: true });
async function sheetOf(by: Session, id: string): Promise<string[][]> {
  const path = join(folder, id);
  writeFileSync(path, await bytesOf(by, id));
  const rows: string[][] = [];
  for await (const { cells } of readTable(path)) rows.push([...cells]);
  return rows;
}
async function everything<T>(by: Session, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await by.get(`${path}${cursor && `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}
const headings = (list: keyof typeof insurerLists): string[] =>
  insurerLists[list].columns.map((column) => ('written' in column ? column.written : column).ja);

/** The cells of an expense as its page shows them; a day as the file writes it. */
const cellsOf =
  (day: (text: string) => string) =>
  (line: Line): string[] => [
    `${line.caseNumber}　明細${line.line}`,
    line.institutionName ?? '（未照合）',
    categoryTable[line.categoryName.code as keyof typeof categoryTable].ja,
    String(line.claimed),
    line.approved === null ? '' : String(line.approved),
    expenseStateNames[line.state as keyof typeof expenseStateNames].ja,
    day(dayInJapan(line.submittedAt)),
  ];

/** So many expenses more in a case, as if they had been claimed; by columns that are not generated. */
async function claimMany(client: pg.Client, incidentId: string, [from, to]: [number, number]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
      WHERE attrelid = 'sonae.expense'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
  );
  const others = rows.map(({ name }) => name).filter((name) => !['id', 'line'].includes(name));
  await client.query(`SET session_replication_role = replica`);
  await client.query(
    `INSERT INTO sonae.expense (id, line, ${others.join(', ')})
     SELECT overlay(overlay(md5($1::text || n) PLACING '7' FROM 13) PLACING '8' FROM 17)::uuid, n,
            ${others.map((name) => `e.${name}`).join(', ')}
       FROM (SELECT * FROM sonae.expense WHERE incident_id = $1::uuid ORDER BY line LIMIT 1) e,
            generate_series($2::int, $3::int) n`,
    [incidentId, from, to],
  );
  await client.query(`SET session_replication_role = DEFAULT`);
}

describe('a list as a file', () => {
  it('is row for row what the list shows, in its words, as CSV and as a workbook that others read', async () => {
    const lines = await everything<Line>(desk, '/expenses?limit=2');
    expect(lines.length).toBeGreaterThan(3);
    const csv = await written(desk, { list: 'expenses' });
    expect(csv).toMatchObject({ state: 'ready', rowsDone: lines.length, rowsExpected: lines.length });
    expect(csv.fileName).toMatch(/^費用の一覧_\d{8}-\d{4}\.csv$/);
    const slashed = cellsOf((day) => day.replaceAll('-', '/'));
    expect(await csvOf(desk, csv.id)).toEqual([headings('expenses'), ...lines.map(slashed)]);
    const xlsx = await written(desk, { list: 'expenses', format: 'xlsx' });
    expect(await sheetOf(desk, xlsx.id)).toEqual([headings('expenses'), ...lines.map(cellsOf((day) => day))]);
  });

  it('has the conditions, the order and the columns that were asked for, in either language', async () => {
    const [one] = await everything<Line>(desk, '/expenses?limit=50');
    const state = (one?.state ?? '') as keyof typeof expenseStateNames;
    const lines = await everything<Line>(desk, `/expenses?state=${state}&sort=oldest`);
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).toSorted());
    const { id } = await written(desk, {
      list: 'expenses',
      conditions: `state=${state}&sort=oldest&limit=1&cursor=x`,
      columns: ['state', 'case'],
      language: 'en',
    });
    expect(await csvOf(desk, id)).toEqual([
      ['State', 'Case number'],
      ...lines.map(({ caseNumber, line }) => [expenseStateNames[state].en, `${caseNumber}　Line ${line}`]),
    ]);
  });

  const routes: Readonly<Record<keyof typeof insurerLists, string>> = {
    cases: '/incidents?limit=3',
    expenses: '/expenses?limit=3',
    work: '/work-items?limit=3',
    payments: '/payments?limit=3',
    batches: '/payment-batches?limit=3',
    waits: '/payment-waits?limit=200',
    late: '/late-expenses?',
    support: '/support-requests?limit=3',
    consents: '/pre-approvals?limit=3',
    countersign: '/decisions?limit=3',
    reversals: '/reversals?limit=3',
    screenings: '/screenings?limit=3',
    letters: '/letters?limit=3',
    mails: '/mails?limit=3',
    arrivals: '/late-arrivals?limit=3',
    accounts: '/payee-accounts?limit=3',
    banks: '/bank-entries?limit=3',
    rosters: '/rosters?limit=3',
    numbers: '/unused-case-numbers?limit=3',
  };
  it.each(Object.entries(routes))('%s has as many rows as its route', async (list, route) => {
    const whole = ['waits', 'late'].includes(list);
    const by = ['accounts', 'banks', 'numbers'].includes(list) ? auditor : senior;
    const there = whole ? (await by.get<Page<object>>(route)).items : await everything(by, route);
    const done = await written(by, { list });
    const [first, ...rows] = await csvOf(by, done.id);
    expect(done).toMatchObject({ state: 'ready', rowsDone: there.length, rowsExpected: there.length });
    expect([first, rows.length]).toEqual([headings(list as keyof typeof routes), there.length]);
  });

  it('makes what a hospital wrote harmless, and leaves figures figures', async () => {
    const text = '=HYPERLINK("http://attacker.example","見る")';
    await reportedBy(desk, {
      reporter: { name: '見本 花子', phone: '03-5550-0100' },
      institutionName: text,
      description: '電子カルテが開けない',
    });
    const { id } = await written(desk, { list: 'cases', columns: ['institution', 'limit'] });
    const cells = (await csvOf(desk, id)).flat();
    expect(cells.filter((cell) => cell.includes('HYPERLINK')).map((cell) => cell.slice(0, 2))).toEqual([`'=`]);
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  });

  // lines of a case have 32,767 numbers at most
  const cases = process.env['SONAE_TEST_LONG'] === '1' ? 4 : 1;
  it(`is of one moment while its rows change, each row once: ${cases * 25},000 rows`, async () => {
    const { ownerUrl } = world.system.db;
    const most = 25_000;
    const beside = await Promise.all(
      Array.from({ length: cases - 1 }, () =>
        world.system.as('manager@sakura.example').then((manager) => reportedBy(manager)),
      ),
    );
    for (const { id } of [world.foreign, ...beside])
      await asSuperuser(ownerUrl, (client) => claimMany(client, id, [1_000, 999 + most]));
    let [isOver, changes] = [false, 0];
    const changing = asSuperuser(ownerUrl, async (client) => {
      await client.query(`SET session_replication_role = replica`);
      for (let next = 30_000; !isOver && next < 32_000; next++, changes++) {
        await client.query(`UPDATE sonae.expense SET amount_yen = amount_yen + 1 WHERE line = $1`, [1_000 + changes]);
        await claimMany(client, world.foreign.id, [next, next]);
      }
    });
    const answer = await asked(desk, { list: 'expenses' });
    const done = await ended(desk, answer.body.id, 120_000);
    isOver = true;
    await changing;
    expect(done.state).toBe('ready');
    const [, ...all] = await csvOf(desk, done.id);
    expect(new Set(all.map(([line]) => line)).size).toBe(all.length);
    expect(all.length).toBe(done.rowsDone);
    expect(all.length).toBe(done.rowsExpected);
    expect(all.length).toBeGreaterThan(cases * most);
    const { caseNumber } = await desk.get<{ caseNumber: string }>(`/incidents/${world.foreign.id}`);
    const rows = all.filter(([line = '']) => line.startsWith(`${caseNumber}　`));
    const lines = rows.map(([line = '']) => line);
    // one moment: what was added until then is there without a gap, and exactly as many lines are changed
    const added = lines.map((line) => Number(/明細(\d+)$/.exec(line)![1])).filter((line) => line >= 30_000);
    expect(added.toSorted((a, b) => a - b)).toEqual(added.map((_, at) => 30_000 + at));
    const numbered = rows.map(([line = '', , , yen]) => [Number(/明細(\d+)$/.exec(line)![1]), Number(yen)] as const);
    const plain = numbered.find(([line]) => line === 25_000)?.[1] ?? 0;
    const changed = numbered.filter(([line, yen]) => line < 25_000 && line >= 1_000 && yen === plain + 1);
    expect(plain).toBeGreaterThan(0);
    expect(changed.length - added.length).toBeGreaterThanOrEqual(0);
    expect(changed.length - added.length).toBeLessThanOrEqual(1);
    expect(changes).toBeGreaterThan(0);
  }, 480_000);
});

describe('whose it is', () => {
  it('nobody else reads it, or learns that it is there; a hospital has none', async () => {
    const { id } = await written(desk, { list: 'cases' });
    for (const path of [`/exports/${id}`, `/exports/${id}/content`]) {
      expect((await senior.send('GET', path)).status).toBe(404);
      expect((await (await world.system.as('manager@sakura.example')).send('GET', path)).status).toBe(403);
      expect((await (await world.system.as('admin@sonae.example')).send('GET', path)).status).toBe(403);
    }
    const own = await senior.get<Page<Export>>('/exports');
    expect(own.items.map((one) => one.id)).not.toContain(id);
    const manager = await world.system.as('manager@sakura.example');
    expect(await asked(manager, { list: 'cases' })).toMatchObject({ status: 403 });
  });

  it('who may not read a list cannot write it to a file, and an adjuster gets the lanes of the page', async () => {
    expect(await asked(desk, { list: 'payments' })).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    expect(await asked(cashier, { list: 'work' })).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    for (const list of ['accounts', 'banks', 'screenings', 'numbers'])
      expect([list, (await asked(desk, { list })).body]).toMatchObject([list, { code: 'access.forbidden' }]);
    const adjuster = await world.system.as('adjuster@sonae.example');
    const lines = await everything<{ caseNumber: string; line: number }>(adjuster, '/work-items?limit=200');
    const { id } = await written(adjuster, { list: 'work', columns: ['case', 'line'] });
    expect((await csvOf(adjuster, id)).slice(1)).toEqual(
      lines.map(({ caseNumber, line }) => [caseNumber, String(line)]),
    );
  });

  it('a right that ended before it is written leaves no file, and says so', async () => {
    const id = newId();
    // as it stands when a role of somebody who asked ends while the file waits for its turn
    await asSuperuser(world.system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO sonae.list_export (id, person_id, list, conditions, columns, format, language, asked_at)
         SELECT $1, p.id, 'payments', '{}', '{number}', 'csv', 'ja', now()
           FROM sonae.person p WHERE p.email = 'support@sonae.example'`,
        [id],
      ),
    );
    const over = await ended(desk, id);
    expect([over.state, over.failure?.code]).toEqual(['failed', 'exports.right-ended']);
    expect((await desk.send<{ code: string }>('GET', `/exports/${id}/content`)).body.code).toBe('exports.right-ended');
  });

  it('a right that ended after it was written ends its download', async () => {
    const { id } = await written(desk, { list: 'cases' });
    await bytesOf(desk, id);
    // as it stands when the file is of a list that its person may read no more
    await changed(id, `list = 'payments'`);
    const answer = await desk.send<{ code: string }>('GET', `/exports/${id}/content`);
    expect([answer.status, answer.body.code]).toEqual([409, 'exports.right-ended']);
  });

  it('what kills its process again and again is given up', async () => {
    const id = newId();
    await asSuperuser(world.system.db.ownerUrl, (client) =>
      client.query(
        `INSERT INTO sonae.list_export
                (id, person_id, list, conditions, columns, format, language, asked_at, claim, claims, claimed_at, tries)
         SELECT $1, p.id, 'cases', '{}', '{number}', 'csv', 'ja', now(), $1, ARRAY[$1::uuid],
                now() - interval '1 hour', 3
           FROM sonae.person p WHERE p.email = 'support@sonae.example'`,
        [id],
      ),
    );
    const over = await ended(desk, id);
    expect([over.state, over.failure?.code]).toEqual(['failed', 'exports.failed']);
  });

  it('refuses what it cannot do with a sentence', async () => {
    for (const [body, status, code] of [
      [{ list: 'cases', columns: ['nothing'] }, 400, 'exports.column-unknown'],
      [{ list: 'cases', columns: ['number', 'number'] }, 400, 'exports.column-unknown'],
      [{ list: 'cases', conditions: 'state=none' }, 400, 'requests.invalid'],
      [{ list: 'cases', conditions: 'nothing=1' }, 400, 'requests.unknown-member'],
      [{ list: 'papers' }, 400, 'requests.invalid'],
    ] as const) {
      const answer = await asked(desk, body);
      expect([body, answer.status]).toEqual([body, status]);
      if (code.startsWith('exports')) expect(answer.body.code).toBe(code);
    }
  });

  it('is kept a week: then its file is gone and it says so, and a month after that nothing is left', async () => {
    const { id, expiresAt } = await written(desk, { list: 'cases' });
    expect(Date.parse(expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await changed(id, `expires_at = now() - interval '1 second'`);
    const answer = await desk.send<{ code: string }>('GET', `/exports/${id}/content`);
    expect([answer.status, answer.body.code]).toEqual([409, 'exports.expired']);
    await until(
      async () => (await world.seen('SELECT FROM list_export WHERE id = $1 AND erased_at IS NULL', [id])).length === 0,
    );
    expect((await desk.get<Export>(`/exports/${id}`)).state).toBe('expired');
    await changed(id, `ended_at = now() - interval '31 days'`);
    await until(async () => (await desk.send('GET', `/exports/${id}`)).status === 404);
  });

  it('each download is in the view log, and who asked for what in the audit', async () => {
    const { id } = await written(desk, { list: 'cases' });
    await bytesOf(desk, id);
    await bytesOf(desk, id);
    const views = await world.seen(`SELECT FROM view_log WHERE subject = 'list-export' AND subject_id = $1`, [id]);
    expect(views.length).toBe(2);
    const acts = await world.seen<{ action: string }>(`SELECT action FROM audit WHERE subject = $1 ORDER BY at`, [id]);
    expect(acts.map(({ action }) => action)).toEqual(['export.asked', 'export.written']);
  });

  it('asked for twice under one key is one export', async () => {
    const key = freshKey();
    const body = { list: 'batches', format: 'csv', language: 'ja' };
    const [one, two] = [
      await cashier.send<Export>('POST', '/exports', { key, body }),
      await cashier.send<Export>('POST', '/exports', { key, body }),
    ];
    expect(one.body.id).toBe(two.body.id);
  });
});

async function until(holds: () => Promise<boolean>, ms = 30_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds());) {
    if (Date.now() > end) throw new Error('it does not come');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
