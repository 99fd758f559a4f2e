import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { packageRoot } from '#platform';
import { Problem } from '#problems';

/** A page as a JPEG, and how many pages there are. */
export interface Picture {
  readonly jpeg: Buffer;
  readonly pages: number;
}

/** What is to be shown: its content is opened when its turn has come. `gone` says that nobody waits for it any more. */
export interface PictureWanted {
  readonly content: () => Promise<Readable>;
  readonly sizeBytes: number;
  readonly page: number;
  readonly gone: AbortSignal;
}

// of the build, from the sources too: a bundled program has no folder of its own beside it
const program = join(packageRoot, 'dist/libs/documents/picture-process.mjs');
const longestMs = 15_000;
const mostWaiting = 16;
const mostHeapMb = 64;

/**
 * Makes pictures that a browser shows of those that it does not, one at a time, each in a process of its own: at most
 * 50 megapixels, 256 MB and 15 seconds. Evidence stays as it is, and nothing of a picture is kept.
 */
@Injectable()
export class Pictures implements OnModuleDestroy {
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #process: ChildProcess | null = null;

  /** Throws `documents.not-shown` for what cannot be shown within the limits, `documents.pictures-busy`. */
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
    // without the environment: it holds keys
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
      // a process that has seen enough reads no further
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
