import { setTimeout as pause } from 'node:timers/promises';
import { Neighbours, neighbours, openTransaction, Silent, speakOutside, SpokenInside } from './outside.js';

describe('speaking with a neighbour', () => {
  it('ends when the time is over, tells whoever speaks, and remembers the silence until an answer comes', async () => {
    let told: unknown;
    const mute = speakOutside('mail-server', 20, (signal) => {
      signal.addEventListener('abort', () => (told = signal.reason));
      return new Promise(() => undefined);
    });
    await expect(mute).rejects.toThrow(Silent);
    expect(told).toBeInstanceOf(Silent);
    expect(neighbours.warnings().map(({ code }) => code)).toEqual(['platform.mail-server-silent']);
    expect(await speakOutside('mail-server', 1_000, () => Promise.resolve('taken'))).toBe('taken');
    expect(neighbours.warnings()).toEqual([]);
  });

  it('goes on for as long as the neighbour is heard, and ends when it falls silent', async () => {
    let heard = 0;
    const long = async (_: AbortSignal, again: () => void): Promise<string> => {
      for (; heard < 10; heard++) {
        await pause(60);
        again();
      }
      return 'all of it';
    };
    expect(await speakOutside('backup-store', 300, long)).toBe('all of it');
    const stops = async (_: AbortSignal, again: () => void): Promise<never> => {
      await pause(60);
      again();
      return new Promise(() => undefined);
    };
    await expect(speakOutside('backup-store', 300, stops)).rejects.toThrow(Silent);
    expect(neighbours.warnings().map(({ code }) => code)).toEqual(['platform.backup-store-silent']);
    await speakOutside('backup-store', 300, () => Promise.resolve());
  });

  it('is refused inside a transaction that is watched, and says nothing then', async () => {
    let said = 0;
    const words = (): Promise<void> => {
      said++;
      return Promise.resolve();
    };
    await openTransaction.run(true, async () => {
      await expect(speakOutside('file-store', 1_000, words)).rejects.toThrow(SpokenInside);
      await pause(1);
      await expect(speakOutside('file-store', 1_000, words)).rejects.toThrow(SpokenInside);
    });
    expect(said).toBe(0);
    await speakOutside('file-store', 1_000, words);
    expect(said).toBe(1);
  });

  it('what did not answer an hour ago, and was not asked since, is no longer told', () => {
    const known = new Neighbours();
    known.missed('virus-check');
    expect(known.answers()).toEqual([{ name: 'virus-check', answered: false }]);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_001);
    expect(known.answers()).toEqual([]);
    clock.mockRestore();
  });
});
