export const letterKinds = [
  'payment-notice',
  'denial-notice',
  'clock-notice',
  'repayment-demand',
  'outlook-correction',
] as const;
export type LetterKind = (typeof letterKinds)[number];
export type Addressee = 'institution' | 'claimant' | 'vendor';

/** What each letter is called. */
export const letterTitles: Readonly<Record<LetterKind, string>> = {
  'payment-notice': '保険金お支払いのご案内',
  'denial-notice': 'お支払いの対象とならない費用についてのご通知',
  'clock-notice': 'お支払いの期限についてのご案内',
  'repayment-demand': '保険金の返還のお願い',
  'outlook-correction': '補償の見通しについての訂正のお知らせ',
};

/** How a letter about a decision begins. */
export const letterOpenings = {
  paid: '次のとおり保険金をお支払いしましたので、ご案内します。',
  'paid-to-victim': '損害賠償金について、次のとおり被害者の方に直接お支払いしましたので、ご案内します。',
  denied: 'ご請求いただいた次の費用は、お支払いの対象となりませんでした。理由とあわせてご通知します。',
} as const;

/** How a figure came to be: what it was before, after, and why; whole yen. */
export interface LetterStep {
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}
export interface LetterLine {
  readonly name: string;
  readonly claimed: number;
  readonly paid: number;
  readonly steps: readonly LetterStep[];
  /** What the adjuster wrote to the institution. */
  readonly text: string;
}
const yen = (amount: number): string => `${amount.toLocaleString('en-US')}円`;

/** The figures of a line as they stand in a letter, each with its name, in their order. */
export function rowsOf({ claimed, paid, steps }: LetterLine): { readonly name: string; readonly value: string }[] {
  return [
    { name: 'ご請求額', value: yen(claimed) },
    ...steps.map((step) => ({ name: `・${step.text}`, value: difference(step) })),
    { name: 'お支払額', value: yen(paid) },
  ];
}

function difference({ before, after }: LetterStep): string {
  if (before === null || after === null) return '';
  if (before === after) return yen(0);
  return after < before ? `△${yen(before - after)}` : `＋${yen(after - before)}`;
}

/** Everything a letter says, in the order in which it says it; kept as it is, amounts are whole yen. */
export interface LetterContent {
  readonly kind: LetterKind;
  readonly number: string;
  /** Of Japan. */
  readonly day: string;
  readonly writtenAt: string;
  readonly to: string;
  readonly from: string;
  readonly caseNumber: string;
  readonly policyNumber: string | null;
  readonly opening: string;
  readonly lines: readonly LetterLine[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly limits: readonly { readonly name: string; readonly limit: number; readonly remaining: number }[];
  readonly articles: readonly string[];
  readonly closing: readonly string[];
}
