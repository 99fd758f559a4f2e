import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Database, keptOnDisk, systemActor, type Tx } from '#database';
import { describeError, type Config, type Log, LOG, CONFIG } from '#platform';
import type { Errand } from '#queue';
import type { PersonEntity } from '#people';
import { drawnAs, letterPdf } from './letter-pdf.js';
import { MailServer, type Said } from './mail-server.js';
import { claimLapsesMs, fateOf, pauseAfter } from './mail.js';
import { lockMails, moveMails } from './move-mail.js';
import type { MailEntity } from './mail.entity.js';
import type { NoticeEntity } from './notice.entity.js';

const actor = systemActor('send-mails');
const waits = `state = 'waiting' AND next_at <= clock_timestamp()`;
const hasLapsed =
  `state = 'sending' AND claimed_at < clock_timestamp() - ` + `make_interval(secs => ${claimLapsesMs / 1000})`;

interface Claim
  extends
    Pick<MailEntity, 'id' | 'tries' | 'subject' | 'body'>,
    Pick<PersonEntity, 'email'>,
    Pick<NoticeEntity, 'drawn_as'> {
  /** The id of this claim; a later claim of the same mail has another. */
  readonly claim: NonNullable<MailEntity['claim']>;
  /** null: the mail is not about a letter. */
  readonly content: NoticeEntity['content'] | null;
}

/**
 * Sends a waiting mail: claims it, talks to the server, records the outcome, each committed and on disk before the next
 * step. A mail whose end may have been sent without an answer is unknown, and is sent again only if a person decides
 * so.
 */
@Injectable()
export class SendMail implements Errand {
  readonly name = 'send-mail';
  readonly due: string | null;
  readonly #server: MailServer | null;

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    const { smtpUrl } = config;
    this.#server = smtpUrl === null ? null : new MailServer({ ...config, smtpUrl });
    this.due = smtpUrl === null ? null : `SELECT id FROM mail WHERE ${waits} OR ${hasLapsed} ORDER BY next_at`;
  }

  async run(id: string, stopping: AbortSignal): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const claim = await this.#change(async (tx) => {
      await lapsed(tx, id);
      return claimed(tx, id);
    });
    if (claim) await this.#send(server, claim, stopping);
  }

  async #send(server: MailServer, claim: Claim, stopping: AbortSignal): Promise<void> {
    const { id } = claim;
    const content = claim.content && drawnAs(claim.content, claim.drawn_as ?? {});
    const said = await server.send(
      {
        to: claim.email,
        subject: claim.subject,
        text: claim.body,
        messageId: `<${id}@${this.config.publicUrl.hostname}>`,
        attachment: content && { filename: `${content.number}.pdf`, content: await letterPdf(content) },
      },
      () => this.#change((tx) => handedOver(tx, claim)),
      stopping,
    );
    const reason = said.fault ? String(said.fault.responseCode ?? said.fault.code ?? 'cut') : null;
    // the server's text may contain the address
    if (said.fault) this.log.warn({ mail: id, code: reason, handed: said.handed }, 'a mail was not taken');
    await this.#record(claim, said, reason);
  }

  // the outcome is written again for a while if the database is away; after that the claim lapses
  async #record(claim: Claim, said: Said, reason: string | null): Promise<void> {
    for (let left = 5; ; left--) {
      try {
        return await this.#change((tx) => recorded(tx, claim, said, reason));
      } catch (error) {
        this.log.warn({ mail: claim.id, ...describeError(error) }, 'what became of a mail is not recorded yet');
        if (left === 1) throw error;
        await pause(1_000);
      }
    }
  }

  #change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.overCases(actor, 'send-mails', async (tx) => {
      await keptOnDisk(tx);
      return work(tx);
    });
  }
}

/** A lapsed claim: before its end was handed over the mail was not sent; after that it is unknown. */
async function lapsed(tx: Tx, id: string): Promise<void> {
  const rows = await lockMails(tx, `m.id = $1 AND ${hasLapsed}`, [id]);
  for (const to of ['waiting', 'unknown'] as const)
    await moveMails(
      tx,
      rows.filter(({ handed_at }) => (handed_at === null) === (to === 'waiting')),
      to,
      { also: ({ clock, tries }) => ({ reason: 'cut', next_at: new Date(clock.getTime() + pauseAfter(tries)) }) },
    );
}

async function claimed(tx: Tx, id: string): Promise<Claim | undefined> {
  const rows = await lockMails(tx, `m.id = $1 AND ${waits}`, [id]);
  if (rows.length === 0) return undefined;
  await moveMails(tx, rows, 'sending', {
    also: ({ clock, tries }) => ({
      tries: tries + 1,
      claim: randomUUID(),
      claimed_at: clock,
      handed_at: null,
      reason: null,
    }),
  });
  return tx.one<Claim>(
    `SELECT m.id, m.claim, m.tries, m.subject, m.body, p.email, l.content, l.drawn_as
       FROM mail m
       JOIN person p ON p.id = m.person_id
       LEFT JOIN notice l ON l.id = m.notice_id
      WHERE m.id = $1`,
    [id],
  );
}

/**
 * Records that the end of the mail may be sent. Throws where the claim has lapsed, because another process may have it.
 */
async function handedOver(tx: Tx, { id, claim }: Claim): Promise<void> {
  const still = await tx.rows(
    `UPDATE mail SET handed_at = clock_timestamp() WHERE id = $1 AND claim = $2 AND state = 'sending' RETURNING id`,
    [id, claim],
  );
  if (still.length === 0) throw new Error('the claim of a mail has lapsed');
}

/** Records the outcome; a late answer still counts until a person has decided. */
async function recorded(tx: Tx, { id, claim, tries }: Claim, said: Said, reason: string | null): Promise<void> {
  const to = fateOf(said.fault, said.handed, tries);
  const rows = await lockMails(
    tx,
    `m.id = $1 AND m.claim = $2 AND (m.state = 'sending' OR (m.state = 'unknown' AND $3 = 'sent'))`,
    [id, claim, to],
  );
  await moveMails(tx, rows, to, {
    also: ({ handed_at }) => ({
      reason,
      sent_at: to === 'sent' ? tx.now : null,
      handed_at: to === 'sent' || to === 'unknown' ? handed_at : null,
      next_at: new Date(tx.now.getTime() + pauseAfter(tries)),
    }),
  });
}
