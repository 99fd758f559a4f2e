import { newId } from '#kernel';
import { post } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';

interface View {
  readonly id: string;
  readonly name: string;
  readonly search: string;
  readonly columns: string[] | null;
  readonly isShared: boolean;
  readonly isOwn: boolean;
  readonly ownerName: string;
  readonly ownerHasLeft: boolean;
  readonly version: number;
}

let system: TestSystem;
let desk: Session;
let senior: Session;
let adjuster: Session;
let cashier: Session;

beforeAll(async () => {
  system = await testSystem();
  [desk, senior, adjuster, cashier] = (await Promise.all(
    ['support', 'senior', 'adjuster', 'payments'].map((name) => system.as(`${name}@sonae.example`)),
  )) as [Session, Session, Session, Session];
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const save = (by: Session, body: object) =>
  post<View>(by, '/saved-views', { list: 'cases', search: 'state=open', isShared: false, ...body });
const views = async (by: Session, list = 'cases'): Promise<View[]> =>
  (await by.get<{ items: View[] }>(`/saved-views?list=${list}`)).items;
const names = async (by: Session, list?: string): Promise<string[]> => (await views(by, list)).map(({ name }) => name);
const change = (by: Session, { id, version }: View, body: object): Promise<Reply<View & { code: string }>> =>
  by.send('PATCH', `/saved-views/${id}`, { version, body });
const codeOf = ({ status, body }: Reply<{ code?: string }>): [number, string | undefined] => [status, body.code];

it('a view keeps name, conditions, order and columns; it is its owner’s until they share it', async () => {
  const { body: mine } = await save(desk, { name: ' 朝の確認 ', columns: ['number', 'state'] });
  expect(mine).toMatchObject({ name: '朝の確認', search: 'state=open', columns: ['number', 'state'], isOwn: true });
  expect(await names(senior)).toEqual([]);
  expect(codeOf(await change(senior, mine, { name: '奪った' }))).toEqual([404, 'requests.not-found']);
  const shared = await change(desk, mine, { isShared: true, search: '' });
  expect(shared.body).toMatchObject({ isShared: true, search: '', columns: ['number', 'state'], version: 2 });
  expect(await views(senior)).toMatchObject([{ id: mine.id, isOwn: false, ownerHasLeft: false }]);
  // seen, and not theirs
  for (const refused of [
    await change(senior, shared.body, { name: '奪った' }),
    await senior.send<{ code: string }>('DELETE', `/saved-views/${mine.id}`, { version: mine.version }),
    await post(senior, `/saved-views/${mine.id}/take-overs`),
  ])
    expect(codeOf(refused as Reply<{ code: string }>)).toEqual([409, 'saved-views.not-yours']);
  expect(codeOf(await change(desk, mine, { name: 'x' }))).toEqual([412, 'requests.stale-version']);
  await change(desk, shared.body, { isShared: false });
  expect(await names(senior)).toEqual([]);
  const remove = (version?: number) => desk.send<{ code: string }>('DELETE', `/saved-views/${mine.id}`, { version });
  expect(codeOf(await remove())).toEqual([428, 'requests.version-missing']);
  expect(codeOf(await remove(mine.version))).toEqual([412, 'requests.stale-version']);
  const [last] = await views(desk);
  expect((await remove(last!.version)).status).toBe(204);
  expect(await names(desk)).toEqual([]);
});

it('a name is given once: among one’s own, and among what is shared, also at the same moment', async () => {
  const [one] = await Promise.all(['a', 'b', 'c'].map(() => save(desk, { name: '未照合', search: 'state=reported' })));
  const all = await names(desk);
  expect(all).toEqual(['未照合']);
  expect(one).toBeDefined();
  expect(codeOf(await save(desk, { name: '未照合' }))).toEqual([409, 'saved-views.name-taken']);
  const other = await save(desk, { list: 'expenses', search: 'lane=general', name: '未照合' });
  expect(other.status).toBe(201);
  expect((await save(senior, { name: '未照合' })).status).toBe(201);
  const [own] = await views(desk);
  expect((await change(desk, own!, { isShared: true })).status).toBe(200);
  const [theirs] = (await views(senior)).filter(({ isOwn }) => isOwn);
  expect(codeOf(await change(senior, theirs!, { isShared: true }))).toEqual([409, 'saved-views.name-taken']);
  expect(codeOf(await save(adjuster, { name: '未照合', isShared: true }))).toEqual([409, 'saved-views.name-taken']);
});

it('a list that one may not read has no views for one, shared or not', async () => {
  const { body } = await save(cashier, { list: 'payments', search: 'state=returned', name: '戻り', isShared: true });
  expect(await names(senior, 'payments')).toEqual(['戻り']);
  expect((await desk.send('GET', '/saved-views?list=payments')).status).toBe(403);
  expect((await save(desk, { list: 'payments', name: 'x' })).status).toBe(403);
  expect((await change(desk, body, { name: 'x' })).status).toBe(404);
  expect((await post(desk, `/saved-views/${body.id}/take-overs`)).status).toBe(404);
  for (const email of ['manager@sakura.example', 'admin@sonae.example']) {
    const outside = await system.as(email);
    expect((await outside.send('GET', '/saved-views?list=cases')).status).toBe(403);
    expect((await outside.send('GET', '/list-columns/cases')).status).toBe(403);
  }
});

it('the shared view of somebody who has left stays, says whose it was, and is taken over or removed', async () => {
  const [leaver, kept, gone] = [newId(), newId(), newId()];
  await asSuperuser(system.db.ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO sonae.person (id, institution_id, email, display_name, left_at)
       SELECT $1, p.institution_id, 'leaver@sonae.example', '見本 退子', now() - interval '1 day'
         FROM sonae.person p WHERE p.email = 'support@sonae.example'`,
      [leaver],
    );
    for (const [id, name] of [
      [kept, '引き継ぐ表示'],
      [gone, '要らない表示'],
    ])
      await client.query(
        `INSERT INTO sonae.saved_view (id, person_id, list, name, search, is_shared, changed_at)
         VALUES ($1, $2, 'late', $3, '', true, now())`,
        [id, leaver, name],
      );
  });
  expect(await views(senior, 'late')).toMatchObject([
    { name: '引き継ぐ表示', ownerName: '見本 退子', ownerHasLeft: true, isOwn: false },
    { name: '要らない表示', ownerHasLeft: true },
  ]);
  const taken = await post<View>(senior, `/saved-views/${kept}/take-overs`);
  expect(taken.body).toMatchObject({ isOwn: true, ownerHasLeft: false, isShared: true });
  expect((await post<View>(cashier, `/saved-views/${kept}/take-overs`)).status).toBe(409);
  expect((await cashier.send('DELETE', `/saved-views/${gone}`, { version: 1 })).status).toBe(204);
  expect(await names(senior, 'late')).toEqual(['引き継ぐ表示']);
});

it('what is no view is refused, and the columns of a list are kept for each person', async () => {
  for (const body of [{ name: ' ' }, { name: 'x'.repeat(61) }, { list: 'papers' }, { columns: ['none'] }])
    expect([body, (await save(desk, { name: 'x', ...body })).status]).toEqual([body, 400]);
  const choose = (by: Session, columns: string[], list = 'cases') =>
    by.send<{ code?: string }>('PUT', `/list-columns/${list}`, { body: { columns } });
  expect((await choose(desk, ['number', 'state'])).status).toBe(200);
  expect((await choose(desk, ['number', 'owner'])).status).toBe(200);
  expect(await desk.get('/list-columns/cases')).toEqual({ columns: ['number', 'owner'] });
  expect(await senior.get('/list-columns/cases')).toEqual({ columns: [] });
  expect(codeOf(await choose(desk, ['none']))).toEqual([400, 'exports.column-unknown']);
  expect((await choose(desk, ['number'], 'papers')).status).toBe(404);
  expect((await choose(desk, [])).status).toBe(200);
  expect(await desk.get('/list-columns/cases')).toEqual({ columns: [] });
});
