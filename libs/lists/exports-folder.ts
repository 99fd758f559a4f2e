import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder, type Config } from '#platform';

/** A file that nobody has written to for so long (ms) is of a process that was killed. */
const leftAfterMs = 86_400_000;

/** The folder in which files of exports are written before they go into the store. */
export const exportsFolder = ({ dataFolder }: Pick<Config, 'dataFolder'>): string =>
  privateFolder(join(dataFolder, 'exports'));

/** Removes the files that processes left which were killed while they wrote. */
export async function clearExportsFolder(config: Pick<Config, 'dataFolder'>): Promise<void> {
  const folder = exportsFolder(config);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > leftAfterMs) await rm(path, { force: true });
  }
}
