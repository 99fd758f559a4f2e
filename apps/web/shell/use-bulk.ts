import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { readAnew } from './queries.js';
import { underKey } from './under-key.js';

/** What came of one act on many rows: each is done or refused by itself. */
export interface BulkOutcome<Row, Done> {
  readonly done: readonly Done[];
  readonly refused: readonly { readonly of: Row; readonly error: unknown }[];
}

/**
 * One act on many rows, one after the other: what the first takes is gone before the next is looked at. `nameOf` names
 * a row as it was shown: the same sent again after a lost answer has one effect.
 */
export function useBulk<Row, Done>(nameOf: (row: Row) => string, carryOut: (row: Row, key: string) => Promise<Done>) {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const keys = useRef(new Map<string, string>());
  const one = (row: Row): Promise<Done> => underKey(keys.current, nameOf(row), (key) => carryOut(row, key));
  /** `onDone` runs before the page is read again. */
  const run = async (rows: readonly Row[], onDone: (outcome: BulkOutcome<Row, Done>) => void): Promise<void> => {
    if (pending) return;
    setPending(true);
    const done: Done[] = [];
    const refused: { of: Row; error: unknown }[] = [];
    for (const row of rows) {
      try {
        done.push(await one(row));
      } catch (error) {
        refused.push({ of: row, error });
      }
    }
    onDone({ done, refused });
    setPending(false);
    await readAnew(client);
  };
  return { run, pending };
}
