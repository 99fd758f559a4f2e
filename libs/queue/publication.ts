import type pg from 'pg';
import { markPublishedSql } from '#database';
import { groupBy } from '#kernel';
import { describeError, type Log } from '#platform';
import { instantText, type Delivery, type Subject } from './delivery.js';
import type { OutboxEntity } from '#database';
import type { PassingOn } from './passing-on.js';
import type { Registry } from './registry.js';
import { isRefusal } from './refusal.js';

interface EventRow extends Pick<OutboxEntity, 'id' | 'incident_id' | 'institution_id' | 'type' | 'payload'> {
  readonly created_text: string;
}

/** The most events of one publication. */
const most = 500;

// never by a high-water mark, because numbers commit out of order; old partitions are read in the upkeep only
const unsent = (everything: boolean): pg.QueryConfig => ({
  name: everything ? 'unsent-all' : 'unsent',
  text: `SELECT id, ${instantText('created_at')} AS created_text, incident_id, institution_id, type, payload
           FROM outbox
          WHERE published_no IS NULL
            ${everything ? '' : "AND created_at BETWEEN now() - interval '35 days' AND now() + interval '1 day'"}
          ORDER BY created_at
          LIMIT ${most}`,
});

// due by the database's clock, and never before it is written: lateness is then the time for which no one has done it
const numbered = (rows: readonly EventRow[], deliveries: readonly Delivery[]): pg.QueryConfig => ({
  name: 'number-events',
  text: `WITH written AS (
           INSERT INTO delivery (consumer, event_id, event_created_at, queue, subject, ids, due_at, passed_at)
           SELECT d.consumer, d.event_id, d.event_created_at, d.queue, d.subject, d.ids::uuid[],
                  greatest(d.due_at, statement_timestamp()),
                  CASE WHEN d.due_at > statement_timestamp() THEN NULL ELSE statement_timestamp() END
             FROM unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
               $9::timestamptz[])
                    AS d(consumer, event_id, event_created_at, queue, subject, ids, due_at)
               ON CONFLICT DO NOTHING)
         ${markPublishedSql}`,
  values: [
    rows.map((row) => row.id),
    rows.map((row) => row.created_text),
    deliveries.map((delivery) => delivery.consumer),
    deliveries.map((delivery) => delivery.eventId),
    deliveries.map((delivery) => delivery.eventCreatedAt),
    deliveries.map((delivery) => delivery.queue),
    deliveries.map((delivery) => delivery.subject),
    deliveries.map((delivery) => `{${delivery.ids.join(',')}}`),
    deliveries.map((delivery) => delivery.dueAt),
    rows[0]?.created_text,
    rows.at(-1)?.created_text,
  ],
});

/** One publication: unsent events get their numbers and deliveries, and the subjects are passed on. */
export class Publication {
  constructor(
    private readonly registry: Registry,
    private readonly passingOn: PassingOn,
    private readonly log: Log,
  ) {}

  /** `everything`: events of any age. Answers how many were published. */
  async publish(client: pg.Client, everything: boolean): Promise<number> {
    const { rows } = await client.query<EventRow>(unsent(everything));
    if (rows.length === 0) return 0;
    const deliveries = await this.#numbered(client, rows);
    const now = new Date().toISOString();
    const due = deliveries.filter(({ dueAt }) => dueAt === null || dueAt <= now);
    for (const [, ofQueue] of groupBy(due, ({ queue }) => queue)) {
      const [first] = ofQueue;
      if (first) this.passingOn.pass(first.queue, subjectsOf(ofQueue));
    }
    // wakes the live updates of every process; once for many events, on a connection that no request waits for
    await client.query(`SELECT pg_notify('sonae_published', '')`);
    return rows.length;
  }

  /**
   * Writes the deliveries of the numbered events. A delivery that the database refuses does not keep back the others.
   */
  async #numbered(client: pg.Client, rows: readonly EventRow[]): Promise<Delivery[]> {
    const deliveries = rows.flatMap((row) => this.#deliveriesOf(row));
    try {
      await client.query(numbered(rows, deliveries));
      return deliveries;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const [only] = rows;
      if (rows.length > 1) {
        const alone = [];
        for (const row of rows) alone.push(...(await this.#numbered(client, [row])));
        return alone;
      }
      this.log.error({ ...describeError(error), event: only?.id, type: only?.type }, 'an event cannot be published');
      return [];
    }
  }

  #deliveriesOf({ id, created_text: createdAt, incident_id, institution_id, type, payload }: EventRow): Delivery[] {
    const event = { id, createdAt, incidentId: incident_id, institutionId: institution_id, type, payload };
    return this.registry.deliveriesOf(event);
  }
}

const subjectsOf = (deliveries: readonly Delivery[]): Subject[] => [
  ...new Set(deliveries.map(({ subject }) => subject)),
];
