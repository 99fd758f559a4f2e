/**
 * The place of the row that comes next, -1 in an empty list. `at` is the place of the row that one is at, -1 when it is
 * not in the list; `before` is where it stood last, -1 when one was at none yet. After a row that has left the list
 * comes the one that took its place, not the first.
 */
export function nextRow(many: number, step: 1 | -1, { at, before }: { at: number; before: number }): number {
  const to = at >= 0 ? at + step : step > 0 ? before : before - 1;
  return Math.min(many - 1, Math.max(0, to));
}
