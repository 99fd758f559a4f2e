import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '../../scripts/local-postgres.mjs';

/** One throwaway cluster for the whole run; SONAE_TEST_DATABASE_URL names a server (its superuser) to use instead. */
export default async function setup() {
  if (process.env.SONAE_TEST_DATABASE_URL) {
    process.env.SONAE_TEST_PG = process.env.SONAE_TEST_DATABASE_URL;
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), 'sonae-pgtest-'));
  chmodSync(dir, 0o755); // as root, PostgreSQL runs as the user "postgres" and must pass through
  // without a handler a signal ends the process at once, and the server would outlive its tests
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  const forget = () => rmSync(dir, { recursive: true, force: true });
  const server = await startLocalPostgres({ dir, durable: false, persistent: false }).catch((error) => {
    forget();
    throw error;
  });
  process.once('exit', forget);
  process.env.SONAE_TEST_PG = server.url; // inherited by the workers
  globalThis.__SONAE_TEST_PG__ = { server, forget };
}
