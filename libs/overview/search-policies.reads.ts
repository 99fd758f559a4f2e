import type { Tx } from '#database';
import type { InstitutionEntity } from '#facilities';
import { dayInJapan } from '#kernel';
import { prefixRange, type MemberPeriodEntity } from '#policies';
import { ranks, type Rank, type Search } from './search.js';
import { newestLookedAt } from './search-cases.reads.js';
import type { Found } from './search-hit.js';
import type { Named } from './search-institutions.reads.js';
import { institutionOf } from './search-rows.js';
import { periodInWords, type MatchedField } from './search-words.js';

type Row = Pick<
  MemberPeriodEntity,
  'id' | 'institution_id' | 'policy_number' | 'certificate_number' | 'inception_on'
> & {
  readonly ends_on: string;
  readonly institution_name: InstitutionEntity['name'];
};

const columns = `m.id, m.institution_id, m.policy_number, m.certificate_number, m.inception_on,
  coalesce(m.ended_early_on, m.expiry_on) AS ends_on, i.name AS institution_name`;

/** Periods of cover by the beginning of a number and by the institution's name, at most `most` in each way. */
export async function foundPolicies(tx: Tx, search: Search, named: Named, most: number): Promise<Found[]> {
  const [policies, certificates, ofNamed] = await tx.together([
    numbered(tx, 'policy_number_folded', search, most),
    numbered(tx, 'certificate_number_folded', search, most),
    tx.rows<Row & { rank: Rank }>(
      `SELECT ${columns}, n.rank
         FROM unnest($1::uuid[], $2::int[]) n(id, rank)
        CROSS JOIN LATERAL (
          SELECT p.*
          FROM member_period p
          WHERE p.institution_id = n.id
          ORDER BY p.inception_on DESC, p.id DESC
          LIMIT $3) m
         JOIN institution i ON i.id = m.institution_id
        ORDER BY n.rank, m.inception_on DESC, m.id DESC
        LIMIT $3`,
      [named.ids, named.ranks, most],
    ),
  ]);
  const others = named.isFrequent && ofNamed.length < most ? await newest(tx, search, most) : [];
  const today = dayInJapan(tx.now);
  const found = (row: Row, rank: Rank, matched: MatchedField): Found => foundOf(row, { rank, matched, today });
  const byNumber = (rows: readonly Numbered[], matched: MatchedField): Found[] =>
    rows.map((row) => found(row, row.is_whole ? ranks.number : ranks.begins, matched));
  return [
    ...byNumber(policies, 'policy-number'),
    ...byNumber(certificates, 'certificate-number'),
    ...ofNamed.map((row) => found(row, row.rank, 'institution-name')),
    ...others.map((row) => found(row, ranks.part, 'institution-name')),
  ];
}

type Numbered = Row & { readonly is_whole: boolean };

async function numbered(
  tx: Tx,
  column: 'policy_number_folded' | 'certificate_number_folded',
  { number }: Search,
  most: number,
): Promise<Numbered[]> {
  if (number === '') return [];
  return tx.rows<Numbered>(
    `SELECT ${columns}, m.${column} = $1 AS is_whole
       FROM (SELECT p.*
               FROM member_period p
              WHERE p.${column} >= $1 AND p.${column} < $2
              ORDER BY p.${column}, p.inception_on DESC, p.id DESC
              LIMIT $3) m
       JOIN institution i ON i.id = m.institution_id
      ORDER BY m.${column}, m.inception_on DESC, m.id DESC`,
    [...prefixRange(number), most],
  );
}

async function newest(tx: Tx, { names }: Search, most: number): Promise<Row[]> {
  return tx.rows<Row>(
    `SELECT ${columns}
       FROM (SELECT p.* FROM member_period p ORDER BY p.inception_on DESC, p.id DESC LIMIT ${newestLookedAt}) m
       ${institutionOf('m')}
       JOIN institution i ON i.id = n.id
      WHERE n.name_folded LIKE ALL ($1) AND n.kind <> 'sentinel'
      ORDER BY m.inception_on DESC, m.id DESC
      LIMIT $2`,
    [names.patterns, most],
  );
}

function foundOf(row: Row, { rank, matched, today }: Pick<Found, 'rank' | 'matched'> & { today: string }): Found {
  const state = today < row.inception_on ? 'to-begin' : today < row.ends_on ? 'in-force' : 'ended';
  return {
    ...{ kind: 'policy', id: row.id, rank, matched },
    title: [row.certificate_number ?? row.policy_number, row.institution_name].join(' '),
    line: periodInWords(row.inception_on, row.ends_on, state),
    institutionId: row.institution_id,
  };
}
