import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { GetObjectOutput, S3 } from '@aws-sdk/client-s3';
import { keepInParts, nullIfAbsent, s3Of, type StoreLimits } from '#documents';
import { makeFolder } from '#platform';
import { Problem } from '#problems';

/** Where backups lie: each is one file, which is there whole or not at all. */
export interface BackupTarget {
  /** The newest first. */
  list(): Promise<readonly KeptBackup[]>;
  /** Answers its bytes once it outlives the machine's fall. */
  keep(name: string, sealed: Readable): Promise<number>;
  read(name: string): Promise<Readable>;
  remove(name: string): Promise<void>;
  /** A small note beside the backups, written over the one before. */
  note(name: string, content: string): Promise<void>;
  /** Null where nobody wrote it. */
  readNote(name: string): Promise<string | null>;
}

export interface KeptBackup {
  readonly name: string;
  readonly sizeBytes: number;
}

const ending = '.tar.gz.age';
const isBackup = (name: string): boolean => /^sonae-\d{8}T\d{6}Z\.tar\.gz\.age$/.test(name);
/** What a backup that was cut off left behind is removed after a day: none takes so long. */
const leftAfterMs = 86_400_000;

/** `sonae-20261128T033000Z.tar.gz.age`: its order is that of the time. */
export function backupName(at: Date): string {
  return `sonae-${at.toISOString().replace(/[-:]|\.\d+/g, '')}${ending}`;
}

/**
 * A folder, or a bucket as S3_URL names one, with a beginning of names after it. A bucket that refuses, is cut or is
 * silent for longer than `silence` (ms) throws `backup.store-away`; how long a backup takes in all has no limit.
 */
export function backupTarget(place: string, silence = silenceMs): BackupTarget {
  if (!/^https?:\/\//.test(place)) return new Folder(resolve(place));
  return new Bucket(new URL(place), { store: 'backup-store', silenceMs: silence, wholeMs: () => Infinity, tries: 3 });
}

/** A backup that is named by its file, whatever it is called now: the target it lies in, and its name there. */
export async function backupFile(path: string): Promise<{ target: BackupTarget; kept: KeptBackup } | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return null;
  return { target: new Folder(dirname(resolve(path))), kept: { name: basename(path), sizeBytes: found.size } };
}

class Folder implements BackupTarget {
  constructor(private readonly folder: string) {}

  async list(): Promise<KeptBackup[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return [];
    });
    return Promise.all(
      names
        .filter(isBackup)
        .toSorted()
        .toReversed()
        .map(async (name) => ({ name, sizeBytes: (await stat(join(this.folder, name))).size })),
    );
  }

  async keep(name: string, sealed: Readable): Promise<number> {
    makeFolder(this.folder);
    await this.#removeLeft();
    const part = join(this.folder, `.${name}.part`);
    try {
      await pipeline(sealed, createWriteStream(part, { mode: 0o600, flush: true }));
      const { size } = await stat(part);
      await rename(part, join(this.folder, name));
      await synced(this.folder);
      return size;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  async read(name: string): Promise<Readable> {
    const stream = createReadStream(join(this.folder, name), { highWaterMark: 1 << 18 });
    await new Promise((opened, failed) => stream.once('open', opened).once('error', failed));
    return stream;
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true });
  }

  async note(name: string, content: string): Promise<void> {
    const place = join(this.folder, name);
    makeFolder(this.folder);
    await writeFile(`${place}.new`, content, { mode: 0o600 });
    await rename(`${place}.new`, place);
  }

  readNote(name: string): Promise<string | null> {
    return readFile(join(this.folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    });
  }

  async #removeLeft(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!/^\.sonae-.*\.part$/.test(name)) continue;
      const left = await stat(join(this.folder, name)).catch(() => null);
      if (left && Date.now() - left.mtimeMs > leftAfterMs) await rm(join(this.folder, name), { force: true });
    }
  }
}

async function synced(folder: string): Promise<void> {
  const file = await open(folder);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So long may pass without a byte of the bucket (ms); a store that puts parts together says so every ten seconds. */
const silenceMs = 30_000;

class Bucket implements BackupTarget {
  readonly #bucket: string;
  readonly #before: string;
  #made: Promise<S3> | undefined;

  constructor(
    private readonly url: URL,
    private readonly limits: StoreLimits,
  ) {
    const [bucket = '', ...rest] = url.pathname.slice(1).split('/').filter(Boolean);
    this.#bucket = bucket;
    this.#before = rest.map((part) => `${part}/`).join('');
  }

  async list(): Promise<KeptBackup[]> {
    const found: KeptBackup[] = [];
    for (let next: string | undefined, more = true; more; more = next !== undefined) {
      const page = await this.#ask((s3) =>
        s3.listObjectsV2({
          Bucket: this.#bucket,
          Prefix: `${this.#before}sonae-`,
          ...(next === undefined ? {} : { ContinuationToken: next }),
        }),
      );
      for (const { Key = '', Size = 0 } of page.Contents ?? [])
        found.push({ name: Key.slice(this.#before.length), sizeBytes: Size });
      next = page.IsTruncated ? page.NextContinuationToken : undefined;
    }
    return found.filter(({ name }) => isBackup(name)).toSorted((a, b) => (a.name < b.name ? 1 : -1));
  }

  keep(name: string, sealed: Readable): Promise<number> {
    return this.#ask((s3) => keepInParts(s3, this.#placeOf(name), sealed));
  }

  async read(name: string): Promise<Readable> {
    return contentOf(await this.#ask((s3) => s3.getObject(this.#placeOf(name))));
  }

  async remove(name: string): Promise<void> {
    await this.#ask((s3) => s3.deleteObject(this.#placeOf(name)));
  }

  async note(name: string, content: string): Promise<void> {
    await this.#ask((s3) => s3.putObject({ ...this.#placeOf(name), Body: content }));
  }

  async readNote(name: string): Promise<string | null> {
    const found = await this.#ask((s3) => s3.getObject(this.#placeOf(name)).catch(nullIfAbsent));
    return found && text(contentOf(found));
  }

  #placeOf(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: this.#before + name };
  }

  async #ask<T>(words: (s3: S3) => Promise<T>): Promise<T> {
    this.#made ??= s3Of(this.url, this.limits);
    try {
      return await words(await this.#made);
    } catch (error) {
      throw awayOr(error);
    }
  }
}

/** The content of an answer, in whose middle the bucket may go away. */
function contentOf({ Body }: GetObjectOutput): Readable {
  const body = Body as Readable;
  const parts = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const part of body) yield part as Buffer;
    } catch (error) {
      throw storeAway(error);
    }
  };
  return Readable.from(parts(), { objectMode: false }).once('close', () => body.destroy());
}

/** What the client of the bucket threw is marked by it; a fault of what should be kept is thrown on as it is. */
const awayOr = (error: unknown): unknown => (error instanceof Error && '$metadata' in error ? storeAway(error) : error);

function storeAway(error: unknown): Problem {
  const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const answer =
    status === undefined ? { ja: '応答なし', en: 'no answer' } : { ja: `${name} ${status}`, en: `${name} ${status}` };
  return new Problem('backup.store-away', { params: { answer } });
}
