import { supplied, type Tx } from '#database';

/** The ids of expenses that the reader has in review and could approve as they stand, without looking at one alone. */
export const readyExpenses = supplied<[tx: Tx], Promise<readonly string[]>>(
  'the expenses that can be approved at once',
);
