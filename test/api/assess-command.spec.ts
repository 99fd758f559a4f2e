import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { packageRoot } from '#platform';

interface Run {
  readonly code: number | null;
  readonly lines: readonly string[];
  /** The most memory it ever took, in MB; null where the machine does not tell. */
  readonly mostMb: number | null;
}

/** Runs `sonae assess` with these pieces as its input. */
async function assess(pieces: Iterable<Buffer | string>): Promise<Run> {
  const child = spawn(process.execPath, ['scripts/sonae.mjs', 'assess'], {
    cwd: packageRoot,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  for (const piece of pieces)
    if (!child.stdin.write(piece)) await new Promise((done) => child.stdin.once('drain', done));
  let mostMb: number | null = null;
  try {
    mostMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_000;
  } catch {
    // only Linux tells
  }
  child.stdin.end();
  await finished(child.stdin);
  const code = await ended;
  return { code, lines: text.split('\n').slice(0, -1), mostMb };
}

const line = { id: '病院-1', category: 'call-center', amount: 1_000, incurredOn: '2026-09-20' };
const request = JSON.stringify({
  termsVersion: '2026-11',
  policy: {
    institutionKind: 'general-clinic',
    corporationKind: 'other',
    plan: 3,
    inceptionDate: '2026-04-01',
    expiryDate: '2027-04-01',
  },
  incident: {
    cause: 'cyber-attack',
    country: 'JP',
    discoveredOn: '2026-09-10',
    attackConfirmed: true,
    premises: 'unknown',
    perpetrator: 'unknown',
  },
  lines: [line],
});
const outcomes = ({ lines }: Run): string[] =>
  lines.map((answer) => {
    const { lines: assessed, error } = JSON.parse(answer) as {
      lines?: { id: string; outcome: string }[];
      error?: { faults: { message: string }[] };
    };
    return (
      assessed?.map(({ id, outcome }) => `${id} ${outcome}`).join() ??
      error?.faults.map(({ message }) => message).join() ??
      ''
    );
  });

describe('sonae assess', () => {
  it('answers every line with one line, in order, whatever it is, and ends with 0', async () => {
    const run = await assess([`${request}\n\n{"lines":\r\n`, Buffer.from([0xff, 0x0a]), `"text"\n${request}`]);
    expect(run.code).toBe(0);
    expect(outcomes(run)).toEqual([
      '病院-1 refer',
      'is not JSON',
      'is not JSON',
      'is not UTF-8',
      'must be object',
      '病院-1 refer',
    ]);
  }, 60_000);

  it('answers nothing with nothing', async () => {
    expect(await assess([])).toMatchObject({ code: 0, lines: [] });
  }, 60_000);

  it('keeps no more of a line of 100 MB than it may be long, and answers the next', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    const run = await assess([...Array.from({ length: 100 }, () => piece), `\n${request}\n`]);
    expect([run.code, outcomes(run)]).toEqual([0, ['is longer than 1048576 bytes', '病院-1 refer']]);
    // what the process takes by itself is about 70 MB
    if (run.mostMb !== null) expect(run.mostMb).toBeLessThan(160);
  }, 120_000);
});
