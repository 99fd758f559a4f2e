// The HTTP process of the scaled-out form: serves, and tells the relay elsewhere that there is something to publish.
import { ConfigError, createLog, Database, describeError, readConfig } from '#platform';
import { createHttpApp } from './http-app.js';

try {
  const config = readConfig();
  if (!config.staffUrl || !config.institutionUrl)
    throw new ConfigError('Set DATABASE_STAFF_URL and DATABASE_INSTITUTION_URL.');
  const log = createLog(config.logLevel);
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
  await app.listen(config.port, config.host);
  log.info({ port: config.port }, 'the API listens');
  const stop = async (): Promise<void> => {
    await app.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The API did not start.'}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
