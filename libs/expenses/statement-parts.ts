/** A month that a statement of business interruption decides. */
export interface StatementMonth {
  readonly expenseId: string;
  /** The number of its line in the case. */
  readonly line: number;
  /** It has the figures of an earlier month again. */
  readonly isCorrection: boolean;
  /** What the rules give for it before the limits (yen). */
  readonly engineYen: number;
}

/**
 * What of a statement's amount (whole yen) each of its months gets; together they are the amount. In the order of their
 * lines, a correction after the months that nothing was paid for: what is left for it is what the earlier payment
 * lacked. The last month has what the others leave.
 */
export function statementParts(months: readonly StatementMonth[], amountYen: number): ReadonlyMap<string, number> {
  const inOrder = months.toSorted(
    (one, other) => Number(one.isCorrection) - Number(other.isCorrection) || one.line - other.line,
  );
  let left = amountYen;
  const parts = new Map<string, number>();
  for (const [at, { expenseId, engineYen }] of inOrder.entries()) {
    const part = at === inOrder.length - 1 ? left : Math.min(engineYen, left);
    parts.set(expenseId, part);
    left -= part;
  }
  return parts;
}
