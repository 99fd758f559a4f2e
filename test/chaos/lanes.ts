import { attackInJapan, expenseIn, type LaneWithCategory } from '../journeys/cases.js';
import { asSuperuser } from '../support/database.js';
import { demonstrationDatabase, type DemonstrationDatabase } from '../support/demonstration-database.js';
import { buildForProcesses, pause, Program, signIn, until, type SignedIn } from '../support/processes.js';

/** An API and two workers of their own on a database in which the work of a lane can be made to sleep. */
export class LaneWorld {
  #keys = 0;
  #hospital: SignedIn | undefined;

  private constructor(
    readonly place: DemonstrationDatabase,
    readonly api: Program,
    readonly workers: readonly Program[],
  ) {}

  static async start(name: string): Promise<LaneWorld> {
    buildForProcesses();
    const place = await demonstrationDatabase(name);
    const api = await Program.of('api', 'dist/programs/api.js', place.settings);
    const workers = await Promise.all(
      ['worker 1', 'worker 2'].map((worker) => Program.of(worker, 'dist/programs/worker.js', place.settings)),
    );
    const world = new LaneWorld(place, api, workers);
    try {
      for (const program of [api, ...workers]) program.start();
      await Promise.all([api, ...workers].map((program) => program.ready()));
      world.#hospital = await signIn(api.address, 'reporter@sakura.example');
      // everything finds an adjuster, so that no test waits for a person
      await world.sql('UPDATE roster SET capacity = 100000');
    } catch (error) {
      await world.end();
      throw error;
    }
    return world;
  }

  async end(): Promise<void> {
    await Promise.all([this.api, ...this.workers].map((program) => program.end('SIGKILL')));
    await this.place.drop();
  }

  sql<T = object>(text: string, values: unknown[] = []): Promise<T[]> {
    return asSuperuser(this.place.db.ownerUrl, async (client) => (await client.query<T & object>(text, values)).rows);
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(`${this.api.address}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `lanes-${process.pid}-${++this.#keys}`,
        ...this.#hospital,
      },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    return (await answer.json()) as T;
  }

  async report(...lanes: LaneWithCategory[]): Promise<{ id: string; lines: string[] }> {
    const body = attackInJapan({ expenses: lanes.map((lane) => expenseIn(lane)) });
    const { id, expenses } = await this.post<{ id: string; expenses: { id: string }[] }>('/incidents', body);
    return { id, lines: expenses.map((one) => one.id) };
  }

  /**
   * What takes what is marked where `holds` says so (of the row that goes) sleeps: its case is locked, adjusters are
   * not yet.
   */
  slow(holds: string, seconds: number): Promise<object[]> {
    return this.sql(`CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN PERFORM pg_sleep(${seconds}); RETURN OLD; END $$;
      CREATE TRIGGER slow BEFORE DELETE ON sonae.delivery FOR EACH ROW WHEN (${holds}) EXECUTE FUNCTION public.slow()`);
  }

  asleep(): Promise<{ pid: number; began: string }[]> {
    return this.sql(
      `SELECT pid, xact_start::text AS began FROM pg_stat_activity
        WHERE wait_event = 'PgSleep' AND datname = current_database()`,
    );
  }

  /** Nothing sleeps any more: who still does is cut short, and done again. */
  async awake(): Promise<void> {
    let dropped = false;
    const drop = this.sql('DROP TRIGGER IF EXISTS slow ON sonae.delivery; DROP FUNCTION IF EXISTS public.slow').then(
      () => (dropped = true),
    );
    // the table is free when its last sleeper is
    while (!dropped) {
      const pids = (await this.asleep()).map(({ pid }) => pid);
      await this.sql(`SELECT pg_cancel_backend(pid) FROM unnest($1::int[]) pid`, [pids]);
      await Promise.race([drop, pause(50)]);
    }
  }

  async routed(lines: readonly string[]): Promise<number> {
    return (await this.sql(`SELECT 1 FROM expense WHERE id = ANY ($1) AND state <> 'submitted'`, [lines])).length;
  }

  async settled(): Promise<void> {
    await until('everything is done', 120_000, async () => {
      const [open] = await this.sql<{ n: number }>(
        `SELECT (SELECT count(*) FROM outbox WHERE published_no IS NULL)::int
              + (SELECT count(*) FROM delivery WHERE due_at <= now() AND failed_at IS NULL)::int AS n`,
      );
      return open?.n === 0;
    });
    expect(await this.sql('SELECT consumer, queue, reason FROM delivery WHERE failed_at IS NOT NULL')).toEqual([]);
  }
}
