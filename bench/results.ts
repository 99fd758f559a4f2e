import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type CpuInfo } from 'node:os';
import { packageRoot } from '#platform';
import { rounded, type Figures, type Spread } from './figures.js';
import type { Size } from './measure.js';

/** Where and of what the figures are. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  readonly commit: string;
  readonly day: string;
  /** What others kept busy before the bench began, in cores. */
  readonly busyBefore: number;
}

/** Cores that were busy in the last minute. */
export function busyCores(): number {
  return loadavg()[0] ?? 0;
}

export function machineOf(postgres: string, busyBefore: number): Machine {
  const [first]: (CpuInfo | undefined)[] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    postgres,
    commit: commitOf(),
    day: new Date().toISOString().slice(0, 10),
    busyBefore,
  };
}

function commitOf(): string {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: packageRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const changed =
      git('status', '--porcelain', '--', 'libs', 'apps', 'migrations', 'scripts', 'package-lock.json') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes that are not committed' : ''}`;
  } catch {
    return 'unknown';
  }
}

type Line = readonly [what: string, figure: string, aim: string];

const spread = ({ median, least, most }: Spread, digits: number): string =>
  `${rounded(median, digits)} (${rounded(least, digits)} – ${rounded(most, digits)})`;

function lines({ limit, intake, routing, lists, assess, start, memory }: Figures): Line[] {
  return [
    ['limit, 16 clients (transactions/s)', spread(limit.c16, 0), ''],
    ['limit, 64 clients (transactions/s)', spread(limit.c64, 0), ''],
    ['intake, 16 clients (reports/s)', spread(intake.c16.rps, 0), ''],
    ['intake, 16 clients ÷ limit', spread(intake.c16.ratio, 3), '≥ 0.50'],
    ['intake, 16 clients, p50 / p99 (ms)', `${rounded(intake.c16.p50Ms, 1)} / ${rounded(intake.c16.p99Ms, 1)}`, ''],
    ['intake, 64 clients (reports/s)', spread(intake.c64.rps, 0), ''],
    ['intake, 64 clients ÷ limit', spread(intake.c64.ratio, 3), '≥ 0.80'],
    ['intake, 64 clients, p50 / p99 (ms)', `${rounded(intake.c64.p50Ms, 1)} / ${rounded(intake.c64.p99Ms, 1)}`, ''],
    [
      `routing, p50 (ms) at ${rounded(routing.reportsPerSecond, 0)} reports/s`,
      String(rounded(routing.p50Ms, 1)),
      '≤ 20',
    ],
    [`routing, p99 (ms), of ${routing.samples} expenses`, String(rounded(routing.p99Ms, 1)), '≤ 120'],
    [
      'the same from the sending of the report, p50 / p99 (ms)',
      `${rounded(routing.fromRequestP50Ms, 1)} / ${rounded(routing.fromRequestP99Ms, 1)}`,
      '',
    ],
    ['routing, sustained (expenses/s)', spread(routing.expensesPerSecond, 0), ''],
    ['routing ÷ intake, in expenses', spread(routing.throughputRatio, 3), '≥ 0.20'],
    ['most expenses waiting after a burst', String(routing.mostWaiting), ''],
    [
      `an adjuster's first 50 items, p99 (ms) at ${lists.small.expenses} / ${lists.large.expenses} expenses`,
      `${rounded(lists.small.worklistP99Ms, 1)} / ${rounded(lists.large.worklistP99Ms, 1)}`,
      '',
    ],
    ['the same, large ÷ small', String(rounded(lists.large.worklistP99Ms / lists.small.worklistP99Ms, 2)), '≤ 2'],
    [
      `filtered lists, p95 (ms) at ${lists.large.expenses} expenses (slowest: ${lists.large.slowestFilter})`,
      String(rounded(lists.large.filteredP95Ms, 1)),
      '',
    ],
    [
      "filtered lists, p95 ÷ an adjuster's list, p99",
      String(rounded(lists.large.filteredP95Ms / lists.large.worklistP99Ms, 2)),
      '≤ 10',
    ],
    [`sonae assess, ${assess.requests} requests of four lines (requests/s)`, spread(assess.perSecond, 0), '≥ 20000'],
    ['sonae assess ÷ parsing and printing the same lines', spread(assess.ratio, 2), '≤ 3'],
    ['sonae assess, most memory (MB)', String(rounded(assess.mostMb, 0)), ''],
    ['start, `npm start` to ready (ms)', spread(start, 0), '≤ 2000'],
    ['memory, idle (MB)', String(rounded(memory.idleMb, 0)), '≤ 180'],
    ['memory, after load (MB)', String(rounded(memory.afterLoadMb, 0)), '≤ 260'],
    ['memory, most at any moment (MB)', String(rounded(memory.mostMb, 0)), ''],
  ];
}

/** What a person reads in a terminal. */
export function asTable(figures: Figures, machine: Machine): string {
  const rows = lines(figures);
  const width = Math.max(...rows.map(([what]) => what.length)) + 2;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}, PostgreSQL ${machine.postgres}; ${machine.commit}; ${rounded(machine.busyBefore, 1)} cores busy before`,
    `Median (least – most). The limit is sent by ${figures.limit.driver}. ${figures.counted.reports} reports acknowledged and counted.`,
    '',
    ...rows.map(([what, figure, aim]) => `${what.padEnd(width)}${figure.padEnd(24)}${aim && `aim ${aim}`}`),
    '',
  ].join('\n');
}

/** The page that is kept with the sources; `limits` is the paragraph on what limits. */
export function asPage(figures: Figures, machine: Machine, size: Size, limits: string): string {
  return `# Speed

Made by \`npm run bench\` on ${machine.day}, commit ${machine.commit}.

| machine | |
| --- | --- |
| processor | ${machine.cpu}, ${machine.cores} cores |
| memory | ${machine.memoryGb} GB |
| Node | ${machine.node} |
| PostgreSQL | ${machine.postgres}, the embedded one: fsync and synchronous_commit on |
| the limit is sent by | ${figures.limit.driver} |
| queues | PostgreSQL |
| busy with other work before | ${rounded(machine.busyBefore, 1)} cores |

Median (least – most) of ${size.repetitions} interleaved repetitions: limit, intake and rest at 16 clients, the same at 64, and again. A ratio is that of one repetition; the table gives the median of the ratios. Absolute figures are those of this machine, whose cores are shared; everything (product, database, load generator) ran on it. Other work on the machine lowers the ratios, not only the figures: the limit has a process for each client among which the cores are shared, the product one. ${figures.counted.reports} reports with ${figures.counted.expenses} expenses were acknowledged, and afterwards counted: as many cases, as many expenses, one work item each, nothing given up.

| figure | measured | aim |
| --- | --- | --- |
${lines(figures)
  .map((line) => `| ${line.join(' | ')} |`)
  .join('\n')}

Not measured yet: the dashboard.

## How

- **Limit**: one report with four expenses as one prepared statement (1 + 4 rows, 1 of audit, 1 of outbox; 21 columns of a case; keys, the unique case number, the expenses' reference to their case; no row security, no chain), in a database of its own on the product's server.
- **Intake**: \`POST /api/v1/incidents\` by signed-in accounts of different institutions over kept-alive connections, from a process of its own. Each client sends the next report when the last is answered; each answer is checked for 201, case number and four expenses. Relay and workers run in the product's process meanwhile.
- **Routing, latency**: reports at a steady quarter of the intake at 16 clients; about 25 of them a second are followed. The clock of an expense starts when the 201 has arrived, a little after the commit, and stops when another connection, looking every 2 ms, sees its work item with an assignee. The line below counts from the sending of the report, before the commit: the truth lies between.
- **Routing, throughput**: expenses that wait when a burst ends ÷ the time until none waits, while nothing else comes in. Rosters take a million items a person, so that everything finds an adjuster.
- **Lists**: on a data folder of their own, filled with cases of three years by SQL (four expenses a case, one case in twenty open, its items with the adjusters of their lanes); over HTTP, one after the other, each answer checked for 200 and items.
- **Assess**: requests of about 1 kB and four lines of all categories, in a file; start-up, reading and writing included, one after the other with a program that only parses and prints.
- **Start**: \`npm start\` on an initialised folder until \`/health/ready\` answers 200, ${size.starts} times.
- **Memory**: VmRSS of the one process, the database apart: 5 seconds after the start, and when the work of all bursts is done. MB are 10^6 bytes.

## What limits

${limits}
`;
}
