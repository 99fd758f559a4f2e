import type pg from 'pg';
import { groupBy } from '#kernel';
import { describeError, queueNames, type Log } from '#platform';
import { isRefusal } from './refusal.js';
import type { Subject } from './delivery.js';
import type { DeliveryEntity } from './delivery.entity.js';
import type { Errand } from './outside.js';
import type { PassingOn } from './passing-on.js';
import type { Timer } from './registry.js';

/** The most rows of each kind in one sweep. */
const most = 500;
/**
 * The most rows of a queue that are passed on again, so that a queue without a worker does not keep back the others.
 */
const mostAgain = 100;
/** A delivery that was passed on so many seconds ago and is still open was lost, or waits and is passed on twice. */
const passedAgainAfter = 5;

interface OpenRow extends Pick<DeliveryEntity, 'queue' | 'subject'> {
  readonly again: boolean;
}

/** Looks every second for what is due: timers, deliveries that were not passed on or were lost, errands. */
export class Sweep {
  readonly #looked = new Map<Timer, number>();

  constructor(
    private readonly timers: readonly Timer[],
    private readonly errands: readonly Errand[],
    private readonly passingOn: PassingOn,
    private readonly log: Log,
  ) {}

  async once(client: pg.Client): Promise<void> {
    const now = Date.now();
    for (const [at, timer] of this.timers.entries()) {
      if (now - (this.#looked.get(timer) ?? 0) < (timer.every ?? 0) * 1_000) continue;
      this.#looked.set(timer, now);
      await client.query(dueTimes(timer, at)).catch((error: unknown) => {
        // a statement of one domain that fails does not stop the others; a lost connection does
        if (!isRefusal(error)) throw error;
        this.log.error({ ...describeError(error), job: timer.job }, 'times of a job were not looked at');
      });
    }
    const { rows } = await client.query<OpenRow>(openDeliveries);
    for (const { queue, subject } of rows.filter(({ again }) => again)) this.passingOn.again(queue, subject);
    for (const [, ofQueue] of groupBy(
      rows.filter(({ again }) => !again),
      ({ queue }) => queue,
    )) {
      const [first] = ofQueue;
      if (first) this.passingOn.pass(first.queue, subjectsOf(ofQueue), { swept: true });
    }
    for (const { name, due } of this.errands) {
      if (due === null) continue;
      const found = await client.query<{ id: string }>({ name: `due-${name}`, text: `${due} LIMIT ${most}` });
      const ids = found.rows.map(({ id }) => id);
      if (ids.length > 0) this.passingOn.pass('outside', ids, { errand: name, swept: true });
    }
  }
}

const subjectsOf = (rows: readonly OpenRow[]): Subject[] => [...new Set(rows.map(({ subject }) => subject))];

// never due before it is written, however long ago its time was: lateness is the time for which no one has done it
const dueTimes = ({ job, due }: Timer, at: number): pg.QueryConfig => ({
  name: `due-${at}`,
  text: `INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, ids, due_at)
         SELECT $1, d.id, d.at, d.queue, coalesce('case:' || d.incident_id, 'clock:' || d.id), ARRAY[d.id],
                greatest(d.at, statement_timestamp())
           FROM (${due}) d
          WHERE NOT EXISTS (
            SELECT FROM inbox i
             WHERE i.consumer = $1 AND i.event_id = d.id AND i.event_created_at = d.at)
            AND NOT EXISTS (
            SELECT FROM delivery l
             WHERE l.consumer = $1 AND l.event_id = d.id AND l.event_created_at = d.at)
          LIMIT ${most}
             ON CONFLICT DO NOTHING`,
  values: [job],
});

const openDeliveries: pg.QueryConfig = {
  name: 'open-deliveries',
  text: `WITH never AS (
           SELECT consumer, event_id, event_created_at
             FROM delivery
            WHERE failed_at IS NULL AND passed_at IS NULL AND due_at <= statement_timestamp()
            ORDER BY due_at
            LIMIT ${most}
              FOR UPDATE SKIP LOCKED),
         lost AS (
           SELECT l.consumer, l.event_id, l.event_created_at
             FROM unnest($1::text[]) AS q(queue)
            CROSS JOIN LATERAL (
              SELECT consumer, event_id, event_created_at
                FROM delivery d
               WHERE d.queue = q.queue AND failed_at IS NULL
                 AND passed_at <= statement_timestamp() - make_interval(secs => ${passedAgainAfter})
               ORDER BY passed_at
               LIMIT ${mostAgain}
                 FOR UPDATE SKIP LOCKED) l)
         UPDATE delivery d
            SET passed_at = statement_timestamp()
           FROM (SELECT * FROM never UNION ALL SELECT * FROM lost) o
          WHERE d.consumer = o.consumer AND d.event_id = o.event_id AND d.event_created_at = o.event_created_at
         RETURNING d.queue, d.subject, d.reason IS NOT NULL AS again`,
  values: [queueNames],
};
