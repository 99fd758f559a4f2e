// Packages of hundreds of small files as one file each, for jest: it looks for, reads and runs every file anew for each
// spec file. Nothing of ours is in them. Made again for another lockfile, into node_modules/.cache.
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modified = (path) => Math.round(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
const folder = join(root, `node_modules/.cache/jest-packages-${modified(join(root, 'package-lock.json'))}`);
const names = ['class-validator', 'es-toolkit/compat', 'rxjs', 'rxjs/operators'];
const fileOf = (name) => name.replaceAll('/', '-');

async function make() {
  const { rolldown } = await import('rolldown');
  const half = `${folder}.${process.pid}`;
  const input = Object.fromEntries(names.map((name) => [fileOf(name), name]));
  const resolve = { mainFields: ['module', 'main'] };
  const bundle = await rolldown({ cwd: root, input, platform: 'node', resolve });
  await bundle.write({
    ...{ dir: half, format: 'cjs', exports: 'named', comments: false, keepNames: true },
    ...{ entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
  });
  await bundle.close();
  try {
    renameSync(half, folder);
  } catch (error) {
    // another run made it meanwhile
    if (!existsSync(folder)) throw error;
    rmSync(half, { recursive: true });
  }
}

/** What jest's moduleNameMapper needs: the name of a package and the one file with all of it. */
export async function jestPackages() {
  if (!existsSync(folder)) await make();
  return Object.fromEntries(names.map((name) => [`^${name}$`, join(folder, `${fileOf(name)}.cjs`)]));
}
