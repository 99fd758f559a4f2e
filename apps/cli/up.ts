import type { AddressInfo } from 'node:net';
import { listenForMetrics, Metrics, requireConnections } from '#operations';
import { diskSpace, startListening, type Config, type Log } from '#platform';
import { connectionsOf } from '#queue';
import { BackupClock } from '../backup/backup-clock.js';
import { loadDemonstration } from './demonstration.js';
import { showDemonstration } from './show-demonstration.js';
import type { Server } from './server.js';
import { systemOn } from './system.js';

/** What everything runs on: the server is being opened, and is ended here. */
interface UpParts {
  readonly config: Config;
  readonly log: Log;
  readonly server: Promise<Server>;
  /** Resolves when the process is asked to end. */
  readonly stop: Promise<void>;
}

/**
 * Everything on this machine, on one port: database, migrations, demonstration, API, workers, relay. Ends on Ctrl-C.
 */
export async function up({ config, log, server, stop }: UpParts): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  // loaded while the database starts; the queue's part, when those who report are already answered
  const loading = import('../api/http-app.js');
  // what stops the system first is what is said
  loading.catch(() => undefined);
  const system = await systemOn(await server, { config, owns: true, log });
  const closers: (() => Promise<void>)[] = [() => system.close()];
  try {
    const needed = (poolSize: number): number => connectionsOf({ ...config, poolSize }, { answers: true, works: true });
    // what is there can be read; nothing is added now
    const withDemonstration = config.demo !== 'off' && !diskSpace.short;
    // its password is compared on other cores while the application is made: asked for before that takes this one
    const demonstrating = withDemonstration ? loadDemonstration(system.database, config) : Promise.resolve(null);
    demonstrating.catch(() => undefined);
    await requireConnections(system.database, needed, { ...config, log: system.log });
    const metrics = new Metrics(system.database);
    const { createHttpApp } = await loading;
    const app = await createHttpApp(config, system.log, system.database, metrics);
    closers.unshift(() => app.close());
    const demonstration = await demonstrating;
    const metricsListener = await listenForMetrics(config, metrics);
    if (metricsListener) closers.unshift(() => metricsListener.close());
    await startListening(() => app.listen(config.port, config.host), config);
    const { startQueueApp } = await import('../worker/queue-app.js');
    const queue = await startQueueApp({
      config,
      log: system.log,
      database: system.database,
      staffUrl: system.urls.staffUrl,
      metrics,
    });
    // ended after everything that answers, before the database
    closers.splice(-1, 0, () => queue.stop());
    const backups = new BackupClock(config, system.database, system.log);
    closers.unshift(() => backups.stop());
    if (system.ownerUrl !== null) backups.start();
    const { port } = app.getHttpServer().address() as AddressInfo;
    const address =
      config.publicUrl.port === '0' || config.port === 0
        ? `http://localhost:${port}`
        : config.publicUrl.href.replace(/\/$/, '');
    say(`備え Sonae  ${address}`);
    say(`API         ${address}/api/docs`);
    await showDemonstration(demonstration, { config, port, say, stop });
    say(`\nCtrl-C で終了します。${config.ownerUrl ? '' : `「rm -rf ${config.dataFolder}」ですべて消えます。`}`);
    say(`Ctrl-C stops everything${config.ownerUrl ? '' : `; "rm -rf ${config.dataFolder}" forgets it`}.`);
    await stop;
    say('\n終了しています… Stopping…');
  } finally {
    for (const close of closers) await close();
  }
}
