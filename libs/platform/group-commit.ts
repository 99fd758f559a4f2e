interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** What a group's work answers for each of its items, in their order. */
export type Outcome<Result> = { readonly done: Result } | { readonly failed: unknown };

/**
 * Commits together what arrives together: an item goes alone and at once while fewer than `calls` groups are under way,
 * else with those that wait, at most `most` in a group.
 */
export class GroupCommit<Item, Result> {
  readonly #waiting: Waiting<Item, Result>[] = [];
  #underWay = 0;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
    private readonly calls = 2,
    private readonly most = 32,
  ) {}

  submit(item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay >= this.calls || this.#waiting.length === 0) return;
    const group = this.#waiting.splice(0, this.most);
    this.#underWay++;
    this.work(group.map((waiting) => waiting.item))
      .then((outcomes) => {
        group.forEach((waiting, at) => {
          const outcome = outcomes[at];
          if (outcome && 'done' in outcome) waiting.resolve(outcome.done);
          else waiting.reject(outcome?.failed ?? new Error('a group answered too little'));
        });
      })
      .catch((error: unknown) => group.forEach((waiting) => waiting.reject(error)))
      .finally(() => {
        this.#underWay--;
        this.#next();
      });
  }
}
