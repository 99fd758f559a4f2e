import { Readable } from 'node:stream';
import type MailComposerOf from 'nodemailer/lib/mail-composer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { loadPackage, speakOutside, SpokenInside, type Config } from '#platform';
import { mailLimitMs, type MailFault } from './mail.js';

const pieceBytes = 65_536;
/** Time limits (ms) for connecting, the greeting and each answer; `mailLimitMs` for the whole conversation. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

/** A mail with its addressee. */
export interface Outgoing {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same in every try. */
  readonly messageId: string;
  readonly attachment: { readonly filename: string; readonly content: Buffer } | null;
}

/** The end of a conversation: null where the server took the mail. `handed`: the end of the mail may have been sent. */
export interface Said {
  readonly fault: MailFault | null;
  readonly handed: boolean;
}

/** The mail server of SMTP_URL. */
export class MailServer {
  readonly #smtpUrl: string;
  #transport: SMTPTransport | undefined;
  readonly #from: { readonly name: string; readonly address: string };

  constructor({ smtpUrl, insurer, mailFrom }: { readonly smtpUrl: string } & Pick<Config, 'insurer' | 'mailFrom'>) {
    this.#smtpUrl = smtpUrl;
    this.#from = { name: insurer, address: mailFrom };
  }

  /**
   * Sends one mail. Before its end is sent, `handOver` is awaited; if that fails, or the process is to stop before it,
   * the mail is cut off and was not sent. Answers faults and never throws one.
   */
  async send(mail: Outgoing, handOver: () => Promise<void>, stopping: AbortSignal): Promise<Said> {
    const { attachment, ...head } = mail;
    const { MailComposer, SMTPTransport } = mailLibrary();
    this.#transport ??= new SMTPTransport({ url: this.#smtpUrl, ...patience });
    const transport = this.#transport;
    const composed = new MailComposer({
      ...head,
      from: this.#from,
      attachments: attachment ? [attachment] : [],
    }).compile();
    const bytes = await composed.build();
    let handed = false;
    async function* parts(): AsyncGenerator<Buffer> {
      const last = bytes.length - 1;
      for (let at = 0; at < last; at += pieceBytes) yield bytes.subarray(at, Math.min(at + pieceBytes, last));
      // called only when the connection has room: most of a large mail has been sent by then
      await handOver();
      handed = true;
      yield bytes.subarray(last);
    }
    const cut = new AbortController();
    const stop = (): void => {
      if (!handed) cut.abort();
    };
    stopping.addEventListener('abort', stop);
    // the process may have been asked to stop while the mail was composed
    if (stopping.aborted) stop();
    const message = {
      getEnvelope: () => composed.getEnvelope(),
      messageId: () => mail.messageId,
      createReadStream: () => Readable.from(parts(), { objectMode: false }),
    };
    try {
      const fault = await speakOutside('mail-server', mailLimitMs, (limit) =>
        talk(transport, { message, data: { signal: AbortSignal.any([limit, cut.signal]) } }),
      );
      return { fault, handed };
    } catch (error) {
      if (error instanceof SpokenInside) throw error;
      return { fault: faultOf(error), handed };
    } finally {
      stopping.removeEventListener('abort', stop);
    }
  }
}

/** The mail library, loaded with the first mail. */
const mailLibrary = () => ({
  MailComposer: loadPackage<typeof MailComposerOf>('nodemailer/lib/mail-composer'),
  SMTPTransport: loadPackage<typeof SMTPTransport>('nodemailer/lib/smtp-transport'),
});

// a refusal is an answer too; an exception means that there was none
function talk(transport: SMTPTransport, mail: object): Promise<MailFault | null> {
  return new Promise((resolve, reject) => {
    transport.send(mail as Parameters<SMTPTransport['send']>[0], (error) => {
      if (!error) return resolve(null);
      const fault = faultOf(error);
      return fault.responseCode === undefined ? reject(error) : resolve(fault);
    });
  });
}

function faultOf(error: unknown): MailFault {
  const { responseCode, code, name } = error as { responseCode?: number; code?: unknown; name?: string };
  return { responseCode, code: typeof code === 'string' ? code : name };
}
