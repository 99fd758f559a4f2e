import { insurerReaders, type InsurerList } from '#kernel';
import type { Schemas } from '../api/api.js';
import { useRead } from '../shell/queries.js';
import { useUser, type User } from '../shell/session.js';

export type SavedView = Schemas['SavedViewDto'];
type Search = Readonly<Record<string, string | undefined>>;

const isId = (text: string | undefined): text is string => text !== undefined && /^[0-9a-f-]{36}$/i.test(text);

/** Whether somebody has lists with names, columns and files: the insurer's people who read them. */
export const keepsLists = ({ roles }: User): boolean => roles.some((role) => role in insurerReaders);

/** A list as its address asks for it: under its own conditions, or those of the view with a name that it names. */
export interface ListView<S extends Search> {
  readonly list: InsurerList;
  /** What the list is asked for. */
  readonly search: S;
  readonly views: readonly SavedView[];
  /** The view of the address; undefined: none. */
  readonly view: SavedView | undefined;
  /** The address names a view that is not there. */
  readonly isMissing: boolean;
  /** Why the views could not be read; undefined: they were. */
  readonly error: unknown;
  /** It is known what the address asks for. */
  readonly isKnown: boolean;
}

export function useListView<S extends Search & { readonly view?: string }>(list: InsurerList, asked: S): ListView<S> {
  const user = useUser();
  const read = useRead('/saved-views', { query: { list } }, { enabled: keepsLists(user) });
  const views = read.data?.items ?? [];
  const named = isId(asked.view);
  const view = named ? views.find(({ id }) => id === asked.view) : undefined;
  const own = { ...asked };
  if (named) delete (own as { view?: string }).view;
  return {
    list,
    search: view ? (Object.fromEntries(new URLSearchParams(view.search)) as unknown as S) : own,
    views,
    view,
    isMissing: named && !view && read.data !== undefined,
    error: named && read.data === undefined ? (read.error ?? undefined) : undefined,
    // who keeps no views has nothing to wait for
    isKnown: !named || !keepsLists(user) || read.data !== undefined || read.isError,
  };
}

/** What is set of a search, as a query string: the form in which a view keeps it and an export is asked for. */
export function queryOf(search: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(set).toString();
}
