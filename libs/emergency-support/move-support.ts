import { defineMover, type Actor, type AllowedAction, type Tx } from '#database';
import { requireVersion } from '#http';
import { caseFile, flaggedFactNames, type CaseFile, type IncidentRow } from '#incidents';
import { Guards, type CodedText } from '#kernel';
import { Problem } from '#problems';
import type { SupportInput } from './decide-support.js';
import {
  isOverseasOnly,
  notEligible,
  supportRequestMachine,
  supportStateNames,
  type EligibilitySubject,
  type StoredSupportState,
  type SupportState,
} from './support-request.js';
import type { MoveSupportDto } from './support.dto.js';
import { supportRow, type SupportRow } from './support-request.store.js';

/** Why the system moved requests, by id; undefined where a person did, whose reason is recorded instead. */
type Said = { readonly reasons: ReadonlyMap<string, readonly CodedText[]> } | undefined;

const guards = new Guards<EligibilitySubject>();
guards.register('emergency-support.not-eligible', notEligible);

/**
 * Moves support requests by their table. Throws `support.move-not-allowed`, `incidents.reason-needed`,
 * `incidents.guard`.
 */
export const supportMover = defineMover<StoredSupportState, SupportRow, EligibilitySubject, Said>({
  machine: supportRequestMachine,
  title: { ja: '緊急時サポート', en: 'Support request' },
  names: supportStateNames,
  guards,
  refusals: { notAllowed: 'support.move-not-allowed', notYours: 'support.move-not-allowed' },
  record: ({ row: { id }, from, to, reason, said }, { actor: { as } }) => {
    const reasons = said?.reasons.get(id);
    return {
      timeline: {
        kind: `support-${to}`,
        audience: 'all',
        data: { supportRequestId: id, ...(reasons ? { reasons } : {}), as },
      },
      event: reasons ? [] : { type: 'support-request.opened', payload: { supportRequestIds: [id] } },
      audit: {
        action: 'support-request.moved',
        subject: id,
        ...(reasons ? { after: { state: to, reasons } } : { before: { state: from }, after: { state: to }, reason }),
      },
    };
  },
});

/**
 * Moves a support request by a person of the desk, with their name and reason. For an incident abroad without effect in
 * Japan no move opens one (R-TER-3). Throws `support.move-not-allowed`, `support.overseas`, `incidents.reason-needed`,
 * `incidents.guard`.
 */
export async function moveSupportRequest(
  tx: Tx,
  id: string,
  expectedVersion: number | null,
  body: MoveSupportDto,
): Promise<void> {
  const file = await caseFile(tx, (await supportRow(tx, id)).incident_id);
  const request = await supportRow(tx, id);
  requireVersion(request.version, expectedVersion);
  const reason = body.reason?.trim() || null;
  await supportMover.move(tx, file, [request], {
    to: body.to as StoredSupportState,
    reason,
    also: { opened_by: tx.actor.id, opened_reason: reason, changed_at: tx.now },
    subject: () => openable(file),
    said: undefined,
  });
}

/** The moves that an actor may make of a request now, with the reasons that still prevent them. */
export function allowedSupportActions(
  actor: Actor,
  request: { readonly id: string; readonly state: SupportState },
  incident: Pick<IncidentRow, 'support_outlook' | 'support_reasons' | 'flags' | 'facts'>,
): AllowedAction<StoredSupportState>[] {
  return supportMover.allowed(actor, request as SupportRow, subjectOf(incident));
}

function openable(file: CaseFile): EligibilitySubject {
  const subject = subjectOf(file);
  if (isOverseasOnly(subject)) throw new Problem('support.overseas');
  return subject;
}

function subjectOf(
  incident: Pick<IncidentRow, 'support_outlook' | 'support_reasons' | 'flags' | 'facts'>,
): EligibilitySubject {
  const { country = null, domesticEffect = null } = incident.facts;
  return supportEligibility(incident) ?? { availability: 'refer', country, domesticEffect };
}

/**
 * The support outlook, with the country as it is known now: an unknown or flagged one does not count as Japan. Null
 * while there is no outlook.
 */
export function supportEligibility(
  incident: Pick<IncidentRow, 'support_outlook' | 'support_reasons' | 'flags' | 'facts'>,
): Omit<SupportInput, 'caseOver' | 'services' | 'existing'> | null {
  const { support_outlook: availability, support_reasons: reasons } = incident;
  if (availability === null) return null;
  const flagged = flaggedFactNames(incident.flags);
  return {
    availability,
    code: reasons?.[0]?.code ?? 'incident.facts-missing',
    reasons: [...(reasons ?? [])],
    country: flagged.includes('country') ? null : (incident.facts.country ?? null),
    domesticEffect: flagged.includes('domesticEffect') ? null : (incident.facts.domesticEffect ?? null),
  };
}
