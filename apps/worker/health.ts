import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Database } from '#database';
import { mayReadMetrics, readinessOf, type Metrics } from '#operations';
import { type Config } from '#platform';

/** Answers what a worker's port is asked: whether it lives, whether it can work, what it did. */
export async function answerHealthRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { config, database, metrics }: { config: Config; database: Database; metrics: Metrics },
): Promise<void> {
  const say = (status: number, body: object): void =>
    void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  switch (request.url) {
    case '/health/live':
      return say(200, { status: 'live' });
    case '/health/ready': {
      const { failures, warnings, backupAgeSeconds } = await readinessOf(database, config);
      const ready = failures.length === 0;
      return say(ready ? 200 : 503, {
        status: ready ? 'ready' : 'not-ready',
        failures,
        warnings,
        backupAgeSeconds,
        queues: config.queues,
      });
    }
    case '/metrics': {
      if (!mayReadMetrics(config, request.headers.authorization)) return say(404, {});
      const text = await metrics.text();
      response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text);
      return;
    }
    default:
      return say(404, {});
  }
}
