import { GroupCommit, type Outcome } from './group-commit.js';

describe('reports that arrive together are committed together', () => {
  const held = ({ fillMs = 60_000, holdMs = 60_000 } = {}): {
    groups: number[][];
    release: () => void;
    commit: GroupCommit<number, number>;
  } => {
    const groups: number[][] = [];
    const waiting: (() => void)[] = [];
    const commit = new GroupCommit<number, number>(
      async (items) => {
        groups.push([...items]);
        await new Promise<void>((resolve) => waiting.push(resolve));
        return items.map((item): Outcome<number> =>
          item < 0 ? { failed: new Error(`${item} is refused`) } : { done: item * 10 },
        );
      },
      3,
      fillMs,
      holdMs,
    );
    return { groups, release: () => waiting.shift()?.(), commit };
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('what comes in one turn goes at once together; what comes then waits for its end', async () => {
    const { groups, release, commit } = held();
    const answers = [1, 2].map((item) => commit.submit(item));
    await turn();
    expect(groups).toEqual([[1, 2]]);
    answers.push(...[3, 4].map((item) => commit.submit(item)));
    await turn();
    expect(groups).toEqual([[1, 2]]);
    release();
    while (groups.length < 2) await turn();
    expect(groups).toEqual([
      [1, 2],
      [3, 4],
    ]);
    release();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
  });

  it('a group that takes long holds up nobody: the next goes beside it when it is full, or after a moment', async () => {
    const full = held();
    void full.commit.submit(1);
    await turn();
    for (const item of [2, 3, 4]) void full.commit.submit(item);
    await turn();
    expect(full.groups).toEqual([[1], [2, 3, 4]]);
    const lone = held({ holdMs: 1 });
    void lone.commit.submit(1);
    await turn();
    void lone.commit.submit(2);
    while (lone.groups.length < 2) await turn();
    expect(lone.groups).toEqual([[1], [2]]);
  });

  it('when several have just been answered, the next waits until as many have come, or for a moment', async () => {
    const answered = async (kept: ReturnType<typeof held>): Promise<void> => {
      const answers = [1, 2].map((item) => kept.commit.submit(item));
      await turn();
      kept.release();
      await Promise.all(answers);
    };
    const filled = held();
    await answered(filled);
    void filled.commit.submit(3);
    await turn();
    await turn();
    expect(filled.groups).toEqual([[1, 2]]);
    void filled.commit.submit(4);
    await turn();
    expect(filled.groups).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const lone = held({ fillMs: 1 });
    await answered(lone);
    void lone.commit.submit(3);
    while (lone.groups.length < 2) await turn();
    expect(lone.groups).toEqual([[1, 2], [3]]);
  });

  it('one that is refused fails alone', async () => {
    const { release, commit } = held();
    const [good, bad] = [commit.submit(2), commit.submit(-3)];
    await turn();
    release();
    await expect(bad).rejects.toThrow('-3 is refused');
    await expect(good).resolves.toBe(20);
  });

  it('one that cannot go with its group goes with the next, before those that wait', async () => {
    const groups: number[][] = [];
    const commit = new GroupCommit<number, number>(async (items) => {
      groups.push([...items]);
      return items.map((item, at): Outcome<number> =>
        items.indexOf(item) < at ? { next: true } : { done: item * groups.length },
      );
    }, 3);
    const answers = [1, 7, 7, 7, 8].map((item) => commit.submit(item));
    expect(await Promise.all(answers)).toEqual([1, 7, 14, 21, 16]);
    expect(groups).toEqual([[1, 7, 7], [7, 7, 8], [7]]);
  });

  it('when the call itself fails, everybody in it is told and the next group still goes', async () => {
    let call = 0;
    const commit = new GroupCommit<number, number>(async (items) => {
      if (++call === 1) throw new Error('the database is away');
      return items.map((item) => ({ done: item }));
    });
    const first = commit.submit(1);
    const beside = commit.submit(3);
    await turn();
    const second = commit.submit(2);
    await expect(beside).rejects.toThrow('the database is away');
    await expect(first).rejects.toThrow('the database is away');
    await expect(second).resolves.toBe(2);
  });
});
