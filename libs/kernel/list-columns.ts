import type { Words } from './coded-text.js';

/**
 * A column of a list: its heading; `written`: the heading in a file where what stands there is another thing; `stays`:
 * nobody can do without it, because it leads to the row or says how bad it is.
 */
export interface ListColumn extends Words {
  readonly key: string;
  readonly written?: Words;
  readonly stays?: true;
}

const caseNumber = { ja: '事案番号', en: 'Case number' };
const institution = { ja: '医療機関', en: 'Institution' };
const state = { ja: '状態', en: 'State', stays: true } as const;
const category = { ja: '費目', en: 'Category' };
const claimed = { ja: 'ご請求額 円', en: 'Claimed (yen)' };
const amount = { ja: '金額 円', en: 'Amount (yen)' };
const payBy = { ja: 'お支払い期限', en: 'Pay by' };

/**
 * The insurer's lists: their names, and their columns in the order of the screen and of a file. The pages and the files
 * have their headings from this table.
 */
export const insurerLists = {
  cases: {
    ja: '事案の一覧',
    en: 'Cases',
    columns: [
      {
        key: 'left',
        ja: '残り時間',
        en: 'Time left',
        stays: true,
        written: { ja: '次の手続の期限', en: 'Next act by' },
      },
      { key: 'number', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'severity', ja: '緊急度', en: 'Severity' },
      { key: 'state', ...state },
      { key: 'phases', ja: '段階', en: 'Phases' },
      { key: 'coverage', ja: '補償の見通し', en: 'Coverage outlook' },
      { key: 'support', ja: '緊急時サポートの見通し', en: 'Support outlook' },
      { key: 'next', ja: '次の手続', en: 'Next act' },
      { key: 'owner', ja: '担当者', en: 'In charge' },
      { key: 'limit', ja: '限度額の残り 円', en: 'Limit left (yen)' },
      { key: 'reported', ja: '受付日時', en: 'Reported' },
    ],
  },
  expenses: {
    ja: '費用の一覧',
    en: 'Expenses',
    columns: [
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'category', ...category },
      { key: 'claimed', ...claimed },
      { key: 'approved', ja: '承認額 円', en: 'Approved (yen)' },
      { key: 'state', ...state },
      { key: 'submitted', ja: 'ご請求日', en: 'Submitted' },
    ],
  },
  work: {
    ja: '作業一覧',
    en: 'Work list',
    columns: [
      { key: 'due', ja: '期限', en: 'Due', stays: true },
      { key: 'lapses', ja: '受諾の期限', en: 'Accept by' },
      { key: 'institution', ...institution },
      { key: 'case', ...caseNumber },
      { key: 'line', ja: '明細', en: 'Line', stays: true },
      { key: 'category', ...category },
      { key: 'claimed', ...claimed },
      { key: 'assessed', ja: '査定額 円', en: 'Assessed (yen)' },
      { key: 'assignee', ja: '担当者', en: 'With' },
      { key: 'state', ...state },
    ],
  },
  payments: {
    ja: 'お支払い',
    en: 'Payments',
    columns: [
      { key: 'number', ja: '支払番号', en: 'Payment' },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'account', ja: '振込先', en: 'Account' },
      { key: 'amount', ...amount },
      { key: 'interest', ja: '遅延損害金 円', en: 'Delay interest (yen)' },
      { key: 'by', ...payBy, stays: true },
      { key: 'state', ...state },
    ],
  },
  batches: {
    ja: '振込データ',
    en: 'Batches',
    columns: [
      { key: 'number', ja: '振込データ番号', en: 'Batch number', stays: true },
      { key: 'on', ja: '振込指定日', en: 'Transfer date' },
      { key: 'state', ...state },
      { key: 'count', ja: '件数', en: 'Count' },
      { key: 'total', ja: '合計 円', en: 'Total (yen)' },
      { key: 'built', ja: '作成者', en: 'Built by' },
      { key: 'releaser', ja: '実行者', en: 'Releaser' },
    ],
  },
  waits: {
    ja: '口座待ち・保留',
    en: 'Waiting for an account',
    columns: [
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'amount', ...amount },
      { key: 'since', ja: 'いつから', en: 'Since' },
      { key: 'why', ja: '待っていること', en: 'Waits for' },
    ],
  },
  late: {
    ja: '期限を過ぎた費用',
    en: 'Late expenses',
    columns: [
      { key: 'days', ja: '超過日数', en: 'Days late', stays: true },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'state', ...state },
      { key: 'amount', ...amount },
      { key: 'complete', ja: '請求完了日', en: 'Claim complete' },
      { key: 'by', ...payBy, stays: true },
      { key: 'with', ja: '担当者', en: 'With' },
    ],
  },
} as const satisfies Readonly<Record<string, Words & { readonly columns: readonly ListColumn[] }>>;

/** A list of the insurer. */
export type InsurerList = keyof typeof insurerLists;

/** The names of the lists, as requests name them. */
export const insurerListNames = Object.keys(insurerLists) as readonly InsurerList[];

/** The columns of a list, by key. */
export type ListColumnKey<L extends InsurerList> = (typeof insurerLists)[L]['columns'][number]['key'];
