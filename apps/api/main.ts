// The HTTP process of the scaled-out form: serves, and tells the relay elsewhere that there is something to publish.
import {
  ConfigError,
  createLog,
  Database,
  describeError,
  diskSpace,
  listening,
  makeUsableFolder,
  readConfig,
  startFault,
} from '#platform';
import { createHttpApp } from './http-app.js';

let dataFolder: string | undefined;
try {
  const config = readConfig();
  ({ dataFolder } = config);
  if (!config.staffUrl || !config.institutionUrl)
    throw new ConfigError('Set DATABASE_STAFF_URL and DATABASE_INSTITUTION_URL.');
  const log = createLog(config.logLevel);
  makeUsableFolder(dataFolder);
  await diskSpace.watch(config, log);
  const database = new Database(config.staffUrl, config.institutionUrl, config.poolSize, {
    planCache: config.planCache,
  });
  await database.statement('staff', 'start', 'SELECT 1', []).catch(() => {
    throw new ConfigError('The database cannot be reached. Start it, or correct DATABASE_STAFF_URL.');
  });
  let told: NodeJS.Timeout | undefined;
  database.onCommit(() => {
    told ??= setTimeout(() => {
      told = undefined;
      database
        .statement('staff', 'tell-relay', `SELECT pg_notify('sonae_outbox', '')`, [])
        .catch((error: unknown) => log.debug(describeError(error), 'the relay was not told; it polls'));
    }, 2);
  });
  const app = await createHttpApp(config, log, database);
  await listening(() => app.listen(config.port, config.host), config);
  log.info({ port: config.port }, 'the API listens');
  const stop = async (): Promise<void> => {
    await app.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${startFault(error, dataFolder)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
