import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { deliveriesOf, type Delivery, type EventPayloads, type EventType, type Timer } from './events.js';
import { queueNames, type QueueName } from './config.js';
import { byKeys } from './database.js';
import { diskSpace } from './disk-space.js';
import { describeError, type Log } from './log.js';
import type { Queues } from './queues.js';
import { reportsFirst } from './reports-first.js';

/** Any number; the same in every process, so that one relay works at a time. */
const relayLock = 7_301_001;
/** Events that come close together are published together: the first at once, the next so long after it. */
const publishEveryMs = 10;
/** The same while a crowd reports: more at a time costs less, and nobody serves the queues at once then. */
const publishInCrowdMs = 100;
/** Queues are looked through so often for letters that are due: timers, later attempts, what was rung and lost. */
const sweepEveryMs = 1_000;
/** Anchors over all audit chains, partitions ahead, and what has expired. */
const upkeepEveryMs = 3_600_000;

/** Microseconds and all: a date of JavaScript would no longer find its row. */
const createdText = `to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

interface EventRow {
  readonly id: string;
  readonly created_text: string;
  readonly incident_id: string | null;
  readonly type: EventType;
  readonly payload: EventPayloads[EventType];
}

/**
 * Hands the outbox to the queues, one relay at a time (advisory lock on a connection of its own). In one statement it
 * numbers the events and writes their letters; only then are their queues rung. Later attempts and
 * whatever was rung in vain are found by looking for letters that are due; a timer that is due gets its letter then. While a
 * disk is full it rests, and keeps its lock. No letter is due before it is put in, however long ago what it is about was: how
 * late it is says how long nobody has done it.
 */
export class Relay {
  #client: pg.Client | undefined;
  #stopped = false;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #pending = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly queues: Queues,
    private readonly log: Log,
    private readonly timers: readonly Timer[],
  ) {}

  start(): void {
    this.#running = this.#run();
  }

  /** There is something to publish. */
  wake(): void {
    this.#pending = true;
    this.#wake?.();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#lead();
      } catch (error) {
        diskSpace.notice(error);
        if (!this.#stopped) this.log.warn(describeError(error), 'the relay lost its connection and tries again');
      }
      await this.#client?.end().catch(() => undefined);
      this.#client = undefined;
      if (!this.#stopped) await this.#idle(500);
    }
  }

  async #lead(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'sonae-relay',
      // a publication that a falling server forgets is made again: the events are still unsent then
      options: `-c search_path=sonae,pg_temp -c app.case=* -c synchronous_commit=off ${byKeys}`,
    });
    this.#client = client;
    let broken: Error | undefined;
    client.on('error', (error) => {
      broken = error;
      this.wake();
    });
    client.on('notification', () => this.wake());
    await client.connect();
    const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [relayLock]);
    if (!rows[0]?.leads) return;
    await client.query('LISTEN sonae_outbox');
    let swept = 0;
    let upkept = 0;
    for (;;) {
      this.#pending = false;
      if (diskSpace.short) {
        await this.#idle(sweepEveryMs);
        if (broken) throw broken;
        if (this.#stopped) return;
        continue;
      }
      const began = Date.now();
      const upkeep = began - upkept >= upkeepEveryMs;
      const published = await this.#publish(client, upkeep);
      if (broken) throw broken;
      if (began - swept >= sweepEveryMs) {
        await this.#sweep(client);
        swept = began;
      }
      if (upkeep) {
        await this.#upkeep(client);
        upkept = began;
      }
      if (this.#stopped) return;
      if (published === 0) await this.#idle(sweepEveryMs);
      else {
        const every = reportsFirst.crowded ? publishInCrowdMs : publishEveryMs;
        await sleep(Math.max(0, began + every - Date.now()));
      }
    }
  }

  async #idle(ms: number): Promise<void> {
    if (this.#pending) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }

  // never by a high-water mark: numbers commit out of order. Old partitions are looked at with the upkeep only.
  async #publish(client: pg.Client, everything: boolean): Promise<number> {
    const { rows } = await client.query<EventRow>({
      name: everything ? 'relay-unsent-all' : 'relay-unsent',
      text: `SELECT id, ${createdText} AS created_text, incident_id, type, payload FROM outbox
              WHERE published_no IS NULL ${everything ? '' : "AND created_at BETWEEN now() - interval '35 days' AND now() + interval '1 day'"}
              ORDER BY created_at LIMIT 500`,
    });
    if (rows.length === 0) return 0;
    const deliveries = rows.flatMap(lettersOf);
    const now = new Date().toISOString();
    await client.query({
      name: 'relay-number',
      text: `WITH written AS (
               INSERT INTO letter (consumer, event_id, event_created_at, queue, due_at, about)
               SELECT l.consumer, l.event_id, l.event_created_at, l.queue, greatest(l.due_at, statement_timestamp()), l.about
                 FROM unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::jsonb[]) AS l(consumer, event_id, event_created_at, queue, due_at, about)
               ON CONFLICT DO NOTHING)
             UPDATE outbox o SET published_no = nextval('publication_seq'), published_at = clock_timestamp()
               FROM unnest($1::uuid[], $2::timestamptz[]) AS e(id, created_at)
              WHERE o.id = e.id AND o.created_at = e.created_at AND o.created_at BETWEEN $9 AND $10 AND o.published_no IS NULL`,
      values: [
        rows.map((row) => row.id),
        rows.map((row) => row.created_text),
        deliveries.map((delivery) => delivery.consumer),
        deliveries.map((delivery) => delivery.eventId),
        deliveries.map((delivery) => delivery.eventCreatedAt),
        deliveries.map((delivery) => delivery.queue),
        // by the database's clock, which says what is due
        deliveries.map((delivery) => delivery.dueAt),
        deliveries.map(({ incidentId, ids }) => JSON.stringify({ incidentId, ids })),
        rows[0]?.created_text,
        rows.at(-1)?.created_text,
      ],
    });
    await this.#ring(deliveries.filter(({ dueAt }) => dueAt === null || dueAt <= now).map(({ queue }) => queue));
    // live updates of every process look now; once for many events, and on no connection that somebody waits for
    await client.query(`SELECT pg_notify('sonae_published', '')`);
    return rows.length;
  }

  async #sweep(client: pg.Client): Promise<void> {
    for (const { job, due } of this.timers) {
      await client.query({
        name: `relay-timer-${job}`,
        text: `INSERT INTO letter (consumer, event_id, event_created_at, queue, due_at, about)
               SELECT $1, d.id, d.at, d.queue, greatest(d.at, statement_timestamp()), jsonb_build_object('incidentId', d.incident_id, 'ids', jsonb_build_array(d.id))
                 FROM (${due}) d WHERE NOT EXISTS (SELECT FROM inbox i WHERE i.consumer = $1 AND i.event_id = d.id AND i.event_created_at = d.at)
                LIMIT 500 ON CONFLICT DO NOTHING`,
        values: [job],
      });
    }
    const { rows } = await client.query<{ queue: QueueName }>({
      name: 'relay-due',
      text: `SELECT q.queue FROM unnest($1::text[]) AS q(queue)
              WHERE EXISTS (SELECT FROM letter l WHERE l.queue = q.queue AND l.failed_at IS NULL AND l.due_at <= statement_timestamp())`,
      values: [queueNames],
    });
    await this.#ring(rows.map(({ queue }) => queue));
  }

  async #ring(queues: readonly QueueName[]): Promise<void> {
    await Promise.all([...new Set(queues)].map((queue) => this.queues.ring(queue)));
  }

  // the anchor's hash goes to the log too: a copy outside the database
  async #upkeep(client: pg.Client): Promise<void> {
    await client.query('SELECT audit_anchor_now()');
    const { rows } = await client.query<{ id: number; heads: number; hash: string }>(
      `SELECT id, heads, encode(heads_hash, 'hex') AS hash FROM audit_anchor ORDER BY id DESC LIMIT 1`,
    );
    this.log.info({ anchor: rows[0]?.id, heads: rows[0]?.heads, hash: rows[0]?.hash }, 'audit anchor');
    // one partition, or some rows, a transaction; where a lock is not had at once, the next hour tries again
    for (const step of ['ensure_next_partition()', 'drop_expired_partition() IS NOT NULL', 'delete_expired() > 0']) {
      for (let more = true; more && !this.#stopped;) {
        const answer = await client.query<{ more: boolean }>(`SELECT ${step} AS more`).catch(() => undefined);
        more = answer?.rows[0]?.more ?? false;
      }
    }
  }
}

function lettersOf(row: EventRow): Delivery[] {
  return deliveriesOf({
    id: row.id,
    createdAt: row.created_text,
    incidentId: row.incident_id,
    type: row.type,
    payload: row.payload,
  });
}
