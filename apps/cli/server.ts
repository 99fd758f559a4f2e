import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, diskSpace, makeFolder, makeUsableFolder, type Config, type Log } from '#platform';
import { startLocalPostgres, type LocalPostgres } from '../../scripts/local-postgres.mjs';
import { takeLock } from './lock.js';

/** The server behind a command, before anything in it is looked at. */
export interface Server {
  readonly ownerUrl: string | null;
  close(): Promise<void>;
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
  let stopping = false;
  let current = await startLocalPostgres({ dir, takeOver });
  const watch = (server: LocalPostgres): void => {
    void server.exited.then(async () => {
      if (stopping || !takeOver) return;
      log.warn('the embedded PostgreSQL fell and is started again');
      for (let attempt = 1; !stopping; attempt++) {
        try {
          current = await startLocalPostgres({ dir, takeOver, port: server.port });
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
  // loaded when it is first used: the server starts before the programs are loaded
  const { default: pg } = await import('pg');
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
