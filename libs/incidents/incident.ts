import type { CodedText, Machine, Words } from '#kernel';
import { defineMachine } from '#kernel';
import type { Facts } from './facts.dto.js';
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
    ...missingWhen(severity === null, {
      code: 'incidents.severity-missing',
      textJa: '緊急度を設定してください。',
      textEn: 'Set the severity.',
    }),
    ...missingWhen(!facts.cause, {
      code: 'incidents.cause-missing',
      textJa: '事故の原因（サイバー攻撃、情報漏えいなど）を入力してください。',
      textEn: 'Enter the cause of the incident (cyber attack, information leak and so on).',
    }),
    ...missingWhen(!facts.country, {
      code: 'incidents.country-missing',
      textJa: '事故が発生した国を入力してください。',
      textEn: 'Enter the country in which the incident happened.',
    }),
    ...missingWhen(policyMatch === 'pending', {
      code: 'incidents.policy-unmatched',
      textJa: 'ご契約を特定するか、「該当する契約なし」と記録してください。',
      textEn: 'Match the policy, or record that none was found.',
    }),
  ];
}

export interface OpenSubject {
  /** 'pending' until the first outlook is computed. */
  outlook: string;
  adjusterInChargeId: string | null;
}

export function openMissing({ outlook, adjusterInChargeId }: OpenSubject): CodedText[] {
  return [
    ...missingWhen(outlook === 'pending', {
      code: 'incidents.outlook-pending',
      textJa: '補償の見通しを計算しています。結果が出てから、もう一度操作してください。',
      textEn: 'The coverage outlook is being computed. Try again when it is there.',
    }),
    ...missingWhen(adjusterInChargeId === null, {
      code: 'incidents.adjuster-in-charge-missing',
      textJa: 'この事案の保険金サービス担当者を決めてください。',
      textEn: 'Assign the adjuster in charge of this case.',
    }),
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
    ...missingWhen(heldYen > 0, {
      code: 'incidents.money-held',
      textJa: 'お支払い予定額が残っています。承認済みの費用の取下げなどで、先に解除してください。',
      textEn: 'Money is still held. Release it first, for instance by withdrawing the approved expenses.',
    }),
    ...missingWhen(consumedYen > 0, {
      code: 'incidents.money-consumed',
      textJa: 'すでにお支払いした金額があるため、この操作はできません。事案の終了手続きを行ってください。',
      textEn: 'Money has already been paid, so this is not possible. Settle and close the case instead.',
    }),
    ...missingWhen(runningOrders > 0, {
      code: 'incidents.order-running',
      textJa: '緊急時サポートの手配が進行中です。先に手配を完了するか、取り下げてください。',
      textEn: 'Emergency support is under way. Complete or withdraw it first.',
    }),
  ];
}

function missingWhen(missing: boolean, text: CodedText): CodedText[] {
  return missing ? [text] : [];
}
