import { Problem } from './problem.js';
import { Count, Text } from './contract.js';

/** How a list is asked for: `limit` (50, at most 200) and the cursor of the last page. */
export class PageQuery {
  @Count({ optional: true, max: 200 }) limit?: number;
  @Text({ optional: true, max: 400 }) cursor?: string;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** The place after which a page begins, read from a cursor. Throws `requests.cursor-malformed`. */
export function readCursor(cursor: string | undefined, parts: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(place) &&
      place.length === parts &&
      place.every((part): part is string => typeof part === 'string' && /^[\w.:+-]{1,64}$/.test(part))
    )
      return place;
  } catch {
    // answered below like any other cursor that cannot be read
  }
  throw new Problem('requests.cursor-malformed');
}

/** Cuts one row more than asked into a page and the cursor of the next, stable under inserts. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => readonly string[],
  item: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor =
    rows.length > limit && last ? Buffer.from(JSON.stringify(place(last))).toString('base64url') : null;
  return { items: shown.map(item), nextCursor };
}

/** The page length asked for, 50 when none was. */
export function limitOf(query: PageQuery): number {
  return Math.max(1, query.limit ?? 50);
}
