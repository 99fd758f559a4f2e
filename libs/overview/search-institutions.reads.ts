import type { Tx } from '#database';
import { institutionKindNames, type InstitutionEntity } from '#facilities';
import { prefectureName } from '#kernel';
import { prefixRange } from '#policies';
import { ranks, type Rank, type Search, type Words } from './search.js';
import type { Found } from './search-hit.js';
import { asIs, joined, type MatchedField } from './search-words.js';

/** Institutions of one kind of match that are looked at one by one; a name that more have is a frequent one. */
const mostNamed = 300;

/** Institutions that have such a name, to find what is theirs. */
export interface Named {
  /** Best first. */
  readonly ids: readonly string[];
  readonly ranks: readonly Rank[];
  /** Too many have it to go from each to what is theirs: `ids` are then those whose name begins so. */
  readonly isFrequent: boolean;
  /** Some of the others that have a frequent name. */
  readonly others: readonly string[];
}

/** Institutions by name; row security leaves out those that the actor may not see. */
export async function institutionsNamed(tx: Tx, { name, names }: Search): Promise<Named> {
  if (names.patterns.length === 0) return { ids: [], ranks: [], isFrequent: false, others: [] };
  const [begin, hold] = await tx.together([
    tx.rows<Pick<InstitutionEntity, 'id'> & { is_whole: boolean }>(
      `SELECT i.id, i.name_folded = $1 AS is_whole
         FROM institution i
        WHERE i.name_folded COLLATE "C" >= $1 AND i.name_folded COLLATE "C" < $2 AND i.kind <> 'sentinel'
        ORDER BY char_length(i.name_folded), i.id
        LIMIT ${mostNamed}`,
      prefixRange(name),
    ),
    tx.rows<Pick<InstitutionEntity, 'id'>>(
      `SELECT i.id FROM institution i
        WHERE ${gramsHeld(names)} AND i.name_folded LIKE ALL ($1) AND i.kind <> 'sentinel'
        LIMIT ${mostNamed + 1}`,
      [names.patterns, ...gramsOf(names)],
    ),
  ]);
  const isFrequent = hold.length > mostNamed;
  const known = new Set(begin.map(({ id }) => id));
  const held = hold.filter(({ id }) => !known.has(id));
  const parts = isFrequent ? [] : held;
  return {
    ids: [...begin, ...parts].map(({ id }) => id),
    ranks: [...begin.map(({ is_whole }) => (is_whole ? ranks.whole : ranks.begins)), ...parts.map(() => ranks.part)],
    isFrequent,
    others: isFrequent ? held.map(({ id }) => id) : [],
  };
}

/** SQL, a condition: the name may have the words `$2` and on; pairs and single characters have an index each. */
function gramsHeld({ pairs, singles }: Words): string {
  const characters = `string_to_array(i.name_folded, NULL) @> $${pairs.length > 0 ? 3 : 2}::text[]`;
  if (pairs.length === 0) return characters;
  return singles.length === 0 ? 'i.name_grams @> $2::text[]' : `i.name_grams @> $2::text[] AND ${characters}`;
}

const gramsOf = ({ pairs, singles }: Words): (readonly string[])[] =>
  [pairs, singles].filter((grams) => grams.length > 0);

type Row = Pick<InstitutionEntity, 'id' | 'name' | 'kind' | 'prefecture'>;

const columns = 'i.id, i.name, i.kind, i.prefecture';

/** Institutions by name and by telephone number, at most `most` in each way. */
export async function foundInstitutions(tx: Tx, search: Search, named: Named, most: number): Promise<Found[]> {
  const [byName, byTelephone] = await tx.together([
    tx.rows<Row & { rank: Rank }>(
      `SELECT ${columns}, n.rank
         FROM unnest($1::uuid[], $2::int[]) n(id, rank)
         JOIN institution i ON i.id = n.id
        ORDER BY n.rank, char_length(i.name_folded), i.id
        LIMIT $3`,
      [[...named.ids, ...named.others], [...named.ranks, ...named.others.map(() => ranks.part)], most],
    ),
    telephoned(tx, search.telephone, most),
  ]);
  return [
    ...byTelephone.map((row) => foundOf(row, row.is_whole ? ranks.whole : ranks.begins, 'telephone')),
    ...byName.map((row) => foundOf(row, row.rank, 'institution-name')),
  ];
}

async function telephoned(
  tx: Tx,
  telephone: string | null,
  most: number,
): Promise<(Row & { readonly is_whole: boolean })[]> {
  if (telephone === null) return [];
  return tx.rows(
    `SELECT ${columns}, i.telephone_folded = $1 AS is_whole
       FROM institution i
      WHERE i.telephone_folded >= $1 AND i.telephone_folded < $2 AND i.kind <> 'sentinel'
      ORDER BY i.telephone_folded, i.id
      LIMIT $3`,
    [...prefixRange(telephone), most],
  );
}

function foundOf(row: Row, rank: Rank, matched: MatchedField): Found {
  const prefecture = row.prefecture === null ? null : asIs(prefectureName(row.prefecture));
  return {
    ...{ kind: 'institution', id: row.id, rank, matched, title: row.name },
    line: joined([row.kind === 'sentinel' ? null : institutionKindNames[row.kind], prefecture]),
    institutionId: row.id,
  };
}
