import { INSURER, type Tx } from '#database';
import { institutionNameOf, type IncidentEntity } from '#incidents';
import { roleNames, type Role } from '#kernel';
import { notLeft, rolesInForce, type AgencyEntity, type PersonEntity } from '#people';
import { prefixRange } from '#policies';
import { ranks, type Rank, type Search } from './search.js';
import { newestLookedAt } from './search-cases.reads.js';
import type { Found } from './search-hit.js';
import { keysHolding, nothing } from './search-rows.js';
import { asIs, hasLeft, joined, reporterOf, withoutRole, type MatchedField } from './search-words.js';

interface UserRow extends Pick<PersonEntity, 'id' | 'display_name' | 'email'> {
  readonly is_present: boolean;
  readonly is_named: boolean;
  readonly roles: readonly Role[];
  readonly agency_name: AgencyEntity['name'] | null;
}

/** The insurer's people and agents by name and address; they are some thousands, and their institution has an index. */
export async function foundUsers(tx: Tx, { typed, letters }: Search, most: number): Promise<Found[]> {
  const rows = await tx.rows<UserRow>(
    `SELECT p.*, ${rolesInForce} AS roles, a.name AS agency_name
       FROM (SELECT p.id, p.display_name, p.email, p.institution_id, p.agency_id, ${notLeft} AS is_present,
                    $1::text[] <> '{}' AND p.name_folded LIKE ALL ($1) AS is_named
               FROM person p
              WHERE p.institution_id = '${INSURER}'
                AND ($1::text[] <> '{}' AND p.name_folded LIKE ALL ($1) OR strpos(p.email, $2) > 0)
              ORDER BY is_present DESC, is_named DESC, p.display_name, p.id
              LIMIT $3) p
       LEFT JOIN agency a ON a.id = p.agency_id
      ORDER BY p.is_present DESC, p.is_named DESC, p.display_name, p.id`,
    [letters.patterns, typed, most],
  );
  return rows.map((row) => {
    const roles = row.roles.map((role) => roleNames[role]);
    const standing = !row.is_present ? [hasLeft] : roles.length > 0 ? roles : [withoutRole];
    return {
      ...{ kind: 'person', id: row.id, title: row.display_name },
      rank: row.email === typed ? ranks.whole : ranks.part,
      matched: row.is_named ? 'person-name' : 'email',
      line: joined([...standing, row.agency_name === null ? null : asIs(row.agency_name), asIs(row.email)]),
    };
  });
}

type ReporterRow = Pick<
  IncidentEntity,
  'id' | 'case_number' | 'reporter_name' | 'reporter_phone' | 'institution_id' | 'institution_name'
>;

const columns = `i.id, i.case_number, i.reporter_name, i.reporter_phone, i.institution_id,
  ${institutionNameOf('i')} AS institution_name`;

/** Those who reported cases, by name and by telephone number, at most `most` in each way, newest case first. */
export async function foundReporters(tx: Tx, { letters, telephone }: Search, most: number): Promise<Found[]> {
  const [named, telephoned] = await tx.together([
    letters.patterns.length === 0
      ? nothing<ReporterRow>()
      : tx.rows<ReporterRow>(
          `SELECT ${columns}
             FROM (${byName}) n
             JOIN incident i ON i.id = n.key
            ORDER BY i.reported_at DESC, i.id DESC
            LIMIT $3`,
          [letters.patterns, letters.grams, most],
        ),
    telephone === null
      ? nothing<ReporterRow & { is_whole: boolean }>()
      : tx.rows<ReporterRow & { is_whole: boolean }>(
          `SELECT ${columns}, n.telephone_folded = $1 AS is_whole
             FROM (SELECT t.*
                     FROM case_name t
                    WHERE t.telephone_folded >= $1 AND t.telephone_folded < $2
                    ORDER BY t.telephone_folded, t.incident_id DESC
                    LIMIT $3) n
             JOIN incident i ON i.id = n.incident_id
            ORDER BY n.telephone_folded, i.reported_at DESC, i.id DESC`,
          [...prefixRange(telephone), most],
        ),
  ]);
  return [
    ...telephoned.map((row) => reporterFound(row, row.is_whole ? ranks.whole : ranks.begins, 'telephone')),
    ...named.map((row) => reporterFound(row, ranks.part, 'reporter-name')),
  ];
}

const byName = keysHolding({
  ...{ table: 'case_name', key: 'incident_id', index: 't.grams @> $2::text[]' },
  ...{ holds: 't.reporter_folded LIKE ALL ($1)', few: 1_000, newest: newestLookedAt },
});

function reporterFound(row: ReporterRow, rank: Rank, matched: MatchedField): Found {
  const institution = row.institution_name === null ? null : asIs(row.institution_name);
  return {
    ...{ kind: 'reporter', id: row.id, rank, matched, title: row.reporter_name },
    line: joined([reporterOf(row.case_number), institution, asIs(row.reporter_phone)]),
    caseId: row.id,
    institutionId: row.institution_id,
  };
}
