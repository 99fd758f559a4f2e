import type { Tx } from '#database';
import { isId, isRealDate } from '#kernel';
import { Problem } from '#problems';
import { Choice, Count, Text } from './contract-words.js';

/** The query of a list: `limit` (50, at most 200) and the cursor of the last page. */
export class PageQuery {
  @Count({ optional: true, max: 200 }) limit?: number;
  @Text({ optional: true, max: 400 }) cursor?: string;
}

/** The query of a list by its time, oldest first unless asked otherwise. */
export class OldestFirstQuery extends PageQuery {
  @Choice(['oldest', 'newest'], { optional: true, about: 'oldest, when absent' }) sort?: string;
}

/** The query of a list by its time, newest first unless asked otherwise. */
export class NewestFirstQuery extends PageQuery {
  @Choice(['newest', 'oldest'], { optional: true, about: 'newest, when absent' }) sort?: string;
}

/** SQL of an order: how the place of a next row compares with the last one, and the direction. */
export const inOrder = (isUp: boolean): readonly ['>', 'ASC'] | readonly ['<', 'DESC'] =>
  isUp ? ['>', 'ASC'] : ['<', 'DESC'];

/** A page of a list; `nextCursor` is null at its end. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

/** The forms of a cursor's parts; a text of another form never reaches the database. */
const placeForms = {
  id: isId,
  day: (part: string) => isRealDate(part) && part >= '0001-01-01',
  instant: (part: string) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(part) && !Number.isNaN(Date.parse(part)) && part >= '0001',
  code: (part: string) => part.length > 0,
  number: (part: string) => /^\d{1,15}$/.test(part),
} as const;

/** The kinds of a cursor's parts. */
export type PlaceForm = keyof typeof placeForms;

/**
 * The place after which a page begins, from a cursor whose parts have these forms; null for the first page. Throws
 * `requests.cursor-malformed`.
 */
export function readCursor(cursor: string | undefined, ...forms: readonly PlaceForm[]): string[] | null {
  if (cursor === undefined) return null;
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPart = (part: unknown, at: number): boolean =>
      typeof part === 'string' && /^[\w.:+/-]{1,64}$/.test(part) && placeForms[forms[at] ?? 'id'](part);
    if (Array.isArray(place) && place.length === forms.length && place.every(isPart)) return place as string[];
  } catch {
    // refused below like any other cursor that cannot be read
  }
  throw new Problem('requests.cursor-malformed');
}

/** Makes a page, with the cursor of the next one, from one row more than `limit`; stable under inserts. */
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

/** The number `many` of a statement that counts the rows of a list. */
export async function countOf(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  return (await tx.one<{ many: number }>(sql, values))?.many ?? 0;
}

/** The length of the page, 50 where none is given. */
export function limitOf(query: PageQuery): number {
  return Math.max(1, query.limit ?? 50);
}
