import { createServer } from 'node:http';
import { ConfigError, type Config } from '#platform';
import type { Metrics } from './metrics.js';

/**
 * Serves `/metrics` on SONAE_METRICS_PORT of this machine alone, without a token; null without that setting. It has a
 * listener of its own, because requests through a proxy of this machine come from its address on every other port.
 * Throws ConfigError.
 */
export async function listenForMetrics(
  { metricsPort }: Pick<Config, 'metricsPort'>,
  metrics: Metrics,
): Promise<{ readonly port: number; close(): Promise<void> } | null> {
  if (metricsPort === null) return null;
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void metrics
      .text()
      .then((text) => response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text))
      .catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(metricsPort, '127.0.0.1', resolve);
  }).catch(() => {
    throw new ConfigError(
      `Port ${metricsPort} is taken. End what listens there, or set SONAE_METRICS_PORT to another one.`,
    );
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : metricsPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
