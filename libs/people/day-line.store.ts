import { type Tx } from '#database';
import { dayInJapan } from '#kernel';
import { Problem, type FieldFault } from '#problems';
import { dayEndingRefusal, endOf, type DayPeriod } from './day-line.js';
import type { AgencyClientEntity } from './agency-client.entity.js';

/** SQL, a condition: a line holds today in Japan, or will hold. */
export const goesOn = (line: string): string =>
  `(${line}.to_on IS NULL
       OR (${line}.to_on > (now() AT TIME ZONE 'Asia/Tokyo')::date AND ${line}.to_on > ${line}.from_on))`;

/** SQL, a condition: a line holds on a day of a new one, from $3 until $4 (null: without end). */
export const sharesDay = `(to_on IS NULL OR (to_on > $3 AND to_on > from_on)) AND ($4::date IS NULL OR from_on < $4)`;

/** A line under its lock, with the subject of its audit entries. */
export interface LockedLine extends Pick<AgencyClientEntity, 'from_on' | 'to_on'> {
  readonly subject: string;
}

/**
 * The days of a line, and the day on which it ends when a person ends it on `on`. Throws the codes of
 * `dayEndingRefusal`.
 */
export function endingOf(line: LockedLine, on: string, now: Date): { readonly period: DayPeriod; readonly to: string } {
  const period = { from: line.from_on, to: line.to_on };
  const refusal = dayEndingRefusal(period, on, dayInJapan(now));
  if (refusal) throw new Problem(refusal, { errors: [{ pointer: '/on', code: refusal }] });
  return { period, to: endOf(period, on) };
}

/** Records that a line was ended; `line`: its name in the audit. */
export function recordEnded(
  tx: Tx,
  line: string,
  { subject, before, to, reason }: { subject: string; before: object; to: string; reason: string | undefined },
): void {
  tx.record('insurer', {
    audit: { action: `${line}.ended`, subject, before, after: { to }, reason: reason ?? null },
  });
}

/** Throws a refusal with this one fault; does nothing for null. */
export function refuseFault(fault: FieldFault | null): void {
  if (fault) throw new Problem(fault.code, { errors: [fault] });
}
