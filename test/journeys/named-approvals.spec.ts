import { daysAfter } from '#platform';
import { Claims, cost, post, today } from '../support/claims.js';
import { testSystem, type Session, type TestSystem } from '../support/system.js';
import { act, attackInJapan, rowsOf, type Case } from './cases.js';

interface Line {
  readonly id: string;
  readonly state: string;
  readonly amount: number;
  readonly consent: boolean;
  readonly preApproval?: string;
  readonly approval: { readonly number: string; readonly rest: number; readonly textJa: string } | null;
  readonly namedApproval: { readonly code: string; readonly textJa: string } | null;
}
type Shown = Omit<Case, 'expenses'> & { readonly expenses: readonly Line[] };

let system: TestSystem;
let claims: Claims;
let manager: Session;
let other: Session;
let senior: Session;
beforeAll(async () => {
  system = await testSystem();
  claims = await Claims.on(system);
  [manager, other, senior] = await Promise.all([
    system.as('manager@sakura.example'),
    system.as('manager@midori.example'),
    system.as('senior@sonae.example'),
  ]);
}, 60_000);
afterAll(async () => {
  await system?.stop();
});

const reported = async (by: Session, expenses: readonly object[] = []): Promise<Shown> => {
  const answer = await post<Shown>(by, '/incidents', attackInJapan({ expenses, affectedPersons: 10_000 }));
  expect(answer.status).toBe(201);
  return answer.body;
};
const gift = (amount: number, more: object = {}): object => cost('condolence', amount, { persons: 10_000, ...more });
const linesOf = async (id: string, by: Session = claims.desk): Promise<readonly Line[]> =>
  (await by.get<Shown>(`/incidents/${id}`)).expenses;

async function approved(
  by: Session,
  caseId: string,
  ceiling: number,
  { category = 'condolence', ...more }: { readonly category?: string; readonly lapsesOn?: string } = {},
): Promise<string> {
  const asked = await post<{ id: string }>(by, `/incidents/${caseId}/pre-approvals`, {
    category,
    amount: ceiling,
    description: '見舞品',
  });
  const answered = await post<{ number: string }>(senior, `/pre-approvals/${asked.body.id}/answers`, {
    answer: 'pre-approved',
    textJa: '承認します。',
    ...more,
  });
  expect(answered.status).toBe(200);
  return answered.body.number;
}
const merge = (from: string, into: string) => act<Shown>(claims.desk, `/incidents/${from}/merges`, { into });

describe('a report that names the number of a pre-approval', () => {
  it('keeps it, counts it for nothing while it is another case’s, and takes it when the cases are merged', async () => {
    const first = await reported(manager);
    await system.settled(60_000);
    const number = await approved(manager, first.id, 500_000);
    // as somebody writes it from a paper
    const typed = ` ${number.toLowerCase().replace('-p', '－ｐ')} `;
    const second = await reported(manager, [
      gift(400_000, { preApproval: typed }),
      gift(300_000, { preApproval: typed }),
    ]);
    expect(second.expenses.map(({ preApproval }) => preApproval)).toEqual([typed, typed]);
    await system.settled(60_000);
    for (const line of await linesOf(second.id))
      expect(line).toMatchObject({
        consent: false,
        approval: null,
        namedApproval: {
          code: 'expenses.named-approval-elsewhere',
          textJa: expect.stringContaining(`事案 ${first.caseNumber} の事前承認`),
        },
      });
    expect((await merge(second.id, first.id)).status).toBe(200);
    await system.settled(60_000);
    // the first has all of its ceiling, the other what is left
    expect(
      (await linesOf(first.id)).map(({ consent, approval, namedApproval }) => [consent, approval?.rest, namedApproval]),
    ).toEqual([
      [true, 500_000, null],
      [false, 100_000, null],
    ]);
    const timeline = await manager.get<{ items: { textJa: string }[] }>(`/incidents/${first.id}/timeline?limit=200`);
    expect(timeline.items.map(({ textJa }) => textJa)).toContain(
      '明細1・2：ご報告にあった事前承認番号を確認し、この明細に結び付けました。',
    );
  }, 60_000);

  it('is taken too when the case that has the pre-approval goes into the report’s', async () => {
    const first = await reported(manager);
    await system.settled(60_000);
    const number = await approved(manager, first.id, 500_000);
    const second = await reported(manager, [gift(100_000, { preApproval: number })]);
    await system.settled(60_000);
    expect((await merge(first.id, second.id)).status).toBe(200);
    await system.settled(60_000);
    expect(await linesOf(second.id)).toMatchObject([{ consent: true, approval: { number }, namedApproval: null }]);
  }, 60_000);

  it('a number that nobody gave, and another institution’s, are kept and say the same', async () => {
    const theirs = await reported(other);
    await system.settled(60_000);
    const foreign = await approved(other, theirs.id, 500_000);
    const unknown = foreign.replace(/P\d+$/, 'P77');
    const own = await reported(manager, [gift(1_000, { preApproval: foreign }), gift(2_000, { preApproval: unknown })]);
    await system.settled(60_000);
    for (const by of [manager, claims.desk]) {
      const lines = await linesOf(own.id, by);
      expect(lines.map(({ preApproval, namedApproval }) => [preApproval, namedApproval?.code])).toEqual([
        [foreign, 'expenses.named-approval-not-found'],
        [unknown, 'expenses.named-approval-not-found'],
      ]);
      expect(JSON.stringify(lines)).not.toContain(`事案 ${theirs.caseNumber}`);
    }
  }, 60_000);

  it.each<[string, object, object, string]>([
    [
      'of another category',
      {},
      { category: 'call-center', persons: undefined },
      'expenses.named-approval-other-category',
    ],
    ['that had lapsed when it was incurred', {}, { incurredOn: today }, 'linked'],
  ])(
    '%s',
    async (_, answer, more, code) => {
      const first = await reported(manager);
      await system.settled(60_000);
      const number = await approved(manager, first.id, 500_000, answer);
      if (code === 'linked')
        await rowsOf(system, `UPDATE pre_approval SET lapses_on = $2 WHERE incident_id = $1`, [
          first.id,
          daysAfter(today, -1),
        ]);
      const second = await reported(manager, [{ ...gift(1_000, { preApproval: number }), ...more }]);
      await system.settled(60_000);
      await merge(second.id, first.id);
      await system.settled(60_000);
      const expected = code === 'linked' ? 'expenses.named-approval-lapsed' : code;
      expect(await linesOf(first.id)).toMatchObject([{ consent: false, namedApproval: { code: expected } }]);
    },
    60_000,
  );

  it('is linked when the category of the line is corrected to the one that it was given for', async () => {
    const first = await reported(manager);
    await system.settled(60_000);
    const number = await approved(manager, first.id, 500_000, { category: 'call-center' });
    const second = await reported(manager, [cost('data-restoration', 1_000, { preApproval: number })]);
    await system.settled(60_000);
    await merge(second.id, first.id);
    await system.settled(60_000);
    expect(await linesOf(first.id)).toMatchObject([
      { namedApproval: { code: 'expenses.named-approval-other-category' } },
    ]);
    const [line] = (await claims.desk.get<{ expenses: { id: string; version: number }[] }>(`/incidents/${first.id}`))
      .expenses;
    const corrected = await claims.desk.send('PATCH', `/expenses/${line?.id}`, {
      version: line?.version ?? 0,
      body: { category: 'call-center', reason: '費目の誤り' },
    });
    expect(corrected.status).toBe(200);
    expect(await linesOf(first.id)).toMatchObject([{ approval: { number }, namedApproval: null }]);
  }, 60_000);

  it('a used-up number is linked and says by how much the line is above it', async () => {
    const first = await reported(manager);
    await system.settled(60_000);
    const number = await approved(manager, first.id, 100_000);
    await post(manager, `/incidents/${first.id}/expenses`, { expenses: [gift(100_000, { preApproval: number })] });
    const second = await reported(manager, [gift(70_000, { preApproval: number })]);
    await system.settled(60_000);
    await merge(second.id, first.id);
    await system.settled(60_000);
    expect((await linesOf(first.id))[1]).toMatchObject({
      consent: false,
      approval: { rest: 0, textJa: expect.stringContaining('70,000円が残りを超える') },
    });
  }, 60_000);

  it('an expense that is sent to the merged number may name the pre-approval of either case', async () => {
    const [first, second] = [await reported(manager), await reported(manager)];
    await system.settled(60_000);
    const numbers = [await approved(manager, first.id, 50_000), await approved(manager, second.id, 60_000)];
    await merge(second.id, first.id);
    const sent = await post<Shown>(manager, `/incidents/${second.id}/expenses`, {
      expenses: numbers.map((preApproval) => gift(40_000, { preApproval })),
    });
    expect(sent.body.expenses?.map(({ consent, approval }) => [consent, approval?.number])).toEqual(
      numbers.map((number) => [true, number]),
    );
  }, 60_000);
});
