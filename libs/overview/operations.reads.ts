import { laneNames, lanes, type Lane } from '#kernel';
import {
  limitOf,
  Problem,
  queueNames,
  readCursor,
  toPage,
  type Page,
  type PageQuery,
  type QueueName,
  type Tx,
  type ViewKind,
  type ViewSubject,
} from '#platform';
import type { DifferentRun } from '#assessment';
import type { AuditEntryDto, AuditQuery, QueuesDto, ReplayDto, ViewEntryDto, ViewQuery } from './overview.dto.js';

const otherNames: Readonly<Record<Exclude<QueueName, Lane>, { readonly ja: string; readonly en: string }>> = {
  cases: { ja: '事案全体の処理', en: 'Work outside lanes' },
  clocks: { ja: '期限の処理', en: 'Times that have come' },
  outside: { ja: '外部とのやり取り', en: 'Mails and the file store' },
};
const isLane = (queue: QueueName): queue is Lane => lanes.some((lane) => lane === queue);

/** What each queue still has to do, and what was given up with its case and reason: read from the deliveries, which nobody loses. */
export async function queuesView(tx: Tx): Promise<QueuesDto> {
  const counts = await tx.rows<{ queue: string; pending: number; dead: number }>(
    `SELECT queue, count(*) FILTER (WHERE failed_at IS NULL) AS pending,
            count(*) FILTER (WHERE failed_at IS NOT NULL) AS dead
       FROM delivery
      GROUP BY queue`,
  );
  const dead = await tx.rows<{
    queue: string;
    consumer: string;
    event_id: string;
    type: string | null;
    case_number: string | null;
    reason: string | null;
    failed_at: Date;
  }>(
    `SELECT d.queue, d.consumer, d.event_id, o.type, i.case_number, d.reason, d.failed_at
       FROM delivery d
       LEFT JOIN outbox o ON o.id = d.event_id AND o.created_at = d.event_created_at
       LEFT JOIN incident i ON i.id = CASE WHEN d.subject LIKE 'case:%' THEN substr(d.subject, 6)::uuid END
      WHERE d.failed_at IS NOT NULL
      ORDER BY d.failed_at DESC
      LIMIT 200`,
  );
  return {
    queues: queueNames.map((queue) => {
      const count = counts.find((row) => row.queue === queue);
      const name = isLane(queue) ? laneNames[queue] : otherNames[queue];
      return { queue, nameJa: name.ja, nameEn: name.en, pending: count?.pending ?? 0, dead: count?.dead ?? 0 };
    }),
    failedDeliveries: dead.map((row) => ({
      queue: row.queue,
      consumer: row.consumer,
      eventId: row.event_id,
      eventType: row.type ?? 'timer',
      caseNumber: row.case_number,
      reason: row.reason,
      failedAt: row.failed_at.toISOString(),
    })),
  };
}

/** Brings failed deliveries back: the sweep finds them within a second, as if they were new. Answers how many. */
export async function retryFailed(tx: Tx, queue: string | null): Promise<number> {
  const rows = await tx.rows(
    `UPDATE delivery
        SET failed_at = NULL, reason = NULL, attempts = 0, passed_at = NULL, due_at = now()
      WHERE failed_at IS NOT NULL AND ($1::text IS NULL OR queue = $1)
     RETURNING 1`,
    [queue],
  );
  return rows.length;
}

/** Entries of one chain, in order, by cursor. An administrator reads the insurer's own chain only. */
export async function auditEntries(tx: Tx, query: AuditQuery): Promise<Page<AuditEntryDto>> {
  if (tx.actor.as === 'administrator' && query.chain !== 'insurer') throw new Problem('access.forbidden');
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'number');
  const rows = await tx.rows<{
    chain: string;
    seq: number;
    at: Date;
    actor_kind: string;
    actor_id: string;
    actor_name: string | null;
    acting_as: string;
    action: string;
    subject: string;
    before_hash: Buffer | null;
    after_hash: Buffer | null;
    reason: string | null;
    hash: Buffer;
  }>(
    `SELECT a.chain, a.seq, a.at, a.actor_kind, a.actor_id, (SELECT p.display_name FROM person p WHERE p.id::text = a.actor_id) AS actor_name, a.acting_as, a.action, a.subject, a.before_hash, a.after_hash, a.reason, a.hash
       FROM audit a WHERE a.chain = $2 AND a.seq > $3 ORDER BY a.seq LIMIT $1`,
    [limit + 1, query.chain, Number(after?.[0] ?? 0)],
  );
  return toPage(
    rows,
    limit,
    (row) => [String(row.seq)],
    (row) => ({
      chain: row.chain,
      seq: row.seq,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      actingAs: row.acting_as,
      action: row.action,
      subject: row.subject,
      beforeHash: row.before_hash?.toString('hex') ?? null,
      afterHash: row.after_hash?.toString('hex') ?? null,
      reason: row.reason,
      hash: row.hash.toString('hex'),
    }),
  );
}

/** Views, newest first, by cursor: of all, of one case, subject or person. */
export async function viewEntries(tx: Tx, query: ViewQuery): Promise<Page<ViewEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const bound = (sql: string, ...given: unknown[]): string =>
    `AND ${sql.replaceAll('?', () => `$${values.push(given.shift())}`)}`;
  const rows = await tx.rows<{
    id: string;
    at_text: string;
    kind: ViewKind;
    subject: ViewSubject;
    subject_id: string;
    incident_id: string | null;
    case_number: string | null;
    actor_kind: string;
    actor_id: string;
    actor_name: string | null;
    acting_as: string;
  }>(
    `SELECT v.id, to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text, v.kind, v.subject, v.subject_id, v.incident_id, i.case_number,
        v.actor_kind, v.actor_id, p.display_name AS actor_name, v.acting_as
       FROM view_log v
       LEFT JOIN incident i ON i.id = v.incident_id
       LEFT JOIN person p ON p.id = CASE WHEN v.actor_kind = 'person' THEN v.actor_id::uuid END
      WHERE true
        ${query.incidentId ? bound('v.incident_id = ?', query.incidentId) : ''}
        ${query.subjectId ? bound('v.subject_id = ?', query.subjectId) : ''}
        ${query.personId ? bound(`v.actor_kind = 'person' AND v.actor_id = ?`, query.personId) : ''}
        ${after ? bound('(v.at, v.id) < (?::timestamptz, ?::uuid)', ...after) : ''}
      ORDER BY v.at DESC, v.id DESC LIMIT $1`,
    values,
  );
  return toPage(
    rows,
    limit,
    (row) => [row.at_text, row.id],
    (row) => ({
      at: new Date(row.at_text).toISOString(),
      kind: row.kind,
      subject: row.subject,
      subjectId: row.subject_id,
      incidentId: row.incident_id,
      caseNumber: row.case_number,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      actorName: row.actor_name,
      actingAs: row.acting_as,
    }),
  );
}

/** The nights in which kept assessments were made again, newest first, by cursor. */
export async function replays(tx: Tx, query: PageQuery): Promise<Page<ReplayDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant');
  const rows = await tx.rows<{
    at: Date;
    at_text: string;
    done_at: Date;
    checked: number;
    different: number;
    differences: DifferentRun[];
  }>(
    `SELECT at, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text, done_at, checked, different, differences
       FROM assessment_replay WHERE done_at IS NOT NULL AND ($2::timestamptz IS NULL OR at < $2) ORDER BY at DESC LIMIT $1`,
    [limit + 1, after?.[0] ?? null],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.at_text],
    ({ at, done_at, checked, different, differences }) => ({
      at: at.toISOString(),
      doneAt: done_at.toISOString(),
      checked,
      different,
      differences,
    }),
  );
}
