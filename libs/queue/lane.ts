import { describeError, diskSpace, type Log, type QueueName } from '#platform';
import { batchSize, caseOf, type Subject } from './delivery.js';
import { isNotItsFault, type Effects } from './effects.js';
import { reportsFirst } from './reports-first.js';
import type { SecondTries } from './second-tries.js';

/** So many transactions of a lane at a time. */
const transactions = 2;
/** What has waited so long no longer gives way to reports. */
const lateAfterMs = 60_000;

/**
 * One queue that this process serves: subjects that wait, each once, longest first, done in few transactions of many. What
 * fails together is done again subject by subject, then delivery by delivery; what fails alone goes to the second tries. One
 * that finds the database away, a disk full or a case held for long leaves it to the sweep.
 */
export class Lane {
  /** Since when each waits. */
  readonly #waiting = new Map<Subject, number>();
  readonly #inHand = new Set<Subject>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    readonly queue: QueueName,
    private readonly effects: Effects,
    private readonly tries: SecondTries,
    private readonly log: Log,
  ) {}

  /** There is something to do for these subjects. */
  pass(subjects: Iterable<Subject>): void {
    for (const subject of subjects) if (!this.#waiting.has(subject)) this.#waiting.set(subject, performance.now());
    this.#go();
  }

  /** The same, and resolves when nothing waits any more: so much is taken at a time from other processes. */
  async take(subjects: Iterable<Subject>): Promise<void> {
    this.pass(subjects);
    while (this.#running.size > 0) await Promise.race(this.#running);
  }

  /** Takes nothing more, and ends when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  #go(): void {
    while (this.#running.size < transactions && this.#next() !== undefined && !this.#stopped && !diskSpace.short) {
      const work: Promise<void> = this.#work().finally(() => {
        this.#running.delete(work);
        this.#go();
      });
      this.#running.add(work);
    }
  }

  #next(): Subject | undefined {
    for (const subject of this.#waiting.keys()) if (!this.#inHand.has(subject)) return subject;
    return undefined;
  }

  // what is no case takes its own, so it goes alone
  #batch(): Subject[] {
    const first = this.#next();
    if (first === undefined) return [];
    const batch = caseOf(first) === '' ? [first] : this.#cases();
    for (const subject of batch) {
      this.#waiting.delete(subject);
      this.#inHand.add(subject);
    }
    return batch;
  }

  #cases(): Subject[] {
    const batch: Subject[] = [];
    for (const subject of this.#waiting.keys()) {
      if (!this.#inHand.has(subject) && caseOf(subject) !== '') batch.push(subject);
      if (batch.length === batchSize) break;
    }
    return batch;
  }

  async #work(): Promise<void> {
    const [since = 0] = this.#waiting.values();
    let batch: Subject[] = [];
    try {
      await reportsFirst.batch(() => this.#together((batch = this.#batch())), performance.now() - since > lateAfterMs);
    } catch (error) {
      this.log.warn({ ...describeError(error), queue: this.queue }, 'a lane leaves deliveries to the sweep');
    } finally {
      for (const subject of batch) this.#inHand.delete(subject);
    }
  }

  async #together(subjects: readonly Subject[]): Promise<void> {
    if (subjects.length === 0) return;
    try {
      if (await this.effects.ofSubjects(this.queue, subjects)) this.pass(subjects);
    } catch (error) {
      this.log.debug({ ...describeError(error), queue: this.queue }, 'a batch failed and is done apart');
      const [only] = subjects;
      if (subjects.length > 1) for (const subject of subjects) await this.#together([subject]);
      else if (only !== undefined && !isNotItsFault(error)) await this.tries.apart(this.queue, only);
    }
  }
}
