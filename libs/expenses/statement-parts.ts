/** A month that a statement of business interruption decides. */
export interface StatementMonth {
  readonly expenseId: string;
  /** The number of its line in the case. */
  readonly line: number;
  /** It repeats an earlier month with new figures. */
  readonly isCorrection: boolean;
  /** The amount by the rules, before limits (yen). */
  readonly engineYen: number;
}

/**
 * The part of each month in a statement's amount (whole yen); the parts add up to it. In the order of their lines,
 * corrections after months that were not paid before: what is left for a correction is what the earlier payment lacked.
 * The last month gets what the others leave.
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
