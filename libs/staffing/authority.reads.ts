import type { Tx } from '#database';
import { limitOf, toPage, readPlace, type Page } from '#http';
import { laneNames } from '#kernel';
import { Problem } from '#problems';
import type { AuthorityLine, AuthorityQuery } from './authority.dto.js';
import type { AuthorityEntity } from './authority.entity.js';

interface AuthorityRow extends Pick<
  AuthorityEntity,
  'id' | 'person_id' | 'lane' | 'yen' | 'from_on' | 'to_on' | 'entered_by'
> {
  readonly person_name: string;
  readonly entered_by_name: string;
}

const authoritySelect = `SELECT a.id, a.person_id, p.display_name AS person_name, a.lane, a.yen, a.from_on, a.to_on,
     a.entered_by, b.display_name AS entered_by_name
  FROM authority a JOIN person p ON p.id = a.person_id JOIN person b ON b.id = a.entered_by`;

/** One authority. Throws `requests.not-found`. */
export async function authorityView(tx: Tx, id: string): Promise<AuthorityLine> {
  const row = await tx.one<AuthorityRow>(`${authoritySelect} WHERE a.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return authorityOf(row);
}

/** Authorities (yen), by cursor. */
export async function listAuthorities(tx: Tx, query: AuthorityQuery): Promise<Page<AuthorityLine>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<AuthorityRow>(
    `${authoritySelect}
        WHERE ($1::uuid IS NULL OR a.id > $1)
          AND ($2::uuid IS NULL OR a.person_id = $2)
          AND ($3::text IS NULL OR a.lane = $3)
        ORDER BY a.id LIMIT $4`,
    [after, query.personId ?? null, query.lane ?? null, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.id], authorityOf);
}

function authorityOf(row: AuthorityRow): AuthorityLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    lane: row.lane,
    laneJa: laneNames[row.lane].ja,
    laneEn: laneNames[row.lane].en,
    yen: row.yen,
    fromOn: row.from_on,
    toOn: row.to_on,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
  };
}
