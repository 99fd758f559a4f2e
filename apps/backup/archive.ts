import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { Problem } from '#problems';
import type { BackupKey } from './key.js';

/** A backup as it is written: a tar archive, compressed, sealed. Never whole in memory. */
export class ArchiveWriter {
  readonly #tar = pack();

  /** What goes to the target; it waits for the one who reads it. */
  async sealed(key: BackupKey): Promise<Readable> {
    const packed = createGzip();
    Readable.from(this.#tar)
      .on('error', (error) => packed.destroy(error))
      .pipe(packed);
    return key.seal(packed);
  }

  add(name: string, content: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const header = { name, size: content.length, mode: 0o600, mtime: new Date(0) };
      this.#tar.entry(header, (error) => (error ? reject(error) : resolve())).end(content);
    });
  }

  /** Ends the archive whole. */
  end(): void {
    this.#tar.finalize();
  }

  /** Gives it up: the one who reads it gets the error and not an end. */
  fail(error: Error): void {
    this.#tar.destroy(error);
  }
}

/**
 * Reads an archive entry by entry. When it resolves, the file was whole and nobody had changed it. Throws
 * `backup.damaged`,
 * `backup.key-differs`, and what `each` throws.
 */
export async function readArchive(
  sealed: Readable,
  key: BackupKey,
  each: (name: string, content: Buffer) => Promise<void>,
): Promise<void> {
  // what was refused on the way, and not merely met the end of a damaged file
  let refusal: Error | undefined;
  sealed.once('error', (error) => (refusal ??= error));
  const entries = extract();
  const feed = async (): Promise<void> => {
    const opened = (await key.open(sealed)).on('error', (error) => unpacked.destroy(error));
    const unpacked = createGunzip();
    for await (const chunk of opened.pipe(unpacked)) if (!entries.write(chunk as Buffer)) await once(entries, 'drain');
    entries.end(null);
  };
  const fed = feed().catch((error: unknown) => {
    if (error instanceof Problem) refusal ??= error;
    entries.destroy(error instanceof Error ? error : new Error('it cannot be read'));
    throw error;
  });
  fed.catch(() => undefined);
  try {
    for await (const entry of entries) {
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part as Buffer);
      await each(entry.header.name, Buffer.concat(parts)).catch((error: Error) => {
        refusal ??= error;
        throw error;
      });
    }
    await fed;
  } catch {
    throw refusal ?? new Problem('backup.damaged');
  } finally {
    sealed.destroy();
  }
}
