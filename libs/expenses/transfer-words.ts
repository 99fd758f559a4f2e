import { dayInWords, type Words } from '#kernel';

/** The states of the transfer of an expense. */
export const transferStates = ['on-its-way', 'settled', 'returned', 'set-aside', 'deposited'] as const;
export type TransferState = (typeof transferStates)[number];

/** The sentence of each state; the day of the bank, and the account (null: that of another payee). */
export const transferWords: Readonly<Record<TransferState, (settledOn: string, account: string | null) => Words>> = {
  'on-its-way': () => ({ ja: 'お支払いの手続をしています。', en: 'The payment is being prepared.' }),
  settled: (day, account) =>
    account === null
      ? { ja: `${dayInWords(day).ja}に、被害者の方へ直接お支払いしました。`, en: `Paid to the victim on ${day}.` }
      : {
          ja: `${dayInWords(day).ja}に、口座 ${account} へお振り込みしました。`,
          en: `Transferred on ${day} to account ${account}.`,
        },
  returned: () => ({
    ja: '銀行から戻ったため、お支払いできていません。',
    en: 'The bank sent the transfer back: nothing was paid.',
  }),
  'set-aside': () => ({ ja: 'お支払いを留保しています。', en: 'The payment is set aside.' }),
  deposited: () => ({ ja: '供託しました。', en: 'The amount was deposited.' }),
};
