import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { keeper, readSession, Refused } from '../api/api.js';
import { isInsurer, type User } from './session.js';
import { tabs, type LiveWord, type PresenceWord } from './tabs.js';

/** Without a word for so long the line is taken for dead; the server says something every 15 seconds. */
const deadMs = 40_000;
const againMs = 3_000;
/** Changes that come close together are read together. */
const gatherMs = 300;

/**
 * Listens to what changes, with one connection a browser: the tab that holds the lock listens and informs the others.
 * After a break it goes on after the last event that the browser has seen, also in another tab. Answers since when the
 * line is lost; null while it is up.
 */
export function useLive(user: User | null): string | null {
  const personId = user?.id ?? null;
  const inside = user !== null && isInsurer(user);
  const client = useQueryClient();
  const [lostAt, setLostAt] = useState<string | null>(null);
  useEffect(() => {
    if (personId === null) return undefined;
    const hear = (word: LiveWord): void => {
      if (word.kind === 'line') setLostAt((since) => (word.up ? null : (since ?? new Date().toISOString())));
      else if (word.kind === 'everything') void client.invalidateQueries();
      else invalidate(client, word.incidents, inside);
    };
    const stopHearing = tabs.on('live', hear);
    const ended = new AbortController();
    const say = (word: LiveWord): void => {
      tabs.tell('live', word);
      hear(word);
    };
    const lead = (): Promise<void> => listen(personId, say, ended.signal);
    if ('locks' in navigator)
      navigator.locks.request('sonae-live', { signal: ended.signal }, lead).catch(() => undefined);
    else void lead();
    return () => {
      stopHearing();
      ended.abort();
    };
  }, [client, personId, inside]);
  return lostAt;
}

/** Those of this tab who hear who has a case open. */
const hearers = new Set<(word: PresenceWord) => void>();

/** Hears who of the insurer opens or leaves a case, in whichever tab the stream is; answers how to stop. */
export function onPresence(hear: (word: PresenceWord) => void): () => void {
  hearers.add(hear);
  const stop = tabs.on('presence', hear);
  return () => {
    hearers.delete(hear);
    stop();
  };
}

const place = 'sonae-live';

/** The last event that this browser has seen, of this person. */
function seenBy(personId: string): string | null {
  try {
    const [person, no] = (localStorage.getItem(place) ?? '').split(' ');
    return person === personId && no ? no : null;
  } catch {
    return null;
  }
}
function keepSeen(personId: string, no: string): void {
  try {
    localStorage.setItem(place, `${personId} ${no}`);
  } catch {
    // a browser that keeps nothing starts again
  }
}

/** A stream says nothing of why it broke: where the session has ended, somebody is asked to sign in. */
function askForSession(): void {
  readSession().catch((error: unknown) => {
    if (error instanceof Refused && error.body.status === 401) void keeper.regain?.().catch(() => undefined);
  });
}

/** Listens until it is ended, opening the stream again when it breaks. */
function listen(personId: string, say: (word: LiveWord) => void, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gathered: (string | null)[] = [];
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let latest = '';
    const seen = (event: MessageEvent): void => {
      if (event.lastEventId) latest = event.lastEventId;
      // what is gathered has been seen once it is told: the next leading tab takes up before it until then
      if (latest && gathered.length === 0) keepSeen(personId, latest);
      alive();
    };
    const alive = (): void => {
      clearTimeout(timer);
      timer = setTimeout(broken, deadMs);
    };
    const broken = (): void => {
      source?.close();
      clearTimeout(timer);
      say({ kind: 'line', up: false });
      timer = setTimeout(open, againMs);
      askForSession();
    };
    const open = (): void => {
      const after = seenBy(personId);
      source = new EventSource(`/api/v1/events${after === null ? '' : `?after=${after}`}`);
      source.onerror = broken;
      source.addEventListener('ping', seen);
      source.addEventListener('hello', (event) => {
        seen(event);
        say({ kind: 'line', up: true });
        // what was read before there was a stream may be older than its beginning
        if (after === null) say({ kind: 'everything' });
      });
      source.addEventListener('reset', (event) => {
        seen(event);
        say({ kind: 'line', up: true });
        say({ kind: 'everything' });
      });
      source.addEventListener('presence', (event: MessageEvent<string>) => {
        alive();
        const word = JSON.parse(event.data) as PresenceWord;
        tabs.tell('presence', word);
        for (const hear of hearers) hear(word);
      });
      source.addEventListener('change', (event: MessageEvent<string>) => {
        gathered.push((JSON.parse(event.data) as { incidentId: string | null }).incidentId);
        seen(event);
        gathering ??= setTimeout(() => {
          gathering = undefined;
          say({ kind: 'changes', incidents: [...new Set(gathered)] });
          gathered = [];
          if (latest) keepSeen(personId, latest);
        }, gatherMs);
      });
      alive();
    };
    open();
    ended.addEventListener('abort', () => {
      source?.close();
      clearTimeout(timer);
      clearTimeout(gathering);
      resolve();
    });
  });
}

/** Reads again what a page shows of these cases: its lists, and what belongs to one of them. */
function invalidate(client: QueryClient, incidents: readonly (string | null)[], inside: boolean): void {
  void client.invalidateQueries({ predicate: (query) => concerns(query, incidents, inside) });
}

function concerns(query: Query, incidents: readonly (string | null)[], inside: boolean): boolean {
  const [, asked] = query.queryKey as [string, { path?: { id?: string }; query?: { incidentId?: string } } | undefined];
  const of = asked?.path?.id ?? asked?.query?.incidentId;
  const data = query.state.data as { id?: string; incidentId?: string } | undefined;
  // an institution's cases share its limits; what belongs to no case (a posting to a limit, a policy) may concern every
  // one
  if (of === undefined || !inside || incidents.includes(null)) return true;
  // what shows neither its own case nor another's is told of by all
  if (!String(query.queryKey[0]).includes('incident') && data?.incidentId === undefined) return true;
  return incidents.some((id) => id === of || id === data?.incidentId);
}
