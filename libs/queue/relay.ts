import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { byKeys } from '#database';
import { describeError, diskSpace, type Log } from '#platform';
import type { Publication } from './publication.js';
import { reportsFirst } from './reports-first.js';
import type { Sweep } from './sweep.js';
import { runUpkeep } from './upkeep.js';

/** Any number; the same in every process, so that one relay works at a time. */
const relayLock = 7_301_001;
/** The pause between publications: the first event is published at once, those that follow soon after it together. */
const publishEveryMs = 10;
/** The same while a crowd reports: larger publications cost less, and queue work rests then. */
const publishInCrowdMs = 100;
const sweepEveryMs = 1_000;
const upkeepEveryMs = 3_600_000;
/**
 * The server ends the session of a relay that is silent for so long (its process is frozen), and another one gets the
 * lock.
 */
const frozen = '-c idle_session_timeout=10000';

interface RelayParts {
  /** The database of the lock and of the notifications, on a connection of its own. */
  readonly databaseUrl: string;
  readonly publication: Publication;
  readonly sweep: Sweep;
  readonly log: Log;
  /** Wakes the process that has the lock, when this one does not have it. */
  readonly others: { wake(): void };
}

/**
 * Publishes the outbox and does what is due, one relay at a time (advisory lock on its own connection). It is woken by
 * commits of this process and notifications of others. While a disk is full it pauses, and keeps its lock.
 */
export class Relay {
  #client: pg.Client | undefined;
  #broken: Error | undefined;
  #stopped = false;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  #pending = false;
  #leads = false;
  #swept = 0;
  #upkept = 0;

  constructor(private readonly parts: RelayParts) {}

  start(): void {
    this.#running = this.#run();
  }

  /** Something was committed: wakes this relay, or the process whose relay works. */
  wake(): void {
    if (this.#leads) this.#wakeHere();
    else this.parts.others.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeHere();
    await this.#running;
  }

  #wakeHere(): void {
    this.#pending = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const client = await this.#connect();
        while (!this.#stopped && !(this.#leads = await takesLead(client))) await this.#idle(500);
        if (this.#leads) await this.#lead(client);
      } catch (error) {
        diskSpace.notice(error);
        if (!this.#stopped) this.parts.log.warn(describeError(error), 'the relay lost its connection and tries again');
      }
      this.#leads = false;
      this.#pending = false;
      await this.#client?.end().catch(() => undefined);
      this.#client = undefined;
      if (!this.#stopped) await this.#idle(500);
    }
  }

  async #connect(): Promise<pg.Client> {
    this.#broken = undefined;
    const client = new pg.Client({
      connectionString: this.parts.databaseUrl,
      application_name: 'sonae-relay',
      // a publication that is lost when the server fails is done again: its events are still unsent then
      options: `-c search_path=sonae,pg_temp -c app.case=* -c synchronous_commit=off ${frozen} ${byKeys}`,
    });
    this.#client = client;
    client.on('error', (error) => {
      this.#broken = error;
      this.#wakeHere();
    });
    client.on('notification', () => this.#wakeHere());
    await client.connect();
    return client;
  }

  async #lead(client: pg.Client): Promise<void> {
    await client.query('LISTEN sonae_outbox');
    this.#swept = 0;
    this.#upkept = 0;
    while (!this.#stopped) {
      this.#pending = false;
      const began = Date.now();
      const published = diskSpace.short ? await rests(client) : await this.#round(client, began);
      if (this.#broken) throw this.#broken;
      if (this.#stopped) return;
      if (published === 0) await this.#idle(sweepEveryMs);
      else await sleep(Math.max(0, began + (reportsFirst.crowded ? publishInCrowdMs : publishEveryMs) - Date.now()));
    }
  }

  async #round(client: pg.Client, began: number): Promise<number> {
    const upkeepIsDue = began - this.#upkept >= upkeepEveryMs;
    const published = await this.parts.publication.publish(client, upkeepIsDue);
    if (began - this.#swept >= sweepEveryMs) {
      await this.parts.sweep.once(client);
      this.#swept = began;
    }
    if (upkeepIsDue) {
      await runUpkeep(client, this.parts.log, () => !this.#stopped);
      this.#upkept = began;
    }
    return published;
  }

  async #idle(ms: number): Promise<void> {
    if (this.#pending) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

// sends a statement now and then, so that its session, and with it the lock, does not end
async function rests(client: pg.Client): Promise<0> {
  await client.query('SELECT 1');
  return 0;
}

async function takesLead(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [relayLock]);
  return rows[0]?.leads ?? false;
}
