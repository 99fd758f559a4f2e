import { newId } from '#kernel';
import { INSURER, type Actor } from './actor.js';
import type { EventPayloads, EventType } from './events.js';
import type { AuditRow, OutboxRow, Trail } from './trail.js';

/** The owner of a record: a case, an institution apart from its cases, or the insurer. */
export type RecordOwner =
  { readonly id: string; readonly institution_id: string } | { readonly institutionId: string } | 'insurer';

/**
 * A line of a case's timeline; `at` defaults to the transaction's time. `insurer` lines are never shown to the
 * institution.
 */
export interface RecordedLine {
  readonly kind: string;
  readonly audience: 'all' | 'insurer';
  readonly data: Readonly<Record<string, unknown>>;
  readonly at?: Date;
}

/** An event for the queues and the live stream. `all` (the default) may be seen by the institution's live stream. */
export type RecordedEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly payload: EventPayloads[T];
    readonly audience?: 'all' | 'insurer';
  };
}[EventType];

/**
 * An audit entry: before and after are stored as hashes; `actor` where it is not the transaction's (a person who is
 * signing in).
 */
export interface RecordedAct {
  readonly action: string;
  /** An id, or a word of the program with an id; by default the case. */
  readonly subject?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
  readonly actor?: AuditRow['actor'];
}

type OneOrMany<T> = T | readonly T[];

/** The record of one act: lines of the timeline, events, entries of the audit. */
export interface RecordEntry {
  readonly timeline?: OneOrMany<RecordedLine>;
  readonly event?: OneOrMany<RecordedEvent>;
  readonly audit?: OneOrMany<RecordedAct>;
}

/** The form of a subject: an id, or a word of the program with an id; never text from outside. */
const isSubject = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/;

const listed = <T>(some: OneOrMany<T> | undefined): readonly T[] =>
  some === undefined ? [] : Array.isArray(some) ? (some as readonly T[]) : [some as T];

/** Adds an entry to what a transaction writes before it commits. Throws where a subject is text from outside. */
export function keepRecord(
  trail: Trail,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  owner: RecordOwner,
  { timeline, event, audit }: RecordEntry,
): void {
  const { incidentId, institutionId, chain } = placeOf(owner);
  for (const { at = now, ...line } of listed(timeline)) {
    if (incidentId === null) throw new Error(`${line.kind} is a line of no case`);
    trail.timeline.push({ id: newId(), incident_id: incidentId, institution_id: institutionId, at, ...line });
  }
  for (const { type, payload, audience = 'all' } of listed(event))
    trail.events.push({
      id: newId(),
      created_at: now.toISOString(),
      incident_id: incidentId,
      ...(incidentId === null && institutionId !== INSURER ? { institution_id: institutionId } : {}),
      audience,
      type,
      v: 1,
      payload,
    } satisfies OutboxRow);
  const { kind, id, as } = actor;
  for (const { subject = incidentId ?? '', ...act } of listed(audit)) {
    if (!isSubject.test(subject)) throw new Error(`the subject of ${act.action} is no id and no word of the program`);
    trail.audit.push({ actor: { kind, id, as }, ...act, subject, institutionId, incidentId, chain } satisfies AuditRow);
  }
}

function placeOf(owner: RecordOwner): { incidentId: string | null; institutionId: string; chain: string } {
  if (owner === 'insurer') return { incidentId: null, institutionId: INSURER, chain: 'insurer' };
  if ('institutionId' in owner)
    return { incidentId: null, institutionId: owner.institutionId, chain: `institution:${owner.institutionId}` };
  return { incidentId: owner.id, institutionId: owner.institution_id, chain: `case:${owner.id}` };
}
