// `npm run build`, and what every other command calls first: compile when a source is newer than the last build.
import { spawnSync } from 'node:child_process';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const sourceFolders = ['libs', 'apps', 'bench'];
const configurations = [
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'package.json',
  'package-lock.json',
  'scripts/bundle.mjs',
  'scripts/load-program.cjs',
  'scripts/other-drivers.mjs',
];

/** Modules that are no TypeScript but are imported by it have their typing beside them and go to dist as they are. */
const carried = ['scripts/local-postgres.mjs', 'libs/documents/picture-process.mjs'];

const isOutput = /^(?<name>.*)\.(?:d\.ts|d\.ts\.map|js|js\.map)$/;

/** Says an expected failure in one sentence; anything else is a defect and is thrown on. */
export class BuildFailed extends Error {}

function* walk(folder) {
  if (!existsSync(folder)) return;
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* walk(path);
    else if (!entry.isDirectory()) yield path;
  }
}

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** A folder counts like a file: removing a source changes nothing but its folder's time. */
function isStale() {
  const built = modified(stamp);
  if (built === 0) return true;
  const watched = [...configurations, ...carried].map((name) => join(root, name));
  if (watched.some((path) => modified(path) > built)) return true;
  for (const name of sourceFolders) {
    for (const path of walk(join(root, name))) {
      if (modified(path) > built && !/\.(spec\.ts|md|json)$/.test(path)) return true;
    }
  }
  return false;
}

/** `tsc -b` leaves the output of a removed source in dist, where Node would still find it. */
function removeOutputWithoutSource() {
  for (const name of sourceFolders) {
    for (const path of walk(join(dist, name))) {
      const base = isOutput.exec(path)?.groups.name;
      if (base && !existsSync(`${join(root, base.slice(dist.length))}.ts`)) rmSync(path);
    }
  }
}

function carry() {
  for (const name of carried) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    copyFileSync(join(root, name), join(dist, name));
  }
}

/** The programs that are started: see scripts/bundle.mjs. */
function bundle() {
  const run = spawnSync(process.execPath, [join(root, 'scripts/bundle.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) throw new BuildFailed('The programs could not be bundled: the reason stands above.');
}

/** The browser's part; its files lie beside themselves compressed, so that nobody compresses while somebody waits. */
function buildWeb() {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const run = spawnSync(
    process.execPath,
    [vite, 'build', '--config', join(root, 'apps/web/vite.config.js'), '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (run.status !== 0) throw new BuildFailed('The build of the pages failed: the places are named above.');
  for (const path of walk(join(dist, 'web'))) {
    if (!/\.(js|css|svg|json|webmanifest)$/.test(path)) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    writeFileSync(`${path}.gz`, gzipSync(content));
  }
}

/** Compiles what changed. Everything it says goes to stderr, because a command's answer goes to stdout. */
export function build() {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(compiler)) throw new BuildFailed('The compiler is not installed: run `npm ci --include=dev` first.');
  const began = Date.now();
  process.stderr.write('Building …\n');
  mkdirSync(dist, { recursive: true });
  // a build that fails or is ended half-way is made again by the next start
  rmSync(stamp, { force: true });
  const run = spawnSync(process.execPath, [compiler, '-b', 'tsconfig.json'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) throw new BuildFailed('The build failed: the compiler names the places above.');
  buildWeb();
  removeOutputWithoutSource();
  carry();
  bundle();
  // what was changed while the compiler ran is newer than the stamp and is built next time
  writeFileSync(stamp, '');
  utimesSync(stamp, new Date(began), new Date(began));
}

/** Builds when a source or a setting of the compiler is newer than the last build; otherwise returns at once. */
export function buildIfStale() {
  if (isStale()) build();
}

/** Runs `work` and turns an expected failure into its sentence and exit code 1. */
export function orSay(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof BuildFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) orSay(build);
