import { type Tx } from '#database';
import { limitOf, toPage, type Page, type PageQuery, readPlace } from '#http';
import { laneNames } from '#kernel';
import { Problem } from '#problems';
import { skillsOf, goesOn } from '#people';
import type { SkillLine, SkillQuery, Team } from './desk.dto.js';
import type { SkillEntity } from './skill.entity.js';

interface SkillRow extends Pick<SkillEntity, 'id' | 'person_id' | 'lane' | 'from_on' | 'to_on'> {
  readonly person_name: string;
}

const skillSelect = `SELECT s.id, s.person_id, p.display_name AS person_name, s.lane, s.from_on, s.to_on
     FROM skill s
     JOIN person p ON p.id = s.person_id`;
const teamSelect = `SELECT t.id, t.name,
     coalesce((
       SELECT json_agg(json_build_object('id', m.id, 'personId', p.id, 'personName', p.display_name,
                                         'fromOn', m.from_on, 'toOn', m.to_on)
              ORDER BY p.id, m.from_on)
         FROM team_member m
         JOIN person p ON p.id = m.person_id
        WHERE m.team_id = t.id AND ${goesOn('m')}), '[]') AS members
     FROM team t`;
/** Skills, also those that ended, in the order of their ids. */
export async function listSkills(tx: Tx, query: SkillQuery): Promise<Page<SkillLine>> {
  const [after] = readPlace(query.cursor, 'id');
  const limit = limitOf(query);
  const rows = await tx.rows<SkillRow>(
    `${skillSelect}
       WHERE ($1::uuid IS NULL OR s.id > $1)
         AND ($2::uuid IS NULL OR s.person_id = $2)
         AND ($3::text IS NULL OR s.lane = $3)
       ORDER BY s.id
       LIMIT $4`,
    [after, query.personId ?? null, query.lane ?? null, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.id], skillOf);
}

/** One skill. Throws `requests.not-found`. */
export async function skillView(tx: Tx, id: string): Promise<SkillLine> {
  const row = await tx.one<SkillRow>(`${skillSelect} WHERE s.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return skillOf(row);
}

/** Teams with who is of them today or later. */
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

function skillOf(row: SkillRow): SkillLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    lane: row.lane,
    laneJa: laneNames[row.lane].ja,
    laneEn: laneNames[row.lane].en,
    fromOn: row.from_on,
    toOn: row.to_on,
  };
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
