import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { IncidentRow } from '#incidents';
import { newId } from '#kernel';
import {
  CONFIG,
  Handles,
  LOG,
  type Config,
  type Delivery,
  type JobHandler,
  type Log,
  type Timer,
  type Tx,
} from '#platform';
import { letterPdf } from './letter-pdf.js';
import { letterTitles, type LetterContent } from './letter-content.js';

/** A server that hangs holds a worker for no longer (ms). */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
/** Tries before a mail is given up; the pause doubles from a minute on (about 17 hours together). */
const tries = 11;

/** Enters the mails of a letter, one for each reader; without a mail server they are kept for the outbox page. */
export async function mailLetter(
  tx: Tx,
  {
    id,
    content,
    incident,
    readers,
  }: {
    readonly id: string;
    readonly content: LetterContent;
    readonly incident: IncidentRow;
    readonly readers: readonly string[];
  },
  { smtpUrl, publicUrl }: Pick<Config, 'smtpUrl' | 'publicUrl'>,
  now: Date,
): Promise<void> {
  const title = letterTitles[content.kind];
  for (const person of readers)
    await tx.rows(
      'INSERT INTO mail (id, notice_id, incident_id, institution_id, person_id, subject, body, state, next_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)',
      [
        newId(),
        id,
        incident.id,
        incident.institution_id,
        person,
        `【${content.caseNumber}】${title}`,
        `${content.from}です。\n\n事案番号 ${content.caseNumber} について、「${title}」（${content.number}）をお届けします。内容は添付のPDFをご覧ください。\n同じものを次の画面からもご覧いただけます。\n${publicUrl.href}\n`,
        smtpUrl === null ? 'kept' : 'waiting',
        now,
      ],
    );
}

/** Mails whose time has come. */
export const mailTimers: readonly Timer[] = [
  {
    job: 'send-mail',
    due: `SELECT m.id, m.incident_id, 'cases' AS queue, m.next_at AS at FROM mail m WHERE m.state = 'waiting' AND m.next_at <= clock_timestamp() ORDER BY m.next_at`,
  },
];

/** Sends what waits. A mail that was sent and not recorded is sent again under the same Message-ID. */
@Injectable()
@Handles('send-mail')
export class SendMail implements JobHandler {
  readonly #transport: Transporter | null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.#transport = config.smtpUrl
      ? createTransport(
          { url: config.smtpUrl, ...patience },
          { from: { name: config.insurer, address: config.mailFrom } },
        )
      : null;
  }

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const id of new Set(deliveries.flatMap(({ ids }) => ids))) await this.#send(tx, id);
  }

  async #send(tx: Tx, id: string): Promise<void> {
    const mail = await tx.one<{
      subject: string;
      body: string;
      tries: number;
      email: string;
      content: LetterContent;
    }>(
      `SELECT m.subject, m.body, m.tries, p.email, l.content FROM mail m JOIN person p ON p.id = m.person_id JOIN notice l ON l.id = m.notice_id
        WHERE m.id = $1 AND m.state = 'waiting' FOR UPDATE OF m`,
      [id],
    );
    if (!mail || !this.#transport) return;
    const now = new Date();
    try {
      await this.#transport.sendMail({
        to: mail.email,
        subject: mail.subject,
        text: mail.body,
        messageId: `<${id}@${this.config.publicUrl.hostname}>`,
        attachments: [{ filename: `${mail.content.number}.pdf`, content: await letterPdf(mail.content) }],
      });
      await tx.rows(`UPDATE mail SET state = 'sent', tries = tries + 1, sent_at = $2 WHERE id = $1`, [id, now]);
    } catch (error) {
      // the server's text may name the address
      const { responseCode, code } = error as { responseCode?: number; code?: string };
      const isOver = mail.tries + 1 >= tries || (responseCode !== undefined && responseCode >= 500);
      this.log.warn({ mail: id, code: responseCode ?? code ?? null }, 'a mail was not taken');
      await tx.rows(`UPDATE mail SET state = $2, tries = tries + 1, next_at = $3 WHERE id = $1`, [
        id,
        isOver ? 'failed' : 'waiting',
        new Date(now.getTime() + 60_000 * 2 ** mail.tries),
      ]);
    }
  }
}
