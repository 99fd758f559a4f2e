import { makeFinal } from '../support/cashiers.js';
import { Claims, cost, idOf } from '../support/claims.js';
import { until } from '../support/processes.js';
import { testSystem, type TestSystem } from '../support/system.js';

/** A report calls an institution as its writer does; from the match on it has its registered name. */

let system: TestSystem;
let claims: Claims;

beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
}, 120_000);
afterAll(() => system?.stop());

it('a matched case has the registered name in every list and letter', async () => {
  const name = '医療法人社団見本会 見本台総合病院';
  const policy = await claims.policy({
    institution: { name, kind: 'hospital', corporationKind: 'medical-corporation' },
  });
  const lines = [cost('call-center', 100_000), cost('call-center', 200_000)];
  const claimed = await claims.inReview(policy, lines);
  const [holder, senior] = [await claims.holder(idOf(claimed)), await system.as('senior@sonae.example')];
  const rejected = await claims.propose(holder, idOf(claimed), {
    kind: 'reject',
    reasons: [{ code: 'not-proven', text: '受電の記録と日付が合いません。' }],
    textJa: '受電の記録で確認できないため、お支払いの対象になりません。',
  });
  const signed = await claims.sign(senior, rejected.body.id, { articles: [{ article: '第12条第1項' }] });
  expect([rejected.body.code, signed.body.state]).toEqual([undefined, 'rejected']);

  const one = await senior.get<{ institutionName: string; caseNumber: string }>(`/incidents/${claimed.id}`);
  expect(one.institutionName).toBe(name);
  interface Named {
    readonly caseNumber: string;
    readonly institutionName: string;
  }
  for (const [by, path] of [
    [senior, `/incidents?caseNumber=${one.caseNumber}`],
    [senior, `/expenses?incidentId=${claimed.id}`],
    [await claims.holder(idOf(claimed, 1)), '/work-items?assignee=me'],
  ] as const) {
    const { items } = await by.get<{ items: Named[] }>(path);
    const own = items.filter(({ caseNumber }) => caseNumber === one.caseNumber);
    expect([path, ...new Set(own.map(({ institutionName }) => institutionName))]).toEqual([path, name]);
  }

  await makeFinal(system, claimed.id);
  // a timer finds that it is final
  const addressees = async (): Promise<string[]> =>
    (await senior.get<{ items: { to: string }[] }>(`/letters?incidentId=${claimed.id}`)).items.map(({ to }) => to);
  await until('the letter is written', 30_000, async () => (await addressees()).length > 0);
  expect(await addressees()).toEqual([`${name} 御中`]);
}, 120_000);
