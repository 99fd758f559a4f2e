import { Injectable } from '@nestjs/common';
import { Database, Problem, secretHash, type Tx } from '#platform';

export const mostFailuresOfAccount = 10;
export const mostFailuresOfAddress = 100;

/** An attempt that was counted and may be tried. */
export interface CountedAttempt {
  readonly account: Buffer;
  readonly address: Buffer;
  readonly windowStart: Date;
}

/**
 * Counts before anything is verified and in one statement, so that attempts made at the same moment cannot slip by.
 * Address before account, as in `forgive`: two attempts never wait for each other. An address that is refused
 * no longer counts against the account.
 */
const countSql = `
  WITH span AS (SELECT date_bin('15 minutes', now(), '2000-01-01T00:00:00Z') AS start),
  address AS (
    INSERT INTO sign_in_attempt (bucket, window_start, attempts) SELECT $2::bytea, start, 1 FROM span
    ON CONFLICT (bucket, window_start) DO UPDATE SET attempts = sign_in_attempt.attempts + 1 RETURNING attempts),
  account AS (
    INSERT INTO sign_in_attempt (bucket, window_start, attempts) SELECT $1::bytea, start, 1 FROM span, address WHERE address.attempts <= $3
    ON CONFLICT (bucket, window_start) DO UPDATE SET attempts = sign_in_attempt.attempts + 1 RETURNING attempts)
  SELECT address.attempts AS of_address, (SELECT attempts FROM account) AS of_account, span.start,
         extract(epoch FROM span.start + interval '15 minutes' - now())::int AS seconds_left
    FROM span, address`;

@Injectable()
export class SignInAttempts {
  constructor(private readonly database: Database) {}

  /** Counts an attempt. Throws `sessions.too-many-attempts` when account or address had too many in these 15 minutes. */
  async count(email: string, ip: string): Promise<CountedAttempt> {
    const [account, address] = [secretHash(`account:${email}`), secretHash(`address:${ip}`)];
    const [counted] = await this.database.statement<{
      of_address: number;
      of_account: number | null;
      start: Date;
      seconds_left: number;
    }>('access', 'count-sign-in', countSql, [account, address, mostFailuresOfAddress]);
    if (!counted) throw new Error('an attempt was not counted');
    if (counted.of_account === null || counted.of_account > mostFailuresOfAccount) {
      const seconds = Math.max(1, counted.seconds_left);
      throw new Problem('sessions.too-many-attempts', {
        params: { minutes: Math.ceil(seconds / 60) },
        retryAfterSeconds: seconds,
      });
    }
    return { account, address, windowStart: counted.start };
  }

  /** A success is no failure: the account's count is cleared, the address keeps the failures of others. */
  async forgive(tx: Tx, attempt: CountedAttempt): Promise<void> {
    await tx.rows(
      'UPDATE sign_in_attempt SET attempts = attempts - 1 WHERE bucket = $1 AND window_start = $2 AND attempts > 0',
      [attempt.address, attempt.windowStart],
    );
    await tx.rows('DELETE FROM sign_in_attempt WHERE bucket = $1', [attempt.account]);
    await tx.rows(
      `DELETE FROM sign_in_attempt WHERE (bucket, window_start) IN (
         SELECT bucket, window_start FROM sign_in_attempt WHERE window_start < now() - interval '1 day' LIMIT 500 FOR UPDATE SKIP LOCKED)`,
    );
  }
}
