import { Problem } from '#problems';

/** Work of which only so much is done at once in this process; the others wait their turn, for a while. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly most: { readonly atOnce: number; readonly waiting: number; readonly longestWait: number },
  ) {
    this.#free = most.atOnce;
  }

  /** Waits for a turn; what it answers ends it. Throws `uploads.busy`, and `uploads.cut-off` when the signal came. */
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
