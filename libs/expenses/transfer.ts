import { supplied, type Tx } from '#database';
import type { StatementLineEntity } from './statement-line.entity.js';
import { transferStates, transferWords, type TransferState } from './transfer-words.js';
import type { TransferDto } from './transfer.dto.js';

/** The payment of an expense, for every reader of the case. Days are Japan's. */
export interface Transfer {
  readonly expense_id: StatementLineEntity['expense_id'];
  readonly state: string;
  readonly settled_on: string | null;
  readonly returned_on: string | null;
  /** null: the account of another payee, which the institution does not see. */
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
  const { ja, en } = transferWords[state](settled_on ?? '', account);
  return {
    state,
    textJa: ja,
    textEn: en,
    settledOn: state === 'settled' ? settled_on : null,
    returnedOn: state === 'returned' ? returned_on : null,
    account: state === 'settled' ? account : null,
  };
}
