import { isId, isRealDate } from '#kernel';
import { Problem, readCursor } from '#platform';

/** What one part of a place in a list can be; another text in its stead never reaches the database. */
export const keysetForms = {
  id: isId,
  day: (part: string) => isRealDate(part) && part >= '0001-01-01',
  instant: (part: string) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(part) && !Number.isNaN(Date.parse(part)) && part >= '0001',
  code: (part: string) => part.length > 0,
} as const;

type Form = keyof typeof keysetForms;
type Place<F extends readonly Form[]> = { [K in keyof F]: string | null };

export function readPlace<const F extends readonly Form[]>(cursor: string | undefined, ...forms: F): Place<F> {
  const place = readCursor(cursor, forms.length);
  if (place?.some((part, at) => !keysetForms[forms[at] ?? 'id'](part))) throw new Problem('requests.cursor-malformed');
  return forms.map((_, at) => place?.[at] ?? null) as Place<F>;
}
