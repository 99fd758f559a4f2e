import { useState } from 'react';

const none: ReadonlySet<string> = new Set();

/**
 * The rows that are ticked, by key; those that left the list are no longer among them. `list` names the list with its
 * conditions: in another one nothing is ticked yet.
 */
export function useSelection<Row>(rows: readonly Row[], keyOf: (row: Row) => string, list: string) {
  const [{ of, keys }, setTicked] = useState({ of: list, keys: none });
  const kept = of === list ? keys : none;
  const chosen = rows.filter((row) => kept.has(keyOf(row)));
  const choose = (some: readonly Row[], isChosen: boolean): void =>
    setTicked((before) => {
      const next = new Set(before.of === list ? before.keys : none);
      for (const row of some) {
        if (isChosen) next.add(keyOf(row));
        else next.delete(keyOf(row));
      }
      return { of: list, keys: next };
    });
  return {
    chosen,
    has: (row: Row) => kept.has(keyOf(row)),
    choose,
    clear: () => setTicked({ of: list, keys: none }),
  };
}
export type Selection<Row> = ReturnType<typeof useSelection<Row>>;
