import type { CodedText, Lane, Machine, Words } from '#kernel';
import { defineMachine } from '#kernel';
import { notAvailable, overseasOnly } from './support-words.js';

export const services = [
  'investigation-and-first-response',
  'call-center',
  'crisis-communication',
  'restoration',
  'recurrence-prevention',
  'claimant-coordination',
] as const;
export type Service = (typeof services)[number];

export const serviceNames: Readonly<Record<Service, Words>> = {
  'investigation-and-first-response': { ja: '調査・初動対応', en: 'Investigation and first response' },
  'call-center': { ja: 'コールセンターの設置', en: 'Call-centre set-up' },
  'crisis-communication': { ja: '危機時の広報', en: 'Crisis communication' },
  restoration: { ja: 'データ・システムの復旧', en: 'Restoration' },
  'recurrence-prevention': { ja: '再発防止', en: 'Recurrence prevention' },
  'claimant-coordination': { ja: '損害賠償請求者への対応の調整', en: 'Coordination of claimants' },
};

export const serviceOfLane: Readonly<Record<Lane, Service | null>> = {
  forensics: 'investigation-and-first-response',
  general: null,
  'call-center': 'call-center',
  communications: 'crisis-communication',
  'data-restoration': 'restoration',
  prevention: 'recurrence-prevention',
  compensation: 'claimant-coordination',
  'business-interruption': null,
};

export const supportStates = ['amber', 'open', 'dispatched', 'provisional', 'confirmed', 'done', 'withdrawn'] as const;
export type SupportState = (typeof supportStates)[number];

export const supportStateNames: Readonly<Record<SupportState, Words>> = {
  amber: { ja: '専任スタッフの確認待ち', en: 'Waiting for the support desk' },
  open: { ja: '手配待ち', en: 'Open' },
  dispatched: { ja: '手配済み', en: 'Dispatched' },
  provisional: { ja: '暫定手配（補償の確認前）', en: 'Provisionally dispatched' },
  confirmed: { ja: '正式手配に切替え済み', en: 'Confirmed' },
  done: { ja: '完了', en: 'Done' },
  withdrawn: { ja: '手配の取りやめ', en: 'Withdrawn' },
};

/** The states of stored requests; the other states belong to orders to vendors. */
export type StoredSupportState = Extract<SupportState, 'amber' | 'open' | 'withdrawn'>;

export const supportRequestMachine: Machine<StoredSupportState> = defineMachine({
  name: 'support-request',
  states: ['amber', 'open', 'withdrawn'],
  initial: ['amber', 'open'],
  moves: [
    {
      from: 'amber',
      to: 'open',
      by: ['support', 'system'],
      reason: 'required',
      guards: ['emergency-support.not-eligible'],
    },
    { from: 'open', to: 'amber', by: ['system'], reason: 'required', guards: [] },
    { from: 'amber', to: 'withdrawn', by: ['system'], reason: 'required', guards: [] },
    { from: 'open', to: 'withdrawn', by: ['system'], reason: 'required', guards: [] },
  ],
});

export interface EligibilitySubject {
  availability: 'available' | 'not-available' | 'refer';
  country: string | null;
  domesticEffect: boolean | null;
}

export function notEligible(subject: EligibilitySubject): CodedText[] {
  if (isOverseasOnly(subject)) return [overseasOnly];
  return subject.availability === 'not-available' ? [notAvailable] : [];
}

/** R-TER-3: outside Japan, and not stated that a facility in Japan is affected. */
export function isOverseasOnly({ country, domesticEffect }: Omit<EligibilitySubject, 'availability'>): boolean {
  return country !== null && country !== 'JP' && domesticEffect !== true;
}
