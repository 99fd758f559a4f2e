import { Injectable, SetMetadata, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { systemActor } from './actor.js';
import type { QueueName } from './config.js';
import { actAs, type Database, type Tx } from './database.js';
import { diskSpace, isDiskFull } from './disk-space.js';
import { batchSize, formerJobs, jobs, placingJobs, type Delivery, type JobName } from './events.js';
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
const waiting = 'l.failed_at IS NULL AND l.due_at <= statement_timestamp()';
const letterColumns = `l.consumer, l.queue, l.event_id, to_char(l.event_created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_text, l.attempts, l.about, extract(epoch FROM statement_timestamp() - l.due_at)::float8 AS late`;

/**
 * Serves queues: takes letters that wait, of all queues served and of every job, and does them in one transaction that also
 * takes them into the inbox; so a case is locked once for everything that waits for it. When that fails, letter by letter.
 * A letter that fails alone is tried again, alone, after growing pauses. While a disk is full nothing is taken, and what failed
 * for that counts as no attempt: the relay rings again when there is room.
 */
export class Workers {
  #served: readonly QueueName[] = [];
  #rung = false;
  #round: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly handlers: ReadonlyMap<JobName, JobHandler>,
    private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  start(served: readonly QueueName[]): void {
    this.#served = served;
    for (const queue of served) this.queues.work(queue, 1, (goOn) => this.#drain(goOn));
  }

  // one round at a time for all queues: two would wait for each other's cases and loads
  #drain(goOn: () => boolean): Promise<void> {
    this.#rung = true;
    this.#round ??= this.#untilNothingWaits(goOn).finally(() => (this.#round = undefined));
    return this.#round;
  }

  async #untilNothingWaits(goOn: () => boolean): Promise<void> {
    while (this.#rung && goOn()) {
      this.#rung = false;
      for (let late: number | null = 0; late !== null && goOn() && !diskSpace.short;) late = await this.#next(late);
    }
  }

  /** Does letters that wait longest, of those that nobody has in hand. Answers for how many seconds they had waited; null when there were none. */
  async #next(lateBefore: number): Promise<number | null> {
    return reportsFirst.batch(async () => {
      let taken: Waiting[] = [];
      try {
        await this.#effect(async (tx) => (taken = doneTogether(await this.#waiting(tx))));
      } catch (error) {
        const [only] = taken;
        if (!only || isDiskFull(error)) throw error;
        if (taken.length === 1) await this.#postpone(only, error);
        else {
          this.log.debug(describeError(error), 'a batch failed and is done letter by letter');
          for (const letter of taken) await this.#alone(letter);
        }
      }
      return taken[0]?.late ?? null;
    }, lateBefore > lateAfterSeconds);
  }

  async #waiting(tx: Tx): Promise<Waiting[]> {
    const rows = await tx.rows<LetterRow>(
      `SELECT w.* FROM unnest($1::text[]) AS q(queue) CROSS JOIN LATERAL
         (SELECT ${letterColumns}, l.due_at FROM letter l WHERE l.queue = q.queue AND ${waiting} ORDER BY l.due_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED) w
        ORDER BY w.due_at LIMIT ${2 * batchSize}`,
      [this.#served],
    );
    return rows.map(letterOf);
  }

  async #alone(letter: Waiting): Promise<void> {
    try {
      await this.#effect(async (tx) => {
        const still = await tx.rows(
          `SELECT 1 FROM letter l WHERE consumer = $1 AND event_id = $2 AND event_created_at = $3 AND ${waiting} FOR UPDATE SKIP LOCKED`,
          [letter.consumer, letter.eventId, letter.eventCreatedAt],
        );
        return still.length > 0 ? [letter] : [];
      });
    } catch (error) {
      if (isDiskFull(error)) throw error;
      await this.#postpone(letter, error);
    }
  }

  async #effect(take: (tx: Tx) => Promise<readonly Waiting[]>): Promise<void> {
    let done: { readonly job: JobName; readonly letters: number; readonly seconds: number }[] = [];
    await this.database.transaction(systemActor('worker'), { case: '*' }, async (tx) => {
      done = [];
      const letters = await take(tx);
      const unknown = letters.find(({ job }) => !this.handlers.has(job) && !formerJobs.includes(job));
      if (unknown) throw new Error(`no handler for ${unknown.job}`);
      if (letters.length === 0) return;
      // all cases first, in the order in which cases are locked everywhere; nothing waits for these two
      const begun = Promise.all([lockCases(tx, letters), finish(tx, letters)]);
      const doJob = async (job: JobName): Promise<void> => {
        const ofJob = letters.filter((letter) => letter.job === job);
        if (ofJob.length === 0) return;
        const began = performance.now();
        await this.handlers.get(job)?.handle(actAs(tx, systemActor(job)), ofJob);
        done.push({ job, letters: ofJob.length, seconds: (performance.now() - began) / 1000 });
      };
      // at once, so that their statements leave together; those that place items one after another. All have ended before it goes on.
      const ends = await Promise.allSettled([
        begun,
        ...jobs.filter((job) => !placingJobs.includes(job)).map(doJob),
        inTurn(placingJobs, doJob),
      ]);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    });
    for (const { job, letters, seconds } of done) this.metrics.batchDone(job, letters, seconds);
  }

  // the reason names kind and place only: a database's message carries values of rows
  async #postpone(letter: Delivery, error: unknown): Promise<void> {
    const { name, code, constraint } = describeError(error);
    const reason = [name, code, constraint].filter((part) => typeof part === 'string').join(' ');
    const [row] = await this.database.statement<{ dead: boolean }>(
      'staff',
      'postpone-letter',
      `UPDATE letter SET attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => $5 * 2 ^ attempts / 1000.0), reason = $4,
              failed_at = CASE WHEN attempts + 1 >= $6 THEN clock_timestamp() END
        WHERE consumer = $1 AND event_id = $2 AND event_created_at = $3 RETURNING failed_at IS NOT NULL AS dead`,
      [letter.consumer, letter.eventId, letter.eventCreatedAt, reason, firstPauseMs, attempts],
    );
    this.metrics.letterFailed(letter.job, row?.dead ? 'given-up' : 'postponed');
    if (row?.dead) this.log.error({ ...describeError(error), job: letter.job }, 'a letter was given up');
  }
}

/** A letter with how it has fared. */
export interface Waiting extends Delivery {
  readonly attempts: number;
  /** For how many seconds it has been due. */
  readonly late: number;
}

interface LetterRow {
  readonly consumer: string;
  readonly queue: QueueName;
  readonly event_id: string;
  readonly created_text: string;
  readonly attempts: number;
  readonly late: number;
  readonly about: Pick<Delivery, 'incidentId' | 'ids'>;
}

function letterOf({ consumer, queue, event_id, created_text, attempts, late, about }: LetterRow): Waiting {
  const job = consumer.split('/')[0] as JobName;
  return {
    consumer,
    queue,
    job,
    eventId: event_id,
    eventCreatedAt: created_text,
    dueAt: null,
    attempts,
    late,
    ...about,
  };
}

async function inTurn(some: readonly JobName[], doJob: (job: JobName) => Promise<void>): Promise<void> {
  for (const job of some) await doJob(job);
}

async function lockCases(tx: Tx, letters: readonly Delivery[]): Promise<void> {
  const ids = [...new Set(letters.flatMap(({ incidentId }) => incidentId || []))];
  if (ids.length > 0) await tx.rows('SELECT FROM incident WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

async function finish(tx: Tx, letters: readonly Delivery[]): Promise<void> {
  await tx.rows('SELECT letters_done($1, $2, $3)', [
    letters.map((letter) => letter.consumer),
    letters.map((letter) => letter.eventId),
    letters.map((letter) => letter.eventCreatedAt),
  ]);
}

/**
 * Those of the waiting letters, longest due first, that are done in one transaction: of cases, together no more than a batch
 * of ids. What has failed before, or concerns no case (it takes its own cases), goes alone.
 */
export function doneTogether(letters: readonly Waiting[]): Waiting[] {
  const [first] = letters;
  if (!first || first.attempts > 0 || first.incidentId === '') return letters.slice(0, 1);
  let weight = 0;
  const together = letters.filter(({ attempts, incidentId }) => attempts === 0 && incidentId !== '');
  const over = together.findIndex((letter) => (weight += Math.max(1, letter.ids.length)) > batchSize);
  return together.slice(0, over === -1 ? together.length : Math.max(1, over));
}
