import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attackInJapan, expenseIn, seedOf } from '../journeys/cases.js';
import { hostileFile } from '../support/hostile-files.js';
import { buildForProcesses, packageFolder, Program, signIn, until, type SignedIn } from '../support/processes.js';
import { freshKey } from '../support/system.js';
import { randomBy } from './stream.js';

const password = 'sonae demonstration password';
const files = process.env['SONAE_TEST_LONG'] === '1' ? 2_000 : 60;
/** What a table may take, and a second. */
const latestMs = 6_000;
/** What a picture may take, and a second. */
const latestPictureMs = 16_000;
/** What the machine's own noise may add to a wait or to memory is in the bound already. */
const longestWaitMs = 250;
const mostMemoryKb = 64 * 1_024;

interface Seen {
  readonly asked: number;
  readonly failed: number;
  readonly longestMs: number;
  readonly mostKb: number;
}

/** Watches a program until told to stop. */
async function watched(program: Program): Promise<() => Promise<Seen>> {
  const child = spawn(process.execPath, [
    join(packageFolder, 'test/support/watcher.mjs'),
    program.address,
    String(program.pid),
  ]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('it is watched', 10_000, () => Promise.resolve(said.includes('watching')));
  return async () => {
    const ended = new Promise((closed) => child.once('close', closed));
    child.stdin.end();
    await ended;
    return JSON.parse(said.split('\n')[1] ?? '') as Seen;
  };
}

describe('files that are made to hurt, sent by whoever may send the least', () => {
  let data: string;
  let program: Program;
  beforeAll(async () => {
    buildForProcesses();
    data = mkdtempSync(join(tmpdir(), 'sonae-hostile-'));
    // as root, PostgreSQL runs as another user, who must pass through
    chmodSync(data, 0o755);
    program = await Program.of('npm start', 'scripts/start.mjs', {
      SONAE_DATA: join(data, 'sonae'),
      SONAE_DEMO: 'small',
      SONAE_DEMO_PASSWORD: password,
      SONAE_PUBLIC_URL: 'http://localhost',
      LOG_LEVEL: 'error',
    });
    program.start();
    await program.ready();
  }, 180_000);
  afterAll(async () => {
    await program.end('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const reported = async (by: SignedIn): Promise<string> => {
    const answer = await fetch(`${program.address}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': freshKey(), ...by },
      body: JSON.stringify(attackInJapan({ expenses: [expenseIn('forensics')] })),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };

  /** Sends a file that lies on the disk, streamed as a browser would. */
  const sent = async (by: SignedIn, route: Route, file: { path: string; name: string }): Promise<Answer> => {
    const form = new FormData();
    for (const [field, value] of Object.entries(route.fields)) form.set(field, value);
    form.set('file', await openAsBlob(file.path), file.name);
    const began = performance.now();
    const answer = await fetch(`${program.address}/api/v1${route.path}`, {
      method: 'POST',
      headers: { 'idempotency-key': freshKey(), ...by },
      body: form,
      signal: AbortSignal.timeout(120_000),
    });
    const text = await answer.text();
    return { status: answer.status, ms: performance.now() - began, bytes: text.length, text };
  };

  /** Asks for the picture of a paper: it is drawn, or it is said that it cannot be, in the time that a picture has. */
  const shown = async (by: SignedIn, taken: string): Promise<string> => {
    const { id } = JSON.parse(taken) as { id: string };
    const began = performance.now();
    const answer = await fetch(`${program.address}/api/v1/documents/${id}/preview?page=1`, { headers: { ...by } });
    await answer.arrayBuffer();
    const ms = performance.now() - began;
    expect([answer.status < 500, ms < latestPictureMs]).toEqual([true, true]);
    return `preview ${answer.status} in ${Math.round(ms)} ms`;
  };

  it(
    `${files} of them: each answered in time, nobody waits meanwhile, memory stays, nothing is left behind`,
    async () => {
      const seed = seedOf('hostile files');
      const random = randomBy(seed);
      const hospital = await signIn(program.address, 'reporter@sakura.example', password);
      const cashier = await signIn(program.address, 'payments@sonae.example', password);
      const incidentId = await reported(hospital);
      const routes = (at: number): readonly (readonly [SignedIn, Route])[] => [
        [hospital, { path: `/incidents/${incidentId}/expense-imports/previews`, fields: {} }],
        [hospital, { path: '/documents', fields: { incidentId, kind: at % 2 === 0 ? 'invoice' : 'forensic-report' } }],
        [cashier, { path: '/bank-reports', fields: {} }],
      ];
      const path = join(data, 'file');
      // ordinary files first: what is loaded and compiled once is not what a file costs
      writeFileSync(path, '費目,金額\nx,1\n');
      for (let at = 0; at < 10; at++)
        for (const [by, route] of routes(at)) await sent(by, route, { path, name: 'plain.csv' });

      const wrong: string[] = [];
      const heldKb = async (): Promise<number> => (await (await watched(program))()).mostKb;
      const calmKb = await heldKb();
      const worst = { ms: 0, waitMs: 0, memoryKb: 0 };
      for (let at = 0; at < files; at++) {
        const file = await hostileFile(at, random);
        writeFileSync(path, file.data);
        const beforeKb = await heldKb();
        const stop = await watched(program);
        const answers: string[] = [];
        for (const [by, route] of routes(at)) {
          const answer = await sent(by, route, { path, name: file.name });
          const said = `${route.path.split('/').at(-1) ?? ''} ${answer.status} in ${Math.round(answer.ms)} ms`;
          answers.push(said);
          worst.ms = Math.max(worst.ms, answer.ms);
          // a paper that was taken is looked at, as beside its line
          if (answer.status === 201 && route.path === '/documents') answers.push(await shown(by, answer.text));
          if (answer.status >= 500) wrong.push(`${at} ${file.what}: ${said} ${answer.text.slice(0, 300)}`);
          if (answer.ms > latestMs) wrong.push(`${at} ${file.what}: ${said}, which is too late`);
          if (answer.bytes > 262_144) wrong.push(`${at} ${file.what}: ${said} with ${answer.bytes} signs`);
        }
        const seen = await stop();
        worst.waitMs = Math.max(worst.waitMs, seen.longestMs);
        worst.memoryKb = Math.max(worst.memoryKb, seen.mostKb - beforeKb);
        const about = `${at} ${file.what} (${answers.join(', ')})`;
        if (seen.failed > 0) wrong.push(`${about}: ${seen.failed} of ${seen.asked} health checks failed`);
        if (seen.longestMs > longestWaitMs) wrong.push(`${about}: somebody waited ${Math.round(seen.longestMs)} ms`);
        if (seen.mostKb - beforeKb > mostMemoryKb)
          wrong.push(`${about}: ${Math.round((seen.mostKb - beforeKb) / 1_024)} MB more memory`);
      }
      const keptKb = (await heldKb()) - calmKb;
      process.stdout.write(`${JSON.stringify({ seed, files, worst, keptKb })}\n`);
      expect(wrong).toEqual([]);
      // what each leaves behind adds up to nothing, however many there were
      expect(keptKb).toBeLessThan(2 * mostMemoryKb);
      expect(readdirSync(join(data, 'sonae', 'uploads'))).toEqual([]);
      expect(program.fell).toEqual([]);
    },
    files * 20_000,
  );
});

interface Route {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
  readonly text: string;
}
