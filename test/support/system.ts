import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metrics } from '#operations';
import { createLog, readConfig, type Config, type QueueName } from '#platform';
import { createHttpApp } from '../../apps/api/http-app.js';
import { loadDemonstration } from '../../apps/cli/demonstration.js';
import { startQueueApp, type QueueApp } from '../../apps/worker/queue-app.js';
import { freshDatabase, type Pools, type TestDatabase } from './database.js';
import { requireDeclared } from './declared-answers.js';
import { demonstrationPassword, folderSettings, queueSettings } from './processes.js';
import { wholly, type Started } from './started.js';

export { demonstrationPassword };
/** Goes along with a request of `/metrics`. */
export const metricsHeaders = { authorization: 'Bearer sixteen-letters-or-more' } as const;

/** An answer over the wire. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** How a request is sent; `key` becomes Idempotency-Key, `version` If-Match. */
export interface Sent {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly key?: string;
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody signed in. */
export interface Session {
  readonly email: string;
  readonly cookie: string;
  readonly csrfToken: string;
  send<T = Record<string, unknown>>(method: string, path: string, sent?: Sent): Promise<Reply<T>>;
  get<T = Record<string, unknown>>(path: string): Promise<T>;
}

/**
 * The whole product in this process: API on a free port, workers, relay, a database of its own with the demonstration's
 * people.
 */
export interface TestSystem {
  readonly address: string;
  readonly db: TestDatabase;
  readonly config: Config;
  readonly queue: QueueApp | null;
  as(email: string): Promise<Session>;
  send<T = Record<string, unknown>>(method: string, path: string, sent?: Sent): Promise<Reply<T>>;
  /** Waits until nothing is unsent, unread or undecided, of one institution if said; fails after `ms`. */
  settled(ms?: number, institutionId?: string): Promise<void>;
  stop(): Promise<void>;
}

let keys = 0;
/** A key that no other request of this process has. */
export const freshKey = (): string => `test-${process.pid}-${Date.now()}-${++keys}`;

interface SystemOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly queues?: readonly QueueName[];
  readonly demonstration?: boolean;
  readonly logTo?: (line: string) => void;
  readonly pools?: Pools;
}

/** Boots the product. `queues: []` boots the API alone. When it fails half-way, what was started is stopped. */
export function testSystem(options: SystemOptions = {}): Promise<TestSystem> {
  return wholly((started) => boot(options, started));
}

async function boot(options: SystemOptions, started: Started): Promise<TestSystem> {
  const data = mkdtempSync(join(tmpdir(), 'sonae-system-'));
  started.add(() => rmSync(data, { recursive: true, force: true }));
  const db = await freshDatabase(options.pools);
  started.add(() => db.drop());
  const read = readConfig({
    ...folderSettings(data),
    ...queueSettings(),
    PORT: '0',
    SONAE_METRICS_TOKEN: 'sixteen-letters-or-more',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const config: Config = { ...read, ...(options.queues ? { queues: options.queues } : {}) };
  const log = createLog(config.logLevel, options.logTo ? { write: options.logTo } : undefined);
  if (options.demonstration !== false) await loadDemonstration(db.database, config);
  const metrics = new Metrics(db.database);
  const queue =
    config.queues.length === 0
      ? null
      : await startQueueApp({ config, log, database: db.database, staffUrl: db.staffUrl, metrics });
  if (queue) started.add(() => queue.stop());
  const app = await createHttpApp(config, log, db.database, metrics);
  started.add(() => app.close());
  await app.listen(config.port, '127.0.0.1');
  // an answer that ends while the server closes would keep its connection open for the whole of keep-alive
  started.add(() => (app.getHttpServer() as Server).closeAllConnections());
  const address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;

  const send = async <T>(
    method: string,
    path: string,
    sent: Sent = {},
    session?: { cookie: string; csrfToken: string },
  ): Promise<Reply<T>> => {
    const payload = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
    const isWhole = path.startsWith('/api') || path === '/' || /^\/(health|metrics)/.test(path);
    const response = await fetch(`${address}${isWhole ? path : `/api/v1${path}`}`, {
      method,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrfToken } : {}),
        ...(sent.key ? { 'idempotency-key': sent.key } : {}),
        ...(sent.version === undefined ? {} : { 'if-match': `"${sent.version}"` }),
        ...sent.headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
    });
    requireDeclared(method, response.url, response);
    // a stream has no end: that it began is the answer
    const isStream = (response.headers.get('content-type') ?? '').startsWith('text/event-stream');
    if (isStream) await response.body?.cancel();
    const text = isStream ? '' : await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : { text }) as T,
    };
  };

  const sessions = new Map<string, Promise<Session>>();
  const signIn = async (email: string): Promise<Session> => {
    const answer = await send<{ csrfToken: string }>('POST', '/auth/sessions', {
      body: { email, password: demonstrationPassword },
    });
    if (answer.status !== 201) throw new Error(`${email} cannot sign in: ${JSON.stringify(answer.body)}`);
    const own = {
      cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
      csrfToken: answer.body.csrfToken,
    };
    return {
      email,
      ...own,
      send: (method, path, sent) => send(method, path, sent, own),
      async get<T>(path: string) {
        const found = await send<T>('GET', path, {}, own);
        if (found.status !== 200) throw new Error(`${path} answered ${found.status} ${JSON.stringify(found.body)}`);
        return found.body;
      },
    };
  };

  return {
    address,
    db,
    config,
    queue,
    send: (method, path, sent) => send(method, path, sent),
    as: (email) => {
      const known = sessions.get(email) ?? signIn(email);
      sessions.set(email, known);
      return known;
    },
    async settled(ms = 20_000, institutionId) {
      const until = Date.now() + ms;
      // asked more seldom the longer it takes: each time costs what it waits for
      for (let pause = 20; ; pause = Math.min(pause * 1.5, 150)) {
        const [row] = await db.database.statement<{ waiting: number }>(
          'staff',
          'test-settled',
          `WITH own AS (SELECT id FROM incident WHERE institution_id = $1::text::uuid)
           SELECT (SELECT count(*) FROM outbox o WHERE o.published_no IS NULL
                      AND ($1::text IS NULL
                          OR o.payload ->> 'institutionId' = $1::text
                          OR o.incident_id IN (SELECT id FROM own)))
                + (SELECT count(*) FROM delivery d WHERE d.failed_at IS NULL AND d.due_at <= clock_timestamp()
                      AND ($1::text IS NULL
                          OR d.subject = 'institution:' || $1::text
                          OR d.subject IN (SELECT 'case:' || id FROM own)))
                + (SELECT count(*) FROM work_item w WHERE ((w.state = 'offered' AND w.lapses_at <= clock_timestamp())
                       OR (w.state = 'unassigned' AND w.relax_at <= clock_timestamp()))
                      AND ($1::text IS NULL OR w.institution_id = $1::text::uuid)) AS waiting`,
          [institutionId ?? null],
        );
        if (row?.waiting === 0) return;
        if (Date.now() > until) throw new Error(`${row?.waiting ?? '?'} deliveries are still waiting`);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    stop: () => started.stop(),
  };
}
