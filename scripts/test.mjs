// `npm test`: types, then the unit, integration, browser and chaos tests, the last those that want the machine alone.
//   --long             the full numbers of everything (hours)
//   --only <project>   unit, integration, browser, chaos or alone; several by comma
//   anything else goes to jest: a path, -t <name>, --runInBand …
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildIfStale, BuildFailed, root } from './build.mjs';

const projects = {
  unit: ['--maxWorkers=2'],
  // much of it waits for PostgreSQL, or for a moment to come
  integration: ['--maxWorkers=3'],
  browser: ['--maxWorkers=2'],
  // most of it waits for processes that start, fall and come back
  chaos: ['--maxWorkers=3'],
  // what holds answers to milliseconds, or fills a disk: one file at a time
  alone: ['--maxWorkers=1'],
};

function readArguments(words) {
  const options = { long: false, only: undefined, rest: [] };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '--long') options.long = true;
    else if (word === '--only') options.only = words[(at += 1)] ?? '';
    else if (word.startsWith('--only=')) options.only = word.slice('--only='.length);
    else if (word !== '--') options.rest.push(word);
  }
  return options;
}

const { long, only, rest } = readArguments(process.argv.slice(2));
const wanted = only?.split(',') ?? Object.keys(projects);
if (!wanted.every((project) => project in projects)) {
  process.stderr.write(`--only takes of these, by comma: ${Object.keys(projects).join(', ')}.\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'sonae-test-'));
let passed = 0;
/** @type {string[]} */
const skipped = [];
/** @type {string[]} */
const failures = [];
let running;
let interrupted;

// Ctrl-C reaches the tests as well (one terminal, one group); a signal sent to this process alone is handed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) running?.kill(signal);
  });
}
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Starts a script; `ended` is its exit code, or the signal that ended it. */
function start(words) {
  const env = { ...(long ? { SONAE_TEST_LONG: '1', SONAE_TEST_LINGER: '300' } : {}), ...process.env };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  running = child;
  return { child, ended: new Promise((done) => child.once('close', (code, signal) => done(code ?? signal))) };
}

/** How long jest may take to end once its record is written (ms). */
const patience = 30_000;

/**
 * Ends a jest whose record is written and that does not end. What its tests left open is a failure, and named. One that
 * answers no longer hangs in Node on its way out (nodejs/node#54918, open): that says nothing about a test.
 */
async function endAfter(record, project, jest) {
  const goesOn = () => jest.exitCode === null && jest.signalCode === null;
  while (goesOn() && !existsSync(record)) await sleep(200);
  for (const end = Date.now() + patience; goesOn() && Date.now() < end;) await sleep(200);
  if (!goesOn() || interrupted) return;
  jest.kill('SIGUSR2');
  await sleep(3_000);
  const report = readdirSync(folder).find((name) => name.startsWith('report.') && name.includes(`.${jest.pid}.`));
  if (report) {
    const { libuv } = JSON.parse(readFileSync(join(folder, report), 'utf8'));
    const open = libuv.filter(({ is_active, is_referenced }) => is_active && is_referenced).map(({ type }) => type);
    failures.push(`[${project}] jest did not end, its tests left open: ${open.join(', ')}`);
  } else {
    process.stdout.write(`[${project}] Node hung on its way out after the last test (nodejs/node#54918): ended\n`);
  }
  jest.kill('SIGKILL');
}

/** Under a pattern of names every other test is "skipped": not worth a line each. */
const narrowed = rest.some((word) => /^(-t|--testNamePattern)/.test(word));

/** Jest's own record, read test by test: a file that could not be loaded counts as one failure. */
function count(project, file) {
  const before = failures.length;
  const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
  for (const { name, status, assertionResults } of testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failures.push(`[${project}] ${relative(root, name)}: ${test.fullName}`);
      // the reason stands in the name: "needs Redis (REDIS_URL): …"
      else if (!narrowed) skipped.push(`[${project}] ${relative(root, name)}: ${test.fullName}`);
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
      failures.push(`[${project}] ${relative(root, name)} could not be run`);
  }
  return failures.length > before;
}

async function runProject(project) {
  process.stdout.write(`\n${project}\n`);
  const file = join(folder, `${project}.json`);
  const report = ['--json', `--outputFile=${file}`, '--passWithNoTests'];
  const said = [`--report-on-signal`, `--report-directory=${folder}`];
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', project];
  const { child, ended } = start([...said, ...jest, ...report, ...projects[project], ...rest]);
  await endAfter(file, project, child);
  const code = await ended;
  if (interrupted) return;
  const hasFailed = existsSync(file) && count(project, file);
  // jest can also fail without a failed test: a set-up that throws, a wrong argument
  const wasEnded = code === 'SIGKILL' && existsSync(file);
  if (code !== 0 && !wasEnded && !hasFailed) failures.push(`[${project}] jest ended with ${code}`);
}

function end() {
  for (const name of skipped) process.stdout.write(`skipped  ${name}\n`);
  if (skipped.length > 0) process.stdout.write(`${skipped.length} skipped\n`);
  for (const name of failures) process.stdout.write(`failed   ${name}\n`);
  process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
  process.exit(failures.length > 0 || passed === 0 ? 1 : 0);
}

try {
  buildIfStale();
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  failures.push('the build');
  end();
}
const types = await start([join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.test.json']).ended;
if (types !== 0 && !interrupted) {
  process.stderr.write('The types of the tests are wrong in the places named above.\n');
  failures.push('the types of the tests');
}
for (const project of Object.keys(projects)) {
  if (!interrupted && wanted.includes(project)) await runProject(project);
}
if (interrupted) process.exit(128 + constants.signals[interrupted]);
end();
