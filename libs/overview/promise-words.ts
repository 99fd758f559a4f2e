import { categoryTable, type Category } from '#coverage';
import { yenInWords } from '#kernel';
import type { PromiseDto } from './promises.dto.js';

type Text = Pick<PromiseDto, 'code' | 'textJa' | 'textEn'>;

/** The insurer's promises in words; `line` is the number of an expense in its case, figures are yen. */
export const promiseWords = {
  outlook: {
    code: 'coverage-outlook',
    textJa: '補償の見通しを、この画面でお知らせします。',
    textEn: 'The coverage outlook appears here.',
  },
  preApproval: (category: Category, amountYen: number) => ({
    code: 'answer-pre-approval',
    textJa: `支出前のご相談（${categoryTable[category].ja}、${yenInWords(amountYen).ja}）にお答えします。`,
    textEn: `We answer your request for pre-approval (${categoryTable[category].en}, ${yenInWords(amountYen).en}).`,
  }),
  review: (count: number, hasDay: boolean) => ({
    code: 'review',
    textJa: `費用${count}件を確認しています。${hasDay ? 'お支払いの対象であれば、期限までにお支払いします。' : ''}`,
    textEn: [
      count === 1 ? 'We review one expense.' : `We review ${count} expenses.`,
      ...(hasDay ? ['What is payable is paid in time.'] : []),
    ].join(' '),
  }),
  acknowledge: {
    code: 'acknowledge',
    textJa: '受付の確認のメールが、まだ届いていません。',
    textEn: 'The mail that acknowledges the report was not taken yet.',
  },
  tellCaller: {
    code: 'tell-caller',
    textJa: 'お電話の方に受付と事案番号を伝え、記録します。',
    textEn: 'Tell the caller that the report was received, with the case number, and record it.',
  },
  confirmAccount: (line: number) => ({
    code: 'confirm-account',
    textJa: `明細${line}：振込先口座を確認しています。確認できしだい、お支払いの手続に進みます。`,
    textEn: `Line ${line}: we check the account, then the payment is prepared.`,
  }),
  payAgain: (line: number) => ({
    code: 'pay-again',
    textJa: `明細${line}：新しい振込先口座を確認し、もう一度お振り込みします。`,
    textEn: `Line ${line}: we check the new account and transfer again.`,
  }),
  pay: (line: number) => ({
    code: 'pay',
    textJa: `明細${line}：お支払いします。`,
    textEn: `Line ${line}: we pay.`,
  }),
  preparePayment: (line: number) => ({
    code: 'pay',
    textJa: `明細${line}：お支払いの手続をしています。`,
    textEn: `Line ${line}: we prepare the payment.`,
  }),
} satisfies Record<string, Text | ((...figures: never[]) => Text)>;
