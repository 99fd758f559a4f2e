import type { CodedText } from '#kernel';
import type { EligibilitySubject, Service, StoredSupportState, SupportState } from './support-request.js';
import { isOverseasOnly } from './support-request.js';
import {
  caseOver,
  countryUnknown,
  coverUndecided,
  domesticAndPayable,
  notAvailable,
  overseasOnly,
  overseasWithEffect,
} from './support-words.js';

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
