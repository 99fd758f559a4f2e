import { testSystem, type Session, type TestSystem } from '../support/system.js';

let system: TestSystem;
let hospital: Session;

beforeAll(async () => {
  system = await testSystem({ queues: [] });
  hospital = await system.as('reporter@sakura.example');
}, 60_000);

afterAll(async () => {
  await system?.stop();
});

const request = (lines: readonly object[]): object => ({
  termsVersion: '2026-11',
  policy: {
    institutionKind: 'general-clinic',
    corporationKind: 'other',
    plan: 3,
    inceptionDate: '2026-04-01',
    expiryDate: '2027-04-01',
  },
  incident: {
    cause: 'cyber-attack',
    country: 'JP',
    discoveredOn: '2026-09-10',
    attackConfirmed: true,
    premises: 'insured-facility',
    perpetrator: 'outsider',
  },
  lines,
});
const line = { id: '1', category: 'call-center', amount: 12_000_000, incurredOn: '2026-09-20' };

describe('what the rules of the product would pay', () => {
  it('is answered like by the command, without a key', async () => {
    const { status, body } = await hospital.send<{ lines: object[] }>('POST', '/coverage-assessments', {
      body: request([line]),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lines: [
        {
          outcome: 'reduced',
          payable: 10_000_000,
          steps: [{ code: 'sub-limit', before: 12_000_000, after: 10_000_000 }],
        },
      ],
      emergencySupport: { availability: 'available', remainingResponseExpense: 0 },
    });
  });

  it('says every fault by pointer, code and sentence, and assesses nothing', async () => {
    const wrong = { ...request([line, { ...line, amount: '1' }]), used: { responseExpenseThisIncident: 1 }, extra: 1 };
    const { status, body } = await hospital.send<{ errors: { pointer: string; code: string; textJa: string }[] }>(
      'POST',
      '/coverage-assessments',
      { body: wrong },
    );
    expect(status).toBe(400);
    expect(
      body.errors.map(({ pointer, code }) => [pointer, code]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ).toEqual([
      ['/extra', 'requests.unknown-field'],
      ['/lines/1/amount', 'requests.wrong-type'],
      ['/lines/1/id', 'assessments.contradiction'],
      ['/used/responseExpenseThisIncident', 'assessments.contradiction'],
    ]);
    expect(body.errors.every(({ textJa }) => textJa.endsWith('。'))).toBe(true);
  });

  it('is for those who are signed in', async () => {
    expect((await system.send('POST', '/api/v1/coverage-assessments', { body: request([]) })).status).toBe(401);
  });
});

describe('a quote', () => {
  const quote = (body: object) =>
    hospital.send<{ outcome: string; premium: number | null; errors?: { pointer: string }[] }>('POST', '/quotes', {
      body,
    });

  it('is the published premium of the plan', async () => {
    const { status, body } = await quote({ institutionKind: 'general-clinic', plan: 1, newlyOpened: true });
    expect([status, body]).toEqual([
      200,
      {
        termsVersion: '2026-11',
        outcome: 'premium',
        premium: 40_800,
        limits: { liabilityYen: 10_000_000, responseExpenseYen: 1_000_000 },
        groupFloor: null,
        reasons: [],
      },
    ]);
  });

  it.each([
    ['/beds', { institutionKind: 'hospital', plan: 1 }],
    ['/beds/total', { institutionKind: 'hospital', plan: 1, beds: { general: 50, total: 40 } }],
    ['/plan', { institutionKind: 'general-clinic', plan: 0 }],
    ['/plan', { institutionKind: 'general-clinic', plan: 4 }],
    ['/deductible', { institutionKind: 'general-clinic', plan: 1, deductible: -1 }],
  ])('names what is wrong: %s', async (pointer, body) => {
    const answer = await quote(body);
    expect([answer.status, answer.body.errors?.map((fault) => fault.pointer)]).toEqual([400, [pointer]]);
  });
});
