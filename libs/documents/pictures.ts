import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { packageRoot } from '#platform';
import { Problem } from '#problems';

/** A page as a JPEG, and the number of pages. */
export interface Picture {
  readonly jpeg: Buffer;
  readonly pages: number;
}

/** The page to show: its content is opened in its turn. `gone` is aborted when the client has left. */
export interface PictureWanted {
  readonly content: () => Promise<Readable>;
  readonly sizeBytes: number;
  readonly page: number;
  readonly gone: AbortSignal;
}

// always from the build, also for a process from the sources, because a bundled program has no folder of its own
const program = join(packageRoot, 'dist/libs/documents/picture-process.mjs');
const longestMs = 15_000;
const mostWaiting = 16;
const mostHeapMb = 64;

/**
 * Makes pictures that a browser shows from those that it does not, one at a time, each in a process of its own: at most
 * 50 megapixels, 256 MB and 15 seconds. The evidence stays unchanged, and no picture is stored.
 */
@Injectable()
export class Pictures implements OnModuleDestroy {
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #process: ChildProcess | null = null;

  /** Throws `documents.not-shown` for a file that cannot be shown within the limits, and `documents.pictures-busy`. */
  async pageOf(wanted: PictureWanted): Promise<Picture> {
    if (this.#waiting >= mostWaiting) throw new Problem('documents.pictures-busy', { retryAfterSeconds: 5 });
    this.#waiting++;
    const mine = this.#turn.then(() => this.#make(wanted));
    this.#turn = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.#waiting--;
    }
  }

  onModuleDestroy(): void {
    this.#process?.kill('SIGKILL');
  }

  async #make({ content, sizeBytes, page, gone }: PictureWanted): Promise<Picture> {
    if (gone.aborted) throw new Problem('documents.not-shown');
    const source = await content();
    // without the environment, because it holds keys
    const child = fork(program, [String(sizeBytes), String(page)], {
      env: {},
      execArgv: [`--max-old-space-size=${mostHeapMb}`],
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    this.#process = child;
    const end = (): void => void child.kill('SIGKILL');
    const limit = setTimeout(end, longestMs);
    gone.addEventListener('abort', end);
    try {
      // the process closes its input once it has read enough
      if (child.stdin) pipeline(source, child.stdin).catch(() => undefined);
      const [picture] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(() => [null])])) as [
        Picture | null,
      ];
      if (picture === null) throw new Problem('documents.not-shown');
      return picture;
    } finally {
      clearTimeout(limit);
      gone.removeEventListener('abort', end);
      source.destroy();
      end();
      this.#process = null;
    }
  }
}
