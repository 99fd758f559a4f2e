import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** A server that does not answer is not waited for longer. */
const longestMs = 2_000;

/**
 * Ends a pool and waits until the server has closed its connections. `Pool.end` answers when it has asked for that: a
 * server that is stopped then breaks them, and each says that it failed.
 */
export async function endPool(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  const closed = new Promise<void>((done) => {
    if (open === 0) done();
    pool.on('remove', () => {
      if (--open === 0) done();
    });
  });
  await pool.end();
  const enough = new AbortController();
  await Promise.race([closed, pause(longestMs, undefined, { signal: enough.signal }).catch(() => undefined)]);
  enough.abort();
}
