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
const addressee = { ja: '宛先', en: 'To' };
const enteredBy = { ja: '登録', en: 'Entered' };

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
  support: {
    ja: '緊急時サポート',
    en: 'Emergency support',
    columns: [
      { key: 'since', ja: '受付', en: 'Since' },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'service', ja: 'サービス', en: 'Service' },
      { key: 'state', ...state },
    ],
  },
  consents: {
    ja: '支出前のご相談',
    en: 'Pre-approvals',
    columns: [
      { key: 'due', ja: '回答の期限', en: 'Answer due', stays: true },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'category', ...category },
      { key: 'on', ja: '何に使いますか', en: 'On what' },
      { key: 'vendor', ja: '支払先', en: 'Paid to' },
      { key: 'amount', ja: '見込みの金額（税込） 円', en: 'Expected amount with tax (yen)' },
    ],
  },
  countersign: {
    ja: '二次承認',
    en: 'Countersign',
    columns: [
      { key: 'since', ja: '提出日', en: 'Proposed' },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'category', ...category },
      { key: 'kind', ja: '査定案', en: 'Proposal', stays: true },
      { key: 'claimed', ...claimed },
      { key: 'amount', ja: '決定の額 円', en: 'Decided (yen)' },
      { key: 'by', ja: '提出者', en: 'Proposed by' },
    ],
  },
  reversals: {
    ja: '決定の取消しの申請',
    en: 'Reversals',
    columns: [
      { key: 'since', ja: '申請日', en: 'Asked for' },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'category', ...category },
      { key: 'amount', ...amount },
      { key: 'reason', ja: '取り消す理由（社内）', en: 'Why (inside)' },
    ],
  },
  screenings: {
    ja: '反社会的勢力の確認',
    en: 'Screening',
    columns: [
      { key: 'at', ja: '確認した日時', en: 'Time' },
      { key: 'name', ja: '名前', en: 'Name', stays: true },
      { key: 'kind', ja: '相手', en: 'Party' },
      { key: 'candidates', ja: '似ている名簿の名前', en: 'Watched names like it' },
      { key: 'institution', ...institution },
      { key: 'occasion', ja: '確認した場面', en: 'Looked at' },
      { key: 'outcome', ja: '結論', en: 'Outcome', stays: true },
    ],
  },
  letters: {
    ja: '書面',
    en: 'Letters',
    columns: [
      { key: 'title', ja: '書面', en: 'Letter', stays: true },
      { key: 'to', ...addressee },
      { key: 'case', ...caseNumber },
      { key: 'written', ja: '作成日時', en: 'Written' },
      { key: 'held', ja: '印刷できない文字', en: 'Cannot be printed' },
    ],
  },
  mails: {
    ja: '送信メール',
    en: 'Mails',
    columns: [
      { key: 'subject', ja: '件名', en: 'Subject', stays: true },
      { key: 'to', ...addressee },
      { key: 'state', ...state },
      { key: 'why', ja: '届いていない理由', en: 'Why it has not arrived' },
      { key: 'at', ja: '作成日時', en: 'Made' },
    ],
  },
  arrivals: {
    ja: '終わった事案に届いたもの',
    en: 'Late arrivals',
    columns: [
      { key: 'at', ja: '届いた日時', en: 'Received' },
      { key: 'case', ...caseNumber, stays: true },
      { key: 'institution', ...institution },
      { key: 'state', ja: '事案の状態', en: 'State of the case' },
      { key: 'what', ja: '届いたもの', en: 'What was received' },
      { key: 'noted', ja: '行った対応', en: 'What was done' },
    ],
  },
  accounts: {
    ja: '振込先口座',
    en: 'Payee accounts',
    columns: [
      { key: 'payee', ja: '支払先', en: 'Payee', stays: true },
      { key: 'bank', ja: '振込先', en: 'Account' },
      { key: 'number', ja: '口座番号', en: 'Number' },
      { key: 'source', ...enteredBy },
      { key: 'since', ja: 'いつから', en: 'Since' },
      { key: 'state', ...state },
    ],
  },
  banks: {
    ja: '金融機関・支店の変更',
    en: 'Changes of banks and branches',
    columns: [
      { key: 'entered', ja: '登録日', en: 'Entered on' },
      { key: 'codes', ja: 'コード', en: 'Code', stays: true },
      { key: 'act', ja: '変更の種類', en: 'What changes' },
      { key: 'name', ja: '名称', en: 'Name' },
      { key: 'from', ja: '適用開始日', en: 'Holds from' },
      { key: 'source', ja: '根拠', en: 'Source' },
      { key: 'by', ...enteredBy },
      { key: 'state', ...state },
    ],
  },
  rosters: {
    ja: '勤務表',
    en: 'Roster',
    columns: [
      { key: 'person', ja: '氏名', en: 'Name', stays: true },
      { key: 'kind', ja: '種別', en: 'Kind' },
      { key: 'from', ja: 'はじめ', en: 'From' },
      { key: 'to', ja: 'おわり', en: 'Until' },
      { key: 'capacity', ja: '受持ちの上限', en: 'Items at most' },
      { key: 'by', ja: '登録した人', en: 'Entered by' },
    ],
  },
  numbers: {
    ja: '使われなかった事案番号',
    en: 'Unused case numbers',
    columns: [
      { key: 'number', ja: '通し番号', en: 'Number in the sequence', stays: true },
      { key: 'count', ja: '個数', en: 'How many' },
      { key: 'why', ja: '使われていない理由', en: 'Why it is not used' },
      { key: 'full', ...caseNumber },
      { key: 'answered', ja: '先に受け付けていた事案', en: 'Case received before' },
      { key: 'at', ja: '記録または払出しの日時', en: 'Recorded or drawn' },
    ],
  },
} as const satisfies Readonly<Record<string, Words & { readonly columns: readonly ListColumn[] }>>;

/** A list of the insurer. */
export type InsurerList = keyof typeof insurerLists;

/** The names of the lists, as requests name them. */
export const insurerListNames = Object.keys(insurerLists) as readonly InsurerList[];

/** The columns of a list, by key. */
export type ListColumnKey<L extends InsurerList> = (typeof insurerLists)[L]['columns'][number]['key'];
