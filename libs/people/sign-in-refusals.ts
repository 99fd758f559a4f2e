import { Injectable } from '@nestjs/common';
import { Database, INSURER, systemActor } from '#database';
import { clientNetwork } from '#platform';
import type { RefusalCause, SignInRefusalEntity } from './sign-in-refusal.entity.js';
import { auditPerson, type PersonRow } from './person.store.js';

/** The fields of an account that a refusal records. */
export type Refused = Pick<PersonRow, 'institution_id' | 'agency_id'> & { readonly person_id: string };

const nobody = { institution_id: INSURER, agency_id: null } as const;
const looked: readonly RefusalCause[] = ['wrong-password', 'no-account', 'no-role'];

/** Failed and refused sign-ins: each is counted, and the first of an hour is recorded in the audit. */
@Injectable()
export class SignInRefusals {
  constructor(private readonly database: Database) {}

  /**
   * Counts a refusal, by account, network and hour. Refusals before the password is checked can come in any number from
   * any number of networks: they are counted by account and hour alone. Nothing is kept of an address without an
   * account.
   */
  async note(account: Refused | undefined, cause: RefusalCause, ip: string): Promise<void> {
    const network = looked.includes(cause) ? clientNetwork(ip) : null;
    await this.database.access(systemActor('sign-in'), async (tx) => {
      const noted = await tx.one<Pick<SignInRefusalEntity, 'times'>>(
        `INSERT INTO sign_in_refusal AS r (person_id, network, cause, hour, times, last_at)
         VALUES ($1, $2, $3, date_trunc('hour', statement_timestamp(), 'UTC'), 1, statement_timestamp())
         ON CONFLICT (person_id, network, cause, hour) DO UPDATE SET times = r.times + 1, last_at = excluded.last_at
         RETURNING times`,
        [account?.person_id ?? null, network, cause],
      );
      if (noted?.times !== 1) return;
      auditPerson(tx, account ?? nobody, {
        action: 'sign-in.refused',
        subject: account ? `person:${account.person_id}` : 'sign-in',
        after: { network },
        reason: cause,
      });
    });
  }
}
