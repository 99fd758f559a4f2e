import { ReportsFirst } from './reports-first.js';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** So many reports that do not end before `end` is called. */
function crowdOf(first: ReportsFirst, reports: number): () => Promise<unknown> {
  let end = (): void => undefined;
  const over = new Promise<void>((done) => (end = done));
  const all = Promise.all(Array.from({ length: reports }, () => first.report(() => over)));
  return () => {
    end();
    return all;
  };
}

describe('who reports comes first', () => {
  it('while few report, batches run at once and beside each other', async () => {
    const first = new ReportsFirst();
    const end = crowdOf(first, 11);
    let together = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++together);
      await pause(20);
      together--;
    };
    await Promise.all([1, 2, 3].map(() => first.batch(work, false)));
    await end();
    expect(most).toBe(3);
  });

  it('while a crowd reports, one batch at a time and a rest after each; when it is over, the rest is over', async () => {
    jest.useFakeTimers();
    const first = new ReportsFirst();
    const end = crowdOf(first, 12);
    let began = 0;
    const work = (): Promise<void> => {
      began++;
      return pause(40);
    };
    const batches = Promise.all([1, 2, 3].map(() => first.batch(work, false)));
    await jest.advanceTimersByTimeAsync(40);
    expect(began).toBe(1);
    // it rests five times as long as it worked
    await jest.advanceTimersByTimeAsync(199);
    expect(began).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(began).toBe(2);
    await jest.advanceTimersByTimeAsync(40);
    await end();
    await jest.advanceTimersByTimeAsync(0);
    expect(began).toBe(3);
    await jest.advanceTimersByTimeAsync(40);
    await batches;
    jest.useRealTimers();
  });

  it('what has waited too long waits no more, and a batch that fails holds up nobody', async () => {
    const first = new ReportsFirst();
    const end = crowdOf(first, 12);
    await expect(first.batch(() => Promise.reject(new Error('no')), false)).rejects.toThrow('no');
    expect(await first.batch(() => Promise.resolve('late'), true)).toBe('late');
    expect(await first.batch(() => Promise.resolve('in turn'), false)).toBe('in turn');
    await end();
  });

  it('a batch that hangs keeps its turn for two seconds, and no longer', async () => {
    jest.useFakeTimers();
    const first = new ReportsFirst();
    const end = crowdOf(first, 12);
    let done = 0;
    const hangs = first.batch(() => pause(10_000), false);
    const next = first.batch(() => Promise.resolve(++done), false);
    await jest.advanceTimersByTimeAsync(2_399);
    expect(done).toBe(0);
    // its turn, and the longest rest
    await jest.advanceTimersByTimeAsync(1);
    expect(done).toBe(1);
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all([hangs, next, end()]);
    jest.useRealTimers();
  });
});
