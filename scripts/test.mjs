// `npm test`: types, then the unit, integration, browser and chaos tests, the last those that want the machine alone.
//   --long             the full numbers of everything (hours)
//   --only <project>   unit, integration, browser, chaos or alone; several by comma
//   anything else goes to jest: a path, -t <name>, --runInBand …
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build, BuildFailed, root } from './build.mjs';

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

function run(script, args) {
  return new Promise((done) => {
    const env = { ...(long ? { SONAE_TEST_LONG: '1', SONAE_TEST_LINGER: '300' } : {}), ...process.env };
    running = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    running.once('close', (code) => done(code ?? 1));
  });
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
  const code = await run(join(root, 'node_modules/jest/bin/jest.js'), [
    ...['--selectProjects', project],
    ...report,
    ...projects[project],
    ...rest,
  ]);
  if (interrupted) return;
  const hasFailed = existsSync(file) && count(project, file);
  // jest can also fail without a failed test: a set-up that throws, a wrong argument
  if (code !== 0 && !hasFailed) failures.push(`[${project}] jest ended with ${code}`);
}

function end() {
  for (const name of skipped) process.stdout.write(`skipped  ${name}\n`);
  if (skipped.length > 0) process.stdout.write(`${skipped.length} skipped\n`);
  for (const name of failures) process.stdout.write(`failed   ${name}\n`);
  process.stdout.write(`${passed} passed, ${failures.length} failed\n`);
  process.exit(failures.length > 0 || passed === 0 ? 1 : 0);
}

try {
  build();
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  failures.push('the build');
  end();
}
const types = await run(join(root, 'node_modules/typescript/bin/tsc'), ['-p', 'tsconfig.test.json']);
if (types !== 0 && !interrupted) {
  process.stderr.write('The types of the tests are wrong in the places named above.\n');
  failures.push('the types of the tests');
}
for (const project of Object.keys(projects)) {
  if (!interrupted && wanted.includes(project)) await runProject(project);
}
if (interrupted) process.exit(128 + constants.signals[interrupted]);
end();
