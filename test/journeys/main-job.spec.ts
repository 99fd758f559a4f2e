import { freshKey, testSystem, type TestSystem } from '../support/system.js';

interface Case {
  id: string;
  caseNumber: string;
  state: string;
  version: number;
  coverageOutlook: string;
  coverageOutlookReasons: { code: string; textJa: string }[];
  supportOutlook: string;
  supportOutlookQuestion: { code: string } | null;
  phases: Record<string, string>;
  policyMatch: string;
  flags: { code: string; pointer: string }[];
  expenses: { id: string; line: number; state: string; lane: string; assessment: { outcome: string } }[];
  next: { code: string; by: string | null }[];
  allowedActions: { to: string; missing: { code: string }[] }[];
}

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

const ransomware = () => ({
  reporter: { name: '見本 太郎', phone: '03-0000-0001' },
  description: '電子カルテが開けず、身代金を求める文面が表示されました。',
  cause: 'cyber-attack',
  country: 'JP',
  discoveredAt: hoursAgo(5),
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
  expenses: [
    {
      category: 'damage-and-cause-investigation',
      amount: 900_000,
      tax: 90_000,
      incurredOn: today(),
      vendorName: '見本調査株式会社',
      outsourced: true,
    },
    { category: 'call-center', amount: 300_000, incurredOn: today() },
    { category: 'data-restoration', amount: 2_000_000, incurredOn: today() },
    { category: 'expert-advice', amount: 200_000, incurredOn: today(), lawyer: true },
  ],
});

describe('a report becomes routed work', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await testSystem();
  }, 60_000);
  afterAll(async () => {
    await system.stop();
  });

  it('ransomware in Japan: green, each expense at an adjuster with reasons, support opened per service', async () => {
    const hospital = await system.as('reporter@sakura.example');
    const answer = await hospital.send<Case>('POST', '/incidents', { body: ransomware(), key: freshKey() });
    expect(answer.status).toBe(201);
    expect(answer.body.caseNumber).toMatch(/^MC-\d{4}-\d{6}-\d$/);
    expect(answer.body).toMatchObject({
      state: 'reported',
      coverageOutlook: 'pending',
      supportOutlook: 'pending',
      policyMatch: 'proposed',
    });
    expect(answer.body.phases).toMatchObject({ suspicion: 'skipped', investigation: 'active' });
    expect(answer.body.next.map((step) => step.code)).toEqual(['call-back', 'coverage-outlook']);
    expect(answer.body.expenses.map((expense) => expense.lane)).toEqual([
      'forensics',
      'call-center',
      'data-restoration',
      'compensation',
    ]);
    await system.settled();

    const settled = await hospital.get<Case>(`/incidents/${answer.body.id}`);
    expect([settled.coverageOutlook, settled.supportOutlook]).toEqual(['green', 'available']);
    expect(settled.expenses.map((expense) => expense.state)).toEqual(['routed', 'routed', 'routed', 'routed']);
    expect(settled.expenses.every((expense) => expense.assessment.outcome !== 'not-assessed')).toBe(true);

    const desk = await system.as('support@sonae.example');
    const expense = await desk.get<{ workItems: { assignee: { name: string }; reasons: { textJa: string }[] }[] }>(
      `/expenses/${settled.expenses[0]?.id}`,
    );
    expect(expense.workItems).toHaveLength(1);
    expect(expense.workItems[0]?.assignee.name).toBeTruthy();
    expect(expense.workItems[0]?.reasons.length).toBeGreaterThan(0);
    const support = await desk.get<{ items: { service: string; state: string }[] }>(
      `/support-requests?incidentId=${answer.body.id}`,
    );
    expect(support.items.map((request) => `${request.service} ${request.state}`).toSorted()).toEqual([
      'call-center open',
      'claimant-coordination open',
      'investigation-and-first-response open',
      'restoration open',
    ]);
  });
});
