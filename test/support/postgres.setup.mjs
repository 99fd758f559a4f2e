import { accessSync, chmodSync, constants as files, mkdtempSync, statfsSync } from 'node:fs';
import { constants, freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder, startLocalPostgres } from '../../scripts/local-postgres.mjs';

/** What the databases of a run, each some thousand files, take of memory at most. */
const roomBytes = 4 * 1024 ** 3;
const memoryFolder = '/dev/shm';

/** Where nothing is written to a disk that is gone minutes later; TMPDIR where it is set, or memory is short. */
function folderOfRuns() {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder);
    accessSync(memoryFolder, files.W_OK);
    if (!process.env.TMPDIR && bavail * bsize > roomBytes && freemem() > 2 * roomBytes) return memoryFolder;
  } catch {
    // no such folder here
  }
  return tmpdir();
}

/**
 * A folder for what is made once a run (SONAE_TEST_RUN), and in it one throwaway cluster; SONAE_TEST_DATABASE_URL names
 * a server (its superuser) to use instead.
 */
export default async function setup() {
  const dir = mkdtempSync(join(folderOfRuns(), 'sonae-pgtest-'));
  chmodSync(dir, 0o755); // as root, PostgreSQL runs as the user "postgres" and must pass through
  process.env.SONAE_TEST_RUN = dir; // inherited by the workers
  // without a handler a signal, also a second one, ends the process at once, and the server would outlive its tests
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  const forget = () => removeFolder(dir);
  process.once('exit', forget);
  const own = process.env.SONAE_TEST_DATABASE_URL;
  const server = own ? null : await startLocalPostgres({ dir, durable: false, persistent: false });
  process.env.SONAE_TEST_PG = own ?? server.url;
  globalThis.__SONAE_TEST_PG__ = { server, forget };
}
