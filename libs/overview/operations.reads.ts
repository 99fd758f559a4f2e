import type { AssessmentReplayEntity } from '#assessment';
import { type Tx, type AuditEntity } from '#database';
import { limitOf, readCursor, toPage, type Page, type PageQuery, type ViewLogEntity } from '#http';
import { Problem } from '#problems';
import type { AuditEntryDto, AuditQuery, ReplayDto, ViewEntryDto, ViewQuery } from './operations.dto.js';
import type { IncidentEntity } from '#incidents';
import type { PersonEntity } from '#people';

/** Entries of one chain, in order, by cursor. An administrator reads the insurer's own chain only. */
export async function auditEntries(tx: Tx, query: AuditQuery): Promise<Page<AuditEntryDto>> {
  if (tx.actor.as === 'administrator' && query.chain !== 'insurer') throw new Problem('access.forbidden');
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'number');
  const rows = await tx.rows<
    Pick<
      AuditEntity,
      | 'chain'
      | 'seq'
      | 'at'
      | 'actor_kind'
      | 'actor_id'
      | 'acting_as'
      | 'action'
      | 'subject'
      | 'before_hash'
      | 'after_hash'
      | 'reason'
      | 'hash'
    > & { actor_name: string | null }
  >(
    `SELECT a.chain, a.seq, a.at, a.actor_kind, a.actor_id,
       (SELECT p.display_name
          FROM person p
          WHERE p.id = CASE
            WHEN a.actor_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN a.actor_id::uuid
          END) AS actor_name, a.acting_as, a.action,
       a.subject, a.before_hash, a.after_hash, a.reason, a.hash
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

/** Entries of the view log, newest first, by cursor: all, or those of one case, subject or person. */
export async function viewEntries(tx: Tx, query: ViewQuery): Promise<Page<ViewEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const values: unknown[] = [limit + 1];
  const bound = (sql: string, ...given: unknown[]): string =>
    `AND ${sql.replaceAll('?', () => `$${values.push(given.shift())}`)}`;
  const rows = await tx.rows<
    Pick<
      ViewLogEntity,
      'id' | 'kind' | 'subject' | 'subject_id' | 'incident_id' | 'actor_kind' | 'actor_id' | 'acting_as'
    > & {
      readonly at_text: string;
      /** null: the view was of no case. */
      readonly case_number: IncidentEntity['case_number'] | null;
      readonly actor_name: PersonEntity['display_name'] | null;
    }
  >(
    `SELECT v.id, to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text, v.kind, v.subject,
       v.subject_id, v.incident_id, i.case_number,
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

/** The row of a finished run: its nullable columns are set. */
type Ended<R> = { readonly [K in keyof R]: NonNullable<R[K]> };

/** The nightly replays of stored assessments, newest first, by cursor. */
export async function replayPage(tx: Tx, query: PageQuery): Promise<Page<ReplayDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant');
  const rows = await tx.rows<
    Ended<Pick<AssessmentReplayEntity, 'at' | 'done_at' | 'checked' | 'different' | 'differences'>> & {
      readonly at_text: string;
    }
  >(
    `SELECT at, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at_text, done_at, checked, different,
       differences
       FROM assessment_replay
         WHERE done_at IS NOT NULL AND ($2::timestamptz IS NULL OR at < $2)
         ORDER BY at DESC
         LIMIT $1`,
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
