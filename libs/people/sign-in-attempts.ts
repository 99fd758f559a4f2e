import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#database';
import { clientNetwork, secretHash } from '#platform';
import { Problem } from '#problems';

/** The fields of an attempt by which failures are counted. */
export interface Attempter {
  /** The typed address in lower case: counted alike whether or not the account exists. */
  readonly email: string;
  readonly ip: string;
  /** The proof that this account was used on this device before (a known device, a session); null without one. */
  readonly device: string | null;
}

/** An attempt that was counted and may be tried. */
export interface CountedAttempt {
  readonly buckets: readonly (Buffer | null)[];
  readonly countedAt: string;
}

interface Counted extends Record<string, unknown> {
  readonly outcome: 'counted' | 'waiting' | 'code-needed';
  readonly wait_seconds: number | null;
  readonly counted_at: string | null;
}

/** Counts attempts to sign in before a password is checked, by `count_sign_in` and `signInLimits` (ADR 0026). */
@Injectable()
export class SignInAttempts {
  constructor(private readonly database: Database) {}

  /**
   * Counts an attempt. Throws `sessions.too-many-attempts`, `sessions.device-code-needed`, with the seconds to wait.
   */
  async count(by: Attempter): Promise<CountedAttempt> {
    const buckets = bucketsOf(by);
    const [counted] = await this.database.statement<Counted>(
      'access',
      'count-sign-in',
      'SELECT outcome, wait_seconds, counted_at::text FROM count_sign_in($1, $2, $3, $4)',
      buckets,
    );
    if (!counted) throw new Error('an attempt was not counted');
    const { outcome, wait_seconds: seconds, counted_at: countedAt } = counted;
    if (countedAt !== null) return { buckets, countedAt };
    const wait = { retryAfterSeconds: seconds ?? 1 };
    if (outcome === 'code-needed') throw new Problem('sessions.device-code-needed', wait);
    throw new Problem('sessions.too-many-attempts', { params: { seconds: wait.retryAfterSeconds }, ...wait });
  }

  /** Takes the attempt back from the count, because it succeeded. */
  async forgive(tx: Tx, { buckets, countedAt }: CountedAttempt): Promise<void> {
    await tx.rows('SELECT forgive_sign_in($1, $2, $3, $4, $5)', [...buckets, countedAt]);
  }
}

function bucketsOf({ email, ip, device }: Attempter): readonly (Buffer | null)[] {
  const network = clientNetwork(ip) ?? 'unknown';
  return [
    device === null ? null : secretHash(`device:${device}`),
    secretHash(`account:${email}`),
    secretHash(`network:${network}`),
    secretHash(`pair:${network} ${email}`),
  ];
}
