import { rmSync } from 'node:fs';
import { attackInJapan, expenseIn, seedOf } from '../journeys/cases.js';
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
  until,
  type SignedIn,
} from '../support/processes.js';
import { randomBy, Stream } from './stream.js';

describe('npm start, killed with -9 and started again', () => {
  let data: string;
  let program: Program;
  let stream: Stream | undefined;
  beforeAll(async () => {
    buildForProcesses();
    data = dataFolder('start');
    const settings = { ...folderSettings(data), ...queueSettings(), SONAE_DEMO: 'small' };
    program = await Program.of('npm start', 'scripts/start.mjs', settings);
  }, 120_000);
  // a test that failed on the way leaves nothing running to the next one
  afterEach(async () => {
    stream?.giveUp();
    await program.end('SIGTERM', 20_000);
  }, 60_000);
  afterAll(async () => {
    // only where something failed on the way
    const left = serverPid();
    if (left !== null && lives(left)) process.kill(left, 'SIGQUIT');
    await pause(100);
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  const serverPid = (): number | null => embeddedServer(data)?.pid ?? null;
  /** Every case with its expenses and their work items, past row security. */
  const casesOf = (): Promise<{ key: string; id: string; lines: number; items: number }[]> =>
    asSuperuser(embeddedServer(data)?.url ?? '', async (client) => {
      const found = await client.query<{ key: string; id: string; lines: number; items: number }>(
        `SELECT i.report_key AS key, i.id, count(DISTINCT e.id)::int AS lines, count(w.id)::int AS items FROM incident i
           LEFT JOIN expense e ON e.incident_id = i.id
             LEFT JOIN work_item w ON w.expense_id = e.id
             GROUP BY i.id
             ORDER BY i.id`,
      );
      return found.rows;
    });
  const post = async (session: SignedIn, key: string, body: string): Promise<{ id: string; caseNumber: string }> => {
    const answer = await fetch(`${program.address}/api/v1/incidents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, ...session },
      body,
    });
    expect(answer.status).toBe(201);
    // the case as it is now: what becomes of it meanwhile differs
    const { id, caseNumber } = (await answer.json()) as { id: string; caseNumber: string };
    return { id, caseNumber };
  };
  const caseOf = async (
    session: SignedIn,
    id: string,
  ): Promise<{ coverageOutlook: string; expenses: { state: string }[] }> => {
    const answer = await fetch(`${program.address}/api/v1/incidents/${id}`, { headers: { ...session } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { coverageOutlook: string; expenses: { state: string }[] };
  };

  it('finds what the first left, finishes it, owns the server again and leaves nothing behind', async () => {
    program.start();
    await program.ready(60_000);
    const session = await signIn(program.address, 'reporter@sakura.example');
    const body = JSON.stringify(attackInJapan({ expenses: [expenseIn('forensics'), expenseIn('call-center')] }));
    const reported = await post(session, 'start-before-the-kill', body);
    const first = { process: program.pid, server: serverPid() ?? 0 };
    expect(await program.end('SIGKILL')).toBe('SIGKILL');
    expect(lives(first.process)).toBe(false);
    // the server stays, so that nothing acknowledged is lost
    expect(lives(first.server)).toBe(true);

    program.start();
    await program.ready(60_000);
    expect(serverPid()).toBe(first.server);
    // the session of before the kill still holds, and so does the key of the report
    expect(await post(session, 'start-before-the-kill', body)).toEqual(reported);
    await until('what was reported before the kill is routed', 60_000, async () => {
      const { coverageOutlook, expenses } = await caseOf(session, reported.id);
      return coverageOutlook === 'green' && expenses.every(({ state }) => state === 'routed');
    });
    const second = program.pid;
    expect(await program.end('SIGTERM')).toBe(0);
    expect([second, first.server].filter(lives)).toEqual([]);
    expect(serverPid()).toBeNull();

    // a third start on the same folder has it too, from the disk
    program.start();
    await program.ready(60_000);
    expect((await caseOf(session, reported.id)).expenses.map(({ state }) => state)).toEqual(['routed', 'routed']);
    const third = { process: program.pid, server: serverPid() ?? 0 };
    expect(await program.end('SIGTERM')).toBe(0);
    expect([third.process, third.server].filter(lives)).toEqual([]);
  }, 240_000);

  it('starts its PostgreSQL again when it is killed under a stream of reports, ends in order under it: 0 lost, 0 doubled, back within 10 s', async () => {
    program.start();
    await program.ready(60_000);
    const session = await signIn(program.address, 'reporter@sakura.example');
    const before = await casesOf();
    const reports = new Stream([program.address], session, randomBy(seedOf('PostgreSQL killed')));
    stream = reports;
    reports.start();
    const backAfter: number[] = [];
    for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
      const had = reports.acknowledged.size;
      await until('reports are acknowledged', 20_000, () => Promise.resolve(reports.acknowledged.size > had + 5));
      const server = serverPid() ?? 0;
      process.kill(server, signal);
      const killed = Date.now();
      // sessions of the dead server may still answer for a moment: only those of the next one count
      await until('the server is started again', 10_000, () => Promise.resolve(![server, null].includes(serverPid())));
      const meanwhile = reports.acknowledged.size;
      await until('the service is back by itself', 10_000, () =>
        Promise.resolve(reports.acknowledged.size > meanwhile),
      );
      backAfter.push(Date.now() - killed);
    }
    // asked to end under the same stream it answers what is under way, and ends by itself
    expect(await program.end('SIGTERM', 20_000)).toBe(0);
    expect(serverPid()).toBeNull();
    program.start();
    await program.ready(60_000);
    await reports.stop();
    expect(reports.wrong).toEqual([]);
    expect(reports.changed).toEqual([]);
    let cases: Awaited<ReturnType<typeof casesOf>> = [];
    await until('everything is routed, by counting rows', 60_000, async () => {
      cases = (await casesOf()).slice(before.length);
      return cases.every(({ lines, items }) => lines === items);
    });
    process.stdout.write(`${JSON.stringify({ acknowledged: reports.acknowledged.size, backAfterMs: backAfter })}\n`);
    expect(cases.map(({ key, id, lines }) => ({ key, id, lines }))).toEqual(
      [...reports.acknowledged]
        .map(([key, { id, lines }]) => ({ key, id, lines }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(await program.end('SIGTERM')).toBe(0);
    expect(program.fell).toEqual([]);
  }, 180_000);
});
