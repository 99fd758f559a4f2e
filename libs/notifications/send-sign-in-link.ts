import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Database, keptOnDisk, systemActor, type Tx } from '#database';
import { linkHash, signInMail } from '#people';
import { describeError, type Config, type Log, LOG, CONFIG } from '#platform';
import type { Errand } from '#queue';
import { claimLapsesMs, fateOf } from './mail.js';
import { MailServer } from './mail-server.js';

const actor = systemActor('send-sign-in-link');
/** The pauses of all tries together are as long as a link is valid: an hour. */
const pauseSeconds = (tries: number): number => 10 * 2 ** Math.max(0, tries - 1);

interface Claim {
  readonly email: string;
  readonly expires_at: Date;
  readonly tries: number;
}

/**
 * Mails a link to sign in: claims it, speaks, records, each committed by itself. Its secret is made with the mail, a
 * new one for each try, and is kept nowhere: the claim stores its hash, which voids that of the try before. What may
 * have arrived is unknown, and not mailed again: its person asks for another.
 */
@Injectable()
export class SendSignInLink implements Errand {
  readonly name = 'send-sign-in-link';
  readonly due: string | null;
  readonly #server: MailServer | null;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    const { smtpUrl } = config;
    this.#server = smtpUrl === null ? null : new MailServer({ ...config, smtpUrl });
    this.due =
      smtpUrl === null
        ? null
        : `SELECT id FROM device_code
            WHERE next_at <= clock_timestamp()
              AND (claimed_at IS NULL
                OR claimed_at < clock_timestamp() - make_interval(secs => ${claimLapsesMs / 1000}))
            ORDER BY next_at`;
  }

  async run(id: string, stopping: AbortSignal): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const [code, claim] = [randomBytes(32).toString('base64url'), randomUUID()];
    const claimed = await this.#change((tx) =>
      tx.one<Claim>('SELECT email, expires_at, tries FROM claim_link($1, $2, $3)', [id, linkHash(code), claim]),
    );
    if (!claimed) return;
    const said = await server.send(
      {
        to: claimed.email,
        ...signInMail({ code, expiresAt: claimed.expires_at, now: new Date() }, this.config),
        // each try sends another link, so that no two mails are the same
        messageId: `<${claim}@${this.config.publicUrl.hostname}>`,
        attachment: null,
      },
      () => this.#hand(id, claim),
      stopping,
    );
    if (said.fault)
      // the server's text may contain the address
      this.log.warn(
        { code: said.fault.responseCode ?? said.fault.code ?? null, handed: said.handed },
        'a link to sign in was not taken by the mail server',
      );
    await this.#record(id, claim, [fateOf(said.fault, said.handed, claimed.tries), pauseSeconds(claimed.tries)]);
  }

  #hand(id: string, claim: string): Promise<void> {
    return this.#change(async (tx) => {
      const held = await tx.one<{ held: boolean }>('SELECT hand_link($1, $2) AS held', [id, claim]);
      if (!held?.held) throw new Error('the claim of a link has lapsed');
    });
  }

  // the outcome is written again for a while if the database is away; after that the claim lapses
  async #record(id: string, claim: string, became: readonly [string, number]): Promise<void> {
    for (let left = 5; ; left--) {
      try {
        await this.#change((tx) => tx.rows('SELECT record_link($1, $2, $3, $4)', [id, claim, ...became]));
        return;
      } catch (error) {
        this.log.warn(describeError(error), 'what became of a link is not recorded yet');
        if (left === 1) throw error;
        await pause(1_000);
      }
    }
  }

  #change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(actor, async (tx) => {
      await keptOnDisk(tx);
      return work(tx);
    });
  }
}
