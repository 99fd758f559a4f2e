import { createReadStream } from 'node:fs';
import { chmod, copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { S3 } from '@aws-sdk/client-s3';
import { describeError, outsideOnly, privateFolder, Silent, SpokenInside, type Config, type Log } from '#platform';
import { Problem } from '#problems';
import { nullIfAbsent, s3Of, type StoreLimits } from './s3.js';

/** The store of contents: a file by its document's id, written once. */
export interface FileStore {
  /**
   * Moves a file into the store; once it resolves, the content survives a crash of the machine. Each method throws
   * StoreAway.
   */
  keep(id: string, path: string, size: number): Promise<void>;
  /** Throws ContentMissing. */
  read(id: string): Promise<Readable>;
  /** Succeeds for a content that is not in the store. */
  erase(id: string): Promise<void>;
}

/** A document has a row, and its content is not in the store. */
export class ContentMissing extends Error {}

/** The store refused, was cut off or did not answer in time. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the file store does not answer', { cause });
    this.name = 'StoreAway';
  }
}

/** The refusal `documents.store-away` for StoreAway; any other error unchanged. */
export function refusalOf(error: unknown, log: Log): unknown {
  if (!(error instanceof StoreAway)) return error;
  log.warn(describeError(error.cause), 'the file store does not answer');
  return new Problem('documents.store-away', { retryAfterSeconds: 30 });
}

export const FILE_STORE = Symbol('file-store');

/** A bucket where S3_URL names one, else the folder `documents` of SONAE_DATA. */
export function fileStoreOf(config: Pick<Config, 's3Url' | 'dataFolder'>): FileStore {
  return config.s3Url === null ? new Folder(join(config.dataFolder, 'documents')) : new Bucket(config.s3Url);
}

class Folder implements FileStore {
  constructor(private readonly folder: string) {}

  async keep(id: string, path: string): Promise<void> {
    outsideOnly('file-store');
    const place = this.#placeOf(id);
    privateFolder(this.folder);
    privateFolder(dirname(place));
    await chmod(path, 0o600);
    // a rename fails where the uploads are on another disk
    await rename(path, place).catch(async () => {
      try {
        await copyFile(path, `${place}.new`);
        await rename(`${place}.new`, place);
      } catch (error) {
        await rm(`${place}.new`, { force: true });
        throw error;
      }
      await rm(path);
    });
    for (const one of [place, dirname(place)]) {
      const file = await open(one);
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    }
  }

  read(id: string): Promise<Readable> {
    outsideOnly('file-store');
    const stream = createReadStream(this.#placeOf(id));
    return new Promise((resolve, reject) => {
      stream.once('open', () => resolve(stream)).once('error', () => reject(new ContentMissing(id)));
    });
  }

  async erase(id: string): Promise<void> {
    outsideOnly('file-store');
    await rm(this.#placeOf(id), { force: true });
  }

  // the last two digits of an id are random
  #placeOf(id: string): string {
    return join(this.folder, id.slice(-2), id);
  }
}

/** The longest silence of the store (ms); a whole transfer may take a second more for each megabyte. */
const silenceMs = 10_000;
const limits: StoreLimits = {
  store: 'file-store',
  silenceMs,
  wholeMs: (bytes) => silenceMs + bytes / 1_000,
  // tried again by #ask: a stream that was read cannot be sent a second time
  tries: 1,
};
const tries = 3;

/** A bucket, by `s3Of`. Each request has the same effect when it is sent twice. */
class Bucket implements FileStore {
  readonly #bucket: string;
  readonly #url: URL;
  #made: Promise<S3> | undefined;

  constructor(address: string) {
    this.#url = new URL(address);
    this.#bucket = this.#url.pathname.slice(1).replace(/\/$/, '');
  }

  async keep(id: string, path: string, size: number): Promise<void> {
    await this.#ask(async (s3) => {
      const file = createReadStream(path);
      try {
        // the library refuses a stream without its length
        await s3.putObject({ Bucket: this.#bucket, Key: id, Body: file, ContentLength: size });
      } finally {
        file.destroy();
      }
    });
    await rm(path);
  }

  async read(id: string): Promise<Readable> {
    const found = await this.#ask(async (s3) => {
      const object = await s3.getObject({ Bucket: this.#bucket, Key: id }).catch(nullIfAbsent);
      if (object === null) return null;
      const body = object.Body as Readable;
      const parts = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      // the first part belongs to what is tried again: after it only the connection can be cut
      return { body, parts, first: await parts.next() };
    });
    if (found === null) throw new ContentMissing(id);
    const { body, parts, first } = found;
    const content = async function* (): AsyncGenerator<Buffer> {
      for (let part = first; !part.done; part = await parts.next()) yield part.value;
    };
    // also where the reader never began
    return Readable.from(content(), { objectMode: false }).once('close', () => body.destroy());
  }

  async erase(id: string): Promise<void> {
    await this.#ask((s3) => s3.deleteObject({ Bucket: this.#bucket, Key: id }));
  }

  /** Tries again after a cut or a connection that could not begin; not after a refusal or silence. Throws StoreAway. */
  async #ask<T>(words: (s3: S3) => Promise<T>): Promise<T> {
    this.#made ??= s3Of(this.#url, limits);
    const s3 = await this.#made;
    for (let left = tries - 1; ; left--) {
      try {
        return await words(s3);
      } catch (error) {
        if (error instanceof SpokenInside) throw error;
        if (left === 0 || isFinal(error)) throw new StoreAway(error);
      }
      await pause(100 * 2 ** (tries - left));
    }
  }
}

/** Silence, or a refusal that would be the same on another try. */
function isFinal(error: unknown): boolean {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return error instanceof Silent || name === 'TimeoutError' || (status >= 400 && status < 500);
}
