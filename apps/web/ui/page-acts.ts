import { createContext, useContext, useId, useLayoutEffect, useSyncExternalStore } from 'react';
import { useKeys, type Keys } from './list/use-list-keys.js';

/** What can be done on the page now. Its button, its key, the search and the list of keys are made from this. */
export interface PageAct {
  readonly name: string;
  /** The key that does the same. */
  readonly press?: string | undefined;
  readonly pending?: boolean | undefined;
  /** Why it is not allowed yet. */
  readonly why?: string | null | undefined;
  /** What it still needs; its form opens all the same. */
  readonly missing?: string | undefined;
  readonly run: () => void;
}

/** An act as it is offered, with the row that it is about. */
export type OfferedAct = PageAct & { readonly of: string | null };

/**
 * The row of a list around a part of the page: its name where one is at it, false where one is not, null outside of
 * lists. Of many rows only the acts of that one are offered.
 */
export const RowAt = createContext<string | false | null>(null);

/** Whether the single keys are those of the list around now: of several on a page one has them. */
export const HasKeys = createContext<() => boolean>(() => true);

const parts = new Map<string, readonly OfferedAct[]>();
const listeners = new Set<() => void>();
let offered: readonly OfferedAct[] = [];

/** Offers the acts of a part of the page, as they are now, for as long as it is shown. */
export function usePageActs(acts: readonly PageAct[]): void {
  const id = useId();
  const row = useContext(RowAt);
  // after every rendering: what an act does depends on what the page shows
  useLayoutEffect(() => offer(id, row === false ? [] : acts.map((act) => ({ ...act, of: row }))));
  useLayoutEffect(() => () => offer(id, []), [id]);
}

/** Offers acts and hears their keys; of the rows of a list, those of the row that one is at. */
export function useKeyedActs(acts: readonly PageAct[]): void {
  usePageActs(acts);
  const hasKeys = useContext(HasKeys);
  const keys = useContext(RowAt) === false ? {} : keysOf(acts);
  useKeys(Object.fromEntries(Object.entries(keys).map(([key, press]) => [key, () => hasKeys() && press()])));
}

/** All that is offered on the page, in the order of its parts. */
export function useOfferedActs(): readonly OfferedAct[] {
  return useSyncExternalStore(listen, () => offered);
}

/** The keys of acts; one that is not allowed or is being done leaves its key alone. */
export function keysOf(acts: readonly PageAct[]): Keys {
  return Object.fromEntries(
    acts.flatMap(({ press, why, pending, run }) => (press ? [[press, () => (why || pending ? false : run())]] : [])),
  );
}

function offer(id: string, acts: readonly OfferedAct[]): void {
  if (acts.length === 0 && !parts.has(id)) return;
  if (acts.length === 0) parts.delete(id);
  else parts.set(id, acts);
  offered = [...parts.values()].flat();
  for (const changed of listeners) changed();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
