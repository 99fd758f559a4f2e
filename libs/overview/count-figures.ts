import { Inject, Injectable } from '@nestjs/common';
import { Database, systemActor, type Tx } from '#database';
import { CONFIG, type Config } from '#platform';
import type { Errand } from '#queue';
import { countFigures, figuresForm, type FiguresPart } from './kept-figures.reads.js';

const actor = systemActor('count-figures');
/** Kept figures are at least so old (s) when they are counted again. */
const leastSeconds = 5;
/** Counting takes at most one part in so many of the time of one connection, however large the book is. */
const oneIn = 20;
/** Who began to count and did not end is not waited for after so many seconds. */
const lapsesAfter = 600;

/**
 * Counts the figures that are kept again: all of a part in one read of one moment, as the lists count them. Each part
 * in turn; the larger the book, the longer the pause.
 */
@Injectable()
export class CountFigures implements Errand {
  readonly name = 'count-figures';
  readonly due = 'SELECT part AS id FROM kept_figures WHERE due_at <= clock_timestamp() ORDER BY due_at';
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  run(id: string, stopping: AbortSignal): Promise<void> {
    const done = this.#turn.then(() => this.#next(id as FiguresPart, stopping));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #next(part: FiguresPart, stopping: AbortSignal): Promise<void> {
    if (stopping.aborted || !(await this.database.transaction(actor, (tx) => begin(tx, part)))) return;
    const began = performance.now();
    const content = await this.database.read(actor, async (tx) => {
      await readLargely(tx);
      return countFigures(tx, part, this.config);
    });
    const tookMs = Math.ceil(performance.now() - began);
    await this.database.transaction(actor, (tx) =>
      tx.rows(
        `UPDATE kept_figures
            SET form = $2, content = $3, as_of = $4, took_ms = $5,
                due_at = clock_timestamp() + make_interval(secs => $6)
          WHERE part = $1`,
        [part, figuresForm, content, content.asOf, tookMs, Math.max(leastSeconds, (tookMs * oneIn) / 1_000)],
      ),
    );
  }
}

/** Whether the part is still to be counted; nobody else begins meanwhile. */
async function begin(tx: Tx, part: FiguresPart): Promise<boolean> {
  const begun = await tx.rows(
    `UPDATE kept_figures
        SET due_at = clock_timestamp() + make_interval(secs => ${lapsesAfter})
      WHERE part = $1 AND due_at <= clock_timestamp()
     RETURNING 1`,
    [part],
  );
  return begun.length > 0;
}

/** Connections of jobs go by keys and end what takes long; counting reads much of some tables. */
async function readLargely(tx: Tx): Promise<void> {
  await tx.rows(
    `SELECT set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true),
            set_config('enable_mergejoin', 'on', true), set_config('plan_cache_mode', 'force_custom_plan', true),
            set_config('jit', 'off', true), set_config('statement_timeout', '300000', true)`,
  );
}
