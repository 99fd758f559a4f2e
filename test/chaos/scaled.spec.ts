import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { seedOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import {
  buildForProcesses,
  dataFolder,
  embeddedServer,
  folderSettings,
  lives,
  pause,
  Program,
  queueSettings,
  signIn,
  startedFolder,
  until,
} from '../support/processes.js';
import { randomBy, Stream } from './stream.js';

const kills = process.env['SONAE_TEST_LONG'] === '1' ? 60 : 8;

describe('the scaled-out form on one machine, with processes killed on the way', () => {
  let folder: string;
  let scaled: Program;
  let stream: Stream | undefined;
  const data = (): string => join(folder, 'data');

  beforeAll(async () => {
    buildForProcesses();
    folder = dataFolder('scaled');
    await startedFolder(data());
    scaled = await Program.of('scaled', 'scripts/scaled.mjs', {
      ...folderSettings(data()),
      ...queueSettings(),
      PORT: '0',
    });
    scaled.start();
    await until('every process is ready', 90_000, () => Promise.resolve(/Ctrl-C stops/.test(scaled.said)));
  }, 240_000);
  afterAll(async () => {
    stream?.giveUp();
    await scaled?.end('SIGTERM', 40_000);
    const server = folder ? embeddedServer(data()) : null;
    if (server && lives(server.pid)) process.kill(server.pid, 'SIGQUIT');
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const apis = (): string[] =>
    [...scaled.said.matchAll(/^api \d +http:\/\/localhost:(\d+)/gm)].map(([, port]) => `http://127.0.0.1:${port}`);
  const rows = <T extends object>(sql: string): Promise<T[]> =>
    asSuperuser(embeddedServer(data())?.url ?? '', async (client) => (await client.query<T>(sql)).rows);
  /** The processes of the form that live now, workers and API. */
  const children = (): number[] => {
    const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
    return listed
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, parent, ...args]) =>
          Number(parent) === scaled.pid && /dist\/programs\/(?:api|worker)\.js/.test(args.join(' ')),
      )
      .map(([pid]) => Number(pid));
  };

  it('loses and doubles nothing, and routes what it acknowledged', async () => {
    expect([apis().length, children().length]).toEqual([2, 5]);
    const random = randomBy(seedOf('scaled'));
    const session = await signIn(apis()[0] ?? '', 'reporter@sakura.example');
    const reports = (stream = new Stream(apis(), session, random));
    reports.start();
    for (let kill = 0; kill < kills; kill++) {
      await pause(300 + random() * 700);
      const there = children();
      const pid = there[Math.floor(random() * there.length)];
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    }
    await until('every process lives again', 30_000, () => Promise.resolve(children().length === 5));
    await reports.stop();
    expect([reports.wrong, reports.changed]).toEqual([[], []]);
    expect(reports.acknowledged.size).toBeGreaterThan(kills);
    await until('every expense has its work item', 60_000, async () => {
      const [open] = await rows<{ n: number }>(
        'SELECT count(*)::int AS n FROM expense e WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.expense_id = e.id)',
      );
      return open?.n === 0;
    });
    const ids = [...reports.acknowledged.values()].map(({ id }) => id);
    const [there] = await rows<{ cases: number; keys: number }>(
      `SELECT count(*)::int AS cases, count(DISTINCT report_key)::int AS keys
         FROM incident
         WHERE id IN ('${ids.join(`','`)}')`,
    );
    expect(there).toEqual({ cases: ids.length, keys: ids.length });
  }, 180_000);

  it('ends with who started it, also when that was killed', async () => {
    const before = children();
    expect(before.length).toBe(5);
    expect(await scaled.end('SIGKILL')).toBe('SIGKILL');
    await until('no process is left', 40_000, () => Promise.resolve(!before.some((pid) => lives(pid))));
    scaled.start();
    await until('it serves again', 90_000, () =>
      Promise.resolve((scaled.said.match(/Ctrl-C stops/g) ?? []).length === 2),
    );
    expect(await scaled.end('SIGTERM', 40_000)).toBe(0);
    expect(scaled.fell).toEqual([]);
  }, 180_000);
});
