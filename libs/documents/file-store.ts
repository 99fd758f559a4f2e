import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { S3 } from '@aws-sdk/client-s3';
import type { Config } from '#platform';

/** Where contents lie: a file by its document's id, written once. */
export interface FileStore {
  /** Takes a file over; when it answers, the content outlives the machine's fall. */
  keep(id: string, path: string, size: number): Promise<void>;
  /** Throws ContentMissing. */
  read(id: string): Promise<Readable>;
  /** Erasing what is not there is no error. */
  erase(id: string): Promise<void>;
}

/** A content that its row promises is not in the store. */
export class ContentMissing extends Error {}

export const FILE_STORE = Symbol('file-store');

/** A bucket where S3_URL names one, else the folder `documents` of SONAE_DATA. */
export function fileStoreOf(config: Pick<Config, 's3Url' | 'dataFolder'>): FileStore {
  return config.s3Url === null ? new Folder(join(config.dataFolder, 'documents')) : new Bucket(config.s3Url);
}

class Folder implements FileStore {
  constructor(private readonly folder: string) {}

  async keep(id: string, path: string): Promise<void> {
    const place = this.#placeOf(id);
    await mkdir(dirname(place), { recursive: true });
    // another disk than that of the uploads cannot be renamed to
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
    const stream = createReadStream(this.#placeOf(id));
    return new Promise((resolve, reject) => {
      stream.once('open', () => resolve(stream)).once('error', () => reject(new ContentMissing(id)));
    });
  }

  async erase(id: string): Promise<void> {
    await rm(this.#placeOf(id), { force: true });
  }

  // the last two digits are the random ones of an id
  #placeOf(id: string): string {
    return join(this.folder, id.slice(-2), id);
  }
}

/** `https://KEY:SECRET@host/bucket?region=…`, as S3 and its likes understand it. */
class Bucket implements FileStore {
  readonly #bucket: string;
  readonly #url: URL;
  #made: Promise<S3> | undefined;

  constructor(address: string) {
    this.#url = new URL(address);
    this.#bucket = this.#url.pathname.slice(1).replace(/\/$/, '');
  }

  async keep(id: string, path: string, size: number): Promise<void> {
    const s3 = await this.#s3();
    // a stream needs its length, or it is refused
    await s3.putObject({ Bucket: this.#bucket, Key: id, Body: createReadStream(path), ContentLength: size });
    await rm(path);
  }

  async read(id: string): Promise<Readable> {
    const s3 = await this.#s3();
    const found = await s3.getObject({ Bucket: this.#bucket, Key: id }).catch((error: unknown) => {
      if (error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name)) throw new ContentMissing(id);
      throw error;
    });
    return found.Body as Readable;
  }

  async erase(id: string): Promise<void> {
    const s3 = await this.#s3();
    await s3.deleteObject({ Bucket: this.#bucket, Key: id });
  }

  #s3(): Promise<S3> {
    this.#made ??= s3Of(this.#url);
    return this.#made;
  }
}

/** A client of the bucket's house. Loaded where a bucket is used alone: it is large. */
export async function s3Of(url: URL): Promise<S3> {
  const { S3: Client } = await import('@aws-sdk/client-s3');
  return new Client({
    endpoint: `${url.protocol}//${url.host}`,
    region: url.searchParams.get('region') ?? 'ap-northeast-1',
    credentials: {
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
