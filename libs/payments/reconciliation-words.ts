import { daysBetween, type Day, type Words } from '#kernel';
import { paymentStateNames, type PaymentState } from './payment-machine.js';

/** The arguments of a sentence; days are Japan's. */
interface Known {
  readonly onDay: Day;
  readonly today: string;
  readonly state: PaymentState | null;
}

/** Why a row does not agree with the bank, by its code. */
export const reconciliationWords: Readonly<Record<string, (known: Known) => Words>> = {
  'no-such-payment': () => ({
    ja: 'この支払番号のお支払いがありません。',
    en: 'There is no payment of this number.',
  }),
  'no-such-claim': () => ({
    ja: '返還請求の番号が読み取れないか、ありません。',
    en: 'No claim for repayment has this number.',
  }),
  'no-such-batch': () => ({
    ja: 'この日にこの合計で送った振込データがありません。',
    en: 'No batch of this total was sent for this day.',
  }),
  'batch-cancelled': () => ({
    ja: 'この合計で送った振込データは、取り消されています。',
    en: 'The batch of this total was cancelled.',
  }),
  'credit-taken-back': () => ({
    ja: '前に通知された入金が、取り消されました。対応する入金の明細を確かめてください。',
    en: 'The bank takes back money that it reported as received. Look for the line of that receipt.',
  }),
  'other-amount': () => ({ ja: '金額が一致しません。', en: 'The amounts differ.' }),
  'other-state': ({ state }) =>
    state === null
      ? { ja: 'こちらの状態と一致しません。', en: 'It is in another state with us.' }
      : {
          ja: `こちらの状態（いまは「${paymentStateNames[state].ja}」）と一致しません。`,
          en: `It is in another state with us (now: ${paymentStateNames[state].en}).`,
        },
  'other-day': ({ state }) =>
    state === null
      ? { ja: '銀行の日付が返還をお願いした日より前です。', en: 'The bank’s day is before the day of the demand.' }
      : { ja: '銀行の日付が振込指定日より前です。', en: 'The bank’s day is before the transfer date.' },
  'future-day': ({ onDay, today }) =>
    onDay > today
      ? {
          ja: '銀行の日付がまだ来ていないため、反映していません。',
          en: 'The bank’s day is yet to come: it was not taken over.',
        }
      : {
          ja: '取り込んだときは先の日付だったため、反映していません。',
          en: 'The bank’s day was yet to come when it was imported: it was not taken over.',
        },
  'not-taken': () => ({ ja: 'こちらの記録に反映できませんでした。', en: 'It could not be taken over.' }),
  unsettled: ({ onDay, today }) => ({
    ja: `振込指定日を${daysBetween(onDay, today)}日過ぎて、結果が届いていません。`,
    en: `No result has come, ${daysBetween(onDay, today)} day(s) after its transfer date.`,
  }),
  demanded: ({ onDay, today }) => ({
    ja: `返還をお願いしてから${daysBetween(onDay, today)}日たっています。`,
    en: `It was demanded ${daysBetween(onDay, today)} days ago.`,
  }),
};
