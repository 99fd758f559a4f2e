type Stop = () => unknown;

/** What a set-up has started so far, to be stopped the newest first. */
export class Started {
  readonly #stops: Stop[] = [];

  /** Says how something that was just started is stopped. */
  add(stop: Stop): void {
    this.#stops.push(stop);
  }

  /** Stops everything, each once, also when one of them cannot be stopped; throws the first such fault at the end. */
  async stop(): Promise<void> {
    const faults: unknown[] = [];
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop())
      try {
        await stop();
      } catch (error) {
        faults.push(error);
      }
    if (faults.length > 0) throw faults[0];
  }
}

/**
 * Sets something up whole or not at all: when it fails half-way, what was started is stopped. Otherwise it would run on
 * beside every later file of the same jest worker.
 */
export async function wholly<T>(setUp: (started: Started) => Promise<T>): Promise<T> {
  const started = new Started();
  try {
    return await setUp(started);
  } catch (error) {
    // what failed first is what somebody has to read
    await started.stop().catch(() => undefined);
    throw error;
  }
}
