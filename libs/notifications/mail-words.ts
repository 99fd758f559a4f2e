import { dayInWords } from '#kernel';
import type { Config } from '#platform';
import { letterTitles, deskLine } from './letter-words.js';
import type { LetterContent } from './letter-content.js';
import type { RequestCode } from './request-words.js';

/** Subject and text of a mail. */
interface MailText {
  readonly subject: string;
  readonly body: string;
}
type Sender = Pick<Config, 'insurer' | 'deskPhone' | 'nightPhone'>;

const textOf = (config: Sender, lines: readonly string[]): string =>
  [`${config.insurer}です。`, '', ...lines, '', deskLine(config), ''].join('\n');

/** The report was received, and the desk calls back by a time (null: it does not). */
export function acknowledgementMail(
  caseNumber: string,
  callBackBy: string | null,
  page: string,
  config: Sender,
): MailText {
  return {
    subject: `【${caseNumber}】事故のご報告を受け付けました`,
    body: textOf(config, [
      `事故のご報告を受け付けました。事案番号は ${caseNumber} です。お電話のときに、この番号をお伝えください。`,
      ...(callBackBy === null ? [] : [`専任スタッフから、${timeInJapan(callBackBy)}までにお電話します。`]),
      'その後の状況は、次の画面でご覧いただけます。',
      page,
    ]),
  };
}

const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});
const timeInJapan = (instant: string): string => clock.format(new Date(instant));

/** What a request is about; a mail names no more of it. */
const requestNames: Readonly<Record<RequestCode, string>> = {
  message: 'メッセージへのご回答',
  question: '照会へのご回答',
  papers: '資料のご提出',
  account: '振込先口座のご登録',
  'account-again': '振込先口座の再度のご登録',
  'account-closed': '別の振込先口座のご登録',
};

/** The open requests, with their days (of Japan). */
export function requestMail(
  caseNumber: string,
  asked: readonly { readonly code: RequestCode; readonly dueOn: string }[],
  page: string,
  config: Sender,
): MailText {
  const lines = asked.map(({ code, dueOn }) => `・${requestNames[code]}（${dayInWords(dueOn).ja}まで）`);
  return {
    subject: `【${caseNumber}】お願いしたいことがあります`,
    body: textOf(config, [
      `事案番号 ${caseNumber} について、次のことをお願いしています。`,
      ...new Set(lines),
      whereToAnswer,
      page,
    ]),
  };
}

/** A question is to be answered by a day (of Japan). */
export function reminderMail(caseNumber: string, dueOn: string, page: string, config: Sender): MailText {
  return {
    subject: `【${caseNumber}】照会へのご回答をお待ちしています`,
    body: textOf(config, [
      `事案番号 ${caseNumber} について、照会へのご回答（${dayInWords(dueOn).ja}まで）をお待ちしています。`,
      whereToAnswer,
      page,
    ]),
  };
}

const whereToAnswer = '内容は、次の画面でご覧いただき、そこからお手続きください。';

/** A message of the insurer waits on the page. */
export function messageMail(caseNumber: string, page: string, config: Sender): MailText {
  return {
    subject: `【${caseNumber}】メッセージがあります`,
    body: textOf(config, [
      `事案番号 ${caseNumber} について、当社からのメッセージがあります。`,
      '内容は、次の画面でご覧ください。お返事も、その画面からお送りいただけます。',
      page,
    ]),
  };
}

/** To an agency: a wrong outlook was corrected. */
export function correctionMail(caseNumber: string, page: string, config: Sender): MailText {
  return {
    subject: `【${caseNumber}】補償の見通しの訂正について`,
    body: textOf(config, [
      `事案番号 ${caseNumber} について、画面に表示していた補償の見通しに誤りがあり、訂正しました。おわび申し上げます。`,
      '訂正した内容は、次の画面でご覧ください。医療機関にも、当社からお知らせしています。',
      page,
    ]),
  };
}

/** The mail that brings a letter. */
export function letterMail(
  { kind, number, caseNumber, from }: Pick<LetterContent, 'kind' | 'number' | 'caseNumber' | 'from'>,
  page: string,
  config: Pick<Config, 'deskPhone' | 'nightPhone'>,
): MailText {
  const title = letterTitles[kind];
  return {
    subject: `【${caseNumber}】${title}`,
    body: textOf({ ...config, insurer: from }, [
      `事案番号 ${caseNumber} について、「${title}」（${number}）をお届けします。内容は添付のPDFをご覧ください。`,
      '同じものを次の画面からもご覧いただけます。',
      page,
    ]),
  };
}
