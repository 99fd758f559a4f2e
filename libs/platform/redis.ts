import { ConfigError } from './config.js';

/**
 * Checks that Redis can carry queues: reachable, 7 or newer, without eviction. Throws a ConfigError that says what to
 * do.
 */
export async function checkRedis(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 5_000,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const info = await redis.info();
    const version = /redis_version:(\d+)/.exec(info)?.[1] ?? '0';
    const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1] ?? 'noeviction';
    if (Number(version) < 7)
      throw new ConfigError(
        'Redis 7 or newer is needed. Give REDIS_URL of a newer server, or leave it out: the queues then ' +
          'run on PostgreSQL.',
      );
    if (policy !== 'noeviction')
      throw new ConfigError(
        `Redis evicts keys (maxmemory-policy ${policy}); queues need noeviction. Set it in its configuration.`,
      );
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(
      'The Redis of REDIS_URL cannot be reached. Start it, correct REDIS_URL, or leave it out: the ' +
        'queues then run on PostgreSQL.',
    );
  } finally {
    redis.disconnect();
  }
}
