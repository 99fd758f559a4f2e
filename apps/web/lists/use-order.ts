import { useNavigate, useSearch } from '@tanstack/react-router';
import { sortedBy, type Orders } from './sorted-by.js';

/** The orders of lists by a time. */
export const oldestFirst = (column: string): Orders<'oldest' | 'newest'> => ({
  column,
  up: 'oldest',
  down: 'newest',
  first: 'up',
});
export const newestFirst = (column: string): Orders<'oldest' | 'newest'> => ({ ...oldestFirst(column), first: 'down' });

type Search = Readonly<Record<string, string | undefined>>;

/**
 * The order of a list, kept in the address of its page under `key`: a page with several lists has one for each.
 * `search`: what the page shows, where that is not what its address says. `sort`: what the route is asked for.
 */
export function useOrder<Order extends string>(
  orders: Orders<Order>,
  { key = 'sort', search }: { readonly key?: string; readonly search?: Search },
) {
  const address: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const now = search ?? address;
  const sort = [orders.up, orders.down].find((order) => order === now[key]);
  const go = (order: string): void => void navigate({ to: '.', search: { ...now, [key]: order } as never });
  return { sort, heading: sortedBy(orders, sort, go) };
}
