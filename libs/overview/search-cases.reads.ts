import type { Tx } from '#database';
import { incidentStateNames, institutionNameOf, type IncidentEntity } from '#incidents';
import { dayInJapan } from '#kernel';
import { prefixRange } from '#policies';
import { areBeginning, rankOfCase, ranks, type Rank, type Search } from './search.js';
import type { Found } from './search-hit.js';
import type { Named } from './search-institutions.reads.js';
import { institutionOf, keysHolding, nothing } from './search-rows.js';
import { joined, reportedOn, type MatchedField } from './search-words.js';

/** Newest rows that are looked at for a name that many institutions have. */
export const newestLookedAt = 5_000;

type Row = Pick<IncidentEntity, 'id' | 'case_number' | 'state' | 'institution_id' | 'institution_name' | 'reported_at'>;

const columns = `i.id, i.case_number, i.state, i.institution_id, ${institutionNameOf('i')} AS institution_name,
  i.reported_at`;
const number = 'fold_number(i.case_number) COLLATE "C"';
const reference = 'fold_number(i.institution_reference) COLLATE "C"';

/** Cases by number, by the institution's own reference and by the institution's name, at most `most` in each way. */
export async function foundCases(tx: Tx, search: Search, named: Named, most: number): Promise<Found[]> {
  const [numbered, referred, ofNamed, typed] = await tx.together([
    casesNumbered(tx, search, most),
    casesReferred(tx, search, most),
    casesOfNamed(tx, named, most),
    casesTyped(tx, search, most),
  ]);
  const others = named.isFrequent && ofNamed.length < most ? await newestCases(tx, search, most) : [];
  return [
    ...numbered,
    ...referred.map((row) => foundOf(row, row.is_whole ? ranks.number : ranks.begins, 'institution-reference')),
    ...ofNamed.map((row) => foundOf(row, row.rank, 'institution-name')),
    ...typed.map((row) => foundOf(row, ranks.part, 'typed-name')),
    ...others.map((row) => foundOf(row, ranks.part, 'institution-name')),
  ];
}

async function casesNumbered(tx: Tx, { caseDigits }: Search, most: number): Promise<Found[]> {
  if (caseDigits === null) return [];
  const [begin, within] = await tx.together([
    areBeginning(caseDigits)
      ? tx.rows<Row & { folded: string }>(
          `SELECT ${columns}, fold_number(i.case_number) AS folded
             FROM incident i
            WHERE ${number} >= $1 AND ${number} < $2
            ORDER BY ${number} DESC
            LIMIT $3`,
          [...prefixRange(`mc${caseDigits.digits}`), most],
        )
      : nothing<Row & { folded: string }>(),
    tx.rows<Row & { folded: string }>(
      `SELECT ${columns}, fold_number(i.case_number) AS folded
         FROM incident i
        WHERE case_sequence(i.case_number) = ANY ($1::bigint[])
        ORDER BY i.reported_at DESC, i.id DESC
        LIMIT $2`,
      [caseDigits.sequences, most],
    ),
  ]);
  return [...begin, ...within].flatMap((row) => {
    const rank = rankOfCase(row.folded, caseDigits);
    return rank === null ? [] : [foundOf(row, rank, 'case-number')];
  });
}

async function casesReferred(tx: Tx, search: Search, most: number): Promise<(Row & { readonly is_whole: boolean })[]> {
  if (search.number === '') return [];
  return tx.rows(
    `SELECT ${columns}, ${reference} = $1 AS is_whole
       FROM incident i
      WHERE i.institution_reference IS NOT NULL AND ${reference} >= $1 AND ${reference} < $2
      ORDER BY ${reference}
      LIMIT $3`,
    [...prefixRange(search.number), most],
  );
}

async function casesOfNamed(tx: Tx, named: Named, most: number): Promise<(Row & { readonly rank: Rank })[]> {
  return tx.rows(
    `SELECT ${columns}, n.rank
       FROM unnest($1::uuid[], $2::int[]) n(id, rank)
      CROSS JOIN LATERAL (
        SELECT c.* FROM incident c WHERE c.institution_id = n.id ORDER BY c.reported_at DESC, c.id DESC LIMIT $3) i
      ORDER BY n.rank, i.reported_at DESC, i.id DESC
      LIMIT $3`,
    [named.ids, named.ranks, most],
  );
}

async function casesTyped(tx: Tx, { names }: Search, most: number): Promise<Row[]> {
  if (names.patterns.length === 0) return [];
  return tx.rows<Row>(
    `SELECT ${columns}
       FROM (${keysHolding({
         ...{ table: 'case_name', key: 'incident_id', index: 't.grams @> $2::text[]' },
         ...{ holds: 't.typed_folded LIKE ALL ($1)', few: 1_000, newest: newestLookedAt },
       })}) n
       JOIN incident i ON i.id = n.key
      ORDER BY i.reported_at DESC, i.id DESC
      LIMIT $3`,
    [names.patterns, names.grams, most],
  );
}

async function newestCases(tx: Tx, { names }: Search, most: number): Promise<Row[]> {
  return tx.rows<Row>(
    `SELECT ${columns}
       FROM (SELECT c.id, c.case_number, c.state, c.institution_id, c.institution_name, c.reported_at
               FROM incident c
              ORDER BY c.reported_at DESC, c.id DESC
              LIMIT ${newestLookedAt}) i
       ${institutionOf('i')}
      WHERE n.name_folded LIKE ALL ($1) AND n.kind <> 'sentinel'
      ORDER BY i.reported_at DESC, i.id DESC
      LIMIT $2`,
    [names.patterns, most],
  );
}

function foundOf(row: Row, rank: Rank, matched: MatchedField): Found {
  return {
    ...{ kind: 'case', id: row.id, rank, matched },
    title: [row.case_number, row.institution_name].filter((part) => part !== null).join(' '),
    line: joined([incidentStateNames[row.state], reportedOn(dayInJapan(row.reported_at))]),
    caseId: row.id,
    institutionId: row.institution_id,
  };
}
