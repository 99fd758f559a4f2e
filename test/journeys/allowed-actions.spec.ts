import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, today, type ClaimCase, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Shown {
  readonly state: string;
  readonly allowedActions: readonly { readonly to: string; readonly missing: readonly { readonly code: string }[] }[];
}

let system: TestSystem;
let claims: Claims;
let cashiers: Cashiers;
let senior: Session;
let institutionId: string;
let shown: ClaimCase;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  cashiers = await Cashiers.on(system);
  senior = await system.as('senior@sonae.example');
  const policy = await claims.policy({ plan: 3 });
  ({ institutionId } = policy);
  shown = await claims.inReview(policy, [cost('call-center', 200_000), cost('media-apology', 300_000)]);
}, 60_000);
afterAll(() => system?.stop());

/** Each move with what it still needs: `to`, or `to: code, code`. */
const actions = ({ allowedActions }: Shown): string[] =>
  allowedActions.map(({ to, missing }) => [to, ...missing.map(({ code }) => code)].join(': ')).toSorted();
const seen = async (by: Session, path: string): Promise<string[]> => actions(await by.get<Shown>(path));
/** What a refusal says is missing: its list, or itself. */
const codes = ({ code, missing = [] }: Refused): string[] =>
  missing.length > 0 ? missing.map((one) => one.code) : [code];
const idOf = (at: number): string => shown.expenses[at]?.id ?? '';

describe('allowedActions are the table’s moves for its reader, with what is missing', () => {
  it('of an expense: who has it proposes, its claimant takes it back, the others only read', async () => {
    const id = idOf(0);
    const holder = await claims.holder(id);
    expect(await seen(holder, `/expenses/${id}`)).toEqual(['information-requested', 'proposed', 'withdrawn']);
    // a senior-adjuster hands it on too; who splits a line withdraws it
    expect(await seen(senior, `/expenses/${id}`)).toEqual(['information-requested', 'proposed', 'routed', 'withdrawn']);
    expect(await seen(claims.desk, `/expenses/${id}`)).toEqual(['withdrawn']);
    expect(await seen(cashiers.cashier, `/expenses/${id}`)).toEqual([]);
  });

  it('of an expense whose case was not checked: what a proposal still needs', async () => {
    const costs = [cost('call-center', 100_000)];
    const other = await claims.inReview(await claims.policy({ plan: 3 }), costs, { checks: false });
    const id = other.expenses[0]?.id ?? '';
    const [proposed] = (await seen(senior, `/expenses/${id}`)).filter((action) => action.startsWith('proposed'));
    const refused = await claims.propose(senior, id);
    expect(refused.status).toBe(409);
    expect(refused.body.missing).not.toHaveLength(0);
    expect(proposed).toBe(['proposed', ...codes(refused.body)].join(': '));
  });

  it('of a work item: its lead hands it on; of one that is nobody’s, what its reader lacks to claim it', async () => {
    const { workItems } = await claims.desk.get<{ workItems: { id: string }[] }>(`/expenses/${idOf(1)}`);
    const item = `/work-items/${workItems[0]?.id}`;
    expect(await seen(senior, item)).toEqual(['offered', 'unassigned']);
    expect(await seen(claims.desk, item)).toEqual([]);
    const moved = `UPDATE work_item SET state = $2, assignee_id = $3 WHERE id = $1 RETURNING id`;
    const holder = await claims.holder(idOf(1));
    const before = await claims.desk.get<{ assignee: { id: string } }>(item);
    // past the guards of moves: nobody has it for a moment
    const set = (state: string, assigneeId: string | null): Promise<unknown> =>
      asSuperuser(system.db.ownerUrl, async (client) => {
        await client.query('SET session_replication_role = replica');
        await client.query(moved, [workItems[0]?.id, state, assigneeId]);
      });
    await set('unassigned', null);
    const claimed = async (by: Session): Promise<string | undefined> =>
      (await seen(by, item)).find((action) => action.startsWith('accepted'));
    expect(await claimed(holder)).toBe('accepted');
    let refusals = 0;
    for (const email of ['adjuster@sonae.example', 'adjuster8@sonae.example', 'senior2@sonae.example']) {
      const by = await system.as(email);
      const shownTo = await claimed(by);
      if (shownTo === 'accepted') continue;
      const refused = await by.send<Refused>('POST', `${item}/claim`, { key: freshKey() });
      expect([refused.status, ['accepted', ...codes(refused.body)].join(': ')]).toEqual([409, shownTo]);
      refusals += 1;
    }
    expect(refusals).toBeGreaterThan(0);
    await set('accepted', before.assignee.id);
  });

  it('of a support request that waits for the country: the desk opens it, nobody else', async () => {
    const unknown = await claims.inReview(await claims.policy(), [cost('call-center', 100_000)], {
      facts: { country: undefined },
      checks: false,
      open: false,
    });
    const list = await claims.desk.get<{ items: (Shown & { id: string })[] }>(
      `/support-requests?incidentId=${unknown.id}`,
    );
    expect(list.items.map(({ state, allowedActions }) => [state, allowedActions])).toContainEqual(['amber', []]);
    const request = `/support-requests/${list.items.find(({ state }) => state === 'amber')?.id}`;
    expect(await seen(claims.desk, request)).toEqual(['open']);
    expect(await seen(senior, request)).toEqual([]);
  });

  it('of payments and batches: who may release, cancel and pay again', async () => {
    for (const { id } of shown.expenses) await claims.propose(senior, id);
    await cashiers.makeFinal(shown.id);
    await cashiers.account(institutionId);
    const payments = await cashiers.payments(shown.id, 2);
    const payment = `/payments/${payments[0]?.id}`;
    expect(await seen(cashiers.cashier, payment)).toEqual(['batched', 'stopped']);
    expect(await seen(senior, payment)).toEqual([]);
    expect(await cashiers.cashier.get<{ items: Shown[] }>(`/payments?incidentId=${shown.id}`)).toMatchObject({
      items: [{ allowedActions: [] }, { allowedActions: [] }],
    });

    const built = await cashiers.build(payments);
    const batch = `/payment-batches/${built.body.id}`;
    expect(await seen(cashiers.releaser, batch)).toEqual(['cancelled', 'released']);
    expect(await seen(cashiers.cashier, batch)).toEqual(['cancelled']);
    await cashiers.post(cashiers.releaser, `${batch}/transitions`, { to: 'released' });
    await cashiers.post(cashiers.cashier, `${batch}/transitions`, { to: 'exported' });
    expect(await seen(cashiers.cashier, batch)).toEqual(['cancelled', 'settled: payments.not-yet']);
    expect(await seen(cashiers.cashier, payment)).toEqual(['returned', 'settled']);
    await cashiers.post(cashiers.cashier, `${batch}/transitions`, { to: 'cancelled', reason: '銀行が受け付けない' });
    expect(await seen(cashiers.cashier, batch)).toEqual([
      'cancelled: payments.second-person-needed',
      'settled: payments.not-yet',
    ]);
    expect(await seen(cashiers.other, batch)).toEqual(['cancelled', 'settled: payments.not-yet']);
    await cashiers.post(cashiers.other, `${batch}/transitions`, { to: 'cancelled' });

    await cashiers.export(payments);
    await cashiers.post(cashiers.cashier, `${payment}/returns`, { returnedOn: today, reason: '口座なし' });
    expect(await seen(cashiers.cashier, payment)).toEqual(['scheduled: payments.other-account-needed']);
    expect(await seen(senior, payment)).toEqual(['deposited', 'set-aside']);
    await cashiers.account(institutionId);
    expect(await seen(cashiers.cashier, payment)).toEqual(['scheduled']);
  });

  it('of a claim for repayment: another person signs, and another writes off than who asked for it', async () => {
    const paid = `/payments/${(await cashiers.payments(shown.id, 2)).find(({ state }) => state === 'exported')?.id}`;
    await cashiers.post(cashiers.cashier, `${paid}/settlements`, { settledOn: today });
    const { expenseId } = await cashiers.cashier.get<{ expenseId: string }>(paid);
    const asked = await cashiers.post<{ id: string }>(senior, `/expenses/${expenseId}/repayments`, {
      amount: 1_000,
      reason: '二重',
      textJa: '重ねてお支払いしていました。',
    });
    const of = async (by: Session): Promise<string[]> =>
      (await by.get<{ items: Shown[] }>(`/repayments?incidentId=${shown.id}`)).items.flatMap(actions);
    const second = await system.as('senior2@sonae.example');
    expect(await of(senior)).toEqual(['demanded: decisions.separation', 'dropped']);
    expect(await of(second)).toEqual(['demanded', 'dropped']);
    expect(await of(cashiers.cashier)).toEqual([]);
    await cashiers.post(second, `/repayments/${asked.body.id}/signatures`);
    expect(await of(cashiers.cashier)).toEqual(['received']);
    expect(await of(second)).toEqual(['written-off: decisions.separation']);
    await cashiers.post(senior, `/repayments/${asked.body.id}/write-offs`, { reason: '少額' });
    expect(await of(senior)).toEqual(['written-off: decisions.separation']);
    expect(await of(second)).toEqual(['written-off']);
  });
});
