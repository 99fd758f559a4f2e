import type { CodedText, Machine, Words } from '#kernel';
import { defineMachine } from '#kernel';
import type { Facts } from './facts.dto.js';
import {
  adjusterInChargeMissing,
  causeMissing,
  countryMissing,
  moneyConsumed,
  moneyHeld,
  orderRunning,
  outlookPending,
  policyUnmatched,
  severityMissing,
} from './incident-words.js';
import type { Severity } from './severity.js';

export const incidentStates = [
  'reported',
  'triaged',
  'open',
  'settling',
  'closed',
  'withdrawn',
  'declined',
  'merged',
] as const;
export type IncidentState = (typeof incidentStates)[number];

/** States of a case that has ended: it is not assessed, routed or corrected until it is reopened. */
const ended: readonly IncidentState[] = ['withdrawn', 'merged', 'declined', 'closed'];
export const endedStates: readonly string[] = ended;

/** Whether a case has ended. */
export function hasEnded({ state }: { readonly state: IncidentState }): boolean {
  return ended.includes(state);
}

export const incidentStateNames: Readonly<Record<IncidentState, Words>> = {
  reported: { ja: '受付済み', en: 'Reported' },
  triaged: { ja: '初動判定済み', en: 'Triaged' },
  open: { ja: '対応中', en: 'Open' },
  settling: { ja: '終了手続き中', en: 'Settling' },
  closed: { ja: '終了', en: 'Closed' },
  withdrawn: { ja: '取下げ', en: 'Withdrawn' },
  declined: { ja: 'お支払いの対象外', en: 'Declined' },
  merged: { ja: '他の事案に統合', en: 'Merged into another case' },
};

/** States and moves of a case. Settling, closed and declined are in the contract, and no move leads to them yet. */
export const incidentMachine: Machine<IncidentState> = defineMachine<IncidentState>({
  name: 'incident',
  states: ['reported', 'triaged', 'open', 'withdrawn', 'merged'],
  initial: ['reported'],
  moves: [
    { from: 'reported', to: 'triaged', by: ['support'], reason: 'none', guards: ['incidents.triage-incomplete'] },
    { from: 'triaged', to: 'open', by: ['support'], reason: 'none', guards: ['incidents.open-incomplete'] },
    ...(['reported', 'triaged'] as const).map((from) => ({
      from,
      to: 'withdrawn' as const,
      by: ['hospital-reporter', 'hospital-manager', 'support'] as const,
      reason: 'optional' as const,
      guards: ['incidents.money-or-orders-pending'],
    })),
    ...(['reported', 'triaged', 'open'] as const).map((from) => ({
      from,
      to: 'merged' as const,
      by: ['support'] as const,
      reason: 'optional' as const,
      guards: ['incidents.merge-not-possible'],
    })),
  ],
});

export const policyMatches = ['pending', 'proposed', 'matched', 'not-found'] as const;
export type PolicyMatch = (typeof policyMatches)[number];

export interface TriageSubject {
  severity: Severity | null;
  facts: Facts;
  policyMatch: PolicyMatch;
}

export function triageMissing({ severity, facts, policyMatch }: TriageSubject): CodedText[] {
  return [
    ...missingWhen(severity === null, severityMissing),
    ...missingWhen(!facts.cause, causeMissing),
    ...missingWhen(!facts.country, countryMissing),
    ...missingWhen(policyMatch === 'pending', policyUnmatched),
  ];
}

export interface OpenSubject {
  /** 'pending' until the first outlook is computed. */
  outlook: string;
  adjusterInChargeId: string | null;
}

export function openMissing({ outlook, adjusterInChargeId }: OpenSubject): CodedText[] {
  return [
    ...missingWhen(outlook === 'pending', outlookPending),
    ...missingWhen(adjusterInChargeId === null, adjusterInChargeMissing),
  ];
}

export interface PendingSubject {
  heldYen: number;
  consumedYen: number;
  /** Support requests dispatched, provisional or confirmed, and open orders to vendors. */
  runningOrders: number;
}

export function moneyOrOrdersPending({ heldYen, consumedYen, runningOrders }: PendingSubject): CodedText[] {
  return [
    ...missingWhen(heldYen > 0, moneyHeld),
    ...missingWhen(consumedYen > 0, moneyConsumed),
    ...missingWhen(runningOrders > 0, orderRunning),
  ];
}

function missingWhen(missing: boolean, text: CodedText): CodedText[] {
  return missing ? [text] : [];
}
