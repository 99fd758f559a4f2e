import { join } from 'node:path';
import { Database, migrateDatabase, type RoleUrls } from '#database';
import { ConfigError, createLog, type Config, type Log } from '#platform';
import { openServer, type Server } from './server.js';

/** The system behind a command: settings, database and how to leave it. */
export interface System {
  readonly config: Config;
  readonly log: Log;
  readonly database: Database;
  readonly urls: RoleUrls;
  /** Of the owner of the tables; null where only the serving roles' addresses are given. */
  readonly ownerUrl: string | null;
  close(): Promise<void>;
}

/**
 * Opens the database a command works on: the external one, or the embedded one of the data folder, migrated to this
 * version. `owns`: this process keeps the embedded server and ends it; a command that finds one running uses it.
 */
export async function openSystem(config: Config, owns: boolean): Promise<System> {
  const log = createLog(config.logLevel);
  return systemOn(await openServer(config, owns, log), { config, owns, log });
}

/** The same on a server that is open already. It is closed with the system, also where that cannot be opened. */
export async function systemOn(
  server: Server,
  { config, owns, log }: { readonly config: Config; readonly owns: boolean; readonly log: Log },
): Promise<System> {
  try {
    const { ownerUrl } = server;
    const urls = await urlsOf(config, ownerUrl);
    if (owns && urls.accessUrl === null)
      throw new ConfigError('Set DATABASE_ACCESS_URL: nobody could sign in without it.');
    const database = new Database(urls, config.poolSize, { planCache: config.planCache, settings: config });
    const close = async (): Promise<void> => {
      await database.close();
      await server.close();
    };
    return { config, log, database, urls, ownerUrl, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function urlsOf(config: Config, ownerUrl: string | null): Promise<RoleUrls> {
  const made =
    ownerUrl === null
      ? null
      : await migrateDatabase({
          ownerUrl,
          rolePrefix: config.rolePrefix,
          secretsFile:
            config.staffUrl && config.institutionUrl ? null : join(config.dataFolder, 'secrets', 'database-roles.json'),
        });
  const staffUrl = config.staffUrl ?? made?.staffUrl;
  const institutionUrl = config.institutionUrl ?? made?.institutionUrl;
  if (!staffUrl || !institutionUrl)
    throw new ConfigError(
      'Set DATABASE_STAFF_URL, DATABASE_INSTITUTION_URL and DATABASE_ACCESS_URL: the owner of the ' +
        'database may not make or name these roles.',
    );
  return { staffUrl, institutionUrl, accessUrl: config.accessUrl ?? made?.accessUrl ?? null };
}
