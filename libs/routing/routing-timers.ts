import { isAdjuster, notLeftAt } from '#people';
import type { Timer } from '#queue';
import { isAbsent, lineCovers } from '#staffing';

const now = 'statement_timestamp()';
const today = `(${now} AT TIME ZONE 'Asia/Tokyo')::date`;
const holds = (line: string): string =>
  `${line}.from_on <= ${today} AND (${line}.to_on IS NULL OR ${line}.to_on > ${today})`;

/**
 * SQL: for how long a row may be invisible to others because its transaction goes on. Items tried in the meantime are
 * tried again; the sweep writes one delivery of an item for one beginning.
 */
const unseen = `interval '1 minute'`;

const begins = (day: string): string => `${day}::timestamp AT TIME ZONE 'Asia/Tokyo'`;

/** SQL: since when person `p` fits lane `l`, by a skill or as a member of its team; no row for one who does not. */
const fits = `
  SELECT max(f.since) AS since
    FROM (
      SELECT greatest(s.entered_at, ${begins('s.from_on')}) AS since
        FROM skill s
       WHERE s.person_id = p.id AND s.lane = l.lane AND ${holds('s')}
       UNION ALL
      SELECT greatest(m.entered_at, ${begins('m.from_on')}, l.team_entered_at)
        FROM team_member m
       WHERE m.person_id = p.id AND m.team_id = l.team_id AND ${holds('m')}
       UNION ALL
      SELECT '-infinity'
       WHERE l.lane = 'general' AND a.person_id IS NOT NULL) f
  HAVING count(*) > 0`;

/**
 * SQL: the people who may work in lane `l`, are on duty and have room; how much, and since when they meet all of it.
 */
const places = `
  SELECT sum(o.capacity - o.open_items)::int AS places, max(o.since) AS since
    FROM (
      SELECT max(r.capacity) AS capacity, coalesce(a.open_items, 0) AS open_items,
             greatest(max(r.from_at), max(r.entered_at), a.freed_at, f.since,
                      (SELECT max(g.confirmed_at) FROM confirmed_role g WHERE g.person_id = p.id),
                      (SELECT max(coalesce(b.ended_at, b.to_at))
                         FROM absence b
                        WHERE b.person_id = p.id AND coalesce(b.ended_at, b.to_at) <= ${now})) AS since
        FROM person p
        JOIN roster r ON r.person_id = p.id AND ${lineCovers(now)}
        LEFT JOIN adjuster_load a ON a.person_id = p.id
       CROSS JOIN LATERAL (${fits}) f
       WHERE ${notLeftAt(now)} AND ${isAdjuster('p.id')} AND NOT ${isAbsent('p.id', now)}
       GROUP BY p.id, a.open_items, a.freed_at, f.since) o
   WHERE o.capacity > o.open_items`;

/**
 * SQL: relaxed items that fitted nobody, when a place, a shift, a skill, a team or a role begins in their lane: the
 * oldest, as many as there are places, each once for each beginning.
 */
const placeBegan = `
  SELECT w.id, w.incident_id, w.lane AS queue, w.since AS at
    FROM (
      SELECT u.id, u.incident_id, u.lane, u.tried_at, p.since, p.places,
             row_number() OVER (PARTITION BY u.lane ORDER BY u.tried_at, u.id) AS place
        FROM (
          SELECT lane, team_id, team_entered_at
            FROM lane x
           WHERE EXISTS (SELECT FROM work_item w WHERE w.lane = x.lane AND w.state = 'unassigned' AND w.relaxed)
          OFFSET 0) l
       CROSS JOIN LATERAL (${places}) p
       CROSS JOIN LATERAL (
         SELECT w.id, w.incident_id, w.lane, w.tried_at
           FROM work_item w
          WHERE w.lane = l.lane AND w.state = 'unassigned' AND w.relaxed AND w.tried_at < p.since + ${unseen}
          ORDER BY w.tried_at
          LIMIT 500) u) w
   WHERE w.place <= w.places
   ORDER BY w.tried_at`;

/**
 * The timers of work items: an offer lapses, a skill is relaxed, somebody becomes able to take an item that fitted
 * nobody.
 */
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
