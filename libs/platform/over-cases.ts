/**
 * Work over many cases that it does not lock one by one, each kind by its name. Everything else locks its cases first and
 * writes no other: a new line here wants a reason.
 */
export const overCases = [
  // a few mails of any cases are claimed and recorded together: of their cases nothing but a line is written
  'send-mails',
  // what failed of any case is tried again: nothing but its delivery is written
  'retry-deliveries',
] as const;
export type OverCases = (typeof overCases)[number];
