import { limitsOf, type Coverage } from '#coverage';
import { systemActor } from '#database';
import { newId } from '#kernel';
import { periodById, type MemberPeriod } from '#policies';
import { Problem } from '#problems';
import { termsOf } from '#terms';
import '../../test/support/whole-process.js';
import { asSuperuser, freshDatabase, type TestDatabase } from '../../test/support/database.js';
import { bucketsOf, openAmounts, openPostings, postAct, usedFor, type OpenAmount, type Posting } from './index.js';

const actor = systemActor('ledger');
const plan = limitsOf(termsOf('2026-11'), 'general-clinic', 1) ?? { liabilityLimit: 0, responseExpenseLimit: 0 };
let test: TestDatabase;
let institution: string;

beforeAll(async () => {
  test = await freshDatabase({ poolSize: 20 });
  institution = newId();
  await asSuperuser(test.ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO institution (id, name, name_folded, kind, corporation_kind)
         VALUES ($1, '見本医院', '見本医院', 'general-clinic', 'individual')`,
      [institution],
    );
  });
});
afterAll(() => test.drop());

/**
 * A clinic's period of plan 1: 1,000,000 yen of response expenses within 10,000,000 yen; a deductible of 100,000 yen.
 */
async function period(more: { interruption?: number; parameters?: object } = {}): Promise<MemberPeriod> {
  const [policy, id] = [newId(), newId()];
  await asSuperuser(test.ownerUrl, async (client) => {
    await client.query(`INSERT INTO policy (id, number, policyholder, is_group) VALUES ($1, $2, '見本', false)`, [
      policy,
      policy,
    ]);
    await client.query(
      `INSERT INTO member_period (id, institution_id, policy_id, policy_number, institution_kind, corporation_kind,
         plan, terms_version, inception_on, expiry_on, continuous_since, deductible_yen,
         interruption_limit_yen, interruption_waiting_hours, parameters)
       VALUES ($1, $2, $3, $4, 'general-clinic', 'individual', 1, '2026-11', $7, $7::date + 1, $7, 100000, $5, CASE
           WHEN $5::bigint IS NULL THEN NULL
           ELSE 0 END, $6)`,
      [id, institution, policy, policy, more.interruption ?? null, JSON.stringify(more.parameters ?? {}), nextDay()],
    );
  });
  const made = await test.database.read(actor, (tx) => periodById(tx, id));
  if (!made) throw new Error('the period was not made');
  return made;
}

let days = 0;
const nextDay = (): string => new Date(Date.UTC(2026, 0, 1 + 2 * days++)).toISOString().slice(0, 10);

async function incident(): Promise<string> {
  const id = newId();
  await asSuperuser(test.ownerUrl, (client) =>
    client.query(
      `INSERT INTO incident (id, institution_id, case_number, reported_by, report_key, report_hash, state, channel,
         description, reporter_name, reporter_phone, facts, flags, facts_version, version, policy_match, outlook,
         outlook_reasons, outlook_facts_version, support_facts_version, phase_suspicion, phase_investigation,
         phase_apology, phase_recovery, phase_liability, reported_at)
       VALUES ($1::uuid, $2, $1::text, 'person:x', $1::text, '', 'open', 'web', 'x', 'x', 'x', '{}', '[]', 1, 1,
         'pending', 'pending', '[]', 0, 0, 'active', 'not-started', 'not-started', 'not-started', 'not-started',
           now())`,
      [id, institution],
    ),
  );
  return id;
}

const holds = (coverage: Coverage, yen: number, more: Partial<Posting> = {}): Posting => ({
  kind: 'hold',
  takes: 'limit',
  coverage,
  yen,
  reference: 'expense:1',
  ...more,
});

const act = (of: MemberPeriod, incidentId: string, ...postings: Posting[]): Promise<string[]> =>
  test.database.transaction(actor, async (tx) => {
    await tx.lockCases([incidentId]);
    return postAct(tx, of, plan, { incidentId, postings });
  });

const open = (of: MemberPeriod): Promise<readonly OpenAmount[]> =>
  test.database.read(actor, async (tx) => (await openAmounts(tx, [of.id])).get(of.id) ?? []);

const refusal = async (posted: Promise<unknown>): Promise<Problem> => {
  try {
    await posted;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('at the same moment', () => {
  it('64 promises on a limit that fits 10: exactly 10 are made, the others are told what is left', async () => {
    const of = await period();
    const cases = await Promise.all([incident(), incident()]);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 64 }, (_, at) => act(of, cases[at % 2] ?? '', holds('response-expense', 100_000))),
    );
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(outcomes.length - refused.length).toBe(10);
    for (const error of refused)
      expect(error).toMatchObject({
        code: 'limits.exhausted',
        details: { params: { remaining: 0, limit: 1_000_000 } },
      });
    expect(bucketsOf(of, plan, await open(of), null)).toEqual([
      { bucket: 'response-expense', limit: 1_000_000, paid: 0, held: 1_000_000, ordered: 0, remaining: 0 },
      { bucket: 'aggregate', limit: 10_000_000, paid: 0, held: 1_000_000, ordered: 0, remaining: 9_000_000 },
    ]);
  }, 30_000);

  it('one hold is paid or released once, whatever comes at the same moment', async () => {
    const of = await period();
    const one = await incident();
    const [held = ''] = await act(of, one, holds('liability', 500_000));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, (_, at) =>
        act(of, one, holds('liability', 500_000, { kind: at % 2 === 0 ? 'consume' : 'release', ends: held })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'limits.ended-already' });
  });
});

describe('what counts where', () => {
  it('response expenses count in their own limit and in the aggregate; damages in the aggregate', async () => {
    const of = await period();
    const one = await incident();
    await act(of, one, holds('liability', 9_500_000));
    const over = await refusal(act(of, one, holds('response-expense', 500_001)));
    expect(over).toMatchObject({ code: 'limits.exhausted', details: { params: { remaining: 500_000 } } });
    await act(of, one, holds('response-expense', 500_000));
    expect((await refusal(act(of, one, holds('liability', 1)))).details.params).toMatchObject({ remaining: 0 });
  });

  it('business interruption is outside the aggregate unless the contract says inside', async () => {
    const outside = await period({ interruption: 30_000_000 });
    const inside = await period({
      interruption: 30_000_000,
      parameters: { businessInterruptionInsideAggregate: true },
    });
    const one = await incident();
    await act(outside, one, holds('business-interruption', 30_000_000));
    expect((await refusal(act(outside, one, holds('business-interruption', 1)))).code).toBe('limits.exhausted');
    await act(outside, one, holds('liability', 10_000_000));
    expect((await refusal(act(inside, one, holds('business-interruption', 10_000_001)))).details.params).toMatchObject({
      remaining: 10_000_000,
    });
  });

  it('without the option nothing is promised of it', async () => {
    const of = await period();
    expect((await refusal(act(of, await incident(), holds('business-interruption', 1)))).code).toBe('limits.exhausted');
  });

  it('a response-expense limit for each incident is not shared between two, the aggregate is', async () => {
    const of = await period({ parameters: { responseExpenseLimitScope: 'incident' } });
    const [one, other] = [await incident(), await incident()];
    await act(of, one, holds('response-expense', 1_000_000));
    await act(of, other, holds('response-expense', 1_000_000));
    expect((await refusal(act(of, one, holds('response-expense', 1)))).code).toBe('limits.exhausted');
    expect(bucketsOf(of, plan, await open(of), one).map(({ bucket, remaining }) => [bucket, remaining])).toEqual([
      ['response-expense', 0],
      ['aggregate', 8_000_000],
      ['deductible', 100_000],
    ]);
  });

  it('the deductible is one for each incident', async () => {
    const of = await period();
    const [one, other] = [await incident(), await incident()];
    const deductible = holds('response-expense', 100_000, { takes: 'deductible' });
    await act(of, one, holds('response-expense', 200_000), deductible);
    await act(of, other, deductible);
    expect((await refusal(act(of, one, { ...deductible, yen: 1 }))).code).toBe('limits.exhausted');
    expect(usedFor(await open(of), one)).toEqual({
      responseExpense: 200_000,
      responseExpenseThisIncident: 200_000,
      liability: 0,
      businessInterruption: 0,
      deductible: 100_000,
    });
  });

  it('two members never share a limit', async () => {
    const [mine, theirs] = [await period(), await period()];
    const one = await incident();
    await act(mine, one, holds('response-expense', 1_000_000));
    await act(theirs, one, holds('response-expense', 1_000_000));
    expect(usedFor(await open(mine), one).responseExpense).toBe(1_000_000);
  });
});

describe('acts', () => {
  it('an act that is over in one bucket posts nothing anywhere', async () => {
    const of = await period();
    const one = await incident();
    await refusal(act(of, one, holds('liability', 1_000), holds('response-expense', 1_000_001)));
    expect(await open(of)).toEqual([]);
  });

  it('a part is released by releasing all and posting the rest again, also when nothing else is left', async () => {
    const of = await period();
    const one = await incident();
    const [held = ''] = await act(of, one, holds('response-expense', 1_000_000));
    await act(
      of,
      one,
      holds('response-expense', 1_000_000, { kind: 'release', ends: held }),
      holds('response-expense', 400_000),
    );
    expect(usedFor(await open(of), one).responseExpense).toBe(400_000);
  });

  it('an order is shown and blocks nothing; its invoice’s hold ends it', async () => {
    const of = await period();
    const one = await incident();
    const [ordered = ''] = await act(
      of,
      one,
      holds('response-expense', 5_000_000, { kind: 'order', reference: 'order:1' }),
    );
    expect(bucketsOf(of, plan, await open(of), one)[0]).toMatchObject({ ordered: 5_000_000, remaining: 1_000_000 });
    await act(of, one, holds('response-expense', 900_000, { ends: ordered }));
    expect(bucketsOf(of, plan, await open(of), one)[0]).toMatchObject({
      ordered: 0,
      held: 900_000,
      remaining: 100_000,
    });
    const open1 = await test.database.read(actor, (tx) => openPostings(tx, one, 'order:1'));
    expect(open1).toEqual([]);
  });

  it.each<[string, Partial<Posting>]>([
    ['another amount than it ends', { kind: 'consume', yen: 999 }],
    ['another coverage than it ends', { kind: 'release', coverage: 'liability' }],
    ['a hold that would end a hold', { kind: 'hold' }],
  ])('%s is refused', async (_, wrong) => {
    const of = await period();
    const one = await incident();
    const [held = ''] = await act(of, one, holds('response-expense', 1_000));
    const refused = await refusal(act(of, one, holds('response-expense', 1_000, { ends: held, ...wrong })));
    expect(refused.code).toBe('limits.ended-already');
  });

  it('another case than the one that is written is refused', async () => {
    const of = await period();
    const [one, other] = [await incident(), await incident()];
    await expect(
      test.database.transaction(actor, async (tx) => {
        await tx.lockCases([one]);
        await postAct(tx, of, plan, { incidentId: other, postings: [holds('liability', 1)] });
      }),
    ).rejects.toMatchObject({ code: 'SN182' });
  });

  it('a contract that is corrected below what is promised lets only what lowers it pass', async () => {
    const of = await period({ parameters: { responseExpenseLimitScope: 'incident' } });
    const [one, other] = [await incident(), await incident()];
    const [held = ''] = await act(of, one, holds('response-expense', 1_000_000));
    await act(of, other, holds('response-expense', 1_000_000));
    await asSuperuser(test.ownerUrl, (client) =>
      client.query(`UPDATE member_period SET parameters = '{}' WHERE id = $1`, [of.id]),
    );
    expect((await refusal(act(of, one, holds('response-expense', 1)))).details.params).toMatchObject({
      remaining: 0,
    });
    await act(of, one, holds('response-expense', 1_000_000, { kind: 'release', ends: held }));
    expect(usedFor(await open(of), one).responseExpense).toBe(1_000_000);
  });
});

describe('random histories', () => {
  const histories = process.env['SONAE_TEST_LONG'] === '1' ? 20_000 : 300;
  it('never hold more than a limit, and code and database count alike', async () => {
    const random = seeded(20_261_124);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    for (let history = 0; history < histories; history++) {
      const parameters = {
        ...(random() < 0.5 ? { responseExpenseLimitScope: 'incident' } : {}),
        ...(random() < 0.5 ? { businessInterruptionInsideAggregate: true } : {}),
      };
      const of = await period({ interruption: 3_000_000, parameters });
      const cases = [await incident(), await incident()];
      // the model: what is open, as a plain list
      let model: { id: string; incidentId: string; posting: Posting }[] = [];
      for (let move = 0; move < 8; move++) {
        const ended = random() < 0.4 ? pick(model) : undefined;
        const incidentId = ended?.incidentId ?? pick(cases) ?? '';
        const posting: Posting = ended
          ? {
              ...ended.posting,
              kind: ended.posting.kind === 'hold' && random() < 0.5 ? 'consume' : 'release',
              ends: ended.id,
            }
          : {
              kind: random() < 0.15 ? 'order' : 'hold',
              takes: 'limit',
              coverage: pick(['response-expense', 'liability', 'business-interruption'] as const) ?? 'liability',
              yen: 1 + Math.floor(random() * 2_500_000),
              reference: `move:${move}`,
            };
        const next = model.filter(({ id }) => id !== ended?.id);
        const fits = limitsHold(
          [...next, ...(posting.kind === 'release' ? [] : [{ id: '', incidentId, posting }])],
          parameters,
        );
        const ids = await act(of, incidentId, posting).catch((error: unknown) => {
          expect([error, fits]).toMatchObject([{ code: 'limits.exhausted' }, false]);
          return null;
        });
        if (ids === null) continue;
        expect(fits).toBe(true);
        model = posting.kind === 'release' ? next : [...next, { id: ids[0] ?? '', incidentId, posting }];
      }
      const counted = await asSuperuser(
        test.ownerUrl,
        async (client) =>
          (
            await client.query<{ bucket: string; incident_id: string | null; used_yen: number }>(
              'SELECT * FROM limit_buckets($1)',
              [of.id],
            )
          ).rows,
      );
      for (const one of cases)
        for (const { bucket, paid, held } of bucketsOf(of, plan, await open(of), one)) {
          const row = counted.find((found) => found.bucket === bucket && [null, one].includes(found.incident_id));
          expect([bucket, paid + held]).toEqual([bucket, Number(row?.used_yen ?? 0)]);
        }
    }
  }, 7_200_000);
});

/** Written from the rules alone: own limit of the response expenses, aggregate, business interruption. */
function limitsHold(
  open: readonly { incidentId: string; posting: Posting }[],
  parameters: { responseExpenseLimitScope?: string; businessInterruptionInsideAggregate?: boolean },
): boolean {
  const sum = (of: (one: { incidentId: string; posting: Posting }) => boolean): number =>
    open
      .filter((one) => one.posting.kind !== 'order' && of(one))
      .reduce((total, { posting }) => total + posting.yen, 0);
  const response = parameters.responseExpenseLimitScope
    ? Math.max(
        ...open.map(({ incidentId }) =>
          sum((one) => one.incidentId === incidentId && one.posting.coverage === 'response-expense'),
        ),
        0,
      )
    : sum(({ posting }) => posting.coverage === 'response-expense');
  const aggregate = sum(
    ({ posting }) =>
      posting.coverage !== 'business-interruption' || parameters.businessInterruptionInsideAggregate === true,
  );
  const interruption = sum(({ posting }) => posting.coverage === 'business-interruption');
  return response <= 1_000_000 && aggregate <= 10_000_000 && interruption <= 3_000_000;
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
