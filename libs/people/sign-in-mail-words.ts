/** A link to be mailed. */
interface MailedLink {
  readonly code: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** The insurer that mails it, and the address of its pages. */
interface Sender {
  readonly insurer: string;
  readonly publicUrl: URL;
}

/** The mail with the link with which a device may try a password. */
export function signInMail(
  { code, expiresAt, now }: MailedLink,
  { insurer, publicUrl }: Sender,
): { readonly subject: string; readonly text: string } {
  const link = new URL('/app', publicUrl);
  // the part after # is never sent to a server nor written to its logs
  link.hash = `device=${code}`;
  const minutes = Math.round((expiresAt.getTime() - now.getTime()) / 60_000);
  return {
    subject: '【備え】サインインの確認 / Confirm your sign-in',
    text:
      `${insurer}です。\n\n初めての端末からサインインするには、その端末で次のリンクを開き、パスワードを入力してください（${minutes}分間、1回限り）。\n` +
      `${link.href}\n\nお心当たりがなければ、このメールは破棄してください。リンクだけではサインインできません。\n\nTo sign in from a new device, ` +
      `open this link on it and enter your password (${minutes} minutes, once). If this was not you, ` +
      `delete this mail: the link alone signs nobody in.\n`,
  };
}
