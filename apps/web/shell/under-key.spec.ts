import { LineLost, Refused } from '../api/api.js';
import { underKey } from './under-key.js';

const refused = (status: number): Refused =>
  new Refused({ status, code: 'requests.stale-version' } as ConstructorParameters<typeof Refused>[0], null);

describe('an act sent by name', () => {
  const sent = async (answers: readonly (Error | null)[]): Promise<number> => {
    const keys = new Map<string, string>();
    const used: string[] = [];
    for (const answer of answers)
      await underKey(keys, 'approve line 1', (key) => {
        used.push(key);
        return answer ? Promise.reject(answer) : Promise.resolve();
      }).catch(() => undefined);
    return new Set(used).size;
  };

  it('has one key until its outcome is known', async () => {
    expect(await sent([new LineLost(), refused(503), null])).toBe(1);
  });
  it('has another key once it was done: it may have been taken back meanwhile', async () => {
    expect(await sent([null, null])).toBe(2);
  });
  it('has another key once it was refused', async () => {
    expect(await sent([refused(412), null])).toBe(2);
  });
});
