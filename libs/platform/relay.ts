import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { QueueName } from './config.js';
import { describeError, type Log } from './log.js';
import { batchSize, deliveriesOf, type Delivery, type EventPayloads, type EventType } from './events.js';
import type { QueuedJob, Queues } from './queues.js';

/** Any number; the same in every process, so that one relay works at a time. */
const relayLock = 7_301_001;
/** Events that come close together are published together: the first at once, the next so long after it. */
const publishEveryMs = 10;
/** Timers, and letters that may be lost, are looked for so often. */
const sweepEveryMs = 1_000;
const sweepSize = 500;
/** Anchors over all audit chains, and partitions ahead. */
const upkeepEveryMs = 3_600_000;
/** A letter that is neither done nor dead so long after it was queued is looked at again: its job may be gone. */
const lostAfterSeconds = 20;
/** How far the clocks of this process and of the database may be apart, and how long adding a job may take. */
const queueingMs = 5_000;

/** Microseconds and all: a date of JavaScript would no longer find its row. */
const createdText = `to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

interface OutboxLine {
  id: string;
  created_at: Date;
  created_text: string;
  incident_id: string | null;
  type: EventType;
  payload: EventPayloads[EventType];
}

/**
 * Hands the outbox to the queues, one relay at a time (advisory lock on a connection of its own). In one statement it
 * numbers the events and writes an inbox row for every letter; only then are the jobs added. Each pending row says when
 * the relay looks at it again: a timer when it is due, a queued letter some time after, because its job may be gone
 * (lost between the two, or with an emptied queue).
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
      options: '-c search_path=sonae,pg_temp -c app.case=*',
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
      else await sleep(Math.max(0, began + publishEveryMs - Date.now()));
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
    const { rows } = await client.query<OutboxLine>({
      name: everything ? 'relay-unsent-all' : 'relay-unsent',
      text: `SELECT id, created_at, ${createdText} AS created_text, incident_id, type, payload FROM outbox o
              WHERE published_no IS NULL ${everything ? '' : "AND created_at BETWEEN now() - interval '35 days' AND now() + interval '1 day'"}
              ORDER BY created_at LIMIT 500`,
    });
    if (rows.length === 0) return 0;
    const deliveries = rows.flatMap(lettersOf);
    const now = new Date().toISOString();
    await client.query({
      name: 'relay-number',
      text: `WITH letter AS (
               INSERT INTO inbox (consumer, event_id, event_created_at, queue, due_at, wake_at)
               SELECT l.consumer, l.event_id, l.event_created_at, l.queue, l.due_at,
                      CASE WHEN l.due_at > $8 THEN l.due_at ELSE clock_timestamp() + make_interval(secs => $9) END
                 FROM unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[]) AS l(consumer, event_id, event_created_at, queue, due_at)
               ON CONFLICT DO NOTHING)
             UPDATE outbox o SET published_no = nextval('publication_seq'), published_at = clock_timestamp()
               FROM unnest($1::uuid[], $2::timestamptz[]) AS e(id, created_at)
              WHERE o.id = e.id AND o.created_at = e.created_at AND o.created_at BETWEEN $10 AND $11 AND o.published_no IS NULL`,
      values: [
        rows.map((row) => row.id),
        rows.map((row) => row.created_text),
        deliveries.map((delivery) => delivery.consumer),
        deliveries.map((delivery) => delivery.eventId),
        deliveries.map((delivery) => delivery.eventCreatedAt),
        deliveries.map((delivery) => delivery.queue),
        deliveries.map((delivery) => delivery.dueAt ?? delivery.eventCreatedAt),
        now,
        lostAfterSeconds,
        rows[0]?.created_text,
        rows.at(-1)?.created_text,
      ],
    });
    await this.#enqueue(deliveries.filter((delivery) => delivery.dueAt === null || delivery.dueAt <= now));
    return rows.length;
  }

  /** Queues timers that are due, and again what was queued and is gone; a letter that still waits in its queue is left there. */
  async #sweep(client: pg.Client): Promise<void> {
    for (let full = true; full && !this.#stopped;) {
      const { rows } = await client.query<OutboxLine & { consumer: string; queue: QueueName; queued_at: Date | null }>({
        name: 'relay-awake',
        text: `WITH awake AS (
                 SELECT consumer, event_id, event_created_at, due_at, wake_at FROM inbox
                  WHERE done_at IS NULL AND failed_at IS NULL AND wake_at <= clock_timestamp() ORDER BY wake_at LIMIT ${sweepSize})
               UPDATE inbox i SET wake_at = clock_timestamp() + make_interval(secs => $1) FROM awake a, outbox o
                WHERE i.consumer = a.consumer AND i.event_id = a.event_id AND i.event_created_at = a.event_created_at AND o.id = a.event_id AND o.created_at = a.event_created_at
            RETURNING i.consumer, i.queue, CASE WHEN a.wake_at > a.due_at THEN a.wake_at - make_interval(secs => $1) END AS queued_at,
                      o.id, o.created_at, ${createdText} AS created_text, o.incident_id, o.type, o.payload`,
        values: [lostAfterSeconds],
      });
      const [queued, timers] = [rows.filter((row) => row.queued_at), rows.filter((row) => !row.queued_at)];
      await this.#enqueue(timers.flatMap(letterOf));
      // queues are first in, first out: what was queued well before the oldest that waits does not wait any more
      const oldest = new Map<QueueName, number>();
      for (const queue of new Set(queued.map((row) => row.queue)))
        oldest.set(queue, (await this.queues.oldestWaiting(queue)) ?? Infinity);
      const lost = queued.filter(
        (row) => (row.queued_at?.getTime() ?? 0) + queueingMs < (oldest.get(row.queue) ?? Infinity),
      );
      if (lost.length > 0) this.log.info({ letters: lost.length }, 'queued again what was neither done nor dead');
      await this.#enqueue(lost.flatMap(letterOf), 1);
      full = rows.length === sweepSize;
    }
  }

  // the anchor's hash goes to the log too: a copy outside the database
  async #upkeep(client: pg.Client): Promise<void> {
    await client.query('SELECT audit_anchor_now()');
    const { rows } = await client.query<{ id: number; heads: number; hash: string }>(
      `SELECT id, heads, encode(heads_hash, 'hex') AS hash FROM audit_anchor ORDER BY id DESC LIMIT 1`,
    );
    this.log.info({ anchor: rows[0]?.id, heads: rows[0]?.heads, hash: rows[0]?.hash }, 'audit anchor');
    // one partition a transaction; where a lock is not had at once, the next hour tries again
    for (let made = true; made;) {
      const answer = await client
        .query<{ made: boolean }>('SELECT ensure_next_partition() AS made')
        .catch(() => undefined);
      made = answer?.rows[0]?.made ?? false;
    }
  }

  async #enqueue(deliveries: readonly Delivery[], most = batchSize): Promise<void> {
    const byQueue = new Map<QueueName, QueuedJob[]>();
    for (const batch of batchesOf(deliveries, most)) {
      const [first] = batch;
      if (!first) continue;
      const jobs = byQueue.get(first.queue) ?? [];
      byQueue.set(first.queue, jobs);
      jobs.push({
        id: `${first.consumer.replaceAll('/', '.')}.${first.eventId}`,
        name: first.job,
        deliveries: batch,
      });
    }
    for (const [queue, jobs] of byQueue) await this.queues.add(queue, jobs);
  }
}

function lettersOf(row: OutboxLine): Delivery[] {
  return deliveriesOf({
    id: row.id,
    createdAt: row.created_text,
    incidentId: row.incident_id,
    type: row.type,
    payload: row.payload,
  });
}

function letterOf(row: OutboxLine & { consumer: string }): Delivery[] {
  return lettersOf(row).filter((delivery) => delivery.consumer === row.consumer);
}

/** Letters of one kind for one queue travel together, up to a batch. */
export function batchesOf(deliveries: readonly Delivery[], most: number): Delivery[][] {
  const open = new Map<string, { letters: Delivery[]; weight: number }>();
  const batches: Delivery[][] = [];
  for (const delivery of deliveries) {
    const weight = Math.max(1, delivery.ids.length);
    const key = `${delivery.queue} ${delivery.job}`;
    const batch = open.get(key);
    if (batch && batch.weight + weight <= most) {
      batch.letters.push(delivery);
      batch.weight += weight;
      continue;
    }
    const letters = [delivery];
    batches.push(letters);
    open.set(key, { letters, weight });
  }
  return batches;
}
