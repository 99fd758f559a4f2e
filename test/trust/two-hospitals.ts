import pg from 'pg';
import { limitsOf } from '#coverage';
import { post } from '#limits';
import { systemActor } from '#platform';
import { periodById } from '#policies';
import { termsOf } from '#terms';
import { Claims } from '../support/claims.js';
import { freshKey, testSystem, type TestSystem } from '../support/system.js';
import { expense, reportedBy, smallest, type ShownCase } from './reports.js';

/** Two hospitals with routed cases, a case that nobody has matched, and everything that hangs on them. */
export interface TwoHospitals {
  readonly system: TestSystem;
  readonly sakura: string;
  readonly midori: string;
  /** Sakura's cases: one with expenses and support, one more. */
  readonly own: ShownCase;
  readonly other: ShownCase;
  readonly foreign: ShownCase;
  readonly unmatched: ShownCase;
  /** A statement past row security. */
  seen<T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

export async function twoHospitals(): Promise<TwoHospitals> {
  const system = await testSystem();
  const [reporter, neighbour, desk] = [
    await system.as('reporter@sakura.example'),
    await system.as('reporter@midori.example'),
    await system.as('support@sonae.example'),
  ];
  const [own, other, foreign] = [
    await reportedBy(reporter),
    await reportedBy(reporter, smallest()),
    await reportedBy(neighbour),
  ];
  const unmatched = await reportedBy(desk, { ...smallest(), institutionName: '見本 どこかの病院' });
  for (const [person, id] of [
    [reporter, own.id],
    [neighbour, foreign.id],
  ] as const)
    await person.send('POST', `/incidents/${id}/expenses`, {
      body: { expenses: [expense({ category: 'data-restoration' })] },
      key: freshKey(),
    });
  await system.settled();
  for (const { id, policyId } of [own, foreign])
    await system.db.database.transaction(systemActor('arranging'), { case: id }, async (tx) => {
      const period = await periodById(tx, policyId ?? '');
      const plan = period && limitsOf(termsOf(period.termsVersion), period.institutionKind, period.plan);
      if (!period || !plan) throw new Error('the case has no period');
      const amount = { takes: 'limit', coverage: 'response-expense', yen: 100_000, reference: 'expense:1' } as const;
      await post(tx, period, plan, { incidentId: id, postings: [{ kind: 'hold', ...amount }] });
    });
  await system.settled();
  await rejectOne(system, [own, foreign]);
  const superuser = new pg.Client({ connectionString: system.db.ownerUrl, options: '-c search_path=sonae,public' });
  await superuser.connect();
  return {
    system,
    sakura: own.institutionId ?? '',
    midori: foreign.institutionId ?? '',
    own,
    other,
    foreign,
    unmatched,
    seen: async (sql, values = []) => (await superuser.query(sql, [...values])).rows,
    async stop() {
      await superuser.end();
      await system.stop();
    },
  };
}

/** The last expense of each case is rejected: proposed by one senior-adjuster, signed by another. */
async function rejectOne(system: TestSystem, cases: readonly ShownCase[]): Promise<void> {
  const claims = await Claims.on(system);
  const [senior, second] = [await system.as('senior@sonae.example'), await system.as('senior2@sonae.example')];
  for (const { id, institutionId, policyId } of cases) {
    await claims.desk.send('POST', `/incidents/${id}/matches`, { key: freshKey(), body: { institutionId, policyId } });
    await claims.check(id);
    const last = (await claims.case(id)).expenses.at(-1)?.id ?? '';
    await claims.take(last);
    const open = await claims.propose(senior, last, {
      kind: 'reject',
      textJa: '資料が届かないため、お支払いできません。',
      reasons: [{ code: 'not-proven', text: '見積書のみ' }],
    });
    const signed = await claims.sign(second, open.body.id, { articles: [{ article: '約款 第2条（見本）' }] });
    if (signed.body.state !== 'rejected') throw new Error(JSON.stringify(signed.body));
  }
  await system.settled();
}
