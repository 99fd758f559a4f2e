import type { Tx } from '#database';
import { limitOf, toPage, readPlace, type Page } from '#http';
import { laneNames } from '#kernel';
import { Problem } from '#problems';
import type { SkillLine, SkillQuery } from './skill.dto.js';
import type { SkillEntity } from './skill.entity.js';

const skillSelect = `SELECT s.id, s.person_id, p.display_name AS person_name, s.lane, s.from_on, s.to_on
     FROM skill s
     JOIN person p ON p.id = s.person_id`;

/** Skills, also ended ones, by their ids. */
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

export interface SkillRow extends Pick<SkillEntity, 'id' | 'person_id' | 'lane' | 'from_on' | 'to_on'> {
  readonly person_name: string;
}
