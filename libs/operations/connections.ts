import type { Database, DatabaseRole } from '#database';
import { ConfigError, type Log, isOutOfConnections, noConnectionLeft } from '#platform';

/** Throws a ConfigError where the database cannot be reached as a role; it names the setting with the address. */
export async function requireDatabase(database: Database, role: DatabaseRole, setting: string): Promise<void> {
  await database.statement(role, 'start', 'SELECT 1', []).catch((error: unknown) => {
    throw new ConfigError(
      isOutOfConnections(error) ? noConnectionLeft : `The database cannot be reached. Start it, or correct ${setting}.`,
    );
  });
}

interface Room {
  readonly most: number;
  readonly reserved: number;
  /** Connections of clients at this time. */
  readonly open: number;
}

/** PostgreSQL 16 and newer may reserve more. Every role may read whose a connection is, but not what it does. */
const roomSql = `
  SELECT current_setting('max_connections')::int AS most,
         current_setting('superuser_reserved_connections')::int
           + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
         (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NOT NULL AND datid IS NOT NULL)::int AS open`;

/**
 * Checks that the pools of a starting process fit into the server's connections, because a pool that cannot grow makes
 * requests wait without an error. `needed`: the connections of all pools for a DATABASE_POOL. Throws a ConfigError with
 * the setting to change; logs a warning where they fit alone, but not beside the connections that others hold now.
 */
export async function requireConnections(
  database: Database,
  needed: (poolSize: number) => number,
  { poolSize, log }: { readonly poolSize: number; readonly log: Log },
): Promise<void> {
  const [room] = await database.statement<Room>('staff', 'connections', roomSql, []);
  if (!room) throw new Error('the server says nothing of its connections');
  const { most, reserved, open } = room;
  const own = needed(poolSize);
  const usable = most - reserved;
  if (own > usable) throw new ConfigError(tooFew({ own, usable, most, reserved }, fitting(needed, poolSize, usable)));
  const others = open - database.open;
  if (own + others > usable)
    log.warn(
      { own, others, usable, maxConnections: most, reserved },
      'these pools and the connections that others hold now are more than the database takes: lower ' +
        'DATABASE_POOL or raise max_connections',
    );
}

/** The largest DATABASE_POOL that fits; null where none does. */
function fitting(needed: (poolSize: number) => number, poolSize: number, usable: number): number | null {
  for (let size = poolSize - 1; size >= 2; size--) if (needed(size) <= usable) return size;
  return null;
}

function tooFew(
  { own, usable, most, reserved }: { own: number; usable: number; most: number; reserved: number },
  fits: number | null,
): string {
  const [ja, en] =
    fits === null
      ? ['REDIS_URL を指定するか、SONAE_LANES の処理を減らすか、', 'Set REDIS_URL, serve fewer queues in SONAE_LANES, ']
      : [`DATABASE_POOL を ${fits} 以下にするか、`, `Set DATABASE_POOL to ${fits} or less, `];
  return (
    `データベースへの接続が足りません。最大 ${own} 本を使いますが、使えるのは ${usable} 本です（max_connections ${most}、うち予約 ${reserved}）。` +
    `${ja}max_connections を ${own + reserved} 以上にしてください。\n` +
    `The database has too few connections: up to ${own} are used, and it allows ${usable} ` +
    `(max_connections ${most}, of which ${reserved} are reserved). ` +
    `${en}or raise max_connections to ${own + reserved} or more.`
  );
}
