import { newId } from '#kernel';
import type { Tx } from './database.js';
import type { EventPayloads, EventType } from './events.js';
import type { OutboxRow } from './trail.js';

/** Makes an event's row. `all` may be seen by the institution's live stream. */
export function eventRow<T extends EventType>(
  type: T,
  incidentId: string | null,
  payload: EventPayloads[T],
  at: Date,
  audience: 'all' | 'insurer' = 'all',
): OutboxRow {
  return { id: newId(), created_at: at.toISOString(), incident_id: incidentId, audience, type, v: 1, payload };
}

/** Makes the row of an event that belongs to an institution and to no case. */
export function institutionEventRow<T extends EventType>(
  type: T,
  institutionId: string,
  payload: EventPayloads[T],
  at: Date,
  audience: 'all' | 'insurer' = 'all',
): OutboxRow {
  const row = { id: newId(), created_at: at.toISOString(), institution_id: institutionId, incident_id: null };
  return { ...row, audience, type, v: 1, payload };
}

/** Appends events in the transaction of their change. The institution of each comes from its case; without one it is the one named, or the insurer's. */
export function appendEvents(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
  tx.trail.events.push(...rows);
  return Promise.resolve();
}
