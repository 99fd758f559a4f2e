import type { Unitless } from '#kernel';
import type { components, paths } from './schema.js';

/** The contracts of the interface, by name. */
export type Schemas = components['schemas'];
/** The same of what is sent: what people typed is figures without units. */
export type Sent<N extends keyof Schemas> = Unitless<Schemas[N]>;
/** A refusal as the interface gives it (RFC 9457). */
export type ProblemBody = Schemas['Problem'];

type Verb = 'get' | 'post' | 'patch' | 'put' | 'delete';
/** The routes below /api/v1 that know a verb. */
export type Route<V extends Verb> = {
  [P in keyof paths]: paths[P] extends Record<V, { responses: unknown }>
    ? P extends `/api/v1${infer R}`
      ? R
      : never
    : never;
}[keyof paths];
type Operation<V extends Verb, R extends string> = `/api/v1${R}` extends keyof paths
  ? V extends keyof paths[`/api/v1${R}`]
    ? paths[`/api/v1${R}`][V]
    : never
  : never;
type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined;
type Responses<O> = O extends { responses: infer R } ? R : never;

/** What a route answers. */
export type Answer<V extends Verb, R extends string> =
  Responses<Operation<V, R>> extends { 200: infer A }
    ? Json<A>
    : Responses<Operation<V, R>> extends { 201: infer A }
      ? Json<A>
      : undefined;
/** What a route takes: what people typed is figures without units. */
export type Body<V extends Verb, R extends string> =
  Operation<V, R> extends { requestBody: infer B } ? Unitless<Json<B>> : undefined;
type Place<V extends Verb, R extends string> =
  Operation<V, R> extends { parameters: { path: infer T extends object } } ? T : undefined;
type Query<R extends string> =
  Operation<'get', R> extends { parameters: { query?: infer T extends object } } ? Unitless<T> : undefined;

/** Where a request goes: the ids of its path. */
export type At<V extends Verb, R extends string> =
  Place<V, R> extends object ? { path: Place<V, R> } : { path?: undefined };
/** Ids and filters of a reading. */
export type Asked<R extends string> = At<'get', R> & { query?: Query<R> };

/** The interface refused, and says why and what to do. */
export class Refused extends Error {
  constructor(
    readonly body: ProblemBody,
    readonly retryAfterSeconds: number | null,
  ) {
    super(body.code);
  }
}
/** No answer came: nobody knows whether the request arrived. Sending it again under its key is safe. */
export class LineLost extends Error {}

/** How a request that met no session gets one: resolves when somebody signed in again, the same person. */
export interface Keeper {
  csrfToken: string | null;
  regain: (() => Promise<void>) | null;
}
export const keeper: Keeper = { csrfToken: null, regain: null };

/** Reads. Throws `Refused`, `LineLost`. */
export function read<R extends Route<'get'>>(
  route: R,
  asked: Asked<R>,
  signal?: AbortSignal,
): Promise<Answer<'get', R>> {
  return request('GET', address(route, asked), { signal: signal ?? null });
}

/** Who is signed in; nobody is asked to sign in for it. Throws `Refused`, `LineLost`. */
export function readSession(): Promise<Schemas['SessionAnswer']> {
  return request('GET', '/api/v1/me', {}, mostTries);
}

/** Creates or moves something, once under one key. Throws `Refused`, `LineLost`. */
export function act<V extends 'post' | 'patch' | 'put' | 'delete', R extends Route<V>>(
  verb: V,
  route: R,
  sent: At<V, R> & { body?: Body<V, R>; key?: string; version?: number },
): Promise<Answer<V, R>> {
  return request(verb.toUpperCase(), address(route, sent), {
    ...(sent.body === undefined
      ? {}
      : { body: JSON.stringify(sent.body), headers: { 'content-type': 'application/json' } }),
    ...keyed(sent),
  });
}

/** Sends a file with its fields. Throws `Refused`, `LineLost`. */
export function upload<R extends Route<'post'>>(
  route: R,
  sent: At<'post', R> & { fields: Readonly<Record<string, string>>; file: File; key: string },
): Promise<Answer<'post', R>> {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent.fields)) form.append(name, value);
  form.append('file', sent.file, sent.file.name);
  return request('POST', address(route, sent), { body: form, ...keyed(sent) });
}

function keyed({ key, version }: { key?: string; version?: number }): { extra: Record<string, string> } {
  return {
    extra: {
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  };
}

function address(route: string, { path, query }: { path?: object | undefined; query?: object | undefined }): string {
  const filled = Object.entries(path ?? {}).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    route,
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  return `/api/v1${filled}${search.size > 0 ? `?${search.toString()}` : ''}`;
}

/** So long an answer is waited for. */
const patienceMs = 30_000;
/** So often a request goes on after its session was taken up again. */
const mostTries = 3;

interface Sending {
  readonly body?: string | FormData;
  readonly headers?: Record<string, string>;
  readonly extra?: Record<string, string>;
  readonly signal?: AbortSignal | null;
}

async function request<T>(method: string, url: string, sending: Sending, again = 0): Promise<T> {
  const { csrfToken } = keeper;
  // a line that is half dead answers nothing at all; a file may take its time
  const patience = new AbortController();
  const impatient = sending.body instanceof FormData ? undefined : setTimeout(() => patience.abort(), patienceMs);
  sending.signal?.addEventListener('abort', () => patience.abort());
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      signal: patience.signal,
      headers: {
        ...sending.headers,
        ...sending.extra,
        ...(method === 'GET' || csrfToken === null ? {} : { 'x-csrf-token': csrfToken }),
      },
      ...(sending.body === undefined ? {} : { body: sending.body }),
    });
  } catch (error) {
    if (sending.signal?.aborted) throw error;
    throw new LineLost();
  }
  // a proxy's page in place of our answer says nothing of what became of the request
  const text = await response.text().catch(() => {
    throw new LineLost();
  });
  clearTimeout(impatient);
  if (response.ok) return answerOf(text, response.status);
  const body = problemOf(text);
  if (!body) throw new LineLost();
  const lost = ['sessions.missing', 'sessions.expired', 'sessions.csrf'].includes(body.code);
  if (lost && keeper.regain && again < mostTries && !url.endsWith('/auth/sessions')) {
    await keeper.regain();
    return request(method, url, sending, again + 1);
  }
  throw new Refused(body, Number(response.headers.get('retry-after')) || null);
}

/**
 * An answer in our form; a page of somebody between us says nothing of what became of the request. Throws `LineLost`.
 */
function answerOf<T>(text: string, status: number): T {
  if (text === '' && status === 204) return undefined as T;
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new LineLost();
  }
}

function problemOf(text: string): ProblemBody | null {
  try {
    const body = JSON.parse(text) as ProblemBody;
    return typeof body.code === 'string' ? body : null;
  } catch {
    return null;
  }
}

/** A key under which something has one effect; also without a secure context, where there is no `randomUUID`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
