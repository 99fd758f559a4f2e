import { coverageOutlooks, supportOutlooks } from '#assessment';
import type { Words } from '#kernel';

type Names<K extends string> = Readonly<Record<K, Words>>;

/** The names of the outlooks in lists, as the pages have them. */
export const coverageWords: Names<'pending' | (typeof coverageOutlooks)[number]> = {
  pending: { ja: '確認中', en: 'Being looked at' },
  green: { ja: 'お支払いの対象', en: 'Can be paid' },
  amber: { ja: '担当者が個別に確認', en: 'A person decides' },
  red: { ja: 'お支払いの対象外', en: 'Not covered' },
};
export const supportWords: Names<'pending' | (typeof supportOutlooks)[number]> = {
  pending: { ja: '確認中', en: 'Being looked at' },
  available: { ja: 'ご利用いただけます', en: 'Can be used' },
  refer: { ja: '専任スタッフが個別に確認', en: 'A support person decides' },
  'not-available': { ja: 'ご利用いただけません', en: 'Cannot be used' },
};

export const notMatched: Words = { ja: '（未照合）', en: '(not matched)' };
export const nobody: Words = { ja: '（なし）', en: '(nobody)' };
/** A severity that the facts propose and nobody has given yet. */
export const proposedWords = (name: Words): Words => ({ ja: `提案：${name.ja}`, en: `Proposed: ${name.en}` });
export const lineWords = (line: number): Words => ({ ja: `明細${line}`, en: `Line ${line}` });
export const batchWords = (no: number): Words => ({ ja: `振込データ ${no}`, en: `Batch ${no}` });
export const mistakeWords: Names<'payee' | 'insurer'> = {
  payee: {
    ja: '支払先から受け取った口座の誤りとして記録',
    en: 'Recorded as the mistake of the account that the payee gave',
  },
  insurer: { ja: '当社の誤りとして記録', en: 'Recorded as our own mistake' },
};
export const between: Words = { ja: '、', en: ', ' };

/** The states of an export. */
export const exportStateNames: Names<'waiting' | 'writing' | 'ready' | 'failed' | 'expired'> = {
  waiting: { ja: '順番待ち', en: 'Waits for its turn' },
  writing: { ja: '書き出し中', en: 'Being written' },
  ready: { ja: '完了', en: 'Ready' },
  failed: { ja: '書き出せませんでした', en: 'Could not be written' },
  expired: { ja: '保存期間終了', en: 'No longer kept' },
};
