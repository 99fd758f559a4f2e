import type { QueueName } from '#platform';
import type { Carrier } from './carrier.js';
import { batchSize, type Subject } from './delivery.js';

/** The most jobs that wait for a queue that does not answer: the sweep finds the others. */
const mostUnderWay = 64;

/** A delivery that was tried alone so often has failed, until a person makes it due again. */
export const mostAttempts = 6;
const firstPauseMs = 250;

/** The one that works off a queue in this process. */
interface Served {
  pass(subjects: Iterable<string>, errand: string): void;
}

/**
 * Passes subjects on: to the lane of this process where it serves the queue, else as jobs to other processes. Nothing
 * waits for the queue: the sweep finds what is lost.
 */
export class PassingOn {
  readonly #served = new Map<QueueName, Served>();
  #underWay = 0;

  constructor(
    private readonly carrier: Pick<Carrier, 'add'>,
    private readonly onError: (error: Error) => void,
  ) {}

  serve(queue: QueueName, served: Served): void {
    this.#served.set(queue, served);
  }

  /** `swept`: passed again and again until a process serves the queue, so that each part of a row is one job there. */
  pass(queue: QueueName, subjects: readonly string[], { errand = 'pass', swept = false } = {}): void {
    const served = this.#served.get(queue);
    if (served) return served.pass(subjects, errand);
    for (let at = 0; at < subjects.length; at += batchSize) {
      const once = swept ? { deduplication: { id: `${errand}-${at}` } } : {};
      this.#add(queue, errand, { subjects: subjects.slice(at, at + batchSize) }, { ...passedOn, ...once });
    }
  }

  /** A second try whose job may be lost; where the job still exists, this changes nothing. */
  again(queue: QueueName, subject: Subject): void {
    this.#add(queue, 'again', { subject }, triesOf(subject));
  }

  #add(queue: QueueName, name: string, data: object, options: object): void {
    if (this.#underWay >= mostUnderWay) return;
    this.#underWay++;
    this.carrier
      .add(queue, name, data, options)
      .catch(this.onError)
      .finally(() => this.#underWay--);
  }
}

// a lost job is found by the rows of its deliveries
const passedOn = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

// one job for a subject; what comes while it runs makes one more
const triesOf = (subject: Subject): object => ({
  attempts: mostAttempts,
  backoff: { type: 'exponential', delay: firstPauseMs },
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
  deduplication: { id: subject, keepLastIfActive: true },
});
