interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** The outcome of each item of a group, in their order; `next`: it goes with the next group. */
export type Outcome<Result> = { readonly done: Result } | { readonly failed: unknown } | { readonly next: true };

const mostUnderWay = 2;

/**
 * Commits together what arrives together. What comes in one turn goes at once while nothing else does; what comes while
 * a group is under way waits for its end, until it fills a group of its own (`most`), or for `holdMs`: a group that
 * takes long holds up nobody. Under load, when a group has just ended, up to `fillMs` are waited until as many have
 * come as it had.
 */
export class GroupCommit<Item, Result> {
  readonly #waiting: Waiting<Item, Result>[] = [];
  #underWay = 0;
  #planned = false;
  #timer: NodeJS.Timeout | undefined;
  #last = { size: 0, endedAt: -Infinity };

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
    private readonly most = 32,
    private readonly fillMs = 2,
    private readonly holdMs = 20,
  ) {}

  submit(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#plan();
    });
  }

  // what resolves or is read from sockets in the same turn is in the same group
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => {
      this.#planned = false;
      if (this.#waiting.length === 0) return;
      const wait = this.#waitMs();
      if (wait <= 0) this.#next();
      else this.#timer ??= setTimeout(() => this.#next(), wait);
    });
  }

  #waitMs(): number {
    const { length } = this.#waiting;
    if (length >= this.most) return 0;
    if (this.#underWay > 0) return this.holdMs;
    return length >= this.#last.size ? 0 : this.#last.endedAt + this.fillMs - performance.now();
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#underWay >= mostUnderWay || this.#waiting.length === 0) return;
    void this.#go(this.#waiting.splice(0, this.most));
  }

  async #go(group: readonly Waiting<Item, Result>[]): Promise<void> {
    this.#underWay++;
    try {
      const outcomes = await this.work(group.map(({ item }) => item));
      const next: Waiting<Item, Result>[] = [];
      for (const [at, waiting] of group.entries()) {
        const outcome = outcomes[at] ?? { failed: new Error('a group answered too little') };
        if ('done' in outcome) waiting.resolve(outcome.done);
        else if ('next' in outcome) next.push(waiting);
        else waiting.reject(outcome.failed);
      }
      this.#waiting.unshift(...next);
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    }
    this.#underWay--;
    this.#last = { size: group.length, endedAt: performance.now() };
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#plan();
  }
}
