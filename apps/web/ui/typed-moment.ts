import { plain } from '#kernel';
import { dayOf } from './typed.js';

/** A day and a time of Japan as they were typed: 3:15, ３時１５分, 0315. */
export function typedMoment(
  day: string,
  time: string,
): { at: string | null; dayOf: string | null; timeOf: string | null } {
  const match = /^(\d{1,2})[:時](\d{1,2})分?$|^(\d{2})(\d{2})$|^(\d{1,2})時$/.exec(plain(time).replaceAll(/\s/g, ''));
  const [hours, minutes] = [match?.[1] ?? match?.[3] ?? match?.[5], match?.[2] ?? match?.[4] ?? '0'].map(Number);
  const isTime = match !== null && (hours ?? 24) < 24 && (minutes ?? 60) < 60;
  const timeOf = isTime ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` : null;
  const read = dayOf(day);
  return { dayOf: read, timeOf, at: read && timeOf ? `${read}T${timeOf}:00+09:00` : null };
}
