import type { CodedText } from '#kernel';
import type { EligibilitySubject, Service, StoredSupportState, SupportState } from './support-request.js';
import { isOverseasOnly, notAvailable, overseasOnly } from './support-request.js';

export interface SupportInput extends EligibilitySubject {
  /** The code of the coverage engine's answer on emergency support, or the reason why it was not asked. */
  code: string;
  reasons: CodedText[];
  caseOver: boolean;
  services: readonly Service[];
  existing: readonly ExistingRequest[];
}

export interface ExistingRequest {
  id: string;
  service: Service;
  state: SupportState;
  openedByPerson: boolean;
}

export type SupportAct =
  | { kind: 'create'; service: Service; state: 'amber' | 'open'; reasons: CodedText[] }
  | { kind: 'move'; id: string; to: StoredSupportState; reasons: CodedText[] };

export function decideSupport(input: SupportInput): SupportAct[] {
  const refusal = refusalOf(input);
  if (refusal) {
    return input.existing
      .filter(({ state }) => state !== 'done' && state !== 'withdrawn')
      .map(({ id }) => ({ kind: 'move', id, to: 'withdrawn', reasons: explained(refusal, input) }));
  }
  const waiting = waitingReason(input);
  const state = waiting ? 'amber' : 'open';
  const reasons = explained(waiting ?? domesticAndPayable, input);
  return [
    ...input.existing
      .filter((request) => turns(request, state))
      .map(({ id }): SupportAct => ({ kind: 'move', id, to: state, reasons })),
    ...servicesToAsk(input).map((service): SupportAct => ({ kind: 'create', service, state, reasons })),
  ];
}

function refusalOf(input: SupportInput): CodedText | null {
  if (input.caseOver) return caseOver;
  if (isOverseasOnly(input) || input.code === 'overseas-incident') return overseasOnly;
  return input.availability === 'not-available' ? notAvailable : null;
}

/** Why the desk must decide first; null only for an incident in Japan whose cover the published terms decide. */
function waitingReason({ country, availability }: SupportInput): CodedText | null {
  if (country === null) return countryUnknown;
  if (country !== 'JP') return overseasWithEffect;
  return availability === 'available' ? null : coverUndecided;
}

/** Requests that are dispatched, or that a support person opened by name and with a reason, are not moved. */
function turns({ state, openedByPerson }: ExistingRequest, to: 'amber' | 'open'): boolean {
  return to === 'open' ? state === 'amber' : state === 'open' && !openedByPerson;
}

/**
 * One request for each case and service, until it is withdrawn; without expenses the first response, unless the case
 * has a request already.
 */
function servicesToAsk({ services, existing }: SupportInput): Service[] {
  const asked = new Set(existing.filter(({ state }) => state !== 'withdrawn').map(({ service }) => service));
  if (services.length === 0) return asked.size === 0 ? ['investigation-and-first-response'] : [];
  return [...new Set(services)].filter((service) => !asked.has(service));
}

function explained(own: CodedText, { reasons }: SupportInput): CodedText[] {
  return [own, ...reasons.filter(({ code }) => code !== own.code)];
}

/**
 * Why requests end with their case: the database ends them, by a withdrawal or merge of any actor (`end_with_case`).
 */
export const endedWithCase: Readonly<Record<'withdrawn' | 'merged', CodedText>> = {
  withdrawn: {
    code: 'incidents.withdrawn',
    textJa: '事案が取り下げられたため、終了しました。',
    textEn: 'Ended because the case was withdrawn.',
  },
  merged: {
    code: 'incidents.merged',
    textJa: '他の事案に統合されたため、終了しました。',
    textEn: 'Ended because the case was merged into another one.',
  },
};

const caseOver: CodedText = {
  code: 'emergency-support.case-over',
  textJa: '事案が取下げ、統合、またはお支払いの対象外となったため、緊急時サポートを終了しました。',
  textEn: 'The case was withdrawn, merged or declined, so emergency support ended.',
};

const domesticAndPayable: CodedText = {
  code: 'emergency-support.available',
  textJa: '日本国内の事故で、保険金をお支払いできる見通しのため、緊急時サポートをご利用いただけます。',
  textEn: 'The incident is in Japan and insurance money is expected to be payable: emergency support is available.',
  rule: 'R-SUP-1',
};

const coverUndecided: CodedText = {
  code: 'emergency-support.cover-undecided',
  textJa: '補償の対象になるかどうかを確認しています。専任スタッフが緊急時サポートの手配を判断します。',
  textEn: 'Whether the incident is covered is still open. A support person decides on emergency support.',
  rule: 'R-SUP-1',
};

const countryUnknown: CodedText = {
  code: 'emergency-support.country-unknown',
  textJa: '事故が発生した国がまだ分からないため、専任スタッフが緊急時サポートの手配を判断します。',
  textEn: 'The country of the incident is not known yet. A support person decides on emergency support.',
  rule: 'R-TER-3',
};

const overseasWithEffect: CodedText = {
  code: 'emergency-support.overseas-with-domestic-effect',
  textJa: '日本国外の事故ですが、国内の施設に影響があるため、専任スタッフが緊急時サポートの手配を判断します。',
  textEn:
    'The incident is outside Japan with an effect on a facility in Japan. A support person decides ' +
    'on emergency support.',
  rule: 'R-TER-3',
};
