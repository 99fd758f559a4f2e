import { daysAfter } from '#platform';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, post, today, type ClaimCase, type Refused } from '../support/claims.js';
import { asSuperuser } from '../support/database.js';
import { freshKey, testSystem, type Session, type TestSystem } from '../support/system.js';

interface Shown {
  readonly state: string;
  readonly allowedActions: readonly { readonly to: string; readonly missing: readonly { readonly code: string }[] }[];
}

interface PhasesShown {
  readonly version: number;
  readonly phases: Readonly<Record<string, string>>;
  readonly phaseActions: readonly (Shown['allowedActions'][number] & { readonly phase: string })[];
  readonly expenses: readonly { readonly beforeItsPhase: boolean }[];
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
/** How each move of a resource is asked for over HTTP. */
type Acts = Readonly<Record<string, readonly [path: string, body?: object]>>;
const because = { reason: '見本のため' };
const preApprovalActs = (id: string): Acts => ({
  'pre-approved': [`/pre-approvals/${id}/answers`, { answer: 'pre-approved', textJa: '承認します。' }],
  refused: [`/pre-approvals/${id}/answers`, { answer: 'refused', textJa: '承認できません。' }],
  withdrawn: [`/pre-approvals/${id}/withdrawals`],
});
const roleGrantActs = (id: string): Acts => ({
  confirmed: [`/role-grants/${id}/confirmations`],
  ended: [`/role-grants/${id}/endings`, because],
});
const incidentActs = (id: string): Acts => ({
  triaged: [`/incidents/${id}/transitions`, { to: 'triaged' }],
  open: [`/incidents/${id}/transitions`, { to: 'open' }],
  withdrawn: [`/incidents/${id}/transitions`, { to: 'withdrawn' }],
});
const phaseActs = (id: string, phase: string): Acts =>
  Object.fromEntries(
    ['active', 'done', 'skipped'].map((to) => [to, [`/incidents/${id}/phases/${phase}/transitions`, { to }]]),
  );
const batchActs = (id: string): Acts => ({
  released: [`/payment-batches/${id}/transitions`, { to: 'released' }],
  exported: [`/payment-batches/${id}/transitions`, { to: 'exported' }],
  settled: [`/payment-batches/${id}/transitions`, { to: 'settled' }],
  cancelled: [`/payment-batches/${id}/transitions`, { to: 'cancelled', ...because }],
});
const paymentActs = (id: string): Acts => ({
  settled: [`/payments/${id}/settlements`, { settledOn: today }],
  returned: [`/payments/${id}/returns`, { returnedOn: today, ...because }],
  scheduled: [`/payments/${id}/retries`],
  stopped: [`/payments/${id}/stops`, because],
  deposited: [`/payments/${id}/deposits`, { to: 'deposited', ...because }],
  'set-aside': [`/payments/${id}/deposits`, { to: 'set-aside', ...because }],
});
// who writes off first asks for it only: above
const repaymentActs = (id: string): Acts => ({
  demanded: [`/repayments/${id}/signatures`],
  dropped: [`/repayments/${id}/drops`, because],
  received: [`/repayments/${id}/receipts`, { receivedOn: today, reference: '見本' }],
});

/**
 * Everybody asks for every move over HTTP: what is not offered is refused, what misses something is refused with just
 * that, and the state stays. Answers what is offered to whom, all of it there.
 */
async function tried(
  people: Readonly<Record<string, Session>>,
  seenBy: (by: Session) => Promise<Shown | undefined>,
  acts: Acts,
): Promise<Readonly<Record<string, string>>> {
  const [witness] = Object.values(people);
  if (!witness) throw new Error('somebody tries');
  const before = (await seenBy(witness))?.state;
  const offers: Record<string, string> = {};
  const wrong: string[] = [];
  for (const [who, by] of Object.entries(people)) {
    const offered = (await seenBy(by))?.allowedActions ?? [];
    for (const [to, [path, body]] of Object.entries(acts)) {
      const action = offered.find((one) => one.to === to);
      if (action?.missing.length === 0) {
        offers[who] = [offers[who], to].filter(Boolean).join(', ');
        continue;
      }
      const answer = await post<Refused>(by, path, body);
      const refusal = codes(answer.body).join();
      const isRight = action
        ? answer.status >= 400 && refusal === action.missing.map(({ code }) => code).join()
        : [403, 404, 409, 422].includes(answer.status) && answer.body.code !== 'requests.invalid';
      if (!isRight)
        wrong.push(`${who} ${to}: ${answer.status} ${answer.body.code} ${refusal}, ${JSON.stringify(action)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect((await seenBy(witness))?.state).toBe(before);
  return offers;
}
const oneOf =
  <T extends Shown>(path: string, id?: string) =>
  async (by: Session): Promise<T | undefined> => {
    const { status, body } = await by.send<T & { items?: (T & { id: string })[] }>('GET', path);
    if (status !== 200) return undefined;
    return id === undefined ? body : body.items?.find((item) => item.id === id);
  };
/** Each of the moves that are offered to somebody is done. */
async function done(by: Session, [path, body]: Acts[string] = ['']): Promise<void> {
  const answer = await post(by, path, body);
  expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined]);
}

/** What the menu says that waits for the signature of somebody. */
const countersigns = async (by: Session): Promise<number | undefined> =>
  (await by.get<{ items: { list: string; count: number }[] }>('/waiting')).items.find(
    ({ list }) => list === 'countersign',
  )?.count;
/** What the page lists of it. */
async function toCountersign(by: Session): Promise<number> {
  let many = 0;
  for (const path of ['/decisions?by=others', '/reversals?by=others', '/repayments?state=asked&by=others'])
    many += (await by.get<{ items: unknown[] }>(`${path}&limit=200`)).items.length;
  return many;
}

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

  it('of a case: what its transitions take; merging is an act of its own', async () => {
    const offered = await seen(claims.desk, `/incidents/${shown.id}`);
    expect(offered).toEqual([]);
    const refused = await claims.desk.send<Refused>('POST', `/incidents/${shown.id}/transitions`, {
      key: freshKey(),
      version: (await claims.desk.get<{ version: number }>(`/incidents/${shown.id}`)).version,
      body: { to: 'merged' },
    });
    expect([refused.status, ...codes(refused.body)]).toEqual([409, 'incidents.move-not-allowed']);
  });

  /** A line as it is, with something of its row changed past the guards. */
  const altered = async <T>(set: string, values: readonly unknown[], work: () => Promise<T>): Promise<T> =>
    asSuperuser(system.db.ownerUrl, async (client) => {
      await client.query('SET session_replication_role = replica');
      const { rows } = await client.query('SELECT supplements, foreign_bill, entered_by FROM expense WHERE id = $1', [
        values[0],
      ]);
      const before = rows[0] as Record<string, unknown>;
      await client.query(`UPDATE expense SET ${set} WHERE id = $1`, [...values]);
      try {
        return await work();
      } finally {
        await client.query('UPDATE expense SET supplements = $2, foreign_bill = $3, entered_by = $4 WHERE id = $1', [
          values[0],
          before['supplements'],
          before['foreign_bill'],
          before['entered_by'],
        ]);
      }
    });

  it('of an expense of which another claims more: what stands in the way of taking it back', async () => {
    const [id, other] = [idOf(0), idOf(1)];
    await altered('supplements = $2', [other, id], async () => {
      expect(await seen(claims.desk, `/expenses/${id}`)).toEqual(['withdrawn: expenses.cannot-withdraw']);
      const { version } = await claims.desk.get<{ version: number }>(`/expenses/${id}`);
      const refused = await claims.desk.send<Refused>('POST', `/expenses/${id}/transitions`, {
        key: freshKey(),
        version,
        body: { to: 'withdrawn' },
      });
      expect([refused.status, ...codes(refused.body)]).toEqual([409, 'expenses.cannot-withdraw']);
    });
    expect(await seen(claims.desk, `/expenses/${id}`)).toEqual(['withdrawn']);
  });

  it('of an expense billed abroad without its rate: a proposal says the same', async () => {
    const id = idOf(0);
    const bill = JSON.stringify({ currency: 'USD', amount: 1_000 });
    await altered('foreign_bill = $2', [id, bill], async () => {
      expect(await seen(senior, `/expenses/${id}`)).toContain('proposed: expenses.rate-missing');
      expect(codes((await claims.propose(senior, id)).body)).toEqual(['expenses.rate-missing']);
    });
  });

  it('of a proposal: another person signs it, but not who entered the line', async () => {
    const other = await claims.inReview(await claims.policy({ plan: 3 }), [cost('call-center', 100_000)]);
    const id = other.expenses[0]?.id ?? '';
    const second = await system.as('senior2@sonae.example');
    const rejected = await claims.propose(senior, id, {
      kind: 'reject',
      textJa: 'お支払いの対象になりません。',
      reasons: [{ code: 'other', text: '見本' }],
    });
    expect(rejected.status).toBe(201);
    expect(await seen(senior, `/expenses/${id}`)).toEqual(['approved', 'in-review']);
    expect(await seen(second, `/expenses/${id}`)).toEqual(['approved', 'in-review', 'rejected']);
    const me = await second.get<{ user: { id: string } }>('/me');
    await altered('entered_by = $2', [id, me.user.id], async () => {
      expect(await seen(second, `/expenses/${id}`)).toEqual([]);
      const refused = await claims.sign(second, rejected.body.id);
      expect([refused.status, refused.body.code]).toEqual([409, 'decisions.separation']);
    });
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
    const second = await system.as('senior2@sonae.example');
    const before = [await countersigns(senior), await countersigns(second)];
    const asked = await cashiers.post<{ id: string }>(senior, `/expenses/${expenseId}/repayments`, {
      amount: 1_000,
      reason: '二重',
      textJa: '重ねてお支払いしていました。',
    });
    // who may sign has one more in the menu and in its lists; who asked has not
    expect([await countersigns(senior), await countersigns(second)]).toEqual([before[0], (before[1] ?? 0) + 1]);
    for (const by of [senior, second]) expect(await countersigns(by)).toBe(await toCountersign(by));
    const of = async (by: Session): Promise<string[]> =>
      (await by.get<{ items: Shown[] }>(`/repayments?incidentId=${shown.id}`)).items.flatMap(actions);
    expect(await of(senior)).toEqual(['demanded: decisions.separation', 'dropped']);
    expect(await of(second)).toEqual(['demanded', 'dropped']);
    expect(await of(cashiers.cashier)).toEqual([]);
    await cashiers.post(second, `/repayments/${asked.body.id}/signatures`);
    expect(await of(cashiers.cashier)).toEqual(['received']);
    expect(await countersigns(second)).toBe(before[1]);
    expect(await of(second)).toEqual(['written-off: decisions.separation']);
    await cashiers.post(senior, `/repayments/${asked.body.id}/write-offs`, { reason: '少額' });
    expect(await of(senior)).toEqual(['written-off: decisions.separation']);
    expect(await of(second)).toEqual(['written-off']);
  });
});

describe('what is offered can be done, and nothing else: everybody tries every move over HTTP', () => {
  let people: Readonly<Record<string, Session>>;
  beforeAll(async () => {
    people = {
      desk: claims.desk,
      reporter: await system.as('reporter@sakura.example'),
      neighbour: await system.as('manager@midori.example'),
      adjuster: await system.as('adjuster@sonae.example'),
      senior,
      second: await system.as('senior2@sonae.example'),
      cashier: cashiers.cashier,
      other: cashiers.other,
      releaser: cashiers.releaser,
      admin: claims.admin,
      admin2: await system.as('admin2@sonae.example'),
    };
  }, 60_000);
  const own = { reporter: { name: '見本', phone: '1' }, description: '見本' };
  const reported = async (): Promise<string> =>
    (await post<ClaimCase>(people['reporter'] as Session, '/incidents', own)).body.id;
  const by = (who: string): Session => people[who] as Session;

  it('a case: the desk triages and opens, who reported takes it back', async () => {
    const id = await reported();
    await system.settled();
    const offered = () => tried(people, oneOf(`/incidents/${id}`), incidentActs(id));
    // neither cause nor country is known
    expect(await offered()).toEqual({ reporter: 'withdrawn', desk: 'withdrawn', releaser: 'withdrawn' });
    await done(by('reporter'), incidentActs(id)['withdrawn']);
    expect(await offered()).toEqual({});
    const whole = await claims.inReview(await claims.policy(), [cost('call-center', 1_000)], { open: false });
    const then = () => tried(people, oneOf(`/incidents/${whole.id}`), incidentActs(whole.id));
    expect(await then()).toEqual({ desk: 'withdrawn', releaser: 'withdrawn' });
    await done(claims.desk, [`/incidents/${whole.id}/transitions`, { to: 'triaged', severity: 'normal' }]);
    // in charge would be who took its expense
    expect(await then()).toEqual({ desk: 'open, withdrawn', releaser: 'open, withdrawn' });
    await done(claims.desk, incidentActs(whole.id)['withdrawn']);
    expect(await then()).toEqual({});
  }, 60_000);

  it('a request for pre-approval: the claimant and the desk take it back, who has the authority answers', async () => {
    const id = await reported();
    await system.settled();
    const ask = async (amount: number): Promise<string> =>
      (
        await post<{ id: string }>(by('reporter'), `/incidents/${id}/pre-approvals`, {
          category: 'call-center',
          amount,
          description: '見本',
        })
      ).body.id;
    const offered = (one: string) => tried(people, oneOf(`/pre-approvals?incidentId=${id}`, one), preApprovalActs(one));
    const answers = 'pre-approved, refused';
    const first = await ask(300_000);
    expect(await offered(first)).toEqual({
      // adjusters are on duty
      desk: 'withdrawn',
      releaser: 'withdrawn',
      reporter: 'withdrawn',
      adjuster: answers,
      senior: answers,
      second: answers,
    });
    // above an adjuster's authority
    const second = await ask(900_000_000);
    expect((await offered(second))['adjuster']).toBe('refused');
    await done(by('adjuster'), preApprovalActs(first)['pre-approved']);
    await done(by('adjuster'), preApprovalActs(second)['refused']);
    const third = await ask(1_000);
    await done(by('reporter'), preApprovalActs(third)['withdrawn']);
    for (const one of [first, second, third]) expect(await offered(one)).toEqual({});
    // who asked does not answer
    const own_ = (
      await post<{ id: string }>(claims.desk, `/incidents/${id}/pre-approvals`, {
        category: 'call-center',
        amount: 1,
        description: '見本',
      })
    ).body.id;
    const shownTo = await oneOf(`/pre-approvals?incidentId=${id}`, own_)(claims.desk);
    expect(shownTo && actions(shownTo)).toEqual([
      'pre-approved: decisions.separation',
      'refused: decisions.separation',
      'withdrawn',
    ]);
  }, 60_000);

  it('a phase: support, who is in charge and senior-adjusters move it; what has ended begins again with a reason', async () => {
    const costs = [cost('call-center', 100_000), cost('litigation', 50_000)];
    const open = await claims.inReview(await claims.policy({ plan: 3 }), costs, {
      facts: { attackConfirmed: undefined },
    });
    const inCharge = await claims.holder(open.expenses[0]?.id ?? '');
    const ids = await Promise.all(
      [inCharge, by('adjuster')].map(async (one) => (await one.get<{ user: { id: string } }>('/me')).user.id),
    );
    const aside = ids[0] === ids[1] ? await system.as('adjuster8@sonae.example') : by('adjuster');
    const all = { ...people, adjuster: aside, inCharge };
    const read = async (session: Session): Promise<PhasesShown | undefined> => {
      const { status, body } = await session.send<PhasesShown>('GET', `/incidents/${open.id}`);
      return status === 200 ? body : undefined;
    };
    const offered = (phase: string) =>
      tried(
        all,
        async (session) => {
          const body = await read(session);
          const allowedActions = body?.phaseActions.filter((one) => one.phase === phase) ?? [];
          return body && { state: body.phases[phase] ?? '', allowedActions };
        },
        phaseActs(open.id, phase),
      );
    // the releaser is of the desk, too
    const these = (to: string) => ({ desk: to, releaser: to, senior: to, second: to, inCharge: to });
    // a case reported with a suspicion: its answer is missing
    expect(await offered('suspicion')).toEqual(these('skipped'));
    expect(await offered('investigation')).toEqual(these('active, skipped'));
    expect(await offered('apology')).toEqual(these('skipped'));
    expect(await offered('liability')).toEqual(these('skipped'));
    const action = async (phase: string, to: string) =>
      (await read(claims.desk))?.phaseActions.find((one) => one.phase === phase && one.to === to);
    const missing = async (phase: string, to: string) => (await action(phase, to))?.missing.map(({ code }) => code);
    expect(await missing('suspicion', 'done')).toEqual(['incidents.attack-answer-missing']);
    expect(await missing('apology', 'active')).toEqual(['incidents.investigation-not-started']);
    expect(await missing('liability', 'active')).toEqual(['incidents.claim-missing']);

    // the call centre belongs to the apology, the lawsuit to the liability: both have not started
    const mails = () =>
      asSuperuser(system.db.ownerUrl, async (client) => (await client.query('SELECT FROM mail')).rowCount);
    const sent = await mails();
    expect(await action('investigation', 'active')).toMatchObject({ costsThen: 'investigation', linesBeforeThen: 2 });
    await done(inCharge, phaseActs(open.id, 'investigation')['active']);
    expect(await action('apology', 'active')).toMatchObject({ costsThen: 'apology', linesBeforeThen: 1, missing: [] });
    expect(await action('apology', 'skipped')).toMatchObject({ costsThen: 'investigation', linesBeforeThen: 2 });
    await done(claims.desk, phaseActs(open.id, 'apology')['active']);
    const now = await read(claims.desk);
    expect(now?.expenses.map(({ beforeItsPhase }) => beforeItsPhase)).toEqual([false, true]);
    await done(senior, phaseActs(open.id, 'apology')['done']);
    expect(await action('apology', 'active')).toMatchObject({ reason: 'required' });
    const path = phaseActs(open.id, 'apology')['active']?.[0] ?? '';
    const without = await post(claims.desk, path, { to: 'active' });
    expect([without.status, without.body.code]).toEqual([422, 'incidents.reason-needed']);
    await done(claims.desk, [path, { to: 'active', ...because }]);
    const { items } = await claims.desk.get<{ items: { kind: string; audience: string; textJa: string }[] }>(
      `/incidents/${open.id}/timeline?limit=200`,
    );
    // the reason stays inside
    expect(items.filter(({ kind }) => kind === 'phase.changed')).toMatchObject([
      { audience: 'all', textJa: '段階「調査」が「対応中」になりました。' },
      { audience: 'all', textJa: '段階「説明・お詫び」が「対応中」になりました。' },
      { audience: 'all', textJa: '段階「説明・お詫び」が「完了」になりました。' },
      { audience: 'all', textJa: '段階「説明・お詫び」が「対応中」になりました。' },
    ]);
    expect(JSON.stringify(items)).not.toContain(because.reason);
    await system.settled(60_000);
    expect(await mails()).toBe(sent);

    // as it was seen: who looked before a colleague moved it moves nothing
    const stale = await claims.desk.send<Refused>('POST', `/incidents/${open.id}/phases/recovery/transitions`, {
      key: freshKey(),
      version: now?.version ?? 0,
      body: { to: 'active' },
    });
    expect([stale.status, stale.body.code]).toEqual([412, 'requests.stale-version']);
  }, 120_000);

  it('a role: another administrator than who granted it confirms; two administrators remain', async () => {
    const [person] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (await client.query<{ id: string }>(`SELECT id FROM person WHERE email = 'adjuster8@sonae.example'`)).rows,
    );
    const granted = await post<{ id: string }>(claims.admin, `/users/${person?.id}/roles`, { role: 'support' });
    expect(granted.status).toBe(201);
    const { id } = granted.body;
    const offered = (one: string) => tried(people, oneOf('/role-grants?limit=200', one), roleGrantActs(one));
    expect(await offered(id)).toEqual({ admin: 'ended', admin2: 'confirmed, ended' });
    await done(by('admin2'), roleGrantActs(id)['confirmed']);
    expect(await offered(id)).toEqual({ admin: 'ended', admin2: 'ended' });
    await done(by('admin'), roleGrantActs(id)['ended']);
    expect(await offered(id)).toEqual({});
    const all = await claims.admin.get<{ items: (Shown & { id: string; role: string })[] }>('/role-grants?limit=200');
    const administers = all.items.find(({ role, state }) => role === 'administrator' && state === 'in-force');
    expect(administers && actions(administers)).toEqual(['ended: parties.last-administrators']);
    expect(await offered(administers?.id ?? '')).toEqual({});
  }, 60_000);

  it('a payment and its batch, and what is claimed back of it', async () => {
    const policy = await claims.policy({ plan: 3 });
    const paid = await claims.inReview(policy, [cost('call-center', 200_000)]);
    await claims.propose(senior, paid.expenses[0]?.id ?? '');
    await cashiers.makeFinal(paid.id);
    await cashiers.account(policy.institutionId);
    const [payment] = await cashiers.payments(paid.id, 1);
    if (!payment) throw new Error('a payment is scheduled');
    const offered = () => tried(people, oneOf(`/payments/${payment.id}`), paymentActs(payment.id));
    const works = (to: string) => ({ cashier: to, other: to, releaser: to });
    expect(await offered()).toEqual(works('stopped'));
    const { id } = (await cashiers.build([payment])).body;
    const ofBatch = () => tried(people, oneOf(`/payment-batches/${id}`), batchActs(id));
    expect(await offered()).toEqual({});
    expect(await ofBatch()).toEqual({ ...works('cancelled'), releaser: 'released, cancelled' });
    await done(cashiers.releaser, batchActs(id)['released']);
    expect(await ofBatch()).toEqual(works('exported, cancelled'));
    await done(cashiers.cashier, batchActs(id)['exported']);
    expect(await ofBatch()).toEqual(works('cancelled'));
    expect(await offered()).toEqual(works('settled, returned'));
    // the day of the transfer is over
    await asSuperuser(system.db.ownerUrl, (client) =>
      client.query('UPDATE payment_batch SET transfer_on = $2 WHERE id = $1', [id, daysAfter(today, -7)]),
    );
    await done(cashiers.cashier, paymentActs(payment.id)['settled']);
    // its last payment: the batch is settled with it
    expect(await ofBatch()).toEqual({});
    expect(await offered()).toEqual(works('returned'));

    const asked = await cashiers.post<{ id: string }>(senior, `/expenses/${payment.expenseId}/repayments`, {
      amount: 1_000,
      textJa: '重ねてお支払いしていました。',
      ...because,
    });
    const repayment = asked.body.id;
    const claimed = () =>
      tried(people, oneOf(`/repayments?incidentId=${paid.id}`, repayment), repaymentActs(repayment));
    expect(await claimed()).toMatchObject({ senior: 'dropped', second: 'demanded, dropped' });
    await done(by('second'), repaymentActs(repayment)['demanded']);
    expect(await claimed()).toMatchObject({ cashier: 'received' });
    await done(cashiers.cashier, repaymentActs(repayment)['received']);
    expect(await claimed()).toEqual({});
  }, 120_000);
});
