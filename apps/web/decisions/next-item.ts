/** An item of one's list, as far as the way through it needs it. */
export interface Listed {
  readonly expenseId: string;
  readonly canDecide: boolean;
}

/**
 * The expenses before and after one in one's list. `order` is the list as it was when the expense still stood in it:
 * what is done has left the list, and the way goes on behind it to the next that can be decided, and round to the
 * first.
 */
export function neighboursOf(
  expenseId: string,
  items: readonly Listed[],
  order: readonly string[],
): { readonly next: string | undefined; readonly previous: string | undefined } {
  const at = items.findIndex((item) => item.expenseId === expenseId);
  if (at >= 0) return { next: items[at + 1]?.expenseId, previous: items[at - 1]?.expenseId };
  const stood = order.indexOf(expenseId);
  const there = (ids: readonly string[]): Listed[] =>
    ids.flatMap((id) => items.find((item) => item.expenseId === id) ?? []);
  const onwards = [
    ...there(order.slice(stood + 1)),
    ...items.filter((item) => !order.includes(item.expenseId)),
    ...there(order.slice(0, Math.max(0, stood))),
  ];
  return {
    next: (onwards.find(({ canDecide }) => canDecide) ?? onwards[0])?.expenseId,
    previous: there(order.slice(0, Math.max(0, stood))).at(-1)?.expenseId,
  };
}
