import type { Tx } from '#database';
import { inOrder, limitOf, readCursor, toPage, type Page } from '#http';
import { foldName } from '#kernel';
import { Problem } from '#problems';
import type { ScreeningOutcomeEntity } from './screening-outcome.entity.js';
import type { ScreeningDto, ScreeningQuery, ScreeningCandidateDto } from './screening.dto.js';
import type { ScreeningEntity } from './screening.entity.js';
import { accountNames, type ScreeningState } from './screening.js';

const select = `SELECT s.id, s.subject_kind, s.subject_id, n.name AS institution_name, s.institution_id, s.occasion,
     s.matched, s.at, o.outcome, o.at AS decided_at, d.display_name AS decided_by_name, o.compliance,
     o.reason, screening_state(s.subject_kind, s.subject_id) AS state,
    to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text,
    (
        SELECT string_agg(w.name || '（' || w.source || '）', '、' ORDER BY w.name)
        FROM watch_entry w
        WHERE w.id = ANY (s.matched)) AS names,
    (
        SELECT json_agg(json_build_object('entryId', w.id, 'name', w.name, 'source', w.source, 'ground', s.grounds[m.n])
            ORDER BY m.n)
       FROM unnest(s.matched) WITH ORDINALITY m(id, n) JOIN watch_entry w ON w.id = m.id) AS candidates,
    CASE s.subject_kind
      WHEN 'person' THEN coalesce((SELECT p.display_name FROM person p WHERE p.id = s.subject_id),
        (SELECT c.name FROM claimant c WHERE c.id = s.subject_id))
      ELSE n.name END AS subject_name
  FROM screening s
    JOIN institution n ON n.id = s.institution_id
    LEFT JOIN screening_outcome o ON o.screening_id = s.id
    LEFT JOIN person d ON d.id = o.decided_by
 WHERE cardinality(s.matched) > 0`;

export async function hitById(tx: Tx, id: string): Promise<ScreeningDto> {
  const row = await tx.one<HitRow>(`${select} AND s.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row, await namesOfAccounts(tx, [row]));
}

const namesOfAccounts = (tx: Tx, rows: readonly HitRow[]): Promise<ReadonlyMap<string, string>> => {
  const ids = rows.filter(({ subject_kind }) => subject_kind === 'account').map(({ subject_id }) => subject_id);
  return ids.length === 0 ? Promise.resolve(new Map()) : accountNames(tx, ids);
};

const conditions: Readonly<Record<string, string>> = {
  held: `AND o.outcome IS NULL AND screening_state(s.subject_kind, s.subject_id) = 'held'`,
  decided: 'AND o.outcome IS NOT NULL',
};

export async function listHits(tx: Tx, query: ScreeningQuery): Promise<Page<ScreeningDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const [than, order] = inOrder(query.sort !== 'newest');
  const rows = await tx.rows<HitRow>(
    `${select} ${conditions[query.state ?? 'all'] ?? ''}
      ${after ? `AND (s.at, s.id) ${than} ($2::timestamptz, $3::uuid)` : ''}
      ORDER BY s.at ${order}, s.id ${order}
      LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  const names = await namesOfAccounts(tx, rows);
  return toPage(
    rows,
    limit,
    (row) => [row.text, row.id],
    (row) => view(row, names),
  );
}

function view(row: HitRow, accounts: ReadonlyMap<string, string>): ScreeningDto {
  const subjectName = accounts.get(row.subject_id) ?? row.subject_name ?? row.institution_name;
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectName,
    folded: foldName(subjectName),
    institutionId: row.institution_id,
    institutionName: row.institution_name,
    occasion: row.occasion,
    matched: [...row.matched],
    candidates: row.candidates.map((candidate) => ({ ...candidate, folded: foldName(candidate.name) })),
    matchedNames: (row.names ?? '').slice(0, 2_000),
    at: row.at.toISOString(),
    outcome: row.outcome,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedByName: row.decided_by_name,
    compliance: row.compliance,
    reason: row.reason,
    isHeld: row.state === 'held' || row.state === 'confirmed',
  };
}

/** A match with its outcome; null while it is undecided. */
export interface HitRow extends Pick<
  ScreeningEntity,
  'id' | 'subject_kind' | 'subject_id' | 'institution_id' | 'occasion' | 'matched' | 'at'
> {
  readonly subject_name: string | null;
  readonly institution_name: string;
  readonly names: string | null;
  readonly candidates: Omit<ScreeningCandidateDto, 'folded'>[];
  readonly text: string;
  readonly outcome: ScreeningOutcomeEntity['outcome'] | null;
  readonly compliance: ScreeningOutcomeEntity['compliance'] | null;
  readonly reason: ScreeningOutcomeEntity['reason'] | null;
  readonly decided_at: ScreeningOutcomeEntity['at'] | null;
  readonly decided_by_name: string | null;
  readonly state: ScreeningState;
}
