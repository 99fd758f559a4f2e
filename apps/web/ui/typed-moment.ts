import { pastDayOf, timeOf } from './typed-values.js';

/** The instant of a day up to today and a time of Japan as they were typed; null when either cannot be read. */
export function typedMoment(day: string, time: string): string | null {
  const read = pastDayOf(day);
  const clock = timeOf(time);
  return read === null || clock === null ? null : `${read}T${clock}:00+09:00`;
}
