/** The words by which the server sorts a list by one of its columns: upwards, and downwards. */
export interface Orders<Order extends string = string> {
  readonly column: string;
  readonly up: Order;
  readonly down: Order;
  /** How it is sorted where nothing is said. */
  readonly first: 'up' | 'down';
}

/** The order of a list for its headings, and what a heading asks for. */
export function sortedBy(
  { column, up, down, first }: Orders,
  now: string | undefined,
  choose: (sort: string) => void,
): { readonly by: string; readonly onSort: (by: string) => void } {
  const isUp = now === undefined ? first === 'up' : now === up;
  return { by: isUp ? column : `-${column}`, onSort: (by) => choose(by === column ? up : down) };
}
