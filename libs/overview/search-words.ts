import { dayInWords, yenInWords, type Words } from '#kernel';
import type { SearchKind } from './search.js';

export const searchKindNames: Readonly<Record<SearchKind, Words>> = {
  cases: { ja: '事案', en: 'Cases' },
  institutions: { ja: '医療機関', en: 'Institutions' },
  policies: { ja: '契約', en: 'Policies' },
  payments: { ja: 'お支払い', en: 'Payments' },
  papers: { ja: '資料', en: 'Papers' },
  people: { ja: '人', en: 'People' },
};

/** Why a row was found: the field that matched. */
export const matchedFields = {
  'case-number': { ja: '事案番号', en: 'Case number' },
  'institution-reference': { ja: '医療機関の管理番号', en: 'Institution’s own reference' },
  'institution-name': { ja: '医療機関の名称', en: 'Name of the institution' },
  'typed-name': { ja: '報告時に入力された名称', en: 'Name as typed in the report' },
  telephone: { ja: '電話番号', en: 'Telephone number' },
  'policy-number': { ja: '証券番号', en: 'Policy number' },
  'certificate-number': { ja: '加入者証番号', en: 'Certificate number' },
  'payment-number': { ja: 'お支払い番号', en: 'Payment number' },
  'file-name': { ja: 'ファイル名', en: 'File name' },
  text: { ja: '資料の本文', en: 'Text of the paper' },
  'person-name': { ja: '氏名', en: 'Name' },
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  'reporter-name': { ja: '報告者の氏名', en: 'Name of the reporter' },
} as const satisfies Readonly<Record<string, Words>>;
export type MatchedField = keyof typeof matchedFields;

/** Words one after the other. */
export const joined = (parts: readonly (Words | null)[]): Words => {
  const given = parts.filter((part) => part !== null);
  return { ja: given.map(({ ja }) => ja).join('・'), en: given.map(({ en }) => en).join(', ') };
};

/** The same in both languages: a number, a name. */
export const asIs = (text: string): Words => ({ ja: text, en: text });

export const reportedOn = (day: string): Words => {
  const { ja, en } = dayInWords(day);
  return { ja: `${ja}報告`, en: `reported on ${en}` };
};

/** The days of a policy, and whether it is in force today. */
export function periodInWords(from: string, until: string, state: keyof typeof periodStates): Words {
  const [first, last] = [dayInWords(from), dayInWords(until)];
  return joined([{ ja: `${first.ja}～${last.ja}`, en: `${first.en} to ${last.en}` }, periodStates[state]]);
}

const periodStates = {
  'in-force': { ja: '補償期間中', en: 'in force' },
  'to-begin': { ja: '補償開始前', en: 'not yet begun' },
  ended: { ja: '補償期間終了', en: 'ended' },
} as const satisfies Record<string, Words>;

export const amountInWords = (yen: number): Words => yenInWords(yen);

/** The number of a payment as a title. */
export const paymentTitle = (number: number, institution: string): string => `No. ${number} ${institution}`;

export const reporterOf = (caseNumber: string): Words => ({
  ja: `${caseNumber}の報告者`,
  en: `Reporter of ${caseNumber}`,
});

export const hasLeft: Words = { ja: '退職', en: 'has left' };
export const withoutRole: Words = { ja: '権限なし', en: 'no role in force' };
export const contentErased: Words = { ja: '中身は消去済み', en: 'content erased' };
