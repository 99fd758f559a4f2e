import { supplied, type Tx } from '#database';
import type { StatementLineEntity } from './statement-line.entity.js';
import type { TransferDto } from './transfer.dto.js';

/** What became of the transfer of an expense: on its way, paid, sent back by the bank, or kept. */
export const transferStates = ['on-its-way', 'settled', 'returned', 'set-aside', 'deposited'] as const;
export type TransferState = (typeof transferStates)[number];

/** The payment that an expense rests on, as everybody of the case reads it. Days are Japan's. */
export interface Transfer {
  readonly expense_id: StatementLineEntity['expense_id'];
  readonly state: string;
  readonly settled_on: string | null;
  readonly returned_on: string | null;
  /** null: the account of somebody else, which is nothing to the institution. */
  readonly last_digits: string | null;
}

/**
 * The payments of the expenses of a case that are not stopped, by expense; of a statement for each of its new months.
 */
export const transfersOf = supplied<[tx: Tx, incidentId: string], Promise<ReadonlyMap<string, Transfer>>>(
  'the transfers of expenses',
);

const stateOf = (state: string): TransferState => transferStates.find((known) => known === state) ?? 'on-its-way';

/** A transfer for its reader. */
export function transferView({ state: stored, settled_on, returned_on, last_digits }: Transfer): TransferDto {
  const state = stateOf(stored);
  const account = last_digits === null ? null : `****${last_digits}`;
  const texts: Readonly<Record<TransferState, readonly [string, string]>> = {
    'on-its-way': ['お支払いの手続をしています。', 'The payment is being prepared.'],
    settled:
      account === null
        ? [`${inWords(settled_on)}に、被害者の方へ直接お支払いしました。`, `Paid to the victim on ${settled_on}.`]
        : [
            `${inWords(settled_on)}に、口座 ${account} へお振り込みしました。`,
            `Transferred on ${settled_on} to account ${account}.`,
          ],
    returned: ['銀行から戻ったため、お支払いできていません。', 'The bank sent the transfer back: nothing was paid.'],
    'set-aside': ['お支払いを留保しています。', 'The payment is set aside.'],
    deposited: ['供託しました。', 'The amount was deposited.'],
  };
  const [textJa, textEn] = texts[state];
  return {
    state,
    textJa,
    textEn,
    settledOn: state === 'settled' ? settled_on : null,
    returnedOn: state === 'returned' ? returned_on : null,
    account: state === 'settled' ? account : null,
  };
}

/** 2026-11-27 as 2026年11月27日. */
function inWords(day: string | null): string {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
