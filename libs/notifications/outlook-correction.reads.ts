import { type Tx } from '#database';
import { limitOf, readCursor, toPage, type Page } from '#http';
import { type IncidentEntity, coverageOutlookOf, institutionNameOf } from '#incidents';
import { Problem } from '#problems';
import type { OutlookNoticeEntity, OutlookCorrectionEntity } from '#assessment';
import {
  followedKinds,
  type Followed,
  type OutlookCorrectionDto,
  type OutlookCorrectionQuery,
  type OutlookNoticeDto,
  type OutlookNoticeQuery,
  type OutlookNoticeStandingDto,
  type OutlookToldDto,
} from './outlook-correction.dto.js';
import type { OutlookCorrectionActEntity } from './outlook-correction-act.entity.js';
import type { PersonEntity } from '#people';

interface ToldRow
  extends
    Pick<OutlookCorrectionEntity, 'id' | 'incident_id' | 'told' | 'told_from' | 'told_until' | 'corrected_at'>,
    Pick<IncidentEntity, 'case_number' | 'outlook' | 'support_outlook'> {
  readonly text: string;
}

interface CorrectionRow extends ToldRow, Pick<IncidentEntity, 'state' | 'institution_name'> {
  readonly case_withdrawn: boolean;
  readonly lines_withdrawn: number;
  readonly no_line: boolean;
  /** null: there was no act yet. */
  readonly acted_at: OutlookCorrectionActEntity['acted_at'] | null;
  readonly acted_name: PersonEntity['display_name'] | null;
  readonly done: OutlookCorrectionActEntity['done'] | null;
}

const toldColumns = `c.incident_id, i.case_number, c.told, c.told_from, c.told_until, c.corrected_at,
  i.outlook, i.support_outlook`;
const microseconds = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text`;

const toCall = `EXISTS (
  SELECT FROM outlook_notice n
   WHERE n.correction_id = c.id
     AND NOT EXISTS (SELECT FROM outlook_notice_call k WHERE k.notice_id = n.id AND k.reached))`;
const toAct = `a.id IS NULL AND (f.case_withdrawn OR f.lines_withdrawn > 0 OR f.no_line)`;

// possible consequences, from the case's record since the wrong outlook was shown
const selectCorrections = `SELECT c.id, ${toldColumns}, ${microseconds('c.corrected_at')}, i.state,
     ${institutionNameOf('i')} AS institution_name,
       f.case_withdrawn, f.lines_withdrawn, f.no_line, a.acted_at, p.display_name AS acted_name, a.done
  FROM outlook_correction c
  JOIN incident i ON i.id = c.incident_id
  LEFT JOIN outlook_correction_act a ON a.correction_id = c.id
  LEFT JOIN person p ON p.id = a.acted_by
 CROSS JOIN LATERAL (
       SELECT i.state = 'withdrawn' AND count(*) FILTER (WHERE t.kind = 'incident.withdrawn') > 0 AS case_withdrawn,
              count(*) FILTER (WHERE t.kind = 'expense-withdrawn')::int AS lines_withdrawn,
              i.state <> 'merged' AND NOT EXISTS (
                SELECT FROM expense e WHERE e.incident_id = i.id AND e.submitted_at >= c.told_from) AS no_line
         FROM timeline_entry t
        WHERE t.incident_id = i.id
          AND t.at >= c.told_from
          AND t.kind IN ('incident.withdrawn','expense-withdrawn')) f`;

/** SQL, a query: the number of corrections in a list. */
export function correctionsIn(list: 'to-call' | 'to-act'): string {
  return `SELECT count(*) FROM (${selectCorrections} WHERE ${list === 'to-call' ? toCall : toAct}) listed`;
}

/** Corrections, oldest first, by cursor: all, those with a call to make, or those with an act to do. */
export async function listCorrections(tx: Tx, query: OutlookCorrectionQuery): Promise<Page<OutlookCorrectionDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const conditions = [
    '($2::uuid IS NULL OR c.incident_id = $2)',
    ...(query.list === 'to-call' ? [toCall] : query.list === 'to-act' ? [toAct] : []),
    ...(after ? ['(c.corrected_at, c.id) > ($3::timestamptz, $4::uuid)'] : []),
  ];
  const rows = await tx.rows<CorrectionRow>(
    `${selectCorrections}
      WHERE ${conditions.join(' AND ')}
      ORDER BY c.corrected_at, c.id
      LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [])],
  );
  const notices = await noticesOf(
    tx,
    rows.map(({ id }) => id),
  );
  return toPage(
    rows,
    limit,
    (row) => [row.text, row.id],
    (row) => correctionView(row, notices),
  );
}

/** One correction. Throws `requests.not-found`. */
export async function correctionById(tx: Tx, id: string): Promise<OutlookCorrectionDto> {
  const row = await tx.one<CorrectionRow>(`${selectCorrections} WHERE c.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return correctionView(row, await noticesOf(tx, [id]));
}

interface NoticeRow extends Pick<OutlookNoticeEntity, 'id' | 'correction_id' | 'agency_id' | 'read_at'> {
  readonly reader_name: string | null;
  readonly calls: readonly { at: string; byName: string; reached: boolean; note: string }[];
}

function noticesOf(tx: Tx, corrections: readonly string[]): Promise<NoticeRow[]> {
  return tx.rows<NoticeRow>(
    `SELECT n.id, n.correction_id, n.agency_id, coalesce(g.name, o.name) AS reader_name, n.read_at,
            coalesce((
              SELECT jsonb_agg(jsonb_build_object('at', k.called_at, 'byName', p.display_name,
                                                 'reached', k.reached, 'note', k.note)
                     ORDER BY k.called_at, k.id)
                FROM outlook_notice_call k
                JOIN person p ON p.id = k.called_by
               WHERE k.notice_id = n.id), '[]') AS calls
       FROM outlook_notice n
       JOIN institution o ON o.id = n.institution_id
       LEFT JOIN agency g ON g.id = n.agency_id
      WHERE n.correction_id = ANY ($1)
      ORDER BY n.agency_id IS NOT NULL, reader_name, n.id`,
    [corrections],
  );
}

function toldView(row: ToldRow): OutlookToldDto {
  return {
    id: row.id,
    incidentId: row.incident_id,
    caseNumber: row.case_number,
    told: row.told,
    toldFrom: row.told_from.toISOString(),
    toldUntil: row.told_until.toISOString(),
    correctedAt: row.corrected_at.toISOString(),
    coverageOutlook: coverageOutlookOf(row),
    supportOutlook: row.support_outlook ?? 'pending',
  };
}

function correctionView(row: CorrectionRow, notices: readonly NoticeRow[]): OutlookCorrectionDto {
  const holds: Readonly<Record<Followed, boolean>> = {
    'case-withdrawn': row.case_withdrawn,
    'lines-withdrawn': row.lines_withdrawn > 0,
    'no-line': row.no_line,
  };
  return {
    ...toldView(row),
    state: row.state,
    institutionName: row.institution_name,
    notices: notices.filter(({ correction_id }) => correction_id === row.id).map(standingView),
    followed: followedKinds.filter((kind) => holds[kind]),
    linesWithdrawn: row.lines_withdrawn,
    act: row.acted_at && { at: row.acted_at.toISOString(), byName: row.acted_name ?? '', done: row.done ?? '' },
  };
}

function standingView({ id, agency_id, reader_name, read_at, calls }: NoticeRow): OutlookNoticeStandingDto {
  return {
    id,
    reader: agency_id === null ? 'institution' : 'agency',
    readerName: reader_name,
    readAt: read_at?.toISOString() ?? null,
    calls: calls.map((call) => ({ ...call, at: new Date(call.at).toISOString() })),
  };
}

type NoticeToldRow = ToldRow & Pick<OutlookNoticeEntity, 'read_at'>;

const selectNotices = `SELECT n.id, n.read_at, ${toldColumns}, ${microseconds('n.created_at')}
  FROM outlook_notice n
  JOIN outlook_correction c ON c.id = n.correction_id
  JOIN incident i ON i.id = n.incident_id`;

/** The notices to the reader's institution or agency, oldest first, by cursor; row security selects them. */
export async function listNotices(tx: Tx, query: OutlookNoticeQuery): Promise<Page<OutlookNoticeDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<NoticeToldRow>(
    `${selectNotices}
      WHERE ($2::uuid IS NULL OR n.incident_id = $2)
        ${query.list === 'unread' ? 'AND n.read_at IS NULL' : ''}
        ${after ? 'AND (n.created_at, n.id) > ($3::timestamptz, $4::uuid)' : ''}
      ORDER BY n.created_at, n.id
      LIMIT $1`,
    [limit + 1, query.incidentId ?? null, ...(after ?? [])],
  );
  return toPage(rows, limit, (row) => [row.text, row.id], noticeView);
}

/** One notice. Throws `requests.not-found`. */
export async function noticeById(tx: Tx, id: string): Promise<OutlookNoticeDto> {
  const row = await tx.one<NoticeToldRow>(`${selectNotices} WHERE n.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return noticeView(row);
}

function noticeView(row: NoticeToldRow): OutlookNoticeDto {
  return { ...toldView(row), readAt: row.read_at?.toISOString() ?? null };
}
