import { Inject, Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { Observable, type Subscriber } from 'rxjs';
import { Database, type Actor, type OutboxEntity } from '#database';
import { describeError, type Log, LOG } from '#platform';
import type { SessionEntity } from '#people';

/** A ping is sent so often (ms), so that a browser notices a dead connection. */
const pingMs = 15_000;
/** The outbox is read after this time (ms) without a notification of the relay. */
const lookMs = 2_000;
/** Events after which a browser that is further behind reads everything again. */
const mostBehind = 500;
/** Streams of one session at once; a browser needs one. */
const mostOfSession = 6;

interface Published extends Pick<OutboxEntity, 'type' | 'incident_id' | 'institution_id' | 'audience'> {
  readonly published_no: NonNullable<OutboxEntity['published_no']>;
}

/** Who has a case, or an expense of it, open. Nothing of it is kept: who is there says so again. */
export interface Presence {
  readonly incidentId: string;
  readonly expenseId: string | null;
  readonly personId: string;
  readonly personName: string;
  /** false: the page was left. */
  readonly isThere: boolean;
  /** The page was opened just now: who is there says so. */
  readonly isNew: boolean;
}

const presenceChannel = 'sonae_presence';

interface Reader {
  readonly actor: Actor;
  readonly to: Subscriber<MessageEvent>;
  seen: number;
}

/**
 * The published events for every reader who may see them, in the order of publication. A process reads them once for
 * the insurer's readers; events for an institution are read again as the institution, so that row security decides. An
 * event has a type and the id of its case, nothing else. A stream ends with its session.
 */
@Injectable()
export class LiveUpdates implements OnModuleDestroy {
  readonly #readers = new Set<Reader>();
  #watching: Promise<void> | undefined;
  #stopped = false;
  #wake: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.#stopped = true;
    for (const { to } of [...this.#readers]) to.complete();
    this.#wake?.();
    await this.#watching;
  }

  /** Says to the insurer's readers of every process that somebody has a case open. */
  async tellPresence(presence: Presence): Promise<void> {
    await this.database.statement('staff', 'tell-presence', 'SELECT pg_notify($1, $2)', [
      presenceChannel,
      JSON.stringify(presence),
    ]);
  }

  /** `after`: the last event that the browser has seen; null begins with events published from now on. */
  stream(actor: Actor, after: number | null): Observable<MessageEvent> {
    return new Observable((to) => {
      let reader: Reader | undefined;
      void this.#begin(actor, after, to).then(
        (begun) => {
          reader = begun;
          if (to.closed) this.#readers.delete(begun);
        },
        (error: unknown) => {
          this.log.warn(describeError(error), 'live updates did not begin');
          to.complete();
        },
      );
      return () => {
        if (reader) this.#readers.delete(reader);
        if (this.#readers.size === 0) this.#wake?.();
      };
    });
  }

  async #begin(actor: Actor, after: number | null, to: Subscriber<MessageEvent>): Promise<Reader> {
    const [row] = await this.database.statement<{ head: number }>(
      'staff',
      'live-head',
      'SELECT coalesce(max(published_no), 0)::bigint AS head FROM outbox',
      [],
    );
    const head = row?.head ?? 0;
    // a number from another database, or too old
    const lost = after !== null && (after > head || after < head - mostBehind);
    const reader: Reader = { actor, to, seen: after === null || lost ? head : after };
    to.next({ type: lost ? 'reset' : 'hello', id: String(reader.seen), data: {} });
    const own = [...this.#readers].filter((other) => other.actor.sessionId === actor.sessionId);
    for (const old of own.slice(0, Math.max(0, own.length - mostOfSession + 1))) old.to.complete();
    this.#readers.add(reader);
    this.#watching ??= this.#watch().finally(() => {
      this.#watching = undefined;
    });
    this.#wake?.();
    return reader;
  }

  async #watch(): Promise<void> {
    while (!this.#stopped && this.#readers.size > 0) {
      let connection;
      try {
        connection = await this.database.connection();
        const wake = (): void => this.#wake?.();
        const hear = ({ channel, payload }: { channel: string; payload?: string | undefined }): void => {
          if (channel === presenceChannel) this.#handPresence(payload ?? '');
          else wake();
        };
        connection.on('notification', hear);
        connection.on('error', wake);
        try {
          await connection.query('LISTEN sonae_published');
          await connection.query(`LISTEN ${presenceChannel}`);
          await this.#serve();
          await connection.query('UNLISTEN *');
        } finally {
          connection.off('notification', hear);
          connection.off('error', wake);
        }
        connection.release();
      } catch (error) {
        connection?.release(true);
        this.log.warn(describeError(error), 'live updates lost their connection and try again');
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  /** An institution does not hear who of the insurer looks at its case. */
  #handPresence(data: string): void {
    // without an id the message gets a number of its own, from which a browser would then go on
    for (const { actor, to, seen } of this.#readers)
      if (actor.side === 'insurer') to.next({ type: 'presence', id: String(seen), data });
  }

  async #serve(): Promise<void> {
    let pinged = Date.now();
    while (!this.#stopped && this.#readers.size > 0) {
      const more = await this.#hand();
      if (Date.now() - pinged >= pingMs) {
        pinged = Date.now();
        for (const { to, seen } of this.#readers) to.next({ type: 'ping', id: String(seen), data: {} });
      }
      if (!more) await this.#idle();
    }
  }

  #idle(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, lookMs);
      this.#wake = done;
    });
  }

  /** Sends new events to the readers; true when there are more. */
  async #hand(): Promise<boolean> {
    const readers = await this.#stillSignedIn();
    if (readers.length === 0) return false;
    const rows = await this.database.statement<Published & Record<string, unknown>>(
      'staff',
      'live-since',
      `SELECT published_no, type, incident_id, institution_id, audience
         FROM outbox
         WHERE published_no > $1
         ORDER BY published_no
         LIMIT $2`,
      [Math.min(...readers.map(({ seen }) => seen)), mostBehind],
    );
    const last = rows.at(-1)?.published_no;
    if (last === undefined) return false;
    for (const reader of readers) {
      const fresh = rows.filter(({ published_no }) => published_no > reader.seen);
      for (const { published_no, type, incident_id } of await this.#visible(reader.actor, fresh))
        reader.to.next({ type: 'change', id: String(published_no), data: { type, incidentId: incident_id } });
      reader.seen = Math.max(reader.seen, last);
    }
    return rows.length === mostBehind;
  }

  async #visible(actor: Actor, rows: readonly Published[]): Promise<readonly Published[]> {
    if (actor.side === 'insurer') return rows;
    const own = rows.filter((row) => row.audience === 'all' && actor.institutions.includes(row.institution_id));
    if (own.length === 0) return [];
    return this.database.read(actor, (tx) =>
      tx.rows<Published>(
        `SELECT published_no, type, incident_id, institution_id, audience
           FROM outbox
           WHERE published_no = ANY ($1)
           ORDER BY published_no`,
        [own.map(({ published_no }) => published_no)],
      ),
    );
  }

  async #stillSignedIn(): Promise<Reader[]> {
    const readers = [...this.#readers];
    const alive = new Set(
      (
        await this.database.statement<Pick<SessionEntity, 'id'>>(
          'staff',
          'live-sessions',
          'SELECT id FROM session WHERE id = ANY ($1) AND ended_at IS NULL AND expires_at > now()',
          [readers.map(({ actor }) => actor.sessionId)],
        )
      ).map(({ id }) => id),
    );
    return readers.filter((reader) => {
      if (reader.actor.sessionId !== null && alive.has(reader.actor.sessionId)) return true;
      reader.to.complete();
      return false;
    });
  }
}
