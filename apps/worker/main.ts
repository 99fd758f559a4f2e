// The queue process of the scaled-out form: serves the queues of SONAE_LANES, relays when it gets the lock, says how it
// is.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Database } from '#database';
import { listenForMetrics, Metrics, requireConnections, requireDatabase } from '#operations';
import {
  ConfigError,
  createLog,
  diskSpace,
  startListening,
  nameSourcesInStacks,
  readConfig,
  startFault,
} from '#platform';
import { connectionsOf } from '#queue';
import { BackupClock } from '../backup/backup-clock.js';
import { answerHealthRequest } from './health.js';
import { startQueueApp } from './queue-app.js';

nameSourcesInStacks();
let dataFolder: string | undefined;

/** Works until the process is asked to end. */
async function work(): Promise<void> {
  const config = readConfig();
  ({ dataFolder } = config);
  if (!config.staffUrl || !config.institutionUrl)
    throw new ConfigError('Set DATABASE_STAFF_URL and DATABASE_INSTITUTION_URL.');
  const log = createLog(config.logLevel);
  await diskSpace.watch(config, log);
  const { staffUrl, institutionUrl } = config;
  // nobody signs in here
  const database = new Database({ staffUrl, institutionUrl, accessUrl: null }, config.poolSize, {
    planCache: config.planCache,
    settings: config,
  });
  await requireDatabase(database, 'staff', 'DATABASE_STAFF_URL');
  const needed = (poolSize: number): number => connectionsOf({ ...config, poolSize }, { answers: false, works: true });
  await requireConnections(database, needed, { ...config, log });
  const metrics = new Metrics(database);
  const app = await startQueueApp({ config, log, database, staffUrl, metrics });
  const metricsListener = await listenForMetrics(config, metrics);
  const backups = config.ownerUrl === null ? null : new BackupClock(config, database, log);
  backups?.start();
  const health = createServer((request, response) => {
    // the database went away while it was asked
    answerHealthRequest(request, response, { config, database, metrics }).catch(() => response.writeHead(503).end());
  });
  await startListening(() => once(health.listen(config.port, config.host), 'listening'), config);
  log.info({ queues: config.queues }, 'the worker serves');
  const stop = async (): Promise<void> => {
    health.close();
    await metricsListener?.close();
    await backups?.stop();
    await app.stop();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  // who started it is gone, perhaps already
  if (process.connected === false) await stop();
  process.once('disconnect', () => void stop());
}

work().catch((error: unknown) => {
  process.stderr.write(`${startFault(error, dataFolder)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
