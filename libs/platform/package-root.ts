import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the product, with data/ and migrations/, for the sources and for dist/ alike. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The version of the product, from its package.json. */
export const productVersion = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;

function findRoot(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'sonae') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the folder of the product was not found');
  return findRoot(parent);
}
