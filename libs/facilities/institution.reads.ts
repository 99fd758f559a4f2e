import { Injectable } from '@nestjs/common';
import { Database, supplied, type Actor, type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { Problem } from '#problems';
import type { InstitutionDetails, InstitutionSummary, NameQuery } from './institution.dto.js';
import { institutionSearch, type InstitutionSearch } from './name-search.js';
import type { InstitutionEntity } from './institution.entity.js';

/** The premises declared in any period of cover of an institution, by their codes. */
export const declaredPremisesOf = supplied<[tx: Tx, institutionId: string], Promise<InstitutionDetails['premises']>>(
  'the declared premises of an institution',
);

const shown = [
  'id',
  'name',
  'kind',
  'corporation_kind',
  'telephone',
  'prefecture',
  'version',
] as const satisfies readonly (keyof InstitutionEntity)[];

type InstitutionRow = Pick<InstitutionEntity, (typeof shown)[number]>;

const columns = shown.map((name) => `i.${name}`).join(', ');

/** Reads of institutions. Row security decides which ones an actor's query finds; nobody sees the two sentinels. */
@Injectable()
export class InstitutionReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: NameQuery): Promise<Page<InstitutionSummary>> {
    const search = institutionSearch(query.q);
    return this.database.read(actor, (tx) => (search ? found(tx, search, query) : byId(tx, query)));
  }

  async one(actor: Actor, id: string): Promise<InstitutionDetails> {
    const [row, premises] = await this.database.read(actor, (tx) =>
      tx.together([
        tx.one<InstitutionRow & Pick<InstitutionEntity, 'created_at'>>(
          `SELECT ${columns}, i.created_at FROM institution i WHERE i.id = $1 AND i.kind <> 'sentinel'`,
          [id],
        ),
        declaredPremisesOf(tx, id),
      ]),
    );
    if (!row) throw new Problem('requests.not-found');
    return { ...summaryOf(row), createdAt: row.created_at.toISOString(), premises: [...premises] };
  }
}

async function byId(tx: Tx, query: NameQuery): Promise<Page<InstitutionSummary>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<InstitutionRow>(
    `SELECT ${columns}
       FROM institution i
       WHERE i.kind <> 'sentinel' AND ($1::uuid IS NULL OR i.id > $1)
       ORDER BY i.id
       LIMIT $2`,
    [after, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.id], summaryOf);
}

/**
 * Best match first: the telephone number or the exactly spelled name, the whole name, its beginning, every word in it,
 * the words with the prefecture; shorter names first.
 */
async function found(tx: Tx, search: InstitutionSearch, query: NameQuery): Promise<Page<InstitutionSummary>> {
  const [rank, length, after] = readPlace(query.cursor, 'number', 'number', 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<InstitutionRow & { rank: number; length: number }>(
    `WITH named AS (
         SELECT i.*,
           coalesce(nullif(i.name_folded, ''), lower(regexp_replace(normalize(i.name, NFKC), '\\s', '', 'g'))) AS folded
         FROM institution i
         WHERE i.kind <> 'sentinel'),
     found AS (SELECT i.*, char_length(folded) AS length,
          CASE
            WHEN i.telephone_folded = $9
            OR folded = $1
            AND strpos(spelling(i.name), $8) > 0 THEN 0
            WHEN folded = $1 THEN 1
            WHEN starts_with(folded, $1) THEN 2
            WHEN folded LIKE ALL ($2) THEN 3
            ELSE 4 END AS rank
        FROM named i WHERE i.telephone_folded = $9 OR starts_with(folded, $1) OR folded LIKE '%' || $1 || '%'
          OR concat_ws(E'\t', folded, normalize(i.name, NFKC), ($3::text[])[i.prefecture]) LIKE ALL ($2))
     SELECT ${columns}, i.rank, i.length
       FROM found i
       WHERE $4::int IS NULL OR (i.rank, i.length, i.id) > ($4, $5::int, $6::uuid)
      ORDER BY i.rank, i.length, i.id LIMIT $7`,
    [
      search.whole,
      search.patterns,
      search.prefectures,
      rank,
      length,
      after,
      limit + 1,
      search.spelled,
      search.telephone,
    ],
  );
  return toPage(rows, limit, (row) => [String(row.rank), String(row.length), row.id], summaryOf);
}

function summaryOf(row: InstitutionRow): InstitutionSummary {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    corporationKind: row.corporation_kind,
    telephone: row.telephone,
    prefecture: row.prefecture,
    version: row.version,
  };
}
