interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** What a group's work answers for each of its items, in their order; `next`: it goes with the next group. */
export type Outcome<Result> = { readonly done: Result } | { readonly failed: unknown } | { readonly next: true };

/**
 * Commits together what arrives together. What comes in one turn goes at once while no group is under way; else it waits for the
 * end of that group, until it fills one of its own (`most`), or for `waitMs`; at most `calls` groups are under way.
 */
export class GroupCommit<Item, Result> {
  readonly #waiting: Waiting<Item, Result>[] = [];
  #underWay = 0;
  #planned = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
    private readonly calls = 2,
    private readonly most = 32,
    private readonly waitMs = 2,
  ) {}

  submit(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#plan();
    });
  }

  // what resolves in this turn, or is read from sockets in it, is in the same group
  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    setImmediate(() => {
      this.#planned = false;
      if (this.#underWay === 0 || this.#waiting.length >= this.most) this.#next();
      else if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#next(), this.waitMs);
    });
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#underWay >= this.calls || this.#waiting.length === 0) return;
    const group = this.#waiting.splice(0, this.most);
    this.#underWay++;
    void this.#go(group);
  }

  async #go(group: readonly Waiting<Item, Result>[]): Promise<void> {
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
    this.#plan();
  }
}
