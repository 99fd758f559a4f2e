import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '#database';
import { startLocalPostgres } from '../../scripts/local-postgres.mjs';
import { schemaText } from './schema-text.js';

const rolePrefix = 'sonae';

/** The schema as all migrations make it, on a server of its own that is gone afterwards: some five seconds. */
export async function schemaPage(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'sonae-schema-'));
  // as root, PostgreSQL runs as the user "postgres", who passes through
  chmodSync(dir, 0o711);
  const server = await startLocalPostgres({ dir, durable: false, persistent: false });
  try {
    await migrateDatabase({ ownerUrl: server.url, rolePrefix, secretsFile: null });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return await schemaText(client, rolePrefix);
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
