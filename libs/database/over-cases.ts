/**
 * Work over many cases, each kind by its name, which does not lock all of them. All other work locks its cases first
 * and writes no other: a new entry needs a reason.
 */
export const overCases = [
  // a few mails of any cases are claimed and recorded together; of their cases only a timeline line is written
  'send-mails',
  // the contents of a few erased documents are deleted from the store, and nothing else is written
  'erase-documents',
  // it locks all cases with scheduled payments that are free, at once; a check of each row would search thousands of
  // ids
  'build-payment-batch',
  // it locks the cases of all payments of a batch, perhaps thousands; a check of each row would search their list
  'move-payment-batch',
  // it locks the cases of up to 10,000 lines, which are taken over whole or not at all; a check of each row would
  // search their list
  'take-bank-report',
] as const;
export type OverCases = (typeof overCases)[number];
