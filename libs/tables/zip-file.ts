import { open, type FileHandle } from 'node:fs/promises';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Version 2.0, names in UTF-8, deflated, 1980-01-01. */
const [version, flags, deflated, day] = [20, 0x0800, 8, 0x0021];
const largest = 0xffff_ffff;

/**
 * A zip archive that is written part by part, one entry after the other, in constant memory. Sizes are put into the
 * head of an entry when it has ended, so that every reader can read it from its beginning. At most 4 GB.
 */
export class ZipFile {
  readonly #entries: Entry[] = [];
  #at = 0;

  private constructor(private readonly file: FileHandle) {}

  static async create(path: string): Promise<ZipFile> {
    return new ZipFile(await open(path, 'w', 0o600));
  }

  /** Adds an entry. Throws RangeError beyond 4 GB. */
  async add(name: string, text: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const at = this.#at;
    const entry = { name: Buffer.from(name), at, crc: 0, packed: 0, size: 0 };
    await this.#write(localHead(entry));
    const begins = this.#at;
    const count = new Transform({
      transform(part: Buffer, _, done) {
        entry.crc = crc32(part, entry.crc);
        entry.size += part.length;
        done(null, part);
      },
    });
    const write = (part: Buffer): Promise<void> => this.#write(part);
    const out = new Writable({
      write(part: Buffer, _, done) {
        write(part).then(() => done(), done);
      },
    });
    await pipeline(Readable.from(text, { objectMode: false }), count, createDeflateRaw(), out);
    entry.packed = this.#at - begins;
    if (this.#at > largest || entry.size > largest) throw new RangeError('a zip archive of more than 4 GB');
    const head = localHead(entry);
    await this.#writeAt(head, at);
    this.#entries.push(entry);
  }

  /** Writes the directory, and waits for the disk. */
  async end(): Promise<void> {
    const begins = this.#at;
    for (const entry of this.#entries) await this.#write(listed(entry));
    const end = Buffer.alloc(22);
    end.write('PK\u0005\u0006');
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(this.#at - begins, 12);
    end.writeUInt32LE(begins, 16);
    await this.#write(end);
    await this.file.sync();
  }

  close(): Promise<void> {
    return this.file.close();
  }

  async #write(part: Buffer): Promise<void> {
    await this.#writeAt(part, this.#at);
    this.#at += part.length;
  }

  /** A disk may take less at once than it was given. */
  async #writeAt(part: Buffer, at: number): Promise<void> {
    for (let done = 0; done < part.length;)
      done += (await this.file.write(part, done, part.length - done, at + done)).bytesWritten;
  }
}

/** What stands about an entry before it and in the directory. */
function about({ name, crc, packed, size }: Entry): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(version, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(day, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

const localHead = (entry: Entry): Buffer => Buffer.concat([Buffer.from('PK\u0003\u0004'), about(entry), entry.name]);

function listed(entry: Entry): Buffer {
  const place = Buffer.alloc(14);
  place.writeUInt32LE(entry.at, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([version, 0]), about(entry), place, entry.name]);
}
