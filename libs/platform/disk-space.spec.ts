import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '#problems';
import { DiskSpace } from './disk-space.js';
import { createLog } from './log.js';

const full = (code: string): Error => Object.assign(new Error('no room'), { code });

describe('room to write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sonae-room-'));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['53100', 'ENOSPC', 'EDQUOT'])(
    'after %s writing rests for five seconds, then the next write tries',
    (code) => {
      const space = new DiskSpace();
      expect(space.short).toBe(false);
      space.notice(full(code));
      expect(space.short).toBe(true);
      expect(() => space.requireRoom()).toThrow(new Problem('platform.disk-full'));
      jest.advanceTimersByTime(4_900);
      expect(space.short).toBe(true);
      jest.advanceTimersByTime(200);
      expect(space.short).toBe(false);
    },
  );

  it.each(['53200', '53300', '23505', 'ENOENT'])('%s says nothing of the disk', (code) => {
    const space = new DiskSpace();
    space.notice(full(code));
    expect(space.short).toBe(false);
  });

  it('rests while less than the reserve is free, and says so in the log once', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const space = new DiskSpace();
    await space.watch({ dataFolder: folder, diskReserve: Number.MAX_SAFE_INTEGER }, log);
    expect(space.freeBytes).toBeGreaterThan(0);
    expect(space.short).toBe(true);
    expect(lines).toEqual([expect.stringContaining('writes rest')]);
    await new DiskSpace().watch({ dataFolder: folder, diskReserve: 0 }, log);
    expect(lines).toHaveLength(1);
  });

  it('a folder that is not there says nothing', async () => {
    const space = new DiskSpace();
    await space.watch({ dataFolder: join(folder, 'none'), diskReserve: Number.MAX_SAFE_INTEGER }, createLog('silent'));
    expect([space.freeBytes, space.short]).toEqual([null, false]);
  });
});
