// How every command begins: the right Node, installed packages, a build that is not stale; then the built program runs
// in this process, as if it had been called itself.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  refuse(`Sonae needs Node 20.19 or newer; this is ${process.versions.node}.`);
}
if (!existsSync(join(root, 'node_modules'))) refuse('The packages are not installed: run `npm ci` first.');

/** Runs `dist/<entry>` with `words` put before the caller's own arguments. */
export async function runBuilt(entry, ...words) {
  const { buildIfStale, orSay } = await import('./build.mjs');
  orSay(buildIfStale);
  const program = join(root, 'dist', entry);
  if (!existsSync(program)) refuse(`This version has no ${entry}.`);
  process.argv.splice(1, 1, program, ...words);
  await import(pathToFileURL(program).href);
}
