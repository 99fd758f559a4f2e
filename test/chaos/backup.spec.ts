import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attackInJapan, expenseIn, seedOf } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { pdfOf, sendForm } from '../support/papers.js';
import {
  buildForProcesses,
  dataFolder,
  embeddedServer,
  folderSettings,
  lives,
  pause,
  Program,
  signIn,
  sonae,
  startedFolder,
  until,
} from '../support/processes.js';
import { randomBy, Stream } from './stream.js';

const metricsToken = 'sixteen-letters-or-more';

describe('a backup under a stream of reports, and the machine lost after it', () => {
  let folder: string;
  let program: Program;
  let next: Program;
  let stream: Stream | undefined;
  const settings = (data: string): NodeJS.ProcessEnv => ({
    ...folderSettings(data),
    SONAE_METRICS_TOKEN: metricsToken,
  });
  const [old, fresh, kept] = ['old', 'new', 'kept'].map((name) => () => join(folder, name)) as [
    () => string,
    () => string,
    () => string,
  ];
  beforeAll(async () => {
    buildForProcesses();
    folder = dataFolder('lost');
    await startedFolder(old());
    const scheduled = { SONAE_BACKUP_TO: kept(), SONAE_BACKUP_EVERY_HOURS: '1' };
    program = await Program.of('old', 'scripts/start.mjs', { ...settings(old()), ...scheduled });
    next = await Program.of('new', 'scripts/start.mjs', { ...settings(fresh()), SONAE_DEMO: 'off' });
  }, 180_000);
  afterAll(async () => {
    stream?.giveUp();
    await Promise.all([program, next].map((one) => one?.end('SIGTERM', 20_000)));
    for (const data of [old(), fresh()]) {
      const server = embeddedServer(data);
      if (server && lives(server.pid)) process.kill(server.pid, 'SIGQUIT');
    }
    await pause(200);
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const rowsOf = <T extends object>(data: string, sql: string): Promise<T[]> =>
    asSuperuser(embeddedServer(data)?.url ?? '', async (client) => (await client.query<T>(sql)).rows);
  const readiness = async (of: Program): Promise<{ backupAgeSeconds: number | null }> =>
    (await (await fetch(`${of.address}/health/ready`)).json()) as { backupAgeSeconds: number | null };

  it('is restored whole: what was acknowledged before is there and goes on, what came after is told by time and count', async () => {
    program.start();
    await program.ready();
    await until(
      'the first backup by the clock',
      60_000,
      async () => (await readiness(program)).backupAgeSeconds !== null,
    );
    const metrics = await (
      await fetch(`${program.address}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
    ).text();
    expect(metrics).toMatch(/^sonae_backup_size_bytes \d{4,}$/m);
    expect(metrics).toMatch(/^sonae_backup_failures 0$/m);
    const session = await signIn(program.address, 'reporter@sakura.example');
    stream = new Stream([program.address], session, randomBy(seedOf('backup under load')));
    stream.start();
    await until('reports are acknowledged', 30_000, () => Promise.resolve(stream!.acknowledged.size > 20));
    const [first] = stream.acknowledged.values();
    const content = pdfOf('kept with the case');
    const by = { cookie: session.cookie, csrfToken: session['x-csrf-token'] };
    const paper = await sendForm<{ id: string }>(program, by, '/documents', {
      fields: { incidentId: first?.id ?? '', kind: 'invoice' },
      file: content,
    });
    expect(paper.status).toBe(201);
    const before = new Map(stream.acknowledged);
    const began = Date.now();
    const made = await sonae(settings(old()), 'backup', '--to', kept(), '--json');
    const tookMs = Date.now() - began;
    expect([made.code, made.said.includes('backup-key')]).toEqual([0, false]);
    const shown = JSON.parse(made.out) as { name: string; snapshotAt: string; sizeBytes: number; documents: number };
    expect(shown.documents).toBeGreaterThan(0);
    const after = stream.acknowledged.size;
    await until('more is acknowledged', 30_000, () => Promise.resolve(stream!.acknowledged.size > after + 10));
    await stream.stop();
    expect([stream.wrong, stream.changed]).toEqual([[], []]);
    // read again each time: the demonstration's own cases may still be coming
    let all: string[] = [];
    await until('the clock has noted them', 60_000, async () => {
      all = (await rowsOf<{ id: string }>(old(), 'SELECT id FROM incident')).map(({ id }) => id);
      const note = JSON.parse(readFileSync(join(kept(), 'last-seen.json'), 'utf8')) as { cases: number };
      return note.cases === all.length;
    });
    // the machine is gone; the keys were kept elsewhere
    expect(await program.end('SIGKILL')).toBe('SIGKILL');
    mkdirSync(fresh(), { mode: 0o755 });
    for (const key of ['key', 'backup-key']) copyFileSync(join(old(), key), join(fresh(), key));

    // by its file, as somebody brought it on a disk and called it
    const brought = join(folder, 'brought.age');
    copyFileSync(join(kept(), shown.name), brought);
    mkdirSync(join(folder, 'tried'), { mode: 0o755 });
    const withoutKey = await sonae(settings(join(folder, 'tried')), 'restore', brought);
    expect([withoutKey.code, withoutKey.out, withoutKey.said.includes('backup-key')]).toEqual([1, '', true]);

    const restored = await sonae(settings(fresh()), 'restore', kept(), '--json');
    expect([restored.code, restored.said.replaceAll(/^.*%\n/gm, '')]).toEqual([0, '']);
    const told = JSON.parse(restored.out) as {
      name: string;
      snapshotAt: string;
      faults: string[];
      lost: { seenAt: string; cases: number; changes: number };
    };
    expect([told.name, told.snapshotAt, told.faults]).toEqual([shown.name, shown.snapshotAt, []]);

    next.start();
    await next.ready();
    const there = new Set((await rowsOf<{ id: string }>(fresh(), 'SELECT id FROM incident')).map(({ id }) => id));
    expect([...before.values()].filter(({ id }) => !there.has(id))).toEqual([]);
    expect([...there].filter((id) => !all.includes(id))).toEqual([]);
    expect(told.lost.cases).toBe(all.length - there.size);
    expect(told.lost.cases).toBeGreaterThan(10);
    expect(told.lost.changes).toBeGreaterThanOrEqual(told.lost.cases);
    expect(told.lost.seenAt > told.snapshotAt).toBe(true);
    // nobody is signed in with a copy
    const list = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${next.address}/api/v1/incidents`, { headers });
    expect((await list({ ...session })).status).toBe(401);
    const again = await signIn(next.address, 'reporter@sakura.example');
    expect((await list({ ...again })).status).toBe(200);
    const read = await fetch(`${next.address}/api/v1/documents/${paper.body.id}/content`, { headers: { ...again } });
    expect(Buffer.from(await read.arrayBuffer())).toEqual(content);
    // no number that was acknowledged is given twice
    const numbers = new Set([...stream.acknowledged.values()].map(({ caseNumber }) => caseNumber));
    const report = async (with_: string): Promise<{ id: string; caseNumber: string }> => {
      const answer = await fetch(`${next.address}/api/v1/incidents`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': with_, ...again },
        body: JSON.stringify(attackInJapan({ expenses: [expenseIn('forensics')] })),
      });
      expect(answer.status).toBe(201);
      return (await answer.json()) as { id: string; caseNumber: string };
    };
    expect(numbers.has((await report('after-the-restore')).caseNumber)).toBe(false);
    await until('everything that was under way goes on', 60_000, async () => {
      const [row] = await rowsOf<{ n: number }>(
        fresh(),
        `SELECT count(*)::int AS n FROM expense e WHERE NOT EXISTS (SELECT FROM work_item w WHERE w.expense_id = e.id)`,
      );
      return row?.n === 0;
    });
    expect(await next.end('SIGTERM')).toBe(0);
    for (const proof of ['audit', 'ledger'])
      expect([proof, (await sonae(settings(fresh()), proof, 'verify')).code]).toEqual([proof, 0]);
    expect(next.fell).toEqual([]);
    process.stdout.write(
      `${JSON.stringify({ cases: there.size, bytes: shown.sizeBytes, backupMs: tookMs, lost: told.lost.cases })}\n`,
    );
  }, 240_000);
});
