/**
 * Work over many cases that it does not lock one by one, each kind by its name. Everything else locks its cases first and
 * writes no other: a new line here wants a reason.
 */
export const overCases = [
  // a few mails of any cases are claimed and recorded together: of their cases nothing but a line is written
  'send-mails',
  // contents that were given up are taken out of the store, a few at once, and nothing else is written
  'erase-documents',
] as const;
export type OverCases = (typeof overCases)[number];
