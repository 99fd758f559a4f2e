/** The names of the counts of waiting work. */
export const tileNames = {
  new: { ja: '新着', en: 'New' },
  'call-back-late': { ja: '折り返し期限切れ', en: 'Call-back overdue' },
  'to-open': { ja: '対応開始待ち', en: 'To be opened' },
  'support-amber': { ja: '緊急時サポートの判断待ち', en: 'Support to decide' },
  unassigned: { ja: '担当者なし', en: 'Unassigned items' },
  late: { ja: '期限を過ぎた作業', en: 'Items overdue' },
  proposed: { ja: '二次承認待ち', en: 'To be countersigned' },
  'consent-asked': { ja: '支出前のご相談', en: 'Pre-approval asked for' },
  'account-wanted': { ja: '口座待ち', en: 'Waiting for an account' },
  'to-pay': { ja: 'お支払い予定', en: 'Scheduled payments' },
  'outlook-to-call': { ja: '見通しの訂正のお電話', en: 'Calls about a corrected outlook' },
  'outlook-to-act': { ja: '見通しの訂正後の対応', en: 'Corrected outlooks to work off' },
  'late-arrivals': { ja: '終わった事案に届いたもの', en: 'Late arrivals' },
} as const;

/** Days since the report, from and to. */
export const ageBands = [
  { code: '0-1', from: 0, to: 1, textJa: '今日と昨日', textEn: 'Today and yesterday' },
  { code: '2-7', from: 2, to: 7, textJa: '2日から7日', textEn: '2 to 7 days' },
  { code: '8-30', from: 8, to: 30, textJa: '8日から30日', textEn: '8 to 30 days' },
  { code: '31-90', from: 31, to: 90, textJa: '31日から90日', textEn: '31 to 90 days' },
  { code: '91', from: 91, to: null, textJa: '91日以上', textEn: '91 days and more' },
] as const;
