import { freshKey, type Session } from '../support/system.js';

/** An expense as a case shows it. */
export interface ShownExpense {
  readonly id: string;
  readonly line: number;
  readonly state: string;
  readonly version: number;
}

/** What these tests look at in a case. */
export interface ShownCase {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: string;
  readonly version: number;
  readonly institutionId: string | null;
  readonly policyId: string | null;
  readonly policyMatch: string;
  readonly coverageOutlook: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly flags: readonly { readonly code: string; readonly pointer: string }[];
  readonly expenses: readonly ShownExpense[];
}

/** A refusal, as RFC 9457 and the product's own members say it. */
export interface Refusal {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly instance: string;
  readonly code: string;
  readonly textJa: string;
  readonly textEn: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly textJa: string }[];
  readonly missing?: readonly { readonly code: string; readonly textJa: string; readonly textEn: string }[];
}

/** An id that nothing has. */
export const nobody = '0192aaaa-0000-7000-8000-00000000abcd';

export const hoursFromNow = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
export const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);

/** The least that is accepted of somebody whose institution is known. */
export const smallest = (): Record<string, unknown> => ({
  reporter: { name: '見本 太郎', phone: '03-0000-0001' },
  description: '電子カルテが開けません。',
});

export const expense = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  category: 'damage-and-cause-investigation',
  amount: 400_000,
  incurredOn: today(),
  ...more,
});

/** An attack in Japan that becomes green, with two expenses for two lanes. */
export const attack = (): Record<string, unknown> => ({
  ...smallest(),
  cause: 'cyber-attack',
  country: 'JP',
  discoveredAt: hoursFromNow(-5),
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
  expenses: [expense(), expense({ category: 'call-center', amount: 300_000 })],
});

/** Reports and answers the case; fails the test when it is not accepted. */
export async function reportedBy(person: Session, body: Record<string, unknown> = attack()): Promise<ShownCase> {
  const answer = await person.send<ShownCase>('POST', '/incidents', { body, key: freshKey() });
  if (answer.status !== 201) throw new Error(`a report was answered ${JSON.stringify(answer.body)}`);
  return answer.body;
}
