import { createLog } from '#platform';
import { openCarrier, PassingOn, Publication, Registry, Relay, Sweep, type Timer } from '#queue';
import { declarations } from '../../apps/worker/declarations.js';
import type { TestSystem } from './system.js';

/** A relay that serves no queue itself: it publishes, looks at these timers, and passes on what nobody here does. */
export async function relayAlone(
  { config, db }: TestSystem,
  timers: readonly Timer[] = [],
): Promise<{ start(): void; wake(): void; stop(): Promise<void> }> {
  const onError = (): void => undefined;
  const carrier = await openCarrier({ redisUrl: config.redisUrl, databaseUrl: db.staffUrl, workers: 1, onError });
  const passingOn = new PassingOn(carrier, onError);
  const log = createLog('silent');
  const publication = new Publication(new Registry(declarations), passingOn, log);
  const sweep = new Sweep(timers, [], passingOn, log);
  const relay = new Relay({ databaseUrl: db.staffUrl, publication, sweep, log, others: { wake: onError } });
  return {
    start: () => relay.start(),
    wake: () => relay.wake(),
    async stop() {
      await relay.stop();
      await carrier.close();
    },
  };
}
