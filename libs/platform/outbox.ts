import { newId } from '#kernel';
import { INSURER } from './actor.js';
import type { Tx } from './database.js';
import type { EventPayloads, EventType } from './events.js';

/** An outbox row, ready to be written with the change it tells of. */
export interface OutboxRow {
  readonly id: string;
  readonly created_at: string;
  /** Whose it is where no case stands behind it; the insurer's when absent. */
  readonly institution_id?: string;
  /** null where it is about no case, but about people, duty or a policy. */
  readonly incident_id: string | null;
  readonly audience: 'all' | 'insurer';
  readonly type: EventType;
  readonly v: number;
  readonly payload: EventPayloads[EventType];
}

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
export async function appendEvents(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.rows(
    `INSERT INTO outbox (id, created_at, institution_id, incident_id, audience, type, v, payload)
     SELECT r.id, r.created_at, coalesce((SELECT institution_id FROM incident i WHERE i.id = r.incident_id), r.institution_id, '${INSURER}'), r.incident_id, r.audience, r.type, r.v, r.payload
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, created_at timestamptz, institution_id uuid, incident_id uuid, audience text, type text, v smallint, payload jsonb)`,
    [JSON.stringify(rows)],
  );
}
