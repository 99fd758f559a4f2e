// The HTTP process of the scaled-out form: serves, and informs the relay elsewhere that there is something to publish.
import { Database } from '#database';
import { listenForMetrics, Metrics, requireConnections, requireDatabase } from '#operations';
import {
  ConfigError,
  createLog,
  diskSpace,
  startListening,
  makeUsableFolder,
  nameSourcesInStacks,
  readConfig,
  startFault,
} from '#platform';
import { connectionsOf, RelayNotice } from '#queue';
import { createHttpApp } from './http-app.js';

nameSourcesInStacks();
let dataFolder: string | undefined;

/** Serves until the process is asked to end. */
async function serve(): Promise<void> {
  const config = readConfig();
  ({ dataFolder } = config);
  const { staffUrl, institutionUrl, accessUrl } = config;
  if (!staffUrl || !institutionUrl || !accessUrl)
    throw new ConfigError('Set DATABASE_STAFF_URL, DATABASE_INSTITUTION_URL and DATABASE_ACCESS_URL.');
  const log = createLog(config.logLevel);
  makeUsableFolder(dataFolder);
  await diskSpace.watch(config, log);
  const database = new Database({ staffUrl, institutionUrl, accessUrl }, config.poolSize, {
    planCache: config.planCache,
    settings: config,
  });
  await requireDatabase(database, 'staff', 'DATABASE_STAFF_URL');
  await requireDatabase(database, 'access', 'DATABASE_ACCESS_URL');
  const needed = (poolSize: number): number => connectionsOf({ ...config, poolSize }, { answers: true, works: false });
  await requireConnections(database, needed, { ...config, log });
  const relay = new RelayNotice(database, log);
  database.onCommit(() => relay.wake());
  const metrics = new Metrics(database);
  const app = await createHttpApp(config, log, database, metrics);
  const metricsListener = await listenForMetrics(config, metrics);
  await startListening(() => app.listen(config.port, config.host), config);
  log.info({ port: config.port }, 'the API listens');
  const stop = async (): Promise<void> => {
    await app.close();
    await metricsListener?.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  // who started it is gone, perhaps already
  if (process.connected === false) await stop();
  process.once('disconnect', () => void stop());
}

serve().catch((error: unknown) => {
  process.stderr.write(`${startFault(error, dataFolder)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
