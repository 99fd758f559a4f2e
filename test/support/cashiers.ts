import { bankDaysAfter, daysAfter } from '#platform';
import { today } from './claims.js';
import { asSuperuser } from './database.js';
import { freshKey, type Reply, type Session, type TestSystem } from './system.js';

export interface PaymentShown {
  readonly id: string;
  readonly expenseId: string;
  readonly state: string;
  readonly amount: number;
}

interface People {
  readonly system: TestSystem;
  readonly cashier: Session;
  readonly other: Session;
  readonly releaser: Session;
  readonly releaserId: string;
}

/**
 * The rulings of a case as they are after the ten seconds in which they can be undone. All of them go back in time,
 * those that are final too: which of a line's rulings is its newest stays as it was.
 */
export async function makeFinal(system: TestSystem, caseId: string): Promise<void> {
  await asSuperuser(system.db.ownerUrl, (client) =>
    client.query(
      `UPDATE ruling
         SET ruled_at = ruled_at - interval '11 s', final_at = final_at - interval '11 s'
         WHERE incident_id = $1
           AND EXISTS (SELECT FROM ruling n WHERE n.incident_id = $1 AND n.final_at > now())`,
      [caseId],
    ),
  );
}

/** The people of payments: accounts, and money on its whole way to the settled transfer, through HTTP. */
export class Cashiers {
  #building: Promise<unknown> = Promise.resolve();

  readonly system: TestSystem;
  readonly cashier: Session;
  readonly other: Session;
  readonly releaser: Session;
  readonly #releaserId: string;

  private constructor({ system, cashier, other, releaser, releaserId }: People) {
    this.system = system;
    this.cashier = cashier;
    this.other = other;
    this.releaser = releaser;
    this.#releaserId = releaserId;
  }

  static async on(system: TestSystem): Promise<Cashiers> {
    const [cashier, other, admin] = await Promise.all([
      system.as('payments@sonae.example'),
      system.as('payments2@sonae.example'),
      system.as('admin@sonae.example'),
    ]);
    // a third person of payments, who vouches for no account
    const [releaser] = await asSuperuser(
      system.db.ownerUrl,
      async (client) =>
        (
          await client.query<{ id: string }>(
            `WITH who AS (SELECT id FROM person WHERE email = 'support2@sonae.example'),
               made AS (INSERT INTO role_grant (id, person_id, role, granted_by, granted_at, confirmed_by, confirmed_at)
               SELECT gen_random_uuid(), w.id, 'payments', a.id, now(), b.id, now()
                   FROM who w, person a, person b
                   WHERE a.email = 'admin@sonae.example' AND b.email = 'admin2@sonae.example')
             SELECT id FROM who`,
          )
        ).rows,
    );
    const origin = await admin.send('POST', '/originating-accounts', {
      key: freshKey(),
      body: {
        requesterCode: '0000012345',
        requesterName: 'ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ',
        bankCode: '0001',
        branchCode: '100',
        accountType: 'ordinary',
        accountNumber: '7654321',
        lineEnd: 'none',
        endOfFile: false,
        leadDays: 1,
      },
    });
    if (origin.status !== 201) throw new Error(JSON.stringify(origin.body));
    return new Cashiers({
      system,
      cashier,
      other,
      releaser: await system.as('support2@sonae.example'),
      releaserId: releaser?.id ?? '',
    });
  }

  post<T = Record<string, unknown>>(by: Session, path: string, body: object = {}): Promise<Reply<T>> {
    return by.send<T>('POST', path, { key: freshKey(), body });
  }

  async #ok<T>(by: Session, path: string, body: object = {}): Promise<T> {
    const answer = await this.post<T>(by, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** An account of an institution, entered by one and confirmed by another. */
  async account(institutionId: string): Promise<void> {
    const typed = { accountNumber: '1234567', holder: 'ｲ)ﾐﾎﾝｶｲ' };
    const { id } = await this.#ok<{ id: string }>(this.cashier, '/payee-accounts', {
      institutionId,
      bankCode: '0009',
      branchCode: '015',
      ...typed,
    });
    await this.#ok(this.other, `/payee-accounts/${id}/confirmations`, typed);
  }

  /** The ten seconds of every ruling of a case are over. */
  makeFinal(caseId: string): Promise<void> {
    return makeFinal(this.system, caseId);
  }

  /** The payments of a case once `count` of them are there. */
  async payments(caseId: string, count: number): Promise<PaymentShown[]> {
    for (let waited = 0; ; waited += 100) {
      const { items } = await this.cashier.get<{ items: PaymentShown[] }>(`/payments?incidentId=${caseId}&limit=200`);
      if (items.length === count) return items;
      if (waited > 20_000) throw new Error(`there are ${items.length} payments, not ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A batch of these payments, to be released by the third person; one after the other, as the one person does it. */
  build(
    payments: readonly Pick<PaymentShown, 'id'>[],
  ): Promise<Reply<{ id: string; code?: string; leftOut: readonly { code: string }[] }>> {
    const built = this.#building.then(() =>
      this.post<{ id: string; code?: string; leftOut: readonly { code: string }[] }>(this.cashier, '/payment-batches', {
        transferOn: bankDaysAfter(today, 3),
        releaserId: this.#releaserId,
        paymentIds: payments.map(({ id }) => id),
      }),
    );
    this.#building = built.catch(() => undefined);
    return built;
  }

  /**
   * Scheduled payments go into a batch, are released and exported; their transfer date has come. Answers the batch's
   * id.
   */
  async export(payments: readonly PaymentShown[]): Promise<string> {
    const built = await this.build(payments);
    if (built.status !== 201) throw new Error(JSON.stringify(built.body));
    const { id } = built.body;
    await this.#ok(this.releaser, `/payment-batches/${id}/transitions`, { to: 'released' });
    await this.#ok(this.cashier, `/payment-batches/${id}/transitions`, { to: 'exported' });
    await asSuperuser(this.system.db.ownerUrl, (client) =>
      client.query('UPDATE payment_batch SET transfer_on = $2 WHERE id = $1', [id, daysAfter(today, -4)]),
    );
    return id;
  }

  /** Everything of a case that is approved is paid; `count` payments are there then. */
  async pay(caseId: string, count: number): Promise<PaymentShown[]> {
    await this.makeFinal(caseId);
    const waiting = (await this.payments(caseId, count)).filter(({ state }) => state === 'scheduled');
    await this.export(waiting);
    for (const { id } of waiting) await this.#ok(this.cashier, `/payments/${id}/settlements`, { settledOn: today });
    return this.payments(caseId, count);
  }
}
