import { readCursor, type PlaceForm } from './paging.js';

type Place<F extends readonly PlaceForm[]> = { [K in keyof F]: string | null };

/** The parts of a cursor for a query, each null on the first page. Throws `requests.cursor-malformed`. */
export function readPlace<const F extends readonly PlaceForm[]>(cursor: string | undefined, ...forms: F): Place<F> {
  const place = readCursor(cursor, ...forms);
  return forms.map((_, at) => place?.[at] ?? null) as Place<F>;
}
