import { parse } from 'csv-parse/sync';
import { insurerLists, type InsurerList } from '#kernel';
import { post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import type { Session } from '../support/system.js';
import { twoHospitals, type TwoHospitals } from '../trust/two-hospitals.js';

interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}
interface Row {
  readonly id: string;
}

let world: TwoHospitals;
let by: Readonly<Record<'senior' | 'auditor', Session>>;

/** The world of two hospitals, with a few rows more of what it has none of; some of them of one moment. */
beforeAll(async () => {
  world = await twoHospitals();
  by = {
    senior: await world.system.as('senior@sonae.example'),
    auditor: await world.system.as('auditor@sonae.example'),
  };
  await asSuperuser(world.system.db.ownerUrl, async (client) => {
    await client.query('SET search_path = sonae, public');
    await client.query('SET session_replication_role = replica');
    const of = `FROM incident i, person p, generate_series(1, 5) n
                WHERE i.id = $1 AND p.email = 'support@sonae.example'`;
    const day = `'2026-11-20T00:30:00Z'::timestamptz + n / 2 * interval '1 day'`;
    for (const statement of [
      `INSERT INTO late_arrival (id, incident_id, institution_id, at, kind, lines, entered_by)
       SELECT gen_random_uuid(), i.id, i.institution_id, ${day}, 'expenses', '{99}', p.id ${of}`,
      `INSERT INTO pre_approval (id, incident_id, institution_id, no, category, phase, amount_yen, description, state,
                                 requested_by, requested_at, answer_due_at)
       SELECT gen_random_uuid(), i.id, i.institution_id, 10 + n, 'data-restoration', 'restoration', 1000 * n,
              '=見積り' || n, 'requested', p.id, ${day}, ${day} ${of}`,
      `INSERT INTO screening (id, institution_id, subject_kind, subject_id, occasion, entries, list_at, matched,
                              grounds, at, by_actor)
       SELECT gen_random_uuid(), i.institution_id, 'institution', i.institution_id, 'release', 1, ${day},
              ARRAY['00000000-0000-7000-8000-000000000001'::uuid], '{reading}', ${day}, 'test' ${of}`,
      `INSERT INTO roster (id, person_id, from_at, to_at, capacity, entered_by, kind, ended_at)
       SELECT gen_random_uuid(), p.id, ${day}, ${day} + interval '8 hours', n, p.id,
              CASE WHEN n = 1 THEN 'on-call' ELSE 'duty' END,
              CASE n WHEN 5 THEN ${day} WHEN 4 THEN ${day} + interval '1 hour' END ${of}`,
    ])
      await client.query(statement, [world.own.id]);
    await client.query(
      `INSERT INTO watch_entry (id, name, source, entered_by, entered_at, folded)
       SELECT '00000000-0000-7000-8000-000000000001', '見本 太郎', '名簿', p.id, now(), '見本太郎'
         FROM person p WHERE p.email = 'admin@sonae.example'`,
    );
    await client.query(
      `INSERT INTO reversal (id, decision_id, expense_id, incident_id, institution_id, reason, asked_by, asked_at)
       SELECT gen_random_uuid(), d.id, d.expense_id, d.incident_id, d.institution_id, '新しい事実', p.id,
              '2026-11-20T00:30:00Z'
         FROM decision d, person p WHERE p.email = 'support@sonae.example'`,
    );
    await client.query(`UPDATE expense SET state = 'proposed' WHERE id IN (SELECT expense_id FROM decision)`);
    await client.query(`UPDATE incident SET state = 'withdrawn' WHERE id = $1`, [world.own.id]);
  });
}, 120_000);
afterAll(() => world?.stop());

async function everything<T extends Row>(session: Session, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await session.get(`${path}${cursor && `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);

/** A list as a CSV file, without its headings. */
async function written(session: Session, list: InsurerList, conditions = ''): Promise<string[][]> {
  const body = { list, format: 'csv', language: 'ja', ...(conditions === '' ? {} : { conditions }) };
  const { id } = (await post<{ id: string }>(session, '/exports', body)).body;
  for (const until = Date.now() + 60_000; ;) {
    const { state } = await session.get<{ state: string }>(`/exports/${id}`);
    if (state === 'ready') break;
    if (Date.now() > until || state === 'failed') throw new Error(`the export is ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const answer = await fetch(`${world.system.address}/api/v1/exports/${id}/content`, {
    headers: { cookie: session.cookie },
  });
  const [headings, ...rows]: string[][] = parse(Buffer.from(await answer.arrayBuffer()), { bom: true });
  expect(headings).toEqual(insurerLists[list].columns.map((column) => column.ja));
  return rows;
}

const oldestFirst = ['oldest', 'newest'] as const;
it.each([
  ['senior', '/support-requests', oldestFirst, 2],
  ['senior', '/pre-approvals', ['soonest', 'latest'], 5],
  ['senior', '/decisions', oldestFirst, 2],
  ['senior', '/reversals', oldestFirst, 2],
  ['senior', '/screenings', oldestFirst, 5],
  ['senior', '/letters', oldestFirst, 2],
  ['senior', '/mails', oldestFirst, 2],
  ['senior', '/late-arrivals', oldestFirst, 5],
  ['senior', '/rosters', oldestFirst, 5],
  ['auditor', '/payee-accounts', ['newest', 'oldest'], 2],
  ['auditor', '/bank-entries', ['newest', 'oldest'], 1],
] as const)('%s reads %s in either order, page by page', async (who, path, [first, last], atLeast) => {
  const plain = idsOf(await everything(by[who], `${path}?limit=200`));
  expect(plain.length).toBeGreaterThanOrEqual(atLeast);
  expect(idsOf(await everything(by[who], `${path}?limit=2&sort=${first}`))).toEqual(plain);
  expect(idsOf(await everything(by[who], `${path}?limit=2&sort=${last}`))).toEqual(plain.toReversed());
  expect((await by[who].send('GET', `${path}?sort=amount`)).status).toBe(400);
});

const sakura = '見本 さくら総合病院';
const days = ['2026/11/20', '2026/11/21', '2026/11/21', '2026/11/22', '2026/11/22'];

it('a file of each says what its page says, and cells that a spreadsheet might run stand behind an apostrophe', async () => {
  const own = world.own.caseNumber;
  const asked = await written(by.senior, 'consents', 'state=requested&sort=soonest');
  expect(asked.slice(0, 5).toSorted(([, , , a = ''], [, , , b = '']) => a.localeCompare(b))).toEqual(
    days.map((day, at) => [
      `${day} 09:30`,
      own,
      'データを修復するための費用',
      `'=見積り${at + 1}`,
      '',
      String(1000 * (at + 1)),
    ]),
  );
  expect(await written(by.senior, 'screenings', 'state=held&sort=newest')).toEqual(
    days.toReversed().map((day) => [`${day} 09:30`, sakura, '医療機関', '見本 太郎', sakura, '振込データの実行前', '']),
  );
  expect(await written(by.senior, 'arrivals', 'list=waiting')).toEqual(
    days.map((day) => [`${day} 09:30`, own, sakura, '取下げ', '費用のご請求1件（0円）', '']),
  );
  const who = 'そなえ 一花';
  const lines = (await written(by.senior, 'rosters')).slice(0, 5);
  expect(lines.toSorted(([, , , , a], [, , , , b]) => Number(a) - Number(b))).toEqual([
    [who, '当番', '2026/11/20 09:30', '2026/11/20 17:30', '', who],
    [who, '勤務', '2026/11/21 09:30', '2026/11/21 17:30', '2', who],
    [who, '勤務', '2026/11/21 09:30', '2026/11/21 17:30', '3', who],
    [who, '勤務', '2026/11/22 09:30', '2026/11/22 10:30に終了', '4', who],
    [who, '勤務', '2026/11/22 09:30', '取り消しました', '5', who],
  ]);
});

it('so do those of decisions to sign, reversals, letters, mails, accounts and support', async () => {
  const decisions = await everything<Row & { line: number; kind: string; amount: number }>(by.senior, '/decisions?');
  const proposals = await written(by.senior, 'countersign');
  expect(proposals.map(([, line, , , kind, , amount]) => [line?.slice(-3), kind, amount])).toEqual(
    decisions.map(({ line, kind, amount }) => [`明細${line}`, kind === 'reject' ? '対象外' : '承認', String(amount)]),
  );
  const reversals = (await written(by.senior, 'reversals')).map(([day, , , , yen, reason]) => [day, yen, reason]);
  expect(reversals.toSorted(([, a], [, b]) => Number(a) - Number(b))).toEqual(
    decisions.toSorted((a, b) => a.amount - b.amount).map(({ amount }) => ['2026/11/20', `${amount}`, '新しい事実']),
  );
  expect((await written(by.senior, 'letters')).map(([title, to]) => [title, to])).toEqual([
    ['お支払いの対象とならない費用についてのご通知', `${sakura} 御中`],
    ['お支払いの対象とならない費用についてのご通知', '見本 みどり中央病院 御中'],
  ]);
  expect(new Set((await written(by.senior, 'mails')).map(([, , state, why]) => `${state} ${why}`))).toEqual(
    new Set(['送信しない設定 ']),
  );
  expect((await written(by.auditor, 'accounts')).map(([, ...cells]) => cells.toSpliced(3, 1))).toEqual([
    ['みずほ　本店', '普通　****567', '書類から登録', 'お支払いに使う口座'],
    ['みずほ　本店', '普通　****567', '書類から登録', 'お支払いに使う口座'],
  ]);
  const support = await written(by.senior, 'support', 'state=amber&sort=newest');
  expect(support.map(([, , institution, service, state]) => [institution, service, state])).toEqual([
    ['見本 どこかの病院', '調査・初動対応', '専任スタッフの確認待ち'],
    [sakura, '調査・初動対応', '専任スタッフの確認待ち'],
  ]);
});
