import { describeError, diskSpace, type Log, type QueueName } from '#platform';
import { transactionsOfLane } from './connections.js';
import { batchSize, caseOf, type Subject } from './delivery.js';
import { isHeldByOthers, isNotItsFault, type Effects } from './effects.js';
import { reportsFirst } from './reports-first.js';
import type { Retries } from './retries.js';

/** A subject that has waited so long no longer gives way to reports. */
const lateAfterMs = 60_000;
/**
 * A lane whose transaction takes so long works apart from the others until one of its own is shorter again. Longer than
 * the time limit of a lock, so that a locked case makes no lane slow.
 */
const slowAfterMs = 2_500;

interface Waiting {
  /** When it began to wait (ms, of `performance.now`). */
  readonly since: number;
  /** The queues with work for it. */
  readonly queues: Set<QueueName>;
}

interface Lane {
  readonly queue: QueueName;
  /** The longest waiting first. */
  readonly waiting: Map<Subject, Waiting>;
  readonly running: Set<Promise<void>>;
  /** Subjects that failed in a batch: each is done in a transaction of its own until it succeeds or fails there. */
  readonly alone: Set<Subject>;
  apart: boolean;
}

/**
 * The queues that this process serves, a lane each: subjects that wait, each once, done in few transactions of many. A
 * subject with work in several lanes waits in the first of them and is done in one transaction with all of it, so that
 * no lane waits for what another has locked. A lane that has become slow works apart: it neither takes part in the
 * others' transactions nor takes their work into its own.
 *
 * What fails together is done again subject by subject, then delivery by delivery; what fails alone goes to the second
 * tries. One that finds the database away, a disk full or a case held for long leaves it to the sweep.
 */
export class Lanes {
  readonly #lanes: ReadonlyMap<QueueName, Lane>;
  readonly #inHand = new Set<Subject>();
  #beginning: Promise<void> | undefined;
  #stopped = false;

  constructor(
    queues: readonly QueueName[],
    private readonly effects: Effects,
    private readonly tries: Retries,
    private readonly log: Log,
  ) {
    this.#lanes = new Map(
      queues.map((queue) => [
        queue,
        { queue, waiting: new Map(), running: new Set(), alone: new Set(), apart: false } satisfies Lane,
      ]),
    );
  }

  /**
   * Adds subjects with work in a queue. Begins after the current turn, so that subjects passed together are done
   * together.
   */
  pass(queue: QueueName, subjects: Iterable<Subject>): void {
    const lane = this.#lane(queue);
    const together = this.#with(lane);
    const now = performance.now();
    for (const subject of subjects) {
      const where = together.find(({ waiting }) => waiting.has(subject));
      const waits = where?.waiting.get(subject) ?? { since: now, queues: new Set() };
      waits.queues.add(queue);
      if (where && together.indexOf(where) <= together.indexOf(lane)) continue;
      where?.waiting.delete(subject);
      lane.waiting.set(subject, waits);
    }
    this.#beginning ??= Promise.resolve().then(() => {
      this.#beginning = undefined;
      this.#go();
    });
  }

  /**
   * The same, and resolves when each has been started: this bounds what is accepted from other processes. A subject
   * that takes long does not delay later ones.
   */
  async take(queue: QueueName, subjects: readonly Subject[]): Promise<void> {
    this.pass(queue, subjects);
    await this.#beginning;
    const lanes = [...this.#lanes.values()];
    while (subjects.some((subject) => lanes.some(({ waiting }) => waiting.has(subject)))) {
      const running = this.#running();
      if (running.length === 0) return;
      await Promise.race(running);
    }
  }

  /** Starts nothing more, and resolves when the running work has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running());
  }

  #running(): Promise<void>[] {
    return [...this.#lanes.values()].flatMap(({ running }) => [...running]);
  }

  /** The lanes whose work is done together with that of this one, in order. */
  #with(lane: Lane): Lane[] {
    return lane.apart ? [lane] : [...this.#lanes.values()].filter(({ apart }) => !apart);
  }

  // what waited in the first of them now waits in each lane that has work for it
  #workApart(lanes: readonly Lane[]): void {
    const waiting = lanes.flatMap((lane) => [...lane.waiting]).toSorted(([, a], [, b]) => a.since - b.since);
    for (const lane of lanes) {
      lane.apart = true;
      lane.waiting.clear();
    }
    for (const [subject, { since, queues }] of waiting)
      for (const queue of queues) this.#lane(queue).waiting.set(subject, { since, queues: new Set([queue]) });
    this.#go();
  }

  #go(): void {
    for (const lane of this.#lanes.values())
      while (
        lane.running.size < transactionsOfLane &&
        this.#next(lane) !== undefined &&
        !this.#stopped &&
        !diskSpace.short
      ) {
        const work: Promise<void> = this.#work(lane).finally(() => {
          lane.running.delete(work);
          this.#go();
        });
        lane.running.add(work);
      }
  }

  #next(lane: Lane): Subject | undefined {
    for (const subject of lane.waiting.keys()) if (!this.#inHand.has(subject)) return subject;
    return undefined;
  }

  #batch(lane: Lane): Subject[] {
    const first = this.#next(lane);
    if (first === undefined || this.#stopped) return [];
    const batch = goesAlone(lane, first) ? [first] : this.#cases(lane);
    for (const subject of batch) {
      lane.waiting.delete(subject);
      this.#inHand.add(subject);
    }
    return batch;
  }

  #cases(lane: Lane): Subject[] {
    const batch: Subject[] = [];
    for (const subject of lane.waiting.keys()) {
      if (!this.#inHand.has(subject) && !goesAlone(lane, subject)) batch.push(subject);
      if (batch.length === batchSize) break;
    }
    return batch;
  }

  async #work(lane: Lane): Promise<void> {
    const [first] = lane.waiting.values();
    let batch: Subject[] = [];
    try {
      const late = first !== undefined && performance.now() - first.since > lateAfterMs;
      await reportsFirst.batch(() => this.#watched(lane, (batch = this.#batch(lane))), late);
    } catch (error) {
      this.log.warn({ ...describeError(error), queue: lane.queue }, 'a lane leaves deliveries to the sweep');
    } finally {
      for (const subject of batch) this.#inHand.delete(subject);
    }
  }

  // each of the lanes works apart for a while, which shows which of them is slow
  async #watched(lane: Lane, batch: readonly Subject[]): Promise<void> {
    if (batch.length === 0) return;
    const together = this.#with(lane);
    const began = performance.now();
    const watch = setTimeout(() => this.#workApart(together), slowAfterMs);
    try {
      await this.#together(together, batch);
    } finally {
      clearTimeout(watch);
      if (performance.now() - began < slowAfterMs && together.length === 1) lane.apart = false;
    }
  }

  async #together(lanes: readonly Lane[], subjects: readonly Subject[]): Promise<void> {
    const queues = lanes.map(({ queue }) => queue);
    try {
      const more = await this.effects.ofSubjects(queues, subjects);
      for (const { alone } of lanes) for (const subject of subjects) alone.delete(subject);
      if (more) this.#again(queues, subjects);
    } catch (error) {
      this.log.debug({ ...describeError(error), queues }, 'a batch failed and is done apart');
      const isNobodysFault = isNotItsFault(error);
      if (isNobodysFault && !isHeldByOthers(error)) return;
      const [only] = subjects;
      if (subjects.length > 1) {
        for (const { alone } of lanes) for (const subject of subjects) alone.add(subject);
        this.#again(queues, subjects);
      } else if (only !== undefined && !isNobodysFault) {
        for (const { alone } of lanes) alone.delete(only);
        for (const queue of queues) if (!this.#stopped) await this.tries.apart(queue, only);
      }
    }
  }

  #again(queues: readonly QueueName[], subjects: readonly Subject[]): void {
    for (const queue of queues) this.pass(queue, subjects);
  }

  #lane(queue: QueueName): Lane {
    const lane = this.#lanes.get(queue);
    if (!lane) throw new Error(`${queue} is not served here`);
    return lane;
  }
}

// a subject that is no case takes its own locks
function goesAlone({ alone }: Lane, subject: Subject): boolean {
  return caseOf(subject) === '' || alone.has(subject);
}
