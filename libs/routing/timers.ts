import { adjusts, isAbsent, lineCovers, stillHere } from '#parties';
import type { Timer } from '#queue';

const now = 'statement_timestamp()';
const today = `(${now} AT TIME ZONE 'Asia/Tokyo')::date`;
const holds = (line: string): string =>
  `${line}.from_on <= ${today} AND (${line}.to_on IS NULL OR ${line}.to_on > ${today})`;

/** SQL: whoever may work in lane `l`, is on duty and has room; how much, and since when the last of it is there. */
const places = `
  SELECT sum(o.capacity - o.open_items)::int AS places, max(o.since) AS since
    FROM (
      SELECT max(r.capacity) AS capacity, coalesce(a.open_items, 0) AS open_items,
             greatest(max(r.from_at), max(r.entered_at), a.freed_at,
                      (SELECT max(coalesce(b.ended_at, b.to_at))
                         FROM absence b
                        WHERE b.person_id = p.id AND coalesce(b.ended_at, b.to_at) <= ${now})) AS since
        FROM person p
        JOIN roster r ON r.person_id = p.id AND ${lineCovers(now)}
        LEFT JOIN adjuster_load a ON a.person_id = p.id
       WHERE ${stillHere(now)} AND ${adjusts('p.id')} AND NOT ${isAbsent('p.id', now)}
         AND (EXISTS (SELECT FROM skill s WHERE s.person_id = p.id AND s.lane = l.lane AND ${holds('s')})
           OR EXISTS (SELECT FROM team_member m WHERE m.person_id = p.id AND m.team_id = l.team_id AND ${holds('m')})
           OR (l.lane = 'general' AND a.person_id IS NOT NULL))
       GROUP BY p.id, a.open_items, a.freed_at) o
   WHERE o.capacity > o.open_items`;

/** SQL: a relaxed item that fits nobody, once for each place or shift that begins in its lane: the oldest, as many as there are places. */
const placeBegan = `
  SELECT w.id, w.incident_id, w.lane AS queue, w.since AS at
    FROM (
      SELECT u.id, u.incident_id, u.lane, u.tried_at, p.since, p.places,
             row_number() OVER (PARTITION BY u.lane ORDER BY u.tried_at, u.id) AS place
        FROM (
          SELECT lane, team_id
            FROM lane x
           WHERE EXISTS (SELECT FROM work_item w WHERE w.lane = x.lane AND w.state = 'unassigned' AND w.relaxed)
          OFFSET 0) l
       CROSS JOIN LATERAL (${places}) p
       CROSS JOIN LATERAL (
         SELECT w.id, w.incident_id, w.lane, w.tried_at
           FROM work_item w
          WHERE w.lane = l.lane AND w.state = 'unassigned' AND w.relaxed AND w.tried_at < p.since
          ORDER BY w.tried_at
          LIMIT 500) u) w
   WHERE w.place <= w.places
   ORDER BY w.tried_at`;

/** The times of work items: an offer lapses, a skill is relaxed, a place or a shift begins for what fits nobody. */
export const routingTimers: readonly Timer[] = [
  {
    job: 'lapse-offer',
    due: `SELECT w.id, w.incident_id, w.lane AS queue, w.lapses_at AS at FROM work_item w
           WHERE w.state = 'offered' AND w.lapses_at <= statement_timestamp() ORDER BY w.lapses_at`,
  },
  {
    job: 'relax-skill',
    due: `SELECT w.id, w.incident_id, w.lane AS queue, w.relax_at AS at FROM work_item w
           WHERE w.state = 'unassigned' AND w.relax_at <= statement_timestamp() ORDER BY w.relax_at`,
  },
  { job: 'relax-skill', due: placeBegan },
];
