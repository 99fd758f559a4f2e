/**
 * Work over many cases that it does not lock one by one, each kind by its name. Everything else locks its cases first and
 * writes no other: a new line here wants a reason.
 */
export const overCases = [
  // every member of the register, and what follows from it
  'import-facilities',
] as const;
export type OverCases = (typeof overCases)[number];
