import type { Tx } from '#database';
import { limitOf, toPage, readPlace, type Page, type PageQuery } from '#http';
import { Problem } from '#problems';
import { skillsOf, goesOn } from '#people';
import type { Team } from './team.dto.js';
import type { SkillEntity } from './skill.entity.js';
const teamSelect = `SELECT t.id, t.name,
     coalesce((
       SELECT json_agg(json_build_object('id', m.id, 'personId', p.id, 'personName', p.display_name,
                                         'fromOn', m.from_on, 'toOn', m.to_on)
              ORDER BY p.id, m.from_on)
         FROM team_member m
         JOIN person p ON p.id = m.person_id
        WHERE m.team_id = t.id AND ${goesOn('m')}), '[]') AS members
     FROM team t`;

/** Teams with their members of today or the future. */
export async function listTeams(tx: Tx, query: PageQuery): Promise<Page<Team>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<Team>(`${teamSelect} WHERE $1::uuid IS NULL OR t.id > $1 ORDER BY t.id LIMIT $2`, [
    after,
    limit + 1,
  ]);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => row,
  );
}

/** One team; `member`: the team of this line. Throws `requests.not-found`. */
export async function teamView(tx: Tx, by: { team: string } | { member: string }): Promise<Team> {
  const row =
    'team' in by
      ? await tx.one<Team>(`${teamSelect} WHERE t.id = $1`, [by.team])
      : await tx.one<Team>(`${teamSelect} WHERE t.id = (SELECT team_id FROM team_member WHERE id = $1)`, [by.member]);
  if (!row) throw new Problem('requests.not-found');
  return row;
}

skillsOf.supply(async (tx, personId) => {
  const rows = await tx.rows<Pick<SkillEntity, 'lane'>>(
    `SELECT s.lane
       FROM skill s
       WHERE s.person_id = $1
         AND s.from_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
         AND (s.to_on IS NULL OR s.to_on > (now() AT TIME ZONE 'Asia/Tokyo')::date)
       ORDER BY s.lane`,
    [personId],
  );
  return rows.map(({ lane }) => lane);
});
