import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, idOf, post, today, type Decision } from '../support/claims.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';

/** What an act is said to do before it is done is what it then does, and a preview changes nothing. */

interface After {
  readonly bucket: string;
  readonly remaining: number;
  readonly remainingAfter: number;
}
interface Room {
  readonly mayAsk: boolean;
  readonly why: { readonly code: string } | null;
  readonly limits: readonly After[];
  readonly asked: { readonly id: string; readonly maySign: boolean; readonly why: { code: string } | null } | null;
}
interface Days {
  readonly completeOn: string | null;
  readonly lastDay: string | null;
  readonly payBy: string | null;
}
interface ClockPreview {
  readonly before: Days;
  readonly after: Days;
  readonly notice: { readonly openingJa: string; readonly facts: readonly { name: string; value: string }[] } | null;
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let second: Session;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const leftOf = async (caseId: string): Promise<unknown> =>
  (await claims.case(caseId)).limits?.map(({ bucket, remaining }) => [bucket, remaining]);
const afterOf = (limits: readonly After[]): unknown =>
  limits.map(({ bucket, remainingAfter }) => [bucket, remainingAfter]);
const nowOf = (limits: readonly After[]): unknown => limits.map(({ bucket, remaining }) => [bucket, remaining]);

it('a reversal: who may ask and sign, why not, and what each limit and the deductible get back', async () => {
  const shown = await claims.inReview(await claims.policy({ deductible: 100_000 }), [
    cost('call-center', 400_000),
    cost('media-apology', 200_000),
  ]);
  const before = await leftOf(shown.id);
  const { body: decision } = await claims.propose(senior, idOf(shown));
  // the deductible is a parameter of the contract: a reduction by it is countersigned
  expect((await claims.sign(second, decision.id)).body.state).toBe('approved');
  const room = (by: Session): Promise<Room> => by.get<Room>(`/decisions/${decision.id}/reversal-room`);
  // within ten seconds whoever signed undoes it
  expect(await room(second)).toMatchObject({ mayAsk: false, why: { code: 'decisions.not-reversible' }, limits: [] });
  await cashiers.makeFinal(shown.id);
  const held = await leftOf(shown.id);
  const known = await room(second);
  expect([known.mayAsk, known.why, nowOf(known.limits), afterOf(known.limits)]).toEqual([true, null, held, before]);
  // an adjuster reads what it would give back, and does not ask
  const adjuster = await system.as('adjuster@sonae.example');
  expect((await room(adjuster)).mayAsk).toBe(false);
  await post(second, `/decisions/${decision.id}/reversals`, { reason: '別の契約から支払われていた' });
  expect((await room(second)).asked).toMatchObject({ maySign: false, why: { code: 'decisions.separation' } });
  const { asked } = await room(senior);
  expect(asked).toMatchObject({ maySign: true, why: null });
  const { items } = await senior.get<{ items: { id: string; kind: string; amount: number; limits: After[] }[] }>(
    '/reversals',
  );
  const [listed] = items.filter(({ id }) => id === asked?.id);
  expect([listed?.kind, listed?.amount, afterOf(listed?.limits ?? [])]).toEqual(['approve', 300_000, before]);
  expect(await leftOf(shown.id)).toEqual(held);
  // it is among what waits for the one who may sign, and not for the one who asked
  const waiting = async (by: Session): Promise<number> =>
    (await by.get<{ items: { list: string; count: number }[] }>('/waiting')).items.find(
      ({ list }) => list === 'countersign',
    )?.count ?? 0;
  expect([await waiting(senior), await waiting(second)]).toEqual([1, 0]);
  await post<Decision>(senior, `/reversals/${asked?.id}/signatures`);
  expect([await leftOf(shown.id), (await room(senior)).why?.code]).toEqual([before, 'decisions.not-reversible']);
  expect(
    (await claims.desk.send('POST', `/decisions/${decision.id}/reversals`, { body: { reason: 'x' } })).status,
  ).toBe(403);
}, 60_000);

it('an act on the time to pay: the days, and what the claimant is told where they are', async () => {
  const shown = await claims.inReview(await claims.policy(), [cost('call-center', 50_000)]);
  const id = idOf(shown);
  const draft = (body: object) => post<ClockPreview>(senior, `/expenses/${id}/clock-previews`, body);
  const days = async (): Promise<Days> => {
    const { completeOn, lastDay, payBy } = await senior.get<Days>(`/expenses/${id}/clock`);
    return { completeOn, lastDay, payBy };
  };
  const first = await days();
  const extend = await draft({ act: 'extend', ground: 'public-body-inquiry', told: '警察の捜査の結果' });
  expect([extend.body.before, extend.body.after.lastDay]).toEqual([first, daysAfter(first.completeOn ?? '', 179)]);
  expect(extend.body.notice?.facts.map(({ value }) => value)).toContain('警察の捜査の結果');
  expect([(await draft({ act: 'extend' })).body.code, (await draft({ act: 'suspend' })).body.code]).toEqual([
    'requests.field-missing',
    'requests.field-missing',
  ]);
  const suspend = await draft({ act: 'suspend', day: today });
  expect([suspend.body.after.lastDay, suspend.body.notice]).toEqual([daysAfter(first.lastDay ?? '', 1), null]);
  // nothing of all that was kept
  expect(await days()).toEqual(first);
  for (const [act, path, body] of [
    ['suspend', 'clock-suspensions', { fromOn: today, reason: '提出の遅れ' }],
    ['extend', 'clock-extensions', { ground: 'public-body-inquiry', reason: '捜査中', notice: '警察の捜査の結果' }],
    ['resume', 'clock-resumptions', { toOn: today }],
  ] as const) {
    const { body: drawn } = await draft({
      act,
      day: today,
      ground: 'public-body-inquiry',
      told: '警察の捜査の結果',
    });
    expect((await post(senior, `/expenses/${id}/${path}`, body)).status).toBe(200);
    expect([act, await days()]).toEqual([act, drawn.after]);
  }
  // what the act refuses, its preview refuses
  expect((await draft({ act: 'resume', day: today })).body.code).toBe('payments.not-suspended');
  expect((await draft({ act: 'extend', ground: 'public-body-inquiry' })).body.code).toBe('payments.extended-already');
  expect((await draft({ act: 'complete', day: today })).body.code).toBe('payments.not-later');
  // the letter says what the preview said
  await system.settled(60_000);
  const { items } = await senior.get<{ items: { kind: string }[] }>(`/letters?incidentId=${shown.id}`);
  expect(items.filter(({ kind }) => kind === 'clock-notice')).toHaveLength(1);
  expect((await post(claims.desk, `/expenses/${id}/clock-previews`, { act: 'suspend', day: today })).status).toBe(403);
}, 60_000);

it('the receipt of a repayment gives back what was seen, and an institution reads nothing of all that', async () => {
  const policy = await claims.policy();
  await cashiers.account(policy.institutionId);
  const shown = await claims.inReview(policy, [cost('call-center', 800_000)]);
  const id = idOf(shown);
  await claims.propose(senior, id);
  await cashiers.pay(shown.id, 1);
  const { body: asked } = await post<{ id: string }>(senior, `/expenses/${id}/repayments`, {
    amount: 300_000,
    reason: '二重払い',
    textJa: '二重にお支払いしていたためです。',
  });
  await post(second, `/repayments/${asked.id}/signatures`);
  const { limits } = await cashiers.cashier.get<{ limits: After[] }>(`/repayments/${asked.id}/receipt-preview`);
  expect(nowOf(limits)).toEqual(await leftOf(shown.id));
  await post(cashiers.cashier, `/repayments/${asked.id}/receipts`, { receivedOn: today, reference: '見本' });
  expect(await leftOf(shown.id)).toEqual(afterOf(limits));
  const inside = await senior.get<{ waivers: unknown[]; corrections: unknown[] }>(`/expenses/${id}`);
  expect([inside.waivers, inside.corrections]).toEqual([[], []]);
}, 60_000);

it('what the desk corrects and a senior-adjuster does without is read by the insurer alone', async () => {
  const manager = await system.as('manager@sakura.example');
  const { items } = await claims.desk.get<{ items: { id: string; institutionId: string; inForce: boolean }[] }>(
    `/policies?q=${encodeURIComponent('さくら総合病院')}`,
  );
  const policy = items.find(({ inForce }) => inForce);
  if (!policy) throw new Error('the hospital of the demonstration has no policy in force');
  const shown = await claims.inReview(policy, [cost('call-center', 70_000)], { papers: false });
  const id = idOf(shown);
  const read = (by: Session) =>
    by.get<{
      version: number;
      evidence: { needed: { kind: string; waived: boolean }[] };
      waivers: { kind: string; reason: string; byName: string }[];
      corrections: { before: object; after: object; byName: string | null }[];
    }>(`/expenses/${id}`);
  const { version, evidence } = await read(senior);
  const kind = evidence.needed[0]?.kind ?? '';
  await post(senior, `/expenses/${id}/evidence-waivers`, { kind, reason: '請求書に内訳がある' });
  const corrected = await claims.desk.send('PATCH', `/expenses/${id}`, {
    version,
    body: { amount: 65_000, reason: '誤記' },
  });
  expect(corrected.status).toBe(200);
  const inside = await read(senior);
  expect(inside).toMatchObject({
    waivers: [{ kind, reason: '請求書に内訳がある' }],
    corrections: [{ before: { amount: 70_000 }, after: { amount: 65_000 } }],
  });
  expect(inside.waivers[0]?.byName).toBeTruthy();
  expect(inside.corrections[0]?.byName).toBeTruthy();
  const outside = await read(manager);
  expect([outside.waivers, outside.corrections, JSON.stringify(outside).includes('請求書に内訳がある')]).toEqual([
    [],
    [],
    false,
  ]);
  const timeline = await manager.get<{ items: object[] }>(`/incidents/${shown.id}/timeline?limit=200`);
  expect(JSON.stringify(timeline).includes('personId')).toBe(false);
}, 60_000);
