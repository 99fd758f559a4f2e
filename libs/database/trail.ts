import type { Actor } from './actor.js';
import type { EventPayloads, EventType } from './events.js';

/** A line of a case's timeline as it is stored. Data carries codes, ids and figures. */
export interface TimelineRow {
  readonly id: string;
  readonly incident_id: string;
  readonly institution_id: string;
  readonly at: Date;
  readonly kind: string;
  /** `insurer` lines are never shown to the institution. */
  readonly audience: 'all' | 'insurer';
  readonly data: Readonly<Record<string, unknown>>;
}

/** An audit entry with its owner and actor. */
export interface AuditRow {
  /** `as`: a role, `system`, or `invited` for a person without one. */
  readonly actor: Pick<Actor, 'kind' | 'id'> & { readonly as: string };
  readonly institutionId: string;
  readonly incidentId: string | null;
  readonly chain: string;
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
}

/** An outbox row, written with the change that it reports. */
export interface OutboxRow {
  readonly id: string;
  readonly created_at: string;
  /** The institution where there is no case; absent: the insurer. */
  readonly institution_id?: string;
  /** null for events about people, duty or a policy. */
  readonly incident_id: string | null;
  readonly audience: 'all' | 'insurer';
  readonly type: EventType;
  readonly v: number;
  readonly payload: EventPayloads[EventType];
}

/** The record of a transaction: collected while it works, written with one statement before it commits. */
export class Trail {
  readonly timeline: TimelineRow[] = [];
  readonly audit: AuditRow[] = [];
  readonly events: OutboxRow[] = [];

  /** The statement that writes it; null when it is empty. */
  statement(): { readonly text: string; readonly values: readonly (string | null)[] } | null {
    const parts = [this.timeline, this.audit, this.events].map((rows) =>
      rows.length > 0 ? JSON.stringify(rows) : null,
    );
    return parts.every((part) => part === null) ? null : { text: 'SELECT append_trail($1, $2, $3)', values: parts };
  }
}

/**
 * SQL, a statement: gives events their publication numbers, once: those with the ids $1 and times $2, between the times
 * $10 and $11.
 */
export const markPublishedSql = `UPDATE outbox o
   SET published_no = nextval('publication_seq'), published_at = clock_timestamp()
  FROM unnest($1::uuid[], $2::timestamptz[]) AS e(id, created_at)
 WHERE o.id = e.id AND o.created_at = e.created_at AND o.created_at BETWEEN $10 AND $11
   AND o.published_no IS NULL`;
