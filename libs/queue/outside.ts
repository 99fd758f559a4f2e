import { describeError, type Log } from '#platform';

/**
 * Work with another system, one row at a time and in no transaction: claim (commit), talk with a time limit, record
 * (commit). Each errand decides what a claim without an outcome means: try again, or unknown and shown to a person.
 */
export interface Errand {
  readonly name: string;
  /** SQL: ids of the due rows, those due longest first; null where the settings name no such system. */
  readonly due: string | null;
  /** Claims the row, if it is still due, and does it. `stopping` is aborted when the process is to end. */
  run(id: string, stopping: AbortSignal): Promise<void>;
}

/** Conversations of one errand at a time, in each process. */
const together = 4;

/** The queue `outside` in this process: a slow system delays no other errand and no lane. */
export class Outside {
  readonly #stopping = new AbortController();
  readonly #errands: ReadonlyMap<string, Conversations>;

  constructor(errands: readonly Errand[], log: Log) {
    this.#errands = new Map(errands.map((one) => [one.name, new Conversations(one, this.#stopping.signal, log)]));
  }

  /** Adds due rows. Each is claimed when its turn comes, so that several processes may be given the same one. */
  pass(ids: Iterable<string>, errand: string): void {
    this.#errands.get(errand)?.pass(ids);
  }

  /** Starts nothing more, and resolves when each running conversation has ended. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#errands.values()].map((one) => one.ended()));
  }
}

class Conversations {
  readonly #waiting = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(
    private readonly errand: Errand,
    private readonly stopping: AbortSignal,
    private readonly log: Log,
  ) {}

  pass(ids: Iterable<string>): void {
    for (const id of ids) if (!this.#running.has(id)) this.#waiting.add(id);
    this.#go();
  }

  async ended(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #go(): void {
    for (const id of this.#waiting) {
      if (this.#running.size >= together || this.stopping.aborted) return;
      this.#waiting.delete(id);
      this.#running.set(
        id,
        this.#run(id).finally(() => {
          this.#running.delete(id);
          this.#go();
        }),
      );
    }
  }

  async #run(id: string): Promise<void> {
    try {
      await this.errand.run(id, this.stopping);
    } catch (error) {
      if (!this.stopping.aborted)
        this.log.warn({ ...describeError(error), errand: this.errand.name }, 'an errand is done later');
    }
  }
}
