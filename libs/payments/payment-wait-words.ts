import { yenInWords } from '#kernel';

/** What is said of a wait. */
export interface Said {
  readonly textJa: string;
  readonly textEn: string;
}
export const said = (textJa: string, textEn: string): Said => ({ textJa, textEn });

/** What the institution is told, by the state of the account. */
export const saidToInstitution = {
  none: said('振込先口座の登録をお待ちしています。', 'We wait for an account to pay to.'),
  refused: said(
    '登録された口座を確認できませんでした。振込先口座をもう一度登録してください。',
    'The account could not be confirmed. Enter it again.',
  ),
  returned: said(
    '振込が銀行から戻りました。振込先口座をもう一度登録してください。',
    'The transfer came back from the bank. Enter the account again.',
  ),
  closed: said(
    '振込先の金融機関または支店が営業を終えました。別の振込先口座を登録してください。',
    'The bank or branch of the account has closed. Enter another account.',
  ),
  unconfirmed: said('登録された口座を当社が確認しています。', 'We are confirming the account that was entered.'),
  ready: said(
    '口座を確認しました。当社がお支払いの手続をします。',
    'The account is confirmed; we prepare the payment.',
  ),
  stopped: said('お支払いの手続を当社が止めています。', 'We have stopped the payment.'),
} as const satisfies Readonly<Record<string, Said>>;

/** What the institution is told while the insurer has to enter the account. */
export const accountIsOurs = said('口座の書類を当社が確かめています。', 'We are checking the papers of the account.');

/** What the insurer is told, by the state of the account. */
export const saidToInsurer = {
  none: said('口座待ち：まだ登録されていません。', 'Waits for an account: none was entered.'),
  refused: said(
    '口座待ち：登録された口座を確認できませんでした。',
    'Waits for an account: the one entered was refused.',
  ),
  returned: said('振込不能：別の口座の確認が必要です。', 'Returned: another account must be confirmed.'),
  closed: said(
    '口座待ち：振込先の金融機関または支店が営業を終えました。',
    'Waits for an account: the bank or branch has closed.',
  ),
  unconfirmed: said('登録された口座の確認待ちです。', 'The account that was entered waits to be confirmed.'),
  ready: said(
    '口座を確認しました。もう一度お支払いを予定してください。',
    'The account is confirmed: schedule it again.',
  ),
  stopped: said('お支払いを停止しています。あらためて予定してください。', 'It was stopped: schedule it again.'),
} as const satisfies Readonly<Record<string, Said>>;

/**
 * Insurance Act, article 22: what the institution has paid the victim, or the victim has consented to, within what is
 * established; `roomYen` is what it allows now, where the reader may know.
 */
export function heldText(roomYen: number | null, side: 'institution' | 'insurer'): Said {
  const room = roomYen === null ? null : yenInWords(roomYen);
  const ja = room === null ? '' : `（いまは${room.ja}まで）`;
  const en = room === null ? '' : ` (now: ${room.en})`;
  return side === 'insurer'
    ? said(
        `保険法22条により保留しています。被害者への支払額または被害者の承諾額までお支払いできます${ja}。賠償額が示談か判決で決まっていることも必要です。請求者の記録に登録すると、自動でお支払いを予定します。`,
        'Held by article 22 of the Insurance Act: it is paid within what the victim was paid or has ' +
          `consented to${en}, of a liability that is settled or judged. Once that is recorded of the ` +
          'claimant, it is scheduled by itself.',
      )
    : said(
        `まだお支払いできません。保険法22条により、貴院が被害者に支払った額か、被害者が承諾した額までお支払いします${ja}。支払いの証明か被害者の承諾書と、示談書または判決をお送りください。`,
        'It cannot be paid yet. By article 22 of the Insurance Act we pay what you have paid the victim, ' +
          `or the victim has consented to${en}. Send the proof of payment or the victim’s consent, and the ` +
          'settlement or judgment.',
      );
}
