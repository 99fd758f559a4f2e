import { describeError, diskSpace, type Log, type QueueName } from '#platform';
import { transactionsOfLane } from './connections.js';
import { batchSize, caseOf, type Subject } from './delivery.js';
import { isNotItsFault, type Effects } from './effects.js';
import { reportsFirst } from './reports-first.js';
import type { SecondTries } from './second-tries.js';

/** What has waited so long no longer gives way to reports. */
const lateAfterMs = 60_000;
/** A lane whose transaction takes so long works apart from the others until one of its own is shorter again. */
const slowAfterMs = 2_000;

interface Lane {
  readonly queue: QueueName;
  /** Since when each subject waits, longest first. */
  readonly waiting: Map<Subject, number>;
  readonly running: Set<Promise<void>>;
  apart: boolean;
}

/**
 * The queues that this process serves, a lane each: subjects that wait, each once, done in few transactions of many. A subject
 * with work in several lanes waits in the first of them and is done in one transaction with all of it, so that no lane waits for
 * what another has locked. A lane that has become slow works apart: it neither takes part in the others' transactions nor takes
 * their work into its own.
 *
 * What fails together is done again subject by subject, then delivery by delivery; what fails alone goes to the second tries.
 * One that finds the database away, a disk full or a case held for long leaves it to the sweep.
 */
export class Lanes {
  readonly #lanes: ReadonlyMap<QueueName, Lane>;
  readonly #inHand = new Set<Subject>();
  #beginning: Promise<void> | undefined;
  #stopped = false;

  constructor(
    queues: readonly QueueName[],
    private readonly effects: Effects,
    private readonly tries: SecondTries,
    private readonly log: Log,
  ) {
    const laneOf = (queue: QueueName): Lane => ({ queue, waiting: new Map(), running: new Set(), apart: false });
    this.#lanes = new Map(queues.map((queue) => [queue, laneOf(queue)]));
  }

  /** There is something to do for these subjects in a queue. Begins when what is passed at the same moment is known. */
  pass(queue: QueueName, subjects: Iterable<Subject>): void {
    const lane = this.#lane(queue);
    const together = this.#with(lane);
    for (const subject of subjects) {
      const waits = together.find(({ waiting }) => waiting.has(subject));
      if (waits && together.indexOf(waits) <= together.indexOf(lane)) continue;
      lane.waiting.set(subject, waits?.waiting.get(subject) ?? performance.now());
      waits?.waiting.delete(subject);
    }
    this.#beginning ??= Promise.resolve().then(() => {
      this.#beginning = undefined;
      this.#go();
    });
  }

  /** The same, and resolves when the lane has nothing under way any more: so much is taken at a time from other processes. */
  async take(queue: QueueName, subjects: Iterable<Subject>): Promise<void> {
    this.pass(queue, subjects);
    await this.#beginning;
    const { running } = this.#lane(queue);
    while (running.size > 0) await Promise.race(running);
  }

  /** Takes nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#lanes.values()].flatMap(({ running }) => [...running]));
  }

  /** The lanes whose work is done together with that of this one, in their order. */
  #with(lane: Lane): Lane[] {
    return lane.apart ? [lane] : [...this.#lanes.values()].filter(({ apart }) => !apart);
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

  // what is no case takes its own, so it goes alone
  #batch(lane: Lane): Subject[] {
    const first = this.#next(lane);
    if (first === undefined) return [];
    const batch = caseOf(first) === '' ? [first] : this.#cases(lane);
    for (const subject of batch) {
      lane.waiting.delete(subject);
      this.#inHand.add(subject);
    }
    return batch;
  }

  #cases(lane: Lane): Subject[] {
    const batch: Subject[] = [];
    for (const subject of lane.waiting.keys()) {
      if (!this.#inHand.has(subject) && caseOf(subject) !== '') batch.push(subject);
      if (batch.length === batchSize) break;
    }
    return batch;
  }

  async #work(lane: Lane): Promise<void> {
    const [since = 0] = lane.waiting.values();
    let batch: Subject[] = [];
    try {
      const late = performance.now() - since > lateAfterMs;
      await reportsFirst.batch(() => this.#watched(lane, (batch = this.#batch(lane))), late);
    } catch (error) {
      this.log.warn({ ...describeError(error), queue: lane.queue }, 'a lane leaves deliveries to the sweep');
    } finally {
      for (const subject of batch) this.#inHand.delete(subject);
    }
  }

  // which of the lanes that took part is the slow one is seen by each working apart
  async #watched(lane: Lane, batch: readonly Subject[]): Promise<void> {
    if (batch.length === 0) return;
    const together = this.#with(lane);
    const began = performance.now();
    const watch = setTimeout(() => together.forEach((one) => (one.apart = true)), slowAfterMs);
    const queues = together.map(({ queue }) => queue);
    try {
      await this.#together(queues, batch);
    } finally {
      clearTimeout(watch);
      if (performance.now() - began < slowAfterMs && together.length === 1) lane.apart = false;
    }
  }

  async #together(queues: readonly QueueName[], subjects: readonly Subject[]): Promise<void> {
    try {
      const [queue] = queues;
      if ((await this.effects.ofSubjects(queues, subjects)) && queue !== undefined) this.pass(queue, subjects);
    } catch (error) {
      this.log.debug({ ...describeError(error), queues }, 'a batch failed and is done apart');
      const [only] = subjects;
      if (subjects.length > 1) for (const subject of subjects) await this.#together(queues, [subject]);
      else if (only !== undefined && !isNotItsFault(error))
        for (const queue of queues) await this.tries.apart(queue, only);
    }
  }

  #lane(queue: QueueName): Lane {
    const lane = this.#lanes.get(queue);
    if (!lane) throw new Error(`${queue} is not served here`);
    return lane;
  }
}
