import { insurerLists, type InsurerList, type ListColumn } from '#kernel';
import { useRead } from '../shell/queries.js';
import { useUser } from '../shell/session.js';
import { useApp } from '../text/use-text.js';
import type { Column } from '../ui/list/columns.js';
import { keepsLists } from './use-list-view.js';

/** The columns that a reader chose of a list; none: those of the beginning. */
export function useChosenColumns(list: InsurerList): readonly string[] {
  const read = useRead('/list-columns/{list}', { path: { list } }, { enabled: keepsLists(useUser()) });
  return read.data?.columns ?? [];
}

/**
 * The keys of the columns of a list that are shown, in their order: of its view, of its reader's choice, or all. What
 * always stays and was not chosen comes first, as it does where nothing is chosen.
 */
export function useShownKeys(list: InsurerList, ofView: readonly string[] | null | undefined): readonly string[] {
  const own = useChosenColumns(list);
  return shownKeys(list, ofView ?? own);
}

function shownKeys(list: InsurerList, chosen: readonly string[]): readonly string[] {
  const known: readonly ListColumn[] = insurerLists[list].columns;
  if (chosen.length === 0) return known.map(({ key }) => key);
  const left = known.filter(({ key, stays }) => stays && !chosen.includes(key)).map(({ key }) => key);
  return [...left, ...chosen.filter((key) => known.some((column) => column.key === key))];
}

/**
 * The columns of a list that are shown, with their headings: those of its view with a name, else those that its reader
 * chose, in the order in which they were chosen, else all, of which some give way where there is no room. What only a
 * page has (its acts) stays, at the end.
 */
export function useListColumns<Row>(
  list: InsurerList,
  columns: readonly Column<Row>[],
  ofView: readonly string[] | null | undefined,
): readonly Column<Row>[] {
  const { language } = useApp();
  const own = useChosenColumns(list);
  const chosen = ofView ?? own;
  const known: readonly ListColumn[] = insurerLists[list].columns;
  const named = columns.map((column) => {
    const heading = known.find(({ key }) => key === column.key);
    return heading ? { ...column, name: heading[language] } : column;
  });
  if (chosen.length === 0) return named;
  // who chose them sees them, also where the list is wider than its page
  const shown = shownKeys(list, chosen).flatMap((key) => named.find((column) => column.key === key) ?? []);
  return [
    ...shown.map((column) => ({ width: 208, ...column, givesWay: false })),
    ...named.filter((column) => !known.some(({ key }) => key === column.key)),
  ];
}
