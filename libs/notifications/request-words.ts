import type { CodedText, Words } from '#kernel';
import type { AccountWanted } from '#payments';

/** The kinds of requests to an institution. */
export const requestCodes = ['message', 'question', 'papers', 'account', 'account-again', 'account-closed'] as const;
export type RequestCode = (typeof requestCodes)[number];

/** A request about one line. */
export const ofLine = (line: number, { ja, en }: Words): Words => ({
  ja: `明細${line}：${ja}`,
  en: `Line ${line}: ${en}`,
});

/** An answer to a message of the insurer. */
export const messageAsked: Words = {
  ja: 'メッセージでのお願いにご回答ください',
  en: 'Please answer what our message asks for',
};

/** An answer to a question of the insurer. */
export const questionAsked: Words = { ja: '照会にご回答ください', en: 'please answer our question' };

/** Papers that have not arrived. */
export const papersMissing = (papers: Words): Words => ({
  ja: `${papers.ja}をお送りください`,
  en: `please send us the following: ${papers.en}`,
});

/** Papers that arrived and cannot be opened. */
export const papersLocked = (papers: Words): Words => ({
  ja: `${papers.ja}はパスワードで開けません。パスワードのないファイルをお送りいただくか、お電話でパスワードをお知らせください`,
  en:
    `we cannot open the following without a password: ${papers.en}. Please send it without ` +
    'one, or tell us by telephone',
});

/** Requests for an account; `line`: of the returned transfer. */
export const accountTexts: Readonly<
  Record<AccountWanted['why'], (line: number | null) => CodedText & { code: RequestCode }>
> = {
  none: () => ({
    code: 'account',
    textJa: 'お支払いが決まった費用があります。振込先口座を登録してください',
    textEn: 'Expenses were approved: please enter the account to be paid to',
  }),
  returned: (line) => ({
    code: 'account-again',
    textJa: `明細${line}：お振込みができませんでした。振込先口座をもう一度登録してください`,
    textEn: `Line ${line}: the transfer came back. Please enter the account to be paid to once more`,
  }),
  closed: () => ({
    code: 'account-closed',
    textJa: 'お支払いを予定している口座の金融機関または支店が、営業を終えました。別の振込先口座を登録してください',
    textEn: 'The bank or branch of the account to be paid to has closed. Please enter another account',
  }),
};
