import type { Facts } from './facts.dto.js';

export const flagCodes = [
  'incidents.discovered-in-future',
  'incidents.occurred-in-future',
  'incidents.occurred-after-discovered',
  'incidents.suspicion-in-future',
  'incidents.system-stop-ends-before-start',
  'incidents.policy-number-not-found',
] as const;
export type FlagCode = (typeof flagCodes)[number];

export interface FactFlag {
  code: FlagCode;
  /** JSON pointer into the report, '/systemStop/to' */
  pointer: string;
}

export interface FlagContext {
  reportedAt: string;
  /** When these facts were stated, where that is later than the report. */
  learnedAt?: string;
  /** Null where no number was given; false for an unknown number and for another institution's alike. */
  policyNumberKnown: boolean | null;
}

export function flagsOf(facts: Facts, { reportedAt, learnedAt, policyNumberKnown }: FlagContext): FactFlag[] {
  const { occurredAt, discoveredAt, suspicion, systemStop } = facts;
  // the reporter has discovered the incident, so both times lie before the report, however late they are corrected; a
  // notice may come later
  const candidates: [boolean, FlagCode, string][] = [
    [isAfter(discoveredAt, reportedAt), 'incidents.discovered-in-future', '/discoveredAt'],
    [isAfter(occurredAt, reportedAt), 'incidents.occurred-in-future', '/occurredAt'],
    [isAfter(occurredAt, discoveredAt), 'incidents.occurred-after-discovered', '/occurredAt'],
    [isAfter(suspicion?.raisedAt, learnedAt ?? reportedAt), 'incidents.suspicion-in-future', '/suspicion/raisedAt'],
    [isAfter(systemStop?.from, systemStop?.to), 'incidents.system-stop-ends-before-start', '/systemStop/to'],
    [policyNumberKnown === false, 'incidents.policy-number-not-found', '/policyNumber'],
  ];
  return candidates.filter(([wrong]) => wrong).map(([, code, pointer]) => ({ code, pointer }));
}

export function flaggedFactNames(flags: readonly FactFlag[]): string[] {
  return [...new Set(flags.map(({ pointer }) => pointer.split('/')[1] ?? ''))];
}

function isAfter(later: string | null | undefined, earlier: string | null | undefined): boolean {
  return Boolean(later && earlier) && Date.parse(later ?? '') > Date.parse(earlier ?? '');
}
