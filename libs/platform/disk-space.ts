import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#problems';
import type { Config } from './config.js';
import type { Log } from './log.js';

/** Free space is looked at so often. */
const lookEveryMs = 1_000;
/** A disk that is not seen from here (a database's on another machine) said that it is full: writes rest so long. */
const restMs = 5_000;
/** Each can lie on a disk of its own. */
const folders = ['', 'documents', 'uploads', 'postgres/pgdata', 'postgres/pgdata/pg_wal'];

/**
 * Whether there is room to write. A PostgreSQL that cannot extend its log stops, and then nothing can be read either:
 * so writing ends while a reserve is left, and goes on by itself when there is room again.
 */
export class DiskSpace {
  #free: number | null = null;
  #reserve = 0;
  #restsUntil = 0;

  /** Looks at the disks of the data folder every second from now on, and says in the log when writes rest and go on. */
  async watch({ dataFolder, diskReserve }: Pick<Config, 'dataFolder' | 'diskReserve'>, log: Log): Promise<void> {
    this.#reserve = diskReserve;
    let told = false;
    const look = async (): Promise<void> => {
      const found = await Promise.all(folders.map((folder) => freeBytes(join(dataFolder, folder))));
      const known = found.filter((bytes) => bytes !== null);
      this.#free = known.length === 0 ? null : Math.min(...known);
      if (this.short === told) return;
      told = this.short;
      if (told) log.error({ freeBytes: this.#free, reserve: diskReserve }, 'too little free disk space: writes rest');
      else log.warn({ freeBytes: this.#free }, 'there is disk space again: writes go on');
    };
    await look();
    setInterval(() => void look(), lookEveryMs).unref();
  }

  /** Whether writes rest now. */
  get short(): boolean {
    return (this.#free !== null && this.#free < this.#reserve) || performance.now() < this.#restsUntil;
  }

  /** For work in batches, before each. Throws `platform.disk-full`. */
  requireRoom(): void {
    if (this.short) throw new Problem('platform.disk-full');
  }

  /** Bytes free on the fullest disk that is watched; null when none is. */
  get freeBytes(): number | null {
    return this.#free;
  }

  /** An error that a write ended with: when it says that a disk is full, writes rest for some seconds. */
  notice(error: unknown): void {
    if (isDiskFull(error)) this.#restsUntil = performance.now() + restMs;
  }
}

/** The one of this process. */
export const diskSpace = new DiskSpace();

/**
 * Whether an error says that a disk, or the share of it that this user may fill, is full: of the database or of a file.
 */
export function isDiskFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return ['53100', 'ENOSPC', 'EDQUOT'].includes(code);
}

// a folder that cannot be looked at says nothing: what is written there will say it
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
