import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '#platform';
import { Problem } from '#problems';
import { uploadedTable, type TableBounds } from './table-bounds.js';
import { TableFault } from './table-fault.js';
import type { TableFacts, TableRow } from './table-row.js';
import type { TableMessage, TableOrder } from './table-thread.js';
import { Turns } from './turns.js';

/** A table that is read once, while it is iterated; its facts hold from the first row on. */
export interface Table extends AsyncIterable<TableRow>, Readonly<TableFacts> {}

/** Options of `readTable`. */
export interface TableOptions {
  /** The bounds of an upload when absent. */
  readonly bounds?: TableBounds;
  /** Aborted when the client leaves: the reading ends. */
  readonly signal?: AbortSignal;
}

/**
 * Reads a table as `TableReader` does, in a thread of its own, which is ended at its bounds, so that no file can block
 * this thread. Throws TableFault, which names the line, after every row before it; `uploads.busy` where too many tables
 * wait; `uploads.cut-off` when the signal is aborted.
 */
export function readTable(path: string, { bounds = uploadedTable, signal }: TableOptions = {}): Table {
  return new TableFile(path, bounds, signal);
}

/** At most two cores read tables; the others stay free for other requests. */
const turns = new Turns({ atOnce: 2, waiting: 20, longestWait: 10_000 });

class TableFile implements Table {
  encoding: TableFacts['encoding'] = null;
  bytes = 0;
  bytesRead = 0;
  hiddenColumns: readonly number[] = [];

  constructor(
    private readonly path: string,
    private readonly bounds: TableBounds,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<TableRow> {
    const done = await turns.take(this.signal);
    const thread = new TableThread({ path: this.path, bounds: this.bounds }, this.signal);
    try {
      for (;;) {
        const { facts, rows, ended, fault } = await thread.next();
        Object.assign(this, facts);
        yield* rows;
        if (fault) throw new TableFault(fault.code, fault.line);
        if (ended) return;
      }
    } finally {
      await thread.end();
      done();
    }
  }
}

/** Always the built file, because a thread cannot compile sources. */
const threadFile = join(packageRoot, 'dist/libs/tables/table-thread.js');

class TableThread {
  readonly #worker: Worker;
  readonly #messages: TableMessage[] = [];
  #failed: Error | null = null;
  #wake: () => void = () => undefined;
  /**
   * The rest of the time (ms) for waiting for the thread; the time in which the caller works on rows does not count.
   */
  #left: number;

  constructor(
    order: TableOrder,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#left = order.bounds.milliseconds;
    this.#worker = new Worker(threadFile, {
      workerData: order,
      execArgv: [],
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: order.bounds.heapMegabytes,
        maxYoungGenerationSizeMb: 8,
        codeRangeSizeMb: 8,
      },
    });
    this.#worker.on('message', (message: TableMessage) => {
      this.#messages.push(message);
      this.#wake();
    });
    this.#worker.on('error', (error) => this.#fail(outOfMemory(error) ? new TableFault('too-large', null) : error));
    this.#worker.on('exit', () => this.#fail(new Error('the thread that reads a table ended early')));
    signal?.addEventListener('abort', this.#aborted);
  }

  async next(): Promise<TableMessage> {
    const began = performance.now();
    const late = setTimeout(() => this.#fail(new TableFault('too-slow', null)), Math.max(0, this.#left));
    if (this.signal?.aborted) this.#aborted();
    while (this.#messages.length === 0 && this.#failed === null)
      await new Promise<void>((resolve) => (this.#wake = resolve));
    clearTimeout(late);
    this.#left -= performance.now() - began;
    const message = this.#messages.shift();
    if (message === undefined) throw this.#failed ?? new Error('nothing came');
    this.#worker.postMessage('taken');
    return message;
  }

  async end(): Promise<void> {
    this.signal?.removeEventListener('abort', this.#aborted);
    await this.#worker.terminate();
  }

  readonly #aborted = (): void => this.#fail(new Problem('uploads.cut-off'));

  #fail(error: Error): void {
    this.#failed ??= error;
    this.#wake();
  }
}

const outOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
