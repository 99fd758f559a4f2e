import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import { loadDemonstration } from '../../apps/cli/demonstration.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { folderSettings, queueSettings } from './processes.js';

/** A database with the demonstration's people, for API and workers in processes of their own. */
export interface DemonstrationDatabase {
  readonly db: TestDatabase;
  readonly data: string;
  /** What these programs are set to. */
  readonly settings: NodeJS.ProcessEnv;
  drop(): Promise<void>;
}

export async function demonstrationDatabase(name: string): Promise<DemonstrationDatabase> {
  const db = await freshDatabase();
  const data = mkdtempSync(join(tmpdir(), `sonae-${name}-`));
  await loadDemonstration(db.database, readConfig(folderSettings(data)));
  return {
    db,
    data,
    settings: {
      ...folderSettings(data),
      ...queueSettings(),
      DATABASE_STAFF_URL: db.staffUrl,
      DATABASE_INSTITUTION_URL: db.institutionUrl,
      DATABASE_ACCESS_URL: db.accessUrl,
      DATABASE_POOL: '6',
    },
    async drop() {
      await db.drop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
