import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { Database, migrate, type RoleUrls } from '#database';
import {
  ConfigError,
  createLog,
  diskSpace,
  makeFolder,
  makeUsableFolder,
  packageRoot,
  type Config,
  type Log,
} from '#platform';
import { takeLock } from './lock.js';

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

/** The server behind a command, before anything in it is looked at. */
export interface Server {
  readonly ownerUrl: string | null;
  close(): Promise<void>;
}

interface LocalPostgres {
  readonly url: string;
  readonly port: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}
/** Starts the server of a folder: `scripts/local-postgres.mjs`. */
export type StartLocalPostgres = (options: {
  dir: string;
  takeOver?: boolean;
  port?: number;
  durable?: boolean;
  persistent?: boolean;
}) => Promise<LocalPostgres>;

/**
 * Opens the database a command works on: the external one, or the embedded one of the data folder, migrated to this
 * version. `owns`: this process keeps the embedded server and ends it; a command that finds one running uses it.
 */
export async function openSystem(config: Config, owns: boolean): Promise<System> {
  const log = createLog(config.logLevel);
  const server = await openServer(config, owns, log);
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

/** The external server, or the embedded one under the lock of the data folder. */
export async function openServer(config: Config, owns: boolean, log: Log): Promise<Server> {
  const external = config.ownerUrl !== null || (config.staffUrl !== null && config.institutionUrl !== null);
  if (external) {
    if (owns) makeUsableFolder(config.dataFolder);
    await diskSpace.watch(config, log);
    return { ownerUrl: config.ownerUrl, close: () => Promise.resolve() };
  }
  const lock = takeLock(config.dataFolder);
  if (!lock && owns)
    throw new ConfigError(
      `Another process already works on ${config.dataFolder}. End it first, or set SONAE_DATA to another folder.`,
    );
  await diskSpace.watch(config, log);
  try {
    const server = await startServer(config, owns || lock !== null, log);
    const close = async (): Promise<void> => {
      await server.stop();
      lock?.release();
    };
    return { ownerUrl: server.url, close };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function urlsOf(config: Config, ownerUrl: string | null): Promise<RoleUrls> {
  const made =
    ownerUrl === null
      ? null
      : await migrate({
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

interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the embedded server with the database `sonae`; started again on its port when it falls. */
async function startServer(config: Config, takeOver: boolean, log: Log): Promise<RunningServer> {
  const dir = join(config.dataFolder, 'postgres');
  makeFolder(dir);
  if (diskSpace.short && !existsSync(join(dir, 'pgdata', 'PG_VERSION')))
    throw new ConfigError(
      `「${config.dataFolder}」のディスクの空き容量が足りません。${config.diskReserve / 1_048_576} MB 以上空けるか、SONAE_DATA ` +
        `に別のフォルダーを指定してください。\n` +
        `The disk of ${config.dataFolder} has too little free space: free at least ` +
        `${config.diskReserve / 1_048_576} MB, or set SONAE_DATA to another folder.`,
    );
  // as root, PostgreSQL runs as the user "postgres", who passes through and sees nothing else
  if (process.getuid?.() === 0) for (const folder of [config.dataFolder, dir]) chmodSync(folder, 0o711);
  const module = (await import(pathToFileURL(join(packageRoot, 'scripts', 'local-postgres.mjs')).href)) as {
    startLocalPostgres: StartLocalPostgres;
  };
  let stopping = false;
  let current = await module.startLocalPostgres({ dir, takeOver });
  const watch = (server: LocalPostgres): void => {
    void server.exited.then(async () => {
      if (stopping || !takeOver) return;
      log.warn('the embedded PostgreSQL fell and is started again');
      for (let attempt = 1; !stopping; attempt++) {
        try {
          current = await module.startLocalPostgres({ dir, takeOver, port: server.port });
          watch(current);
          return;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 250 * attempt)));
        }
      }
    });
  };
  watch(current);
  return {
    url: await databaseOf(current.url),
    async stop() {
      stopping = true;
      if (takeOver) await current.stop();
    },
  };
}

async function databaseOf(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const found = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'sonae'`);
    if (found.rowCount === 0) await client.query('CREATE DATABASE sonae');
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = '/sonae';
  return url.href;
}
