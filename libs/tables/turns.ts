import { Problem } from '#problems';

/** Limits how much work runs at once in this process; the rest waits for its turn, for a limited time (ms). */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly most: { readonly atOnce: number; readonly waiting: number; readonly longestWait: number },
  ) {
    this.#free = most.atOnce;
  }

  /**
   * Waits for a turn; call the answered function to end it. Throws `uploads.busy`, and `uploads.cut-off` when aborted.
   */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw new Problem('uploads.cut-off');
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    return () => {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.length >= this.most.waiting) throw busy();
    return new Promise((resolve, reject) => {
      const leave = (problem: Problem): void => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        settle();
        reject(problem);
      };
      const aborted = (): void => leave(new Problem('uploads.cut-off'));
      const late = setTimeout(() => leave(busy()), this.most.longestWait);
      const settle = (): void => {
        clearTimeout(late);
        signal?.removeEventListener('abort', aborted);
      };
      const turn = (): void => {
        settle();
        resolve();
      };
      signal?.addEventListener('abort', aborted);
      this.#waiting.push(turn);
    });
  }
}

const busy = (): Problem => new Problem('uploads.busy', { retryAfterSeconds: 10 });
