import { setTimeout as pause } from 'node:timers/promises';
import { createLog } from '#platform';
import { Outside, type Errand } from './outside.js';

const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 200 && !holds(); waited++) await pause(10);
};

describe('the queue for what leaves the house', () => {
  it('one that hangs or fails delays no other, and each is asked to end', async () => {
    const ran: string[] = [];
    let ended = 0;
    const errands: Errand[] = [
      {
        name: 'hangs',
        due: '',
        run: (_, stopping) =>
          new Promise((resolve) =>
            stopping.addEventListener('abort', () => {
              ended++;
              resolve();
            }),
          ),
      },
      {
        name: 'quick',
        due: '',
        async run(id) {
          await pause(1);
          ran.push(id);
        },
      },
      {
        name: 'failing',
        due: '',
        run(id) {
          ran.push(`${id} failed`);
          return Promise.reject(new Error('away'));
        },
      },
    ];
    const outside = new Outside(errands, createLog('silent'));
    const ids = Array.from({ length: 20 }, (_, at) => `${at}`);
    outside.pass(ids, 'hangs');
    outside.pass(['a', 'b'], 'failing');
    outside.pass(ids, 'quick');
    await until(() => ran.length === 22);
    expect(ran.toSorted()).toEqual([...ids, 'a failed', 'b failed'].toSorted());
    await outside.stop();
    expect(ended).toBe(4);
  });

  it('has no more than four conversations of an errand at once, and each row once at a time', async () => {
    let [now, most] = [0, 0];
    const ran: string[] = [];
    const errand: Errand = {
      name: 'counted',
      due: '',
      async run(id) {
        most = Math.max(most, ++now);
        await pause(5);
        now--;
        ran.push(id);
      },
    };
    const outside = new Outside([errand], createLog('silent'));
    const ids = Array.from({ length: 9 }, (_, at) => `${at}`);
    outside.pass(ids, 'counted');
    outside.pass(ids, 'counted');
    await until(() => ran.length >= 9);
    expect([most, ran.toSorted()]).toEqual([4, ids]);
    await outside.stop();
  });
});
