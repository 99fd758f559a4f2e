import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { laneNames, lanes, type Lane } from '#kernel';
import { notLeft, notLeftAt } from '#people';
import { Problem } from '#problems';
import { isAbsent, lineCovers } from './presence.js';
import type { AuthorityLine, AuthorityQuery, LaneLine, RosterLine, RosterQuery } from './staffing.dto.js';
import type { RosterEntity } from './roster.entity.js';
import type { AuthorityEntity } from './authority.entity.js';
import type { LaneEntity } from './lane.entity.js';

interface RosterRow extends Pick<
  RosterEntity,
  'id' | 'person_id' | 'from_at' | 'to_at' | 'kind' | 'capacity' | 'entered_by' | 'ended_at'
> {
  readonly person_name: string;
  readonly from_text: string;
  readonly entered_by_name: string;
}

interface AuthorityRow extends Pick<
  AuthorityEntity,
  'id' | 'person_id' | 'lane' | 'yen' | 'from_on' | 'to_on' | 'entered_by'
> {
  readonly person_name: string;
  readonly entered_by_name: string;
}

interface LaneRow extends Pick<LaneEntity, 'lane' | 'team_id' | 'lead_id' | 'limit_minutes' | 'version'> {
  readonly team_name: string | null;
  readonly lead_name: string | null;
  readonly people: { id: string; name: string }[];
}

const rosterSelect = `SELECT r.id, r.person_id, p.display_name AS person_name, r.from_at,
     to_char(r.from_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS from_text,
    r.to_at, r.kind, r.capacity, r.entered_by, b.display_name AS entered_by_name, r.ended_at
  FROM roster r JOIN person p ON p.id = r.person_id JOIN person b ON b.id = r.entered_by`;

/** One line of the roster. Throws `requests.not-found`. */
export async function rosterView(tx: Tx, id: string): Promise<RosterLine> {
  const row = await tx.one<RosterRow>(`${rosterSelect} WHERE r.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return rosterOf(row);
}

const authoritySelect = `SELECT a.id, a.person_id, p.display_name AS person_name, a.lane, a.yen, a.from_on, a.to_on,
     a.entered_by, b.display_name AS entered_by_name
  FROM authority a JOIN person p ON p.id = a.person_id JOIN person b ON b.id = a.entered_by`;

/** One authority. Throws `requests.not-found`. */
export async function authorityView(tx: Tx, id: string): Promise<AuthorityLine> {
  const row = await tx.one<AuthorityRow>(`${authoritySelect} WHERE a.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return authorityOf(row);
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

/** Who is on duty, who may decide how much, who works on which lane. */
@Injectable()
export class StaffingReads {
  constructor(private readonly database: Database) {}

  async rosters(actor: Actor, query: RosterQuery): Promise<Page<RosterLine>> {
    const [afterAt, afterId] = readPlace(query.cursor, 'instant', 'id');
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<RosterRow>(
        `${rosterSelect}
          WHERE ($1::timestamptz IS NULL OR (r.from_at, r.id) > ($1, $2::uuid))
            AND ($3::uuid IS NULL OR r.person_id = $3)
            AND ($4::timestamptz IS NULL
                OR (${lineCovers('$4')} AND ${notLeftAt('$4')} AND NOT ${isAbsent('r.person_id', '$4')}))
            AND ($6::timestamptz IS NULL
                OR (${lineCovers('$6', 'on-call')} AND ${notLeftAt('$6')} AND NOT ${isAbsent('r.person_id', '$6')}))
            AND ($7::timestamptz IS NULL OR least(r.to_at, r.ended_at) > $7)
          ORDER BY r.from_at, r.id LIMIT $5`,
        [
          afterAt,
          afterId,
          query.personId ?? null,
          moment(query.onDutyAt, '/onDutyAt'),
          limit + 1,
          moment(query.onCallAt, '/onCallAt'),
          moment(query.notOverAt, '/notOverAt'),
        ],
      ),
    );
    return toPage(rows, limit, (row) => [row.from_text, row.id], rosterOf);
  }

  async authorities(actor: Actor, query: AuthorityQuery): Promise<Page<AuthorityLine>> {
    const [after] = readPlace(query.cursor, 'id');
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<AuthorityRow>(
        `${authoritySelect}
          WHERE ($1::uuid IS NULL OR a.id > $1)
            AND ($2::uuid IS NULL OR a.person_id = $2)
            AND ($3::text IS NULL OR a.lane = $3)
          ORDER BY a.id LIMIT $4`,
        [after, query.personId ?? null, query.lane ?? null, limit + 1],
      ),
    );
    return toPage(rows, limit, (row) => [row.id], authorityOf);
  }

  /** All eight lanes at once, in the order in which they are named everywhere. */
  async lanes(actor: Actor): Promise<Page<LaneLine>> {
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<LaneRow>(
        `${laneSelect}
          ORDER BY array_position($1::text[], l.lane)`,
        [lanes],
      ),
    );
    return { items: rows.map(laneOf), nextCursor: null };
  }
}

// A leap second is a time that clocks here do not have
function moment(given: string | undefined, pointer: string): Date | null {
  if (given === undefined) return null;
  const ms = Date.parse(given);
  if (Number.isNaN(ms))
    throw new Problem('requests.no-such-date', { errors: [{ pointer, code: 'requests.no-such-date' }] });
  return new Date(ms);
}

function rosterOf(row: RosterRow): RosterLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    fromAt: row.from_at.toISOString(),
    toAt: row.to_at.toISOString(),
    kind: row.kind,
    capacity: row.capacity,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function authorityOf(row: AuthorityRow): AuthorityLine {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    lane: row.lane,
    laneJa: laneNames[row.lane].ja,
    laneEn: laneNames[row.lane].en,
    yen: row.yen,
    fromOn: row.from_on,
    toOn: row.to_on,
    enteredById: row.entered_by,
    enteredByName: row.entered_by_name,
  };
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
