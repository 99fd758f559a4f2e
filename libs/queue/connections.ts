import { poolConnections } from '#database';
import { type Config, type QueueName } from '#platform';

/** Transactions of a lane at a time, each on its own connection. */
export const transactionsOfLane = 2;

/** The queues whose work is done in transactions of their own. */
export const lanesOf = (queues: readonly QueueName[]): QueueName[] => queues.filter((queue) => queue !== 'outside');

/** Connections of a process to queues in PostgreSQL: each worker listens on one and queries on another. */
export const carrierConnections = (workers: number): number => 2 * workers + 4;

/** What a process does: `answers` HTTP, `works` off queues, or both. */
export interface Serving {
  readonly answers: boolean;
  readonly works: boolean;
}

/** The most connections to PostgreSQL that a process with these settings opens. */
export function connectionsOf(
  { poolSize, queues, redisUrl }: Pick<Config, 'poolSize' | 'queues' | 'redisUrl'>,
  { answers, works }: Serving,
): number {
  const pools = poolConnections(poolSize, answers);
  if (!works) return pools;
  const carrier = redisUrl === null ? carrierConnections(queues.length) : 0;
  const relay = 1;
  return pools + transactionsOfLane * lanesOf(queues).length + carrier + relay;
}
