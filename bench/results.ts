import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem, type CpuInfo } from 'node:os';
import { packageRoot } from '#platform';
import { rounded, type Figures, type IntakeFigure, type Spread, type WholeFigure } from './figures.js';
import type { Size } from './measure.js';
import type { SurgeFigure } from './surge.js';

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

const pair = (one: number, other: number): string => `${rounded(one, 1)} / ${rounded(other, 1)}`;

function intakeLines(clients: number, intake: IntakeFigure, aim: string): Line[] {
  return [
    [`intake, ${clients} clients (reports/s)`, spread(intake.rps, 0), ''],
    [`intake, ${clients} clients ÷ limit`, spread(intake.ratio, 3), ''],
    [`intake, ${clients} clients, p50 / p99 (ms)`, pair(intake.p50Ms, intake.p99Ms), ''],
    [`a report, ${clients} clients: CPU of product and database (ms)`, spread(intake.cpuMs, 2), ''],
    [`the reference transaction, ${clients} clients: CPU (ms)`, spread(intake.referenceMs, 2), ''],
    [`a report ÷ the reference transaction, ${clients} clients`, spread(intake.cpuRatio, 2), aim],
  ];
}

function wholeLines({ rate, productMs, databaseMs, referenceMs, cpuRatio }: WholeFigure): Line[] {
  return [
    [`a report with everything it sets off, at ${rate}/s: CPU of the product (ms)`, spread(productMs, 2), ''],
    ['the same: CPU of the database (ms)', spread(databaseMs, 2), ''],
    [`the reference transaction at ${rate}/s: CPU (ms)`, spread(referenceMs, 2), ''],
    ['a report with everything it sets off ÷ the reference transaction', spread(cpuRatio, 1), '≤ 14'],
  ];
}

/** The surge's lines of the table. */
export function surgeLines(surge: SurgeFigure): Line[] {
  const { thousands, sustained } = surge;
  const memory = thousands.map(({ memoryMb }) => memoryMb);
  const last = thousands.at(-1);
  return [
    [
      `surge of ${surge.reports} reports of one vendor: report, p50 / p99 (ms)`,
      pair(surge.p50Ms, surge.p99Ms),
      'p99 ≤ 50',
    ],
    [
      `surge: in a worklist, p50 / p99 (ms), of ${surge.samples} expenses`,
      pair(surge.routingP50Ms, surge.routingP99Ms),
      'p99 ≤ 200',
    ],
    [
      'surge: CPU of product and database for one of the last thousand (ms)',
      last ? pair(last.cpuMs.product, last.cpuMs.database) : '',
      '',
    ],
    [`surge: the last thousand ÷ thousands ${surge.early}`, String(rounded(surge.lastToFirst, 2)), '≤ 1.2'],
    ['surge: memory after the second and the last thousand (MB)', pair(memory[1] ?? 0, memory.at(-1) ?? 0), 'flat'],
    ...(sustained === null
      ? []
      : ([
          ['routing, sustained (expenses/s)', spread(sustained.expensesPerSecond, 0), ''],
          ['routing ÷ intake, in expenses', spread(sustained.ratio, 3), '≥ 0.4'],
          ['most expenses waiting after a thousand reports', String(sustained.mostWaiting), ''],
        ] as const)),
  ];
}

function lines({ limit, intake, whole, surge, routing, lists, assess, start, memory }: Figures): Line[] {
  return [
    ['limit, 16 clients (transactions/s)', spread(limit.c16, 0), ''],
    ['limit, 64 clients (transactions/s)', spread(limit.c64, 0), ''],
    ...intakeLines(16, intake.c16, '≤ 4.0'),
    ...intakeLines(64, intake.c64, '≤ 3.0'),
    ...wholeLines(whole),
    [`routing, p50 (ms) at ${routing.reportsPerSecond} reports/s`, String(rounded(routing.p50Ms, 1)), '≤ 12'],
    [`routing, p99 (ms), of ${routing.samples} expenses`, String(rounded(routing.p99Ms, 1)), '≤ 60'],
    [
      'the same from the sending of the report, p50 / p99 (ms)',
      pair(routing.fromRequestP50Ms, routing.fromRequestP99Ms),
      '',
    ],
    ...surgeLines(surge),
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
    [
      `searches over everything, p95 (ms) at ${lists.large.expenses} expenses (slowest: ${lists.large.slowestSearch})`,
      String(rounded(lists.large.searchP95Ms, 1)),
      '≤ 200',
    ],
    [
      `the department's figures, p95 (ms) at ${lists.large.expenses} expenses`,
      String(rounded(lists.large.departmentP95Ms, 1)),
      '≤ 200',
    ],
    [
      'counting kept figures once more, overview / department (ms)',
      pair(lists.large.countedMs['overview'] ?? 0, lists.large.countedMs['department'] ?? 0),
      '',
    ],
    [`sonae assess, ${assess.requests} requests of four lines (requests/s)`, spread(assess.perSecond, 0), ''],
    ['sonae assess ÷ parsing and printing the same lines', spread(assess.ratio, 2), '≤ 3'],
    ['sonae assess, most memory (MB)', String(rounded(assess.mostMb, 0)), ''],
    ['start, `npm start` to ready (ms)', spread(start, 0), '≤ 1200'],
    ['memory, idle (MB)', String(rounded(memory.idleMb, 0)), '≤ 170'],
    ['memory, after load (MB)', String(rounded(memory.afterLoadMb, 0)), '≤ 280'],
    ['memory, most at any moment (MB)', String(rounded(memory.mostMb, 0)), ''],
  ];
}

function table(head: readonly string[], rows: readonly Line[]): string {
  const width = Math.max(...rows.map(([what]) => what.length)) + 2;
  return [
    ...head,
    '',
    ...rows.map(([what, figure, aim]) => `${what.padEnd(width)}${figure.padEnd(24)}${aim && `aim ${aim}`}`),
    '',
  ].join('\n');
}

const machineLine = (machine: Machine): string =>
  `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}, PostgreSQL ${machine.postgres}; ${machine.commit}; ${rounded(machine.busyBefore, 1)} cores busy before`;

/** What a person reads in a terminal. */
export function asTable(figures: Figures, machine: Machine): string {
  const { limit, counted, seconds } = figures;
  return table(
    [
      machineLine(machine),
      `Median (least – most). The limit is sent by ${limit.driver}. ${counted.reports} reports acknowledged and counted. ${rounded(seconds, 0)} s.`,
    ],
    lines(figures),
  );
}

/** What a person reads in a terminal of the surge alone, with what its thousands cost over time. */
export function surgeAsTable(surge: SurgeFigure, machine: Machine): string {
  const step = Math.max(1, Math.ceil(surge.thousands.length / 20));
  const over = surge.thousands.flatMap(({ cpuMs, memoryMb }, at): Line[] =>
    at % step === step - 1 || at === surge.thousands.length - 1
      ? [
          [
            `thousand ${at + 1}: CPU of product and database for one (ms)`,
            pair(cpuMs.product, cpuMs.database),
            `memory ${rounded(memoryMb, 0)} MB`,
          ],
        ]
      : [],
  );
  return table([machineLine(machine)], surgeLines(surge)).concat(table([], over).replaceAll('aim ', ''));
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

Median (least – most) of ${size.intake.repetitions} interleaved repetitions. A ratio is that of one repetition; the table gives the median of the ratios. Absolute figures are those of this machine, whose cores are shared; everything (product, database, load generator) ran on it. ${figures.counted.reports} reports with ${figures.counted.expenses} expenses were acknowledged under load, and afterwards counted: as many cases, as many expenses, one work item each, nothing given up.

| figure | measured | aim |
| --- | --- | --- |
${lines(figures)
  .map((line) => `| ${line.join(' | ')} |`)
  .join('\n')}

## How

- **Limit** and **reference transaction**: one report with four expenses as one prepared statement (1 + 4 rows, 1 of audit, 1 of outbox; 21 columns of a case; keys, the unique case number, the expenses' reference to their case; no row security, no chain), in a database of its own on the product's server. Its CPU is that of server and client; what connecting takes is measured apart and left out.
- **Intake**: \`POST /api/v1/incidents\` by signed-in accounts of different institutions over kept-alive connections, from a process of its own, to the API alone: nothing is routed meanwhile. Each client sends the next report when the last is answered; each answer is checked for 201, case number and four expenses. CPU by what the kernel counts for the process and the server's processes, those of the bench's own looks left out.
- **Everything a report sets off**: reports at a steady 40 a second, until nothing waits, beside the reference transaction at the same rate of four clients (\`pgbench -R 40 -c 4\`), one after the other. Everything finds an adjuster. **Routing**: the clock of an expense starts when the 201 has arrived, a little after the commit, and stops when another connection, looking every 2 ms, sees its work item with an adjuster; about 25 reports a second are followed. The line below counts from the sending of the report, before the commit: the truth lies between.
- **Surge**: every report is of another registered institution with a policy of its own, and names the same vendor; capacities as in the demonstration, so most items are nobody's. Meanwhile one of the desk triages, reads the lists of causes and of unassigned work and the overview, four adjusters read their lists and accept offers, one act for 25 reports; all of them hold a line of live updates. Each thousand as fast as 16 clients send it, then until nothing waits: its cost is that of everything. The times are those of the ${size.surge.tail} reports after them at 27 a second, the rate at which all 97,024 institutions report within an hour; \`npm run test:long\` sends them all. **Sustained**: expenses that wait when a thousand has been sent ÷ the time until none waits.
- **Lists**: on a data folder of their own, filled with cases of three years by SQL (four expenses a case, one case in twenty open, its items with the adjusters of their lanes); over HTTP, one after the other, each answer checked for 200 and items. **Kept figures** are read like these; counting them is what the worker itself took, with the lists at rest, and is done again after twenty times as long (ADR 0056).
- **Assess**: requests of about 1 kB and four lines of all categories, in a file; start-up, reading and writing included, one after the other with a program that only parses and prints.
- **Start**: \`npm start\` on an initialised folder until \`/health/ready\` answers 200, ${size.starts} times.
- **Memory**: VmRSS of the one process, the database apart: ${size.idleSeconds} seconds after the start, and when all work is done. MB are 10^6 bytes.

## What limits

${limits}
`;
}
