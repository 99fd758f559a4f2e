import type { QueueName } from '#platform';
import type { Carrier } from './carrier.js';
import { batchSize, type Subject } from './delivery.js';

/** While the queue does not answer, no more than so many jobs wait for it: the sweep finds what they were about. */
const mostUnderWay = 64;

/** After so many tries alone a delivery has failed, until a person brings it back. */
export const mostAttempts = 6;
const firstPauseMs = 250;

/** Who does the work of a queue in this process. */
interface Served {
  pass(subjects: Iterable<string>, errand: string): void;
}

/**
 * Hands subjects to the one who does them: to the lane of this process where it serves the queue, else as jobs to the
 * others. Nobody waits for the queue: what gets lost on the way is found by the sweep.
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

  /** `swept`: asked again and again until somebody serves the queue, so each place of the row waits there once. */
  pass(queue: QueueName, subjects: readonly string[], { errand = 'pass', swept = false } = {}): void {
    const served = this.#served.get(queue);
    if (served) return served.pass(subjects, errand);
    for (let at = 0; at < subjects.length; at += batchSize) {
      const once = swept ? { deduplication: { id: `${errand}-${at}` } } : {};
      this.#add(queue, errand, { subjects: subjects.slice(at, at + batchSize) }, { ...passedOn, ...once });
    }
  }

  /** A second try whose job may have been lost: where it is still there, this changes nothing. */
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

// what is not done is found by its rows
const passedOn = { attempts: 1, removeOnComplete: true, removeOnFail: true } as const;

// one job a subject; what comes while it is active makes one more
const triesOf = (subject: Subject): object => ({
  attempts: mostAttempts,
  backoff: { type: 'exponential', delay: firstPauseMs },
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
  deduplication: { id: subject, keepLastIfActive: true },
});
