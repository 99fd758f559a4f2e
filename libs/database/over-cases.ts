/**
 * Work over many cases, each kind by its name, whose lock is not its scope. Everything else locks its cases first and
 * writes no other: a new line here wants a reason.
 */
export const overCases = [
  // a few mails of any cases are claimed and recorded together: of their cases nothing but a line is written
  'send-mails',
  // contents that were given up are taken out of the store, a few at once, and nothing else is written
  'erase-documents',
  // it locks what is scheduled, all cases at once and as far as they are free; each row would search in thousands of
  // ids
  'build-payment-batch',
  // it locks the cases of all payments of a batch, which may be thousands: each row would search in their list
  'move-payment-batch',
  // it locks the cases of up to 10,000 lines, which are taken over whole or not at all: each row would search in their
  // list
  'take-bank-report',
] as const;
export type OverCases = (typeof overCases)[number];
