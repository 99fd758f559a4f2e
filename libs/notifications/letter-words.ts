import type { ExchangeRateEntity, StoredExpense } from '#expenses';
import { dayInWords } from '#kernel';
import type { PaymentExtensionEntity } from '#payments';
import type { Config } from '#platform';

export const letterKinds = [
  'payment-notice',
  'denial-notice',
  'clock-notice',
  'repayment-demand',
  'outlook-correction',
] as const;
export type LetterKind = (typeof letterKinds)[number];
export type Addressee = 'institution' | 'claimant' | 'vendor';

/** The title of each letter. */
export const letterTitles: Readonly<Record<LetterKind, string>> = {
  'payment-notice': '保険金お支払いのご案内',
  'denial-notice': 'お支払いの対象とならない費用についてのご通知',
  'clock-notice': 'お支払いの期限についてのご案内',
  'repayment-demand': '保険金の返還のお願い',
  'outlook-correction': '補償の見通しについての訂正のお知らせ',
};

/** The opening of a letter. */
export const letterOpenings = {
  paid: '次のとおり保険金をお支払いしましたので、ご案内します。',
  'paid-to-victim': '損害賠償金について、次のとおり被害者の方に直接お支払いしましたので、ご案内します。',
  'to-vendor': '次のとおりお支払いしましたので、ご案内します。',
  'to-claimant': '損害賠償金について、次のとおりお支払いしましたので、ご案内します。',
  'complete-on': '次の費用は、お手続きに必要な書類がそろった日を、次のとおり確認しました。',
  extended: '次の費用は、お支払いのために確認が必要なため、通常の期限（30日）より長くかかります。',
  repayment: 'お支払いした保険金のうち、次の額の返還をお願いします。',
  'outlook-correction':
    'この事案について画面に表示していた補償の見通しに、誤りがありました。おわびして訂正します。海外で起きた事故も保険金のお支払いの対象であり、事故が起きた国によって補償の見通しが変わることはありません。',
  denied: 'ご請求いただいた次の費用は、お支払いの対象となりませんでした。理由とあわせてご通知します。',
} as const;

/** The salutation of each addressee. */
export const salutations: Readonly<Record<Addressee, (name: string) => string>> = {
  institution: (name) => `${name} 御中`,
  vendor: (name) => `${name} 御中`,
  claimant: (name) => `${name} 様`,
};

/** The names of figures and facts in a letter. */
export const factNames = {
  claimed: 'ご請求額',
  paid: 'お支払額',
  transferred: 'お振込額',
  transferredOn: 'お振込日',
  account: 'お振込先',
  expense: '費用',
  missing: '不足していたもの',
  completeOn: '書類がそろった日',
  ground: '事由',
  toConfirm: '確認する事項',
  payBy: 'お支払期限',
  demanded: '返還をお願いする額',
  reason: '理由',
  transferNumber: '振込のときに書いていただく番号',
  shownOutlook: '誤って表示していた補償の見通し',
  shownFor: '表示していた期間',
  coverageOutlook: '現在の補償の見通し',
  supportOutlook: '現在の緊急時サポートの見通し',
} as const;

/** The values of facts that are not known yet. */
export const notYet = { payBy: '必要な書類がそろった日から定まります', outlook: '確認中' } as const;

/** The name of delay interest (Civil Code), with the day until which the payment was due. */
export const interestSince = (lastDay: string): string =>
  `遅延損害金（お支払期限の${dayInWords(lastDay).ja}の翌日から振込日まで）`;

/** A period from one day to another. */
export const fromTo = (from: string, until: string): string => `${dayInWords(from).ja}から${dayInWords(until).ja}まで`;

/** The grounds for a longer time to pay, with the days that the policy wording gives for each. */
export const extensionGroundNames: Readonly<Record<PaymentExtensionEntity['ground'], string>> = {
  'disaster-area': '災害救助法が適用された地域での調査（60日）',
  'expert-appraisal': '専門機関による鑑定等の結果の照会（90日）',
  'private-forensic': '専門機関による調査結果の照会（90日）',
  'public-body-inquiry': '警察等の公の機関の捜査・調査結果の照会（180日）',
  'survey-abroad': '日本国外における調査（180日）',
};

/** The lines that a figure is of: their numbers, the category of the first, and whether months were added up. */
export function linesInWords(numbers: readonly number[], category: string): string {
  return `明細${numbers.join('・')}　${category}${numbers.length > 1 ? 'ほか（各月の合計）' : ''}`;
}

/** A bill in another currency, with the rate at which its yen were claimed. */
export function foreignBillInWords(
  bill: NonNullable<StoredExpense['foreign_bill']>,
  rate: Pick<ExchangeRateEntity, 'rate' | 'on_day' | 'source'>,
): string {
  return (
    `外貨のご請求 ${bill.currency} ${bill.amount}（1 ${bill.currency}＝${rate.rate}円、` +
    `${dayInWords(rate.on_day).ja}、${rate.source}）`
  );
}

/** How to object, and the dispute-resolution body of the general insurance association. */
export function objectionText(config: Pick<Config, 'desk'>): string[] {
  return [
    `この内容にご不明な点やご異議があるときは、再審査をお申し出いただけます。はじめの判断に加わっていない担当者が、あらためて確認します。お申し出先: ${config.desk}`,
    '保険会社との間で解決しないときは、指定紛争解決機関である一般社団法人日本損害保険協会「そんぽADRセンター」に、苦情のお申し出や紛争解決のお申立てができます（無料）。連絡先は同協会のウェブサイトをご覧ください。',
  ];
}

/** What an institution can do after its outlook was corrected. */
export function afterCorrection({ desk }: Pick<Config, 'desk'>): string[] {
  return [
    `費用のご請求や事案を取り下げられた場合、またはご請求を見合わせておられる費用がある場合は、あらためて承ります。画面からご請求いただくか、次の窓口へご連絡ください。窓口: ${desk}`,
    '緊急時サポートは国内の事故のためのサービスであり、その見通しは保険金のお支払いとは別のものです。',
  ];
}

/** The desk's telephone numbers, as they stand in mails and letters. */
export function deskLine({ deskPhone, nightPhone }: Pick<Config, 'deskPhone' | 'nightPhone'>): string {
  return `専任スタッフ 電話 ${deskPhone}（夜間・休日 ${nightPhone}）`;
}

/** The last line of a letter. */
export const inquiryLine = (config: Parameters<typeof deskLine>[0]): string => `お問い合わせ: ${deskLine(config)}`;

/** The headings in the PDF of a letter. */
export const letterHeadings = {
  facts: 'お手続きの内容',
  limits: '支払限度額の残り（このご案内の日現在、お支払いを決めた額を差し引いた額）',
  articles: '根拠となる約款の条項',
  closing: 'お問い合わせ・ご異議について',
} as const;

/** The line with case and policy. */
export const casePolicy = (caseNumber: string, policyNumber: string | null): string =>
  `医療機関用サイバー保険　事案番号 ${caseNumber}${policyNumber ? `　証券番号 ${policyNumber}` : ''}`;
