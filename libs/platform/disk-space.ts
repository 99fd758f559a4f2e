import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#problems';
import type { Config } from './config.js';
import type { Log } from './log.js';

/** The interval (ms) at which free space is read. */
const lookEveryMs = 1_000;
/**
 * The time (ms) for which writes stop after a disk that this process cannot watch (a database's on another machine) is
 * full.
 */
const restMs = 5_000;
/** Folders that may be on separate disks. */
const folders = ['', 'documents', 'uploads', 'postgres/pgdata', 'postgres/pgdata/pg_wal'];

/**
 * Whether there is space to write. A PostgreSQL that cannot extend its log stops, and then nothing can be read either:
 * so writes stop while a reserve is left, and resume once there is space again.
 */
export class DiskSpace {
  #free: number | null = null;
  #reserve = 0;
  #restsUntil = 0;

  /** Reads the free space of the data folder's disks every second from now on, and logs when writes stop and resume. */
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

  /** Whether writes are stopped now. */
  get short(): boolean {
    return (this.#free !== null && this.#free < this.#reserve) || performance.now() < this.#restsUntil;
  }

  /** Call it before each batch of work. Throws `platform.disk-full`. */
  requireRoom(): void {
    if (this.short) throw new Problem('platform.disk-full');
  }

  /** Free bytes of the fullest watched disk; null where none is watched. */
  get freeBytes(): number | null {
    return this.#free;
  }

  /** Takes the error of a write: where it means a full disk, writes stop for some seconds. */
  notice(error: unknown): void {
    if (isDiskFull(error)) this.#restsUntil = performance.now() + restMs;
  }
}

/** The free space that this process watches. */
export const diskSpace = new DiskSpace();

/** Whether an error means that a disk, or this user's quota, is full: from the database or from a file. */
export function isDiskFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return ['53100', 'ENOSPC', 'EDQUOT'].includes(code);
}

// the free space of an unreadable folder is unknown; a write into it fails by itself
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
