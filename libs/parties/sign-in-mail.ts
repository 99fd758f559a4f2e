import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { CONFIG, LOG, speak, SpokenInside, type Config, type Log } from '#platform';

/** A link that is made and committed. */
interface MailedLink {
  readonly id: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** A mail server that hangs is waited for no longer (ms). */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const longestMs = 30_000;

/** Mails the link by which a device may try a password. It is not tried again: its person asks again, and the desk has codes. */
@Injectable()
export class SignInMail {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Answers whether the mail server took it; never within a transaction. */
  async send(to: string, { id, code, expiresAt }: MailedLink): Promise<boolean> {
    const { smtpUrl, insurer, mailFrom, publicUrl } = this.config;
    if (smtpUrl === null) return false;
    const link = new URL('/app', publicUrl);
    // what follows # is never sent to a server nor written to its logs
    link.hash = `device=${code}`;
    const minutes = Math.round((expiresAt.getTime() - Date.now()) / 60_000);
    const transport = createTransport({ url: smtpUrl, ...patience }, { from: { name: insurer, address: mailFrom } });
    try {
      const mail = {
        to,
        subject: '【備え】サインインの確認 / Confirm your sign-in',
        text: `${insurer}です。\n\n初めての端末からサインインするには、その端末で次のリンクを開き、パスワードを入力してください（${minutes}分間、1回限り）。\n${link.href}\n\nお心当たりがなければ、このメールは破棄してください。リンクだけではサインインできません。\n\nTo sign in from a new device, open this link on it and enter your password (${minutes} minutes, once). If this was not you, delete this mail: the link alone signs nobody in.\n`,
        messageId: `<${id}@${publicUrl.hostname}>`,
      };
      await speak('mail-server', longestMs, (signal) => transport.sendMail({ ...mail, signal }));
      return true;
    } catch (error) {
      if (error instanceof SpokenInside) throw error;
      // the server's text may name the address
      const { responseCode, code: failure } = error as { responseCode?: number; code?: string };
      this.log.warn({ code: responseCode ?? failure ?? null }, 'a link to sign in was not taken by the mail server');
      return false;
    } finally {
      transport.close();
    }
  }
}
