import type { Tx } from '#database';
import type { StoredExpense, ExpenseEntity } from '#expenses';
import type { IncidentRow } from '#incidents';
import { dayInJapan, type Lane } from '#kernel';
import { isAdjuster, notLeftAt } from '#people';
import { dutyTimes, isAbsent, lineCovers, type LaneEntity, type RosterEntity } from '#staffing';
import type { Candidate } from './candidate.js';
import type { DutyInterval } from './duty-time.js';
import type { AdjusterLoadEntity } from './adjuster-load.entity.js';
import type { WorkItemEntity } from './work-item.entity.js';

/**
 * An adjuster as routing sees one; the load is locked, so that a capacity limit also holds for what is routed at the
 * same time.
 */
export interface DeskPerson {
  readonly personId: string;
  readonly institutionId: string;
  readonly skills: readonly Lane[];
  readonly teams: readonly Lane[];
  readonly authority: Readonly<Partial<Record<Lane, number>>>;
  readonly capacity: number | null;
  openItems: number;
  readonly lastIdleAt: string | null;
}

/** A lane's settings and the duty times of its people from now on. */
export interface DeskLane {
  readonly limitMinutes: number;
  readonly duty: readonly DutyInterval[];
}

/** The people with a tie to a case. */
export interface CaseTies {
  readonly entered: ReadonlySet<string>;
  /** Named at opening, or the first to accept an item of the case. */
  readonly inCharge: string | null;
  /**
   * The first to be offered an item of the case, while no one is in charge, so that the institution talks to one
   * person.
   */
  readonly firstFace: string | null;
}

type Load = Pick<AdjusterLoadEntity, 'person_id' | 'open_items' | 'last_idle_at'>;

/**
 * Everybody who may work in these lanes; their loads and those of the assignees are locked in the order of their ids.
 * Duty is read under these locks, so that a person just taken off duty gets nothing more.
 */
export async function deskPeople(
  tx: Tx,
  lanes: readonly Lane[],
  holders: readonly string[] = [],
): Promise<DeskPerson[]> {
  const people = await peopleOf(tx, lanes);
  const ids = [...new Set([...people.map((person) => person.personId), ...holders])];
  const lockLoads = (): Promise<Load[]> =>
    tx.rows<Load>(
      `SELECT person_id, open_items, last_idle_at
         FROM adjuster_load
         WHERE person_id = ANY ($1)
         ORDER BY person_id
         FOR NO KEY UPDATE`,
      [ids],
    );
  // sent in this order: duty is read under the locks
  let [loads, duty] = await tx.together([lockLoads(), capacitiesOf(tx, ids)]);
  if (loads.length < ids.length) {
    await tx.rows('INSERT INTO adjuster_load (person_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [ids]);
    [loads, duty] = await tx.together([lockLoads(), capacitiesOf(tx, ids)]);
  }
  return withLoads(people, loads, duty);
}

/** The same for a screen, without locks. */
export async function deskPeopleShown(tx: Tx, lanes: readonly Lane[]): Promise<DeskPerson[]> {
  const people = await peopleOf(tx, lanes);
  const ids = people.map((person) => person.personId);
  const [loads, duty] = await tx.together([
    tx.rows<Load>('SELECT person_id, open_items, last_idle_at FROM adjuster_load WHERE person_id = ANY ($1)', [ids]),
    capacitiesOf(tx, ids),
  ]);
  return withLoads(people, loads, duty);
}

type Person = Omit<DeskPerson, 'capacity' | 'openItems' | 'lastIdleAt'>;

async function peopleOf(tx: Tx, lanes: readonly Lane[]): Promise<Person[]> {
  return tx.rows<Person>(
    `SELECT p.id AS "personId", p.institution_id AS "institutionId",
       coalesce((
           SELECT array_agg(DISTINCT s.lane)
           FROM skill s
           WHERE s.person_id = p.id AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on > $2)), '{}') AS skills,
       coalesce((
           SELECT array_agg(DISTINCT l.lane)
           FROM lane l
           JOIN team_member m ON m.team_id = l.team_id
               AND m.person_id = p.id
               AND m.from_on <= $2
               AND (m.to_on IS NULL OR m.to_on > $2)), '{}') AS teams,
       coalesce((
           SELECT jsonb_object_agg(a.lane, a.yen)
           FROM (
               SELECT lane, max(yen) AS yen
               FROM authority
               WHERE person_id = p.id AND from_on <= $2 AND (to_on IS NULL OR to_on > $2)
               GROUP BY lane) a), '{}') AS authority
     FROM person p
     WHERE ${notLeftAt('$3')} AND ${isAdjuster('p.id')}
       AND (EXISTS (SELECT FROM skill s WHERE s.person_id = p.id AND s.lane = ANY ($1))
         OR EXISTS (
             SELECT
             FROM lane l
             JOIN team_member m ON m.team_id = l.team_id
             WHERE l.lane = ANY ($1) AND m.person_id = p.id)
         OR EXISTS (SELECT FROM adjuster_load a WHERE a.person_id = p.id AND 'general' = ANY ($1)))
     ORDER BY p.id`,
    [lanes, dayInJapan(tx.now), tx.now],
  );
}

function withLoads(people: readonly Person[], loads: readonly Load[], duty: ReadonlyMap<string, number>): DeskPerson[] {
  const loadOf = new Map(loads.map((load) => [load.person_id, load]));
  return people.map((person) => {
    const load = loadOf.get(person.personId);
    return {
      ...person,
      capacity: duty.get(person.personId) ?? null,
      openItems: load?.open_items ?? 0,
      lastIdleAt: load?.last_idle_at?.toISOString() ?? null,
    };
  });
}

/** The capacities of people who are on duty; others are left out. */
async function capacitiesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const at = 'greatest($2::timestamptz, statement_timestamp())';
  const rows = await tx.rows<Pick<RosterEntity, 'person_id' | 'capacity'>>(
    `SELECT r.person_id, max(r.capacity) AS capacity FROM roster r JOIN person p ON p.id = r.person_id
      WHERE r.person_id = ANY ($1)
        AND ${lineCovers(at)}
        AND ${notLeftAt(at)}
        AND NOT ${isAbsent('p.id', at)}
        AND ${isAdjuster('p.id')}
      GROUP BY r.person_id`,
    [ids, tx.now],
  );
  return new Map(rows.map((row) => [row.person_id, row.capacity]));
}

/** Settings and duty times of lanes. */
export async function deskLanes(tx: Tx, lanes: readonly Lane[]): Promise<ReadonlyMap<Lane, DeskLane>> {
  const rows = await tx.rows<Pick<LaneEntity, 'lane' | 'limit_minutes'> & { duty: DutyInterval[] }>(
    `SELECT l.lane, l.limit_minutes, coalesce((SELECT jsonb_agg(jsonb_build_object('from', lower(t), 'to', upper(t)))
        FROM person p CROSS JOIN LATERAL unnest(${dutyTimes('$2::timestamptz')}) AS t
        WHERE p.id IN (
            SELECT s.person_id
            FROM skill s
            WHERE s.lane = l.lane AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on > $3))), '[]') AS duty
       FROM lane l WHERE l.lane = ANY ($1)`,
    [lanes, tx.now, dayInJapan(tx.now)],
  );
  return new Map(rows.map((row) => [row.lane, { limitMinutes: row.limit_minutes, duty: row.duty }]));
}

/** The people with a tie to these cases: who entered them, who is in charge, who was offered the first item. */
export async function caseTies(tx: Tx, incidents: readonly IncidentRow[]): Promise<ReadonlyMap<string, CaseTies>> {
  const ids = incidents.map((incident) => incident.id);
  const [entered, faces] = await tx.together([
    tx.rows<Pick<ExpenseEntity, 'incident_id' | 'entered_by'>>(
      `SELECT DISTINCT incident_id, entered_by
         FROM expense
         WHERE incident_id = ANY ($1) AND entered_by IS NOT NULL`,
      [ids],
    ),
    tx.rows<Pick<WorkItemEntity, 'incident_id'> & { accepted: string | null; offered: string | null }>(
      `SELECT incident_id,
         (array_agg(assignee_id ORDER BY created_at, id) FILTER (WHERE state IN ('accepted','done')))[1] AS accepted,
            (array_agg(assignee_id ORDER BY created_at, id) FILTER (WHERE state = 'offered'))[1] AS offered
       FROM work_item WHERE incident_id = ANY ($1) AND assignee_id IS NOT NULL GROUP BY incident_id`,
      [ids],
    ),
  ]);
  return new Map(
    incidents.map((incident) => {
      const face = faces.find((row) => row.incident_id === incident.id);
      const people = entered.flatMap((row) =>
        row.incident_id === incident.id && row.entered_by ? [row.entered_by] : [],
      );
      return [
        incident.id,
        {
          entered: new Set([...people, ...(incident.entered_by ? [incident.entered_by] : [])]),
          inCharge: incident.adjuster_id ?? face?.accepted ?? null,
          firstFace: face?.offered ?? null,
        },
      ];
    }),
  );
}

/** A person of the desk as a candidate for one expense. */
export function candidateOf(
  person: DeskPerson,
  expense: Pick<StoredExpense, 'lane'>,
  incident: Pick<IncidentRow, 'institution_id'>,
  { ties, refused, apart }: { ties: CaseTies; refused?: ReadonlySet<string>; apart: readonly string[] },
): Candidate {
  const inCharge =
    ties.inCharge === person.personId ||
    (expense.lane !== 'general' && ties.inCharge === null && ties.firstFace === person.personId);
  return {
    personId: person.personId,
    skills: person.skills,
    inTeam: person.teams.includes(expense.lane),
    onDuty: person.capacity !== null,
    enteredCase: ties.entered.has(person.personId),
    ofInstitution: person.institutionId === incident.institution_id,
    refusedBefore: refused?.has(person.personId) ?? false,
    ...(apart.includes(person.personId) ? { signedBefore: true } : {}),
    authorityYen: person.authority[expense.lane] ?? 0,
    capacity: person.capacity ?? 0,
    openItems: person.openItems,
    inChargeOfCase: inCharge,
    lastIdleAt: person.lastIdleAt,
  };
}
