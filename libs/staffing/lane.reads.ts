import type { Tx } from '#database';
import type { Page } from '#http';
import { laneNames, lanes, type Lane } from '#kernel';
import { notLeft } from '#people';
import { Problem } from '#problems';
import type { LaneLine } from './lane.dto.js';
import type { LaneEntity } from './lane.entity.js';

interface LaneRow extends Pick<LaneEntity, 'lane' | 'team_id' | 'lead_id' | 'limit_minutes' | 'version'> {
  readonly team_name: string | null;
  readonly lead_name: string | null;
  readonly people: { id: string; name: string }[];
}

const laneSelect = `SELECT l.lane, l.team_id, t.name AS team_name, l.lead_id, h.display_name AS lead_name,
     l.limit_minutes, l.version, coalesce((
    SELECT json_agg(json_build_object('id', p.id, 'name', p.display_name) ORDER BY p.id)
      FROM skill s JOIN person p ON p.id = s.person_id
     WHERE s.lane = l.lane AND ${notLeft} AND s.from_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
       AND (s.to_on IS NULL OR s.to_on > (now() AT TIME ZONE 'Asia/Tokyo')::date)), '[]') AS people
  FROM lane l LEFT JOIN team t ON t.id = l.team_id LEFT JOIN person h ON h.id = l.lead_id`;

/** One lane. Throws `requests.not-found`. */
export async function laneView(tx: Tx, lane: Lane): Promise<LaneLine> {
  const row = await tx.one<LaneRow>(`${laneSelect} WHERE l.lane = $1`, [lane]);
  if (!row) throw new Problem('requests.not-found');
  return laneOf(row);
}

/** All eight lanes, in their usual order. */
export async function listLanes(tx: Tx): Promise<Page<LaneLine>> {
  const rows = await tx.rows<LaneRow>(
    `${laneSelect}
        ORDER BY array_position($1::text[], l.lane)`,
    [lanes],
  );
  return { items: rows.map(laneOf), nextCursor: null };
}

function laneOf(row: LaneRow): LaneLine {
  return {
    lane: row.lane,
    laneJa: laneNames[row.lane].ja,
    laneEn: laneNames[row.lane].en,
    teamId: row.team_id,
    teamName: row.team_name,
    leadId: row.lead_id,
    leadName: row.lead_name,
    limitMinutes: row.limit_minutes,
    version: row.version,
    people: row.people,
  };
}
