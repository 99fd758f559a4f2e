import { readConfig } from '#platform';
import { asSuperuser, type TestDatabase } from './database.js';
import { pause, signIn, until } from './processes.js';
import type { Reply, Sent, Session, TestSystem } from './system.js';

/**
 * The product in its own processes, as people of the test use it: the one who gets no answer asks again, under the same
 * key.
 * `db` is the database of those processes; of it, only the superuser's address is needed.
 */
export function remoteSystem(options: {
  readonly address: string;
  readonly data: string;
  readonly db: Pick<TestDatabase, 'ownerUrl'>;
}): TestSystem {
  const { address, data } = options;
  const db = options.db as TestDatabase;
  const sessions = new Map<string, Promise<Session>>();
  const send = async <T>(
    own: { cookie: string; csrfToken: string },
    method: string,
    path: string,
    sent: Sent = {},
  ): Promise<Reply<T>> => {
    for (const last = Date.now() + 60_000; ; await pause(100))
      try {
        const response = await fetch(`${address}/api/v1${path}`, {
          method,
          headers: {
            cookie: own.cookie,
            'x-csrf-token': own.csrfToken,
            'content-type': 'application/json',
            ...(sent.key ? { 'idempotency-key': sent.key } : {}),
          },
          ...(method === 'GET' ? {} : { body: JSON.stringify(sent.body ?? {}) }),
        });
        const body = (await response.json()) as T;
        if (response.status < 500 || Date.now() > last)
          return { status: response.status, headers: response.headers, body };
      } catch (error) {
        if (Date.now() > last) throw error;
      }
  };
  const open = async (email: string): Promise<Session> => {
    const { cookie, 'x-csrf-token': csrfToken } = await signIn(address, email);
    const own = { cookie, csrfToken };
    return {
      email,
      ...own,
      send: (method, path, sent) => send(own, method, path, sent),
      get: async <T>(path: string) => (await send<T>(own, 'GET', path)).body,
    };
  };
  const nobody = { cookie: '', csrfToken: '' };
  return {
    address,
    db,
    config: readConfig({ SONAE_DATA: data }),
    queue: null,
    send: (method, path, sent) => send(nobody, method, path, sent),
    as: (email) => {
      const known = sessions.get(email) ?? open(email);
      sessions.set(email, known);
      return known;
    },
    settled: (ms = 60_000) =>
      until('everything is done', ms, async () => {
        const waiting = await asSuperuser(db.ownerUrl, async (client) => {
          // a version before this one has another table
          const here = await client.query<{ has: boolean }>(`SELECT to_regclass('sonae.delivery') IS NOT NULL AS has`);
          const table = here.rows[0]?.has ? 'delivery' : 'letter';
          const open = await client.query<{ n: number }>(
            `SELECT (SELECT count(*) FROM outbox WHERE published_no IS NULL)
                  + (
                      SELECT count(*)
                      FROM ${table}
                      WHERE failed_at IS NULL AND (due_at <= clock_timestamp() OR attempts > 0)) AS n`,
          );
          return Number(open.rows[0]?.n);
        });
        return waiting === 0;
      }),
    stop: () => Promise.resolve(),
  };
}
