import pg from 'pg';
import type { QueueName } from './config.js';
import { describeError, type Log } from './log.js';
import { batchSize, deliveriesOf, type Delivery, type EventPayloads, type EventType } from './events.js';
import type { QueuedJob, Queues } from './queues.js';

/** Any number; the same in every process, so that one relay works at a time. */
const relayLock = 7_301_001;
const sweepEveryMs = 5_000;
/** Anchors over all audit chains, and partitions ahead. */
const upkeepEveryMs = 3_600_000;
/** A letter that is neither done nor dead so long after it was due is queued again: its job may be gone. */
const lostAfterSeconds = 20;

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
 * numbers the events and writes an inbox row for every letter; only then are the jobs added. What is lost between the
 * two, or by an emptied queue, the sweep finds in the inbox and adds again.
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
      const published = await this.#publish(client, swept === 0);
      if (broken) throw broken;
      if (Date.now() - swept >= sweepEveryMs) {
        await this.#sweep(client);
        swept = Date.now();
      }
      if (Date.now() - upkept >= upkeepEveryMs) {
        await this.#upkeep(client);
        upkept = Date.now();
      }
      if (this.#stopped) return;
      if (published === 0) await this.#idle(1_000);
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

  // never by a high-water mark: numbers commit out of order. Old partitions are looked at once a leadership.
  async #publish(client: pg.Client, everything: boolean): Promise<number> {
    const { rows } = await client.query<OutboxLine>({
      name: everything ? 'relay-unsent-all' : 'relay-unsent',
      text: `SELECT id, created_at, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_text, incident_id, type, payload FROM outbox
              WHERE published_no IS NULL ${everything ? '' : "AND created_at > now() - interval '35 days'"} ORDER BY created_at LIMIT 500`,
    });
    if (rows.length === 0) return 0;
    const deliveries = rows.flatMap(lettersOf);
    await client.query({
      name: 'relay-number',
      text: `WITH letter AS (
               INSERT INTO inbox (consumer, event_id, event_created_at, queue, due_at)
               SELECT * FROM unnest($3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[]) ON CONFLICT DO NOTHING)
             UPDATE outbox o SET published_no = nextval('publication_seq'), published_at = clock_timestamp()
               FROM unnest($1::uuid[], $2::timestamptz[]) AS e(id, created_at)
              WHERE o.id = e.id AND o.created_at = e.created_at AND o.published_no IS NULL`,
      values: [
        rows.map((row) => row.id),
        rows.map((row) => row.created_text),
        deliveries.map((delivery) => delivery.consumer),
        deliveries.map((delivery) => delivery.eventId),
        deliveries.map((delivery) => delivery.eventCreatedAt),
        deliveries.map((delivery) => delivery.queue),
        deliveries.map((delivery) => delivery.dueAt ?? delivery.eventCreatedAt),
      ],
    });
    await this.#enqueue(deliveries);
    return rows.length;
  }

  async #sweep(client: pg.Client): Promise<void> {
    const { rows } = await client.query<OutboxLine & { consumer: string }>({
      name: 'relay-lost',
      text: `UPDATE inbox i SET due_at = clock_timestamp() FROM outbox o
              WHERE (i.consumer, i.event_id, i.event_created_at) IN (
                      SELECT consumer, event_id, event_created_at FROM inbox
                       WHERE done_at IS NULL AND failed_at IS NULL AND due_at < clock_timestamp() - make_interval(secs => $1) ORDER BY due_at LIMIT 500)
                AND o.id = i.event_id AND o.created_at = i.event_created_at
          RETURNING i.consumer, o.id, o.created_at, to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_text, o.incident_id, o.type, o.payload`,
      values: [lostAfterSeconds],
    });
    const lost = rows.flatMap((row) => lettersOf(row).filter((delivery) => delivery.consumer === row.consumer));
    if (lost.length > 0) this.log.info({ letters: lost.length }, 'queued again what was neither done nor dead');
    await this.#enqueue(
      lost.map((delivery) => ({ ...delivery, dueAt: null })),
      1,
    );
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
      const delayMs = first.dueAt === null ? 0 : Math.max(0, Date.parse(first.dueAt) - Date.now());
      jobs.push({
        id: `${first.consumer.replaceAll('/', '.')}.${first.eventId}`,
        name: first.job,
        deliveries: batch,
        delayMs,
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

/** Letters of one kind for one queue travel together, up to a batch; those with a due time travel alone. */
export function batchesOf(deliveries: readonly Delivery[], most: number): Delivery[][] {
  const open = new Map<string, { letters: Delivery[]; weight: number }>();
  const batches: Delivery[][] = [];
  for (const delivery of deliveries) {
    const weight = Math.max(1, delivery.ids.length);
    const key = `${delivery.queue} ${delivery.job}`;
    const batch = open.get(key);
    if (delivery.dueAt === null && batch && batch.weight + weight <= most) {
      batch.letters.push(delivery);
      batch.weight += weight;
      continue;
    }
    const letters = [delivery];
    batches.push(letters);
    if (delivery.dueAt === null) open.set(key, { letters, weight });
  }
  return batches;
}
