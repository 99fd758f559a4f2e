import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { bareSettings, dataFolder, lives, packageFolder, until } from '../support/processes.js';

/** What a run of tests begins with; then its tests write, as tests do. */
const run = `
  import setup from './test/support/postgres.setup.mjs';
  import pg from 'pg';
  await setup();
  const client = new pg.Client({ connectionString: process.env.SONAE_TEST_PG });
  client.on('error', () => undefined);
  await client.connect();
  process.stdout.write('writes');
  for (let at = 0; ; at++) await client.query('CREATE TABLE t' + at + ' AS SELECT g FROM generate_series(1, 1000) g');
`;

describe('a run of tests that is ended', () => {
  let folder: string;
  const servers = (): number[] =>
    spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((line) => line.includes(`-D ${folder}/`) && line.includes('listen_addresses'))
      .map((line) => Number.parseInt(line, 10));
  beforeEach(() => (folder = dataFolder('ended-run')));
  afterEach(() => {
    for (const pid of servers().filter(lives)) process.kill(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it.each([
    ['while its server starts', () => servers().length > 0],
    ['while its tests write', (said: string) => said.includes('writes')],
  ])('%s: leaves neither server nor folder', async (_, reached) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', run], {
      cwd: packageFolder,
      env: { ...bareSettings(), TMPDIR: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise((done) => child.once('close', done));
    while (!reached(said)) await new Promise((next) => setTimeout(next, 5));
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    await until('the server is ended', 10_000, () => Promise.resolve(servers().length === 0));
    expect(readdirSync(folder)).toEqual([]);
  });
});
