/** So many reports at a time are a crowd: more of them wait for each other. */
const crowd = 12;
/** After a batch, workers rest so many times its duration while a crowd reports. */
const restTimes = 5;
const longestRestMs = 400;
/** A longer batch gives up its turn, so that one that hangs does not stop the others. */
const longestTurnMs = 2_000;

/**
 * Who reports comes first. Reports and queue work of one process share its cores and its database; while a crowd
 * reports, queue work goes on one batch at a time with rests between, so that acknowledging does not slow down. Batches
 * are larger then, and each letter costs less. What has waited long is done all the same.
 */
export class ReportsFirst {
  #underWay = 0;
  #line: Promise<unknown> = Promise.resolve();
  readonly #resting = new Set<() => void>();

  /** Whether a crowd reports now. */
  get crowded(): boolean {
    return this.#underWay >= crowd;
  }

  /** Runs a report, from its arrival to its answer. */
  async report<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
      if (!this.crowded) for (const wake of this.#resting) wake();
    }
  }

  /** Runs a batch of queue work: at once while no crowd reports or when it has waited too long, else in turn. */
  async batch<T>(work: () => Promise<T>, late: boolean): Promise<T> {
    if (!this.crowded || late) return work();
    return new Promise<T>((resolve, reject) => {
      this.#line = this.#line.then(async () => {
        const began = performance.now();
        const turn = work();
        turn.then(resolve, reject);
        await endOf(turn, longestTurnMs);
        await this.#rest((performance.now() - began) * restTimes);
      });
    });
  }

  async #rest(ms: number): Promise<void> {
    if (!this.crowded) return;
    await new Promise<void>((done) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#resting.delete(end);
        done();
      };
      const timer = setTimeout(end, Math.min(ms, longestRestMs));
      this.#resting.add(end);
    });
  }
}

/** Resolves when the work has ended, with or without success, or after so many milliseconds. */
function endOf(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((over) => {
    const limit = setTimeout(over, ms);
    const end = (): void => {
      clearTimeout(limit);
      over();
    };
    work.then(end, end);
  });
}

/** The one of this process. */
export const reportsFirst = new ReportsFirst();
