import { type Tx } from '#database';
import { dayInJapan, laneNames, type Lane } from '#kernel';
import { isAdjuster, notLeftAt, type PersonEntity } from '#people';
import { Problem } from '#problems';
import { isAbsent, lineCovers, type RosterEntity } from '#staffing';
import type { AdjusterDto } from './work-item.dto.js';
import type { AdjusterLoadEntity } from './adjuster-load.entity.js';

interface Row extends Pick<PersonEntity, 'id'>, Pick<AdjusterLoadEntity, 'open_items'> {
  readonly name: PersonEntity['display_name'];
  readonly skills: readonly Lane[];
  /** null: not on duty. */
  readonly capacity: RosterEntity['capacity'] | null;
  readonly took_first: boolean;
}

/**
 * Everybody who may be in charge of a case, the most suitable first: the one who took its first expense, then those on
 * duty with the most room. Throws `requests.not-found`.
 */
export async function adjustersFor(tx: Tx, incidentId: string): Promise<AdjusterDto[]> {
  if (!(await tx.one('SELECT 1 FROM incident WHERE id = $1', [incidentId]))) throw new Problem('requests.not-found');
  const rows = await tx.rows<Row>(
    `SELECT a.*, a.capacity - a.open_items AS room
       FROM (
         SELECT p.id, p.display_name AS name, coalesce(l.open_items, 0) AS open_items,
                coalesce((SELECT array_agg(DISTINCT s.lane ORDER BY s.lane) FROM skill s
                           WHERE s.person_id = p.id AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on > $3)),
                             '{}') AS skills,
                (SELECT max(r.capacity) FROM roster r
                  WHERE r.person_id = p.id AND ${lineCovers('$2')} AND NOT ${isAbsent('p.id', '$2')}) AS capacity,
                p.id IS NOT DISTINCT FROM (SELECT w.assignee_id FROM work_item w
                  WHERE w.incident_id = $1 AND w.state IN ('accepted','done')
                      ORDER BY w.created_at, w.id
                      LIMIT 1) AS took_first
           FROM person p LEFT JOIN adjuster_load l ON l.person_id = p.id
          WHERE ${notLeftAt('$2')} AND ${isAdjuster('p.id')}
       ) a
      ORDER BY took_first DESC, capacity IS NOT NULL DESC, room DESC, name, id
      LIMIT 200`,
    [incidentId, tx.now, dayInJapan(tx.now)],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    skills: row.skills.map((lane) => ({ lane, laneJa: laneNames[lane].ja, laneEn: laneNames[lane].en })),
    onDuty: row.capacity !== null,
    openItems: row.open_items,
    capacity: row.capacity,
    tookFirst: row.took_first,
  }));
}
