import type { Cashiers } from './cashiers.js';
import { cost, post, type Claims, type Decision } from './claims.js';
import { asSuperuser } from './database.js';
import type { ApiCase } from './figures.js';
import type { Session } from './system.js';

/** A case on its course, what was done with it, and the chance that decides what comes next. */
export interface Course {
  readonly id: string;
  readonly policyId: string;
  readonly institutionId: string;
  readonly random: () => number;
  readonly done: string[];
}

const hour = 3_600_000;

/** What chance chooses. */
class Chance {
  constructor(readonly random: () => number) {}

  below(most: number): number {
    return Math.floor(this.random() * most);
  }

  one<T>(of: readonly T[]): T {
    const found = of[this.below(of.length)];
    if (found === undefined) throw new Error('nothing to choose from');
    return found;
  }
}

function someCost(chance: Chance): object {
  const amount = 1_000 * (1 + chance.below(700)) + chance.below(1_000);
  const category = chance.one(['call-center', 'damage-and-cause-investigation', 'data-restoration', 'call-center']);
  return cost(category, amount, {
    ...(chance.random() < 0.5 ? { tax: Math.floor(amount / 10) } : {}),
    ...(category === 'damage-and-cause-investigation' ? { outsourced: true } : {}),
  });
}

function month(chance: Chance): object {
  const yen = 100_000 * (1 + chance.below(20));
  return cost('lost-profit', yen + chance.below(2) * 50_000, {
    interruption: { standardRevenue: yen, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
  });
}

/** One after the other: for several beside each other, each has a manager of its own. */
let managers = 0;

/** Random courses of cases, through HTTP; a manager of its own reads whichever is on its way. */
export class Courses {
  private constructor(
    private readonly claims: Claims,
    private readonly cashiers: Cashiers,
    readonly manager: Session,
    private readonly seniors: readonly [Session, Session],
  ) {}

  get senior(): Session {
    return this.seniors[0];
  }

  static async on(claims: Claims, cashiers: Cashiers): Promise<Courses> {
    const email = `manager-of-courses-${++managers}@sakura.example`;
    // the same password as the manager of the demonstration
    await asSuperuser(claims.system.db.ownerUrl, (client) =>
      client.query(
        `WITH known AS (SELECT id, institution_id FROM person WHERE email = 'manager@sakura.example'),
              made AS (INSERT INTO person (id, institution_id, email, display_name)
                       SELECT gen_random_uuid(), k.institution_id, $1, '見本 責任者' FROM known k RETURNING id),
              secret AS (INSERT INTO credential (person_id, password_hash, changed_at)
                         SELECT m.id, c.password_hash, now()
                             FROM made m, known k
                             JOIN credential c ON c.person_id = k.id)
         INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
         SELECT gen_random_uuid(), m.id, g.role, g.granted_by, g.granted_at, g.confirmed_by, g.confirmed_at
           FROM made m, known k JOIN role_grant g ON g.person_id = k.id`,
        [email],
      ),
    );
    const [manager, senior, second] = await Promise.all(
      [email, 'senior@sonae.example', 'senior2@sonae.example'].map((one) => claims.system.as(one)),
    );
    if (!manager || !senior || !second) throw new Error('nobody signed in');
    return new Courses(claims, cashiers, manager, [senior, second]);
  }

  /**
   * A case with one to three expenses in review; sometimes another one of the same period has taken from the limits.
   */
  async begin(random: () => number): Promise<Course> {
    const chance = new Chance(random);
    const withInterruption = random() < 0.3;
    const policy = await this.claims.policy({
      plan: chance.one([1, 3]),
      deductible: chance.one([0, 0, 100_000]),
      ...(withInterruption ? { businessInterruption: { limit: 3_000_000, waitingHours: 0 } } : {}),
    });
    // the manager becomes this clinic's
    await asSuperuser(this.claims.system.db.ownerUrl, (client) =>
      client.query('UPDATE person SET institution_id = $1 WHERE email = $2', [
        policy.institutionId,
        this.manager.email,
      ]),
    );
    const done: string[] = [];
    if (random() < 0.3) {
      const other = await this.claims.inReview(policy, [cost('call-center', 10_000 * (1 + chance.below(40)))]);
      if (random() < 0.5) await this.#propose(`/expenses/${other.expenses[0]?.id}`, 'approve', { random, done });
    }
    const months = withInterruption ? Array.from({ length: 1 + chance.below(3) }, () => month(chance)) : [];
    const costs = Array.from({ length: months.length > 0 ? 1 : 1 + chance.below(3) }, () => someCost(chance));
    const now = Date.now();
    const shown = await this.claims.inReview(policy, [...costs, ...months], {
      facts: {
        occurredAt: new Date(now - 3 * hour).toISOString(),
        discoveredAt: new Date(now - 2 * hour).toISOString(),
        systemStop: {
          kind: 'caused',
          from: new Date(now - 2 * hour).toISOString(),
          to: new Date(now - hour).toISOString(),
        },
      },
    });
    return { id: shown.id, policyId: policy.id, institutionId: policy.institutionId, random, done };
  }

  read(id: string, by = this.senior): Promise<ApiCase> {
    return by.get<ApiCase>(`/incidents/${id}`);
  }

  /** One act that the case allows now. Answers whether there was one. */
  async act(course: Course): Promise<boolean> {
    const { expenses } = await this.read(course.id);
    const acts = expenses.flatMap(({ id, line, state, lane }): (() => Promise<void>)[] => {
      const inReview = state === 'in-review';
      const say = (act: string): number => course.done.push(`${act} ${line}`);
      return [
        ...(inReview
          ? (['approve', 'approve', 'reduce', 'reject'] as const).map((kind) => async () => {
              say(kind);
              const statement = lane === 'business-interruption' ? `/incidents/${course.id}/statements` : undefined;
              await this.#propose(`/expenses/${id}`, kind, course, statement);
            })
          : []),
        ...(inReview || state === 'approved'
          ? [
              async () => {
                say('withdraw');
                const sent = await post(this.claims.desk, `/expenses/${id}/transitions`, {
                  to: 'withdrawn',
                  reason: '見本',
                });
                course.done.push(String(sent.body.code ?? sent.status));
              },
            ]
          : []),
        ...(state === 'approved' || state === 'rejected'
          ? [
              async () => {
                say('undo');
                await this.#undo(id, course.done);
              },
            ]
          : []),
      ];
    });
    if (acts.length === 0) return false;
    await new Chance(course.random).one(acts)();
    await this.claims.system.settled(60_000, course.institutionId);
    return true;
  }

  /** What is refused is no fault of a course: it goes on as it was. */
  async #propose(
    expense: string,
    kind: 'approve' | 'reduce' | 'reject',
    { random, done }: Pick<Course, 'random' | 'done'>,
    path = `${expense}/decisions`,
  ): Promise<void> {
    const preview = await this.senior.send<{ assessed?: number; questions?: { code: string }[] }>(
      'GET',
      `${expense}/decision-preview`,
    );
    const { assessed = 0, questions = [] } = preview.body;
    const off = Math.min(assessed, 1 + new Chance(random).below(Math.max(1, assessed)));
    const made = await post<Decision>(this.senior, path, {
      kind,
      textJa: '見本の説明です。',
      answers: questions.map(({ code }) => ({
        code,
        answer: kind === 'reject' ? 'not-covered' : 'covered',
        reason: '見本の判断です。',
      })),
      ...(kind === 'reduce'
        ? { amount: assessed - off, reasons: [{ code: 'not-necessary', amount: off, text: '見本の減額です。' }] }
        : {}),
      ...(kind === 'reject' ? { reasons: [{ code: 'not-proven', text: '見本の理由です。' }] } : {}),
    });
    const signed =
      made.body.state === 'open'
        ? await this.claims.sign(this.seniors[1], made.body.id, { articles: [{ article: '約款 第2条（見本）' }] })
        : made;
    done.push(String(signed.body.code ?? signed.body.state));
  }

  async #undo(id: string, done: string[]): Promise<void> {
    const { decisions } = await this.senior.get<{ decisions: { id: string; acts: unknown[] }[] }>(`/expenses/${id}`);
    const [newest] = decisions;
    if (!newest) return;
    const sent = await post(newest.acts.length > 0 ? this.seniors[1] : this.senior, `/decisions/${newest.id}/undos`);
    done.push(String(sent.body.code ?? sent.status));
  }

  /** Everything that is approved is paid. Answers how many payments there are. */
  async pay({ id, done }: Course): Promise<number> {
    const shown = await this.read(id);
    // a statement is one payment, whatever the months that it decides
    const approved = new Set(
      shown.expenses.flatMap(({ line, state, ruling }) => {
        if (state !== 'approved' || !ruling || (ruling.statement?.amount ?? ruling.amount) === 0) return [];
        return [ruling.statement?.carrier ?? line];
      }),
    ).size;
    if (approved === 0) return 0;
    await this.cashiers.account(shown.institutionId);
    done.push(`pay ${approved}`);
    return (await this.cashiers.pay(id, approved)).length;
  }
}
