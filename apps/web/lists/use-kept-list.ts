import type { InsurerList } from '#kernel';
import type { Column } from '../ui/list/columns.js';
import type { Orders } from './sorted-by.js';
import { useListColumns, useShownKeys } from './use-list-columns.js';
import type { ListView } from './use-list-view.js';
import { useOrder } from './use-order.js';

/** A list with views as its reader keeps it: its order and its columns, of the address or of a view with a name. */
export function useKeptList<Row, Order extends string>(
  { list, search, view }: ListView<Readonly<Record<string, string | undefined>>>,
  columns: readonly Column<Row>[],
  orders: Orders<Order>,
) {
  return {
    ...useOrder(orders, { search }),
    columns: useListColumns(list, columns, view?.columns),
    keys: useShownKeys(list, view?.columns),
  };
}

/** A list of a page with several, without views: its order stands in the address under a key of its own. */
export function useListOfMany<Row, Order extends string>(
  list: InsurerList,
  columns: readonly Column<Row>[],
  orders: Orders<Order>,
  key = 'sort',
) {
  return {
    ...useOrder(orders, { key }),
    columns: useListColumns(list, columns, null),
    keys: useShownKeys(list, null),
  };
}
