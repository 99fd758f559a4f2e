import { Injectable, SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { systemActor } from './actor.js';
import type { QueueName } from './config.js';
import { actAs, type Database, type Tx } from './database.js';
import { batchSize, jobs, type Delivery, type JobName } from './events.js';
import { describeError, type Log } from './log.js';
import type { Metrics } from './metrics.js';
import type { Queues } from './queues.js';
import { reportsFirst } from './reports-first.js';

const HANDLES = 'sonae:handles';

/** Marks the one class that does a job. */
export const Handles = (job: JobName): ClassDecorator => SetMetadata(HANDLES, job);

/** Does the letters of one job in the given transaction, all or none. It is called once for each letter's effect. */
export interface JobHandler {
  handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void>;
}

/** Finds every handler and checks that each job has exactly one. Throws naming the jobs that do not. */
@Injectable()
export class JobRegistry {
  constructor(private readonly discovery: DiscoveryService) {}

  handlers(): ReadonlyMap<JobName, JobHandler> {
    const found = new Map<JobName, JobHandler[]>();
    for (const { metatype, instance } of this.discovery.getProviders() as {
      metatype: Type | null;
      instance: JobHandler;
    }[]) {
      const job: JobName | undefined = metatype
        ? (Reflect.getMetadata(HANDLES, metatype) as JobName | undefined)
        : undefined;
      if (job && instance) found.set(job, [...(found.get(job) ?? []), instance]);
    }
    const wrong = jobs.filter((job) => found.get(job)?.length !== 1);
    if (wrong.length > 0) throw new Error(`every job needs exactly one handler; not so: ${wrong.join(', ')}`);
    return new Map([...found].flatMap(([job, [handler]]) => (handler ? [[job, handler] as const] : [])));
  }
}

/** After so many attempts a letter is dead, until a person brings it back. */
const attempts = 6;
const firstPauseMs = 250;
/** What has waited so long no longer gives way to reports. */
const lateAfterSeconds = 60;
const pending = `i.queue = $1 AND i.done_at IS NULL AND i.failed_at IS NULL AND i.due_at <= statement_timestamp() AND i.event_created_at < statement_timestamp() + interval '1 day'`;

/**
 * Serves queues: takes the letters of one job that wait in the inbox, up to a batch, and does them with their inbox rows in
 * one transaction; when that fails, letter by letter. A letter that fails alone is tried again after growing pauses.
 */
export class Workers {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly handlers: ReadonlyMap<JobName, JobHandler>,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  start(served: readonly QueueName[]): void {
    for (const queue of served) {
      this.queues.work(queue, queue === 'cases' ? 2 : 1, async (goOn) => {
        for (let waits = true; waits && goOn();) {
          const waitsFor = await this.#oldest(queue);
          waits =
            waitsFor !== null && (await reportsFirst.batch(() => this.#batch(queue), waitsFor > lateAfterSeconds));
        }
      });
    }
  }

  /** For how many seconds the letter due longest waits, null when none does: a look without a transaction, most of the time the last one. */
  async #oldest(queue: QueueName): Promise<number | null> {
    const [row] = await this.database.statement<{ seconds: number }>(
      'staff',
      'letters-wait',
      `SELECT extract(epoch FROM statement_timestamp() - i.due_at)::float8 AS seconds FROM inbox i WHERE ${pending} ORDER BY i.due_at LIMIT 1`,
      [queue],
    );
    return row?.seconds ?? null;
  }

  /** Does letters of the job whose letter waits longest, of those that nobody has in hand. Answers whether there were any. */
  async #batch(queue: QueueName): Promise<boolean> {
    let taken: Delivery[] = [];
    try {
      await this.#effect(async (tx) => {
        const rows = await tx.rows<LetterRow>(
          `SELECT i.consumer, i.queue, i.event_id, to_char(i.event_created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_text, i.letter FROM inbox i
            WHERE ${pending} AND split_part(i.consumer, '/', 1) =
                  (SELECT split_part(i.consumer, '/', 1) FROM inbox i WHERE ${pending} ORDER BY i.due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            ORDER BY i.due_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
          [queue],
        );
        taken = withinBatch(rows.map(letterOf));
        return taken;
      });
    } catch (error) {
      const [only] = taken;
      if (!only) throw error;
      if (taken.length === 1) await this.#postpone(only, error);
      else {
        this.log.debug(describeError(error), 'a batch failed and is done letter by letter');
        for (const letter of taken) await this.#alone(letter);
      }
    }
    return taken.length > 0;
  }

  async #alone(letter: Delivery): Promise<void> {
    try {
      await this.#effect(async (tx) => {
        const still = await tx.rows(
          'SELECT 1 FROM inbox WHERE consumer = $1 AND event_id = $2 AND event_created_at = $3 AND done_at IS NULL AND failed_at IS NULL FOR UPDATE SKIP LOCKED',
          [letter.consumer, letter.eventId, letter.eventCreatedAt],
        );
        return still.length > 0 ? [letter] : [];
      });
    } catch (error) {
      await this.#postpone(letter, error);
    }
  }

  async #effect(take: (tx: Tx) => Promise<Delivery[]>): Promise<void> {
    let done: readonly Delivery[] = [];
    const began = performance.now();
    await this.database.transaction(systemActor('worker'), { case: '*' }, async (tx) => {
      const letters = await take(tx);
      done = letters;
      const job = letters[0]?.job;
      if (!job) return;
      const handler = this.handlers.get(job);
      if (!handler) throw new Error(`no handler for ${job}`);
      const acting = actAs(tx, systemActor(job));
      await Promise.all([acting.begun, finish(tx, letters), handler.handle(acting.tx, letters)]);
    });
    const [first] = done;
    if (first) this.metrics.batchDone(first.job, done.length, (performance.now() - began) / 1000);
  }

  // the reason names kind and place only: a database's message carries values of rows
  async #postpone(letter: Delivery, error: unknown): Promise<void> {
    const { name, code, constraint } = describeError(error);
    const reason = [name, code, constraint].filter((part) => typeof part === 'string').join(' ');
    const [row] = await this.database.statement<{ dead: boolean }>(
      'staff',
      'postpone-letter',
      `UPDATE inbox SET attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => $5 * 2 ^ attempts / 1000.0), reason = $4,
              failed_at = CASE WHEN attempts + 1 >= $6 THEN clock_timestamp() END
        WHERE consumer = $1 AND event_id = $2 AND event_created_at = $3 AND done_at IS NULL RETURNING failed_at IS NOT NULL AS dead`,
      [letter.consumer, letter.eventId, letter.eventCreatedAt, reason, firstPauseMs, attempts],
    );
    this.metrics.letterFailed(letter.job, row?.dead ? 'given-up' : 'postponed');
    if (row?.dead) this.log.error({ ...describeError(error), job: letter.job }, 'a letter was given up');
  }
}

interface LetterRow {
  readonly consumer: string;
  readonly queue: QueueName;
  readonly event_id: string;
  readonly created_text: string;
  readonly letter: Pick<Delivery, 'incidentId' | 'ids'>;
}

function letterOf({ consumer, queue, event_id, created_text, letter }: LetterRow): Delivery {
  const job = consumer.split('/')[0] as JobName;
  return { consumer, queue, job, eventId: event_id, eventCreatedAt: created_text, dueAt: null, ...letter };
}

async function finish(tx: Tx, letters: readonly Delivery[]): Promise<void> {
  // from the first to the last: only the partitions of these months are looked at
  const moments = letters.map((letter) => letter.eventCreatedAt).toSorted();
  await tx.rows(
    `UPDATE inbox i SET done_at = clock_timestamp(), reason = NULL FROM unnest($1::text[], $2::uuid[], $3::timestamptz[]) AS d(consumer, event_id, event_created_at)
      WHERE i.consumer = d.consumer AND i.event_id = d.event_id AND i.event_created_at = d.event_created_at AND i.event_created_at BETWEEN $4 AND $5`,
    [
      letters.map((letter) => letter.consumer),
      letters.map((letter) => letter.eventId),
      letters.map((letter) => letter.eventCreatedAt),
      moments[0],
      moments.at(-1),
    ],
  );
}

/** The first letters that together carry no more than a batch of ids; always at least one. */
export function withinBatch(letters: readonly Delivery[]): Delivery[] {
  let weight = 0;
  const over = letters.findIndex((letter) => (weight += Math.max(1, letter.ids.length)) > batchSize);
  return letters.slice(0, over === -1 ? letters.length : Math.max(1, over));
}
