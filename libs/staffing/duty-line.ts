import type { FieldFault, ProblemCode } from '#problems';
import type { Words } from '#kernel';

const longestDays = 400;
export const mostCapacity = 200;
const day = 86_400_000;

/** On duty: items are routed to the person. On call: a senior-adjuster who can be reached outside duty hours. */
export const rosterKinds = ['duty', 'on-call'] as const;
export type RosterKind = (typeof rosterKinds)[number];

/** Kinds of absence and their words. */
export const absenceKinds = ['leave', 'illness', 'training', 'business-trip', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];
export const absenceKindNames: Readonly<Record<AbsenceKind, Words>> = {
  leave: { ja: '休暇', en: 'Leave' },
  illness: { ja: '病気・けが', en: 'Illness' },
  training: { ja: '研修', en: 'Training' },
  'business-trip': { ja: '出張', en: 'Business trip' },
  other: { ja: 'その他', en: 'Other' },
};

/** The fault of a period of duty or absence; null without one. A period that has begun already is allowed. */
export function periodFault(from: Date, to: Date, now: Date): FieldFault | null {
  if (to <= from) return { pointer: '/to', code: 'parties.period-reversed' };
  if (to.getTime() - from.getTime() > longestDays * day) return { pointer: '/to', code: 'parties.period-too-long' };
  return to <= now ? { pointer: '/to', code: 'parties.in-the-past' } : null;
}

/** A period that may have been ended early. */
export interface Ending {
  readonly to: Date;
  readonly endedAt: Date | null;
}

/** Why a period cannot be ended at this time; null when it can. An end cannot be postponed, nor set in the past. */
export function endingRefusal({ to, endedAt }: Ending, at: Date, now: Date): ProblemCode | null {
  const end = endedAt !== null && endedAt < to ? endedAt : to;
  if (end <= now) return 'parties.already-ended';
  if (at.getTime() < now.getTime() - 60_000) return 'parties.in-the-past';
  return at >= end ? 'parties.ends-earlier-already' : null;
}
