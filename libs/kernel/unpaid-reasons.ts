import type { Words } from './coded-text.js';

/** Why an expense is not paid: whom or what it waits for, as its rows say. */
export const unpaidReasons = {
  question: { ja: 'ご回答待ち', en: 'Waits for an answer' },
  papers: { ja: '資料待ち', en: 'Waits for papers' },
  suspended: { ja: '期間の停止中（医療機関の事情）', en: 'Clock suspended: the claimant delays it' },
  appeal: { ja: '再審査', en: 'Appealed' },
  countersign: { ja: '二次承認待ち', en: 'Waits for a countersignature' },
  extended: { ja: '決定待ち（期間の延長を通知済み）', en: 'Undecided: a longer time was notified' },
  undecided: { ja: '決定待ち', en: 'Undecided' },
  'article-22': { ja: '被害者への弁済・同意待ち', en: 'Held by article 22 of the Insurance Act' },
  account: { ja: '口座待ち', en: 'Waits for an account' },
  'account-check': { ja: '口座の確認待ち', en: 'The account is being checked' },
  stopped: { ja: '支払停止', en: 'Payment stopped' },
  scheduling: { ja: '承認済み・支払の手続前', en: 'Approved, not scheduled yet' },
  transfer: { ja: '振込の手続中', en: 'The transfer is on its way' },
} as const satisfies Readonly<Record<string, Words>>;
export type UnpaidReason = keyof typeof unpaidReasons;
export const unpaidReasonCodes = Object.keys(unpaidReasons) as readonly UnpaidReason[];
