import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import {
  act,
  newKey,
  read,
  Refused,
  upload,
  type Answer,
  type Asked,
  type At,
  type Body,
  type Route,
} from '../api/api.js';

/**
 * Whether something was read of the same thing under other filters: it stays until the new answer is there. Another
 * thing's does not.
 */
function isSameThing(
  from: { readonly queryKey: readonly unknown[] } | undefined,
  asked: { readonly path?: unknown },
): boolean {
  const before = from?.queryKey[1] as { readonly path?: unknown } | undefined;
  return JSON.stringify(before?.path) === JSON.stringify(asked.path);
}

interface Reading {
  readonly enabled?: boolean;
  /** So often it is read again (ms), for what no live update tells of. */
  readonly every?: number | false;
}

/** Reads a route and keeps what it answered; read again when something of it changes. */
export function useRead<R extends Route<'get'>>(
  route: R,
  asked: Asked<R>,
  { enabled = true, every = false }: Reading = {},
) {
  return useQuery({
    queryKey: [route, asked],
    queryFn: ({ signal }) => read(route, asked, signal),
    placeholderData: (previous, from) => (isSameThing(from, asked) ? previous : undefined),
    enabled,
    refetchInterval: every,
  });
}

/** The routes that answer pages. */
type Listing = {
  [R in Route<'get'>]: Answer<'get', R> extends { items: unknown[]; nextCursor: string | null } ? R : never;
}[Route<'get'>];
type Item<R extends Listing> = Answer<'get', R> extends { items: (infer I)[] } ? I : never;

/** Reads a list page by page. */
export function useList<R extends Listing>(route: R, asked: Asked<R>, { enabled = true, every = false }: Reading = {}) {
  const query = useInfiniteQuery({
    // not under the key of a single page, whose form is another
    queryKey: [route, asked, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      read(
        route,
        {
          ...asked,
          query: { ...(asked as { query?: object }).query, ...(pageParam ? { cursor: pageParam } : {}) },
        } as Asked<R>,
        signal,
      ) as unknown as Promise<{ items: Item<R>[]; nextCursor: string | null }>,
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (previous, from) => (isSameThing(from, asked) ? previous : undefined),
    enabled,
    refetchInterval: every,
  });
  return { ...query, items: query.data?.pages.flatMap(({ items }) => items) };
}

/** Everything that is on a page is read again. */
export function readAnew(client: QueryClient): Promise<void> {
  return client.invalidateQueries();
}

interface Doing<Sent, Done> {
  /**
   * Answers when the page is read again; undefined when it was refused or the line was lost: `error` says why, and the
   * same sent again has one effect. `onDone` runs as soon as it is done: a form is emptied there, because what was done
   * may already be shown while the rest of the page is read, and the next thing be typed.
   */
  readonly send: (sent: Sent, onDone?: (done: Done) => void) => Promise<Done | undefined>;
  readonly pending: boolean;
  readonly error: unknown;
  readonly clear: () => void;
}

function useDoing<Sent, Done>(name: string, carryOut: (sent: Sent, key: string) => Promise<Done>): Doing<Sent, Done> {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const send = async (sent: Sent, onDone?: (done: Done) => void): Promise<Done | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setPending(true);
    setError(null);
    const key = keyOf(name, sent);
    try {
      const done = await carryOut(sent, key);
      forgetKey(name);
      onDone?.(done);
      await readAnew(client);
      return done;
    } catch (reason) {
      setError(reason);
      // a refusal has done nothing; what nobody knows of keeps its key
      if (reason instanceof Refused && reason.body.status < 500) forgetKey(name);
      // what somebody else changed meanwhile is shown
      if (reason instanceof Refused && [404, 409, 412].includes(reason.body.status)) await readAnew(client);
      return undefined;
    } finally {
      running.current = false;
      setPending(false);
    }
  };
  return { send, pending, error, clear: useCallback(() => setError(null), []) };
}

/**
 * The key of a request: the same for the same request until its outcome is known, also after a reload and in another
 * tab, so that it has one effect. What is kept is a number made from it, not what was typed.
 */
function keyOf(name: string, sent: unknown): string {
  const print = fingerprint(
    JSON.stringify(sent, (_, value: unknown) =>
      value instanceof File ? [value.name, value.size, value.lastModified] : value,
    ),
  );
  try {
    const [known, key] = (localStorage.getItem(placeOf(name)) ?? '').split(' ');
    if (known === print && key) return key;
    const made = newKey();
    localStorage.setItem(placeOf(name), `${print} ${made}`);
    return made;
  } catch {
    return newKey();
  }
}

function forgetKey(name: string): void {
  try {
    localStorage.removeItem(placeOf(name));
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

const placeOf = (name: string): string => `sonae-key ${name}`;

/** Two hashes of 32 bits (FNV-1a) of a text. */
function fingerprint(text: string): string {
  const hash = (seed: number): string => {
    let value = seed;
    for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    return (value >>> 0).toString(16);
  };
  return `${hash(0x811c9dc5)}${hash(0x1000193)}`;
}

/** An act on a route; sent twice it has one effect. */
export function useAct<V extends 'post' | 'patch' | 'put' | 'delete', R extends Route<V>>(verb: V, route: R) {
  return useDoing<At<V, R> & { body?: Body<V, R>; version?: number }, Answer<V, R>>(route, (sent, key) =>
    act(verb, route, { ...sent, key }),
  );
}

/** Sending a file. */
export function useUpload<R extends Route<'post'>>(route: R) {
  return useDoing<At<'post', R> & { fields: Readonly<Record<string, string>>; file: File }, Answer<'post', R>>(
    route,
    (sent, key) => upload(route, { ...sent, key }),
  );
}
