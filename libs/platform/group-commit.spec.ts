import { GroupCommit, type Outcome } from './group-commit.js';

describe('reports that arrive together are committed together', () => {
  const held = (): { groups: number[][]; release: () => void; commit: GroupCommit<number, number> } => {
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
      1,
      3,
    );
    return { groups, release: () => waiting.shift()?.(), commit };
  };
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('the first goes alone and at once, those that wait go with the next call, at most so many', async () => {
    const { groups, release, commit } = held();
    const answers = [1, 2, 3, 4, 5].map((item) => commit.submit(item));
    expect(groups).toEqual([[1]]);
    release();
    await turn();
    expect(groups).toEqual([[1], [2, 3, 4]]);
    release();
    await turn();
    release();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50]);
    expect(groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('one that is refused fails alone', async () => {
    const { release, commit } = held();
    const first = commit.submit(1);
    const [good, bad] = [commit.submit(2), commit.submit(-3)];
    release();
    await first;
    await turn();
    release();
    await expect(bad).rejects.toThrow('-3 is refused');
    await expect(good).resolves.toBe(20);
  });

  it('when the call itself fails, everybody in it is told and the next group still goes', async () => {
    let call = 0;
    const commit = new GroupCommit<number, number>(async (items) => {
      if (++call === 1) throw new Error('the database is away');
      return items.map((item) => ({ done: item }));
    }, 1);
    const first = commit.submit(1);
    const second = commit.submit(2);
    await expect(first).rejects.toThrow('the database is away');
    await expect(second).resolves.toBe(2);
  });
});
