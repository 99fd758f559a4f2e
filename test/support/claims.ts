import { dayInJapan, monthsAway } from '#kernel';
import { asSuperuser } from './database.js';
import { fileNeededPapers } from './papers.js';
import { enter } from './policies.js';
import { freshKey, type Reply, type Session, type TestSystem } from './system.js';

/** A case whose expenses can be decided, as the desk and the adjusters read it. */
export interface ClaimCase {
  readonly id: string;
  readonly version: number;
  readonly policyId: string;
  readonly institutionId: string;
  readonly limits: readonly { readonly bucket: string; readonly held: number; readonly remaining: number }[] | null;
  readonly expenses: readonly ClaimExpense[];
}
export interface ClaimExpense {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly ruling: { readonly ruling: string; readonly amount: number; readonly isFinal: boolean } | null;
}
export interface Decision {
  readonly id: string;
  readonly state: string;
  readonly kind: string;
  readonly amount: number;
  readonly assessed: number;
  readonly finalAt: string | null;
  readonly needs: {
    readonly totalYen: number;
    readonly missing: readonly { readonly code: string }[];
    readonly because: readonly { readonly code: string }[];
  };
  readonly acts: readonly { readonly kind: string }[];
}
export interface Refused {
  readonly code: string;
  readonly textJa: string;
  readonly missing?: readonly { readonly code: string }[];
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly allowed?: string }[];
}

export const today = dayInJapan(new Date());

/** One act under a key of its own. */
export const post = <T>(by: Session, path: string, body: object = {}): Promise<Reply<T & Refused>> =>
  by.send<T & Refused>('POST', path, { key: freshKey(), body });

/** The id of a line of a case. */
export const idOf = ({ expenses }: ClaimCase, at = 0): string => expenses[at]?.id ?? '';

/** One cost of today; what is not said is as the rules want it. */
export const cost = (category: string, amount: number, more: object = {}): object => ({
  category,
  amount,
  incurredOn: today,
  ...more,
});

const attack = {
  reporter: { name: '見本 報告', phone: '03-5550-0000' },
  institutionName: '見本 医院',
  description: '電子カルテを開けない',
  cause: 'cyber-attack',
  country: 'JP',
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
};

/** The desk's way from a policy to expenses in review, each with an adjuster, through HTTP. */
export class Claims {
  private constructor(
    readonly system: TestSystem,
    readonly admin: Session,
    readonly desk: Session,
    private readonly emails: ReadonlyMap<string, string>,
  ) {}

  static async on(system: TestSystem): Promise<Claims> {
    const people = await asSuperuser(system.db.ownerUrl, async (client) => {
      // nobody is short of room, so that every item finds somebody
      await client.query(`UPDATE roster SET capacity = 100000 WHERE capacity > 0`);
      return (await client.query<{ id: string; email: string }>('SELECT id, email FROM person')).rows;
    });
    const [admin, desk] = await Promise.all([system.as('admin@sonae.example'), system.as('support@sonae.example')]);
    return new Claims(system, admin, desk, new Map(people.map(({ id, email }) => [id, email])));
  }

  /** A clinic’s policy; plan 1: 1,000,000 yen of response expenses within 10,000,000 yen, plan 3 ten times that. */
  policy(more: object = {}): Promise<{ id: string; institutionId: string }> {
    const inceptionDate = monthsAway(today, -3);
    return enter(this.admin, {
      institution: { name: `見本医院 ${freshKey()}`, kind: 'general-clinic', corporationKind: 'medical-corporation' },
      plan: 1,
      inceptionDate,
      expiryDate: monthsAway(inceptionDate, 12),
      boundaryHour: 0,
      ...more,
    });
  }

  /**
   * Reported by the desk, matched, checked (`checks`: all clear unless said), taken by whom it was offered to, and open
   * unless said.
   */
  async inReview(
    policy: { id: string; institutionId: string },
    expenses: readonly object[],
    {
      facts = {},
      checks = true,
      papers = true,
      open = true,
    }: { facts?: object; checks?: boolean; papers?: boolean; open?: boolean } = {},
  ): Promise<ClaimCase> {
    const reported = await this.desk.send<ClaimCase>('POST', '/incidents', {
      key: freshKey(),
      body: {
        ...attack,
        occurredAt: new Date(Date.now() - 7_200_000).toISOString(),
        discoveredAt: new Date(Date.now() - 3_600_000).toISOString(),
        ...facts,
        expenses,
      },
    });
    if (reported.status !== 201) throw new Error(JSON.stringify(reported.body));
    const { id } = reported.body;
    const matched = await this.desk.send('POST', `/incidents/${id}/matches`, {
      key: freshKey(),
      body: { institutionId: policy.institutionId, policyId: policy.id },
    });
    if (matched.status !== 200) throw new Error(JSON.stringify(matched.body));
    await this.system.settled(60_000, policy.institutionId);
    if (checks) await this.check(id);
    if (papers)
      await fileNeededPapers(
        this.system,
        this.desk,
        id,
        reported.body.expenses.map((expense) => expense.id),
      );
    for (const expense of reported.body.expenses) await this.take(expense.id);
    if (open) await this.open(id);
    return this.case(id);
  }

  /** Triaged and opened, with the first who took an expense in charge, or a senior-adjuster where nobody did. */
  async open(id: string): Promise<void> {
    const { expenses, institutionId } = await this.case(id);
    const senior = this.idOf('senior@sonae.example');
    const inCharge = expenses.some(({ state }) => state === 'in-review') ? {} : { adjusterId: senior };
    for (const move of [
      { to: 'triaged', severity: 'normal' },
      { to: 'open', ...inCharge },
    ]) {
      const moved = await post(this.desk, `/incidents/${id}/transitions`, move);
      if (moved.status !== 200) throw new Error(JSON.stringify(moved.body));
    }
    await this.system.settled(60_000, institutionId);
  }

  private idOf(email: string): string {
    return [...this.emails].find(([, one]) => one === email)?.[0] ?? '';
  }

  /** Every check before the first proposal, with nothing found unless said. */
  async check(id: string, findings: Readonly<Record<string, 'clear' | 'issue'>> = {}): Promise<void> {
    const senior = await this.system.as('senior@sonae.example');
    for (const kind of ['premium-received', 'declaration-compared', 'other-insurance', 'vendor-compensation']) {
      const answer = await senior.send('POST', `/incidents/${id}/checks`, {
        key: freshKey(),
        body: { kind, finding: findings[kind] ?? 'clear', note: '見本の確認', source: '契約台帳（見本）' },
      });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    }
  }

  /** Accepts the item of an expense as whom it was offered to. */
  async take(expenseId: string): Promise<Session> {
    const { workItems } = await this.desk.get<{ workItems: { id: string; assignee: { id: string } | null }[] }>(
      `/expenses/${expenseId}`,
    );
    const [item] = workItems;
    const email = this.emails.get(item?.assignee?.id ?? '');
    if (!item || !email) throw new Error('offered to nobody');
    const session = await this.system.as(email);
    const claimed = await session.send('POST', `/work-items/${item.id}/claim`, { key: freshKey() });
    if (claimed.status !== 200) throw new Error(JSON.stringify(claimed.body));
    return session;
  }

  /** Papers of a line that came later, and its item accepted. */
  async fileAndTake(caseId: string, expenseId: string): Promise<Session> {
    await fileNeededPapers(this.system, this.desk, caseId, [expenseId]);
    return this.take(expenseId);
  }

  /** Who has the newest item of an expense. */
  async holder(expenseId: string): Promise<Session> {
    const { workItems } = await this.desk.get<{ workItems: { assignee: { id: string } | null }[] }>(
      `/expenses/${expenseId}`,
    );
    return this.system.as(this.emails.get(workItems[0]?.assignee?.id ?? '') ?? '');
  }

  /** A senior-adjuster records that the insurer consented to all that an expense claims, before it was spent. */
  async consent(expenseId: string, ceiling: number): Promise<void> {
    const senior = await this.system.as('senior@sonae.example');
    const recorded = await post(senior, `/expenses/${expenseId}/consents`, { ceiling, reason: '見本の同意' });
    if (recorded.status !== 201) throw new Error(JSON.stringify(recorded.body));
  }

  case(id: string): Promise<ClaimCase> {
    return this.desk.get<ClaimCase>(`/incidents/${id}`);
  }

  propose(by: Session, expenseId: string, body: object = {}): Promise<Reply<Decision & Refused>> {
    return by.send('POST', `/expenses/${expenseId}/decisions`, {
      key: freshKey(),
      body: { kind: 'approve', textJa: '査定額どおりお支払いします。', ...body },
    });
  }

  sign(by: Session, decisionId: string, body: object = {}): Promise<Reply<Decision & Refused>> {
    return by.send('POST', `/decisions/${decisionId}/countersignatures`, { key: freshKey(), body });
  }
}
