/** What may have happened, as far as it decides what to do now. */
export const troubles = [
  'attack',
  'suspicion',
  'lost-device',
  'mis-sent',
  'leaked',
  'leak-unclear',
  'unclear',
] as const;
export type Trouble = (typeof troubles)[number];

/** One thing to do now. */
export const adviceSteps = [
  'power',
  'isolate',
  'keepNote',
  'keepLogs',
  'silent',
  'lostReport',
  'remoteLock',
  'passwords',
  'recall',
  'takeDown',
  'record',
  'call',
] as const;
export type AdviceStep = (typeof adviceSteps)[number];

/**
 * What to do now, most pressing first. A device that is lost has no note to keep, a mail that was sent no power to
 * leave on.
 */
const advice: Readonly<Record<Trouble, readonly AdviceStep[]>> = {
  attack: ['power', 'isolate', 'keepNote', 'silent', 'call'],
  suspicion: ['power', 'isolate', 'keepLogs', 'silent', 'call'],
  'lost-device': ['lostReport', 'remoteLock', 'passwords', 'record', 'call'],
  'mis-sent': ['recall', 'record', 'call'],
  leaked: ['takeDown', 'keepLogs', 'record', 'call'],
  'leak-unclear': ['lostReport', 'remoteLock', 'passwords', 'recall', 'record', 'call'],
  unclear: ['power', 'isolate', 'keepLogs', 'call'],
};

/** What the reporter, or the case, says of it. */
export interface KnownOfTrouble {
  readonly cause: string | null;
  readonly attackConfirmed: boolean | null;
  readonly isSuspected: boolean;
  /** Of data that was lost or sent out: `device`, `mis-sent`, `leaked`; null: not known. */
  readonly lost: 'device' | 'mis-sent' | 'leaked' | null;
}

/** What may have happened, from what is known. */
export function troubleOf({ cause, attackConfirmed, isSuspected, lost }: KnownOfTrouble): Trouble {
  if (cause === 'information-leak') return lost === 'device' ? 'lost-device' : lost === null ? 'leak-unclear' : lost;
  if (attackConfirmed === true) return 'attack';
  if (cause === 'cyber-attack' || isSuspected) return 'suspicion';
  return 'unclear';
}

/** What to do now, from what is known; the same before the report, on its confirmation and on the page of the case. */
export function adviceOf(known: KnownOfTrouble): readonly AdviceStep[] {
  return advice[troubleOf(known)];
}
