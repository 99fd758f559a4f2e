import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { permissions } from '#access';
import { actingAs, Database, keptOnDisk, systemActor, type Actor, type Tx } from '#database';
import { FILE_STORE, type FileStore } from '#documents';
import { insurerLists } from '#kernel';
import { actorOfPerson } from '#people';
import { CONFIG, describeError, LOG, type Config, type Log } from '#platform';
import type { ProblemCode } from '#problems';
import type { Errand } from '#queue';
import { mostSheetRows, TooManyRows, writeCsv, writeWorkbook, type WrittenCell, type WrittenRows } from '#tables';
import { clearExportsFolder, exportsFolder } from './exports-folder.js';
import type { ListExportEntity } from './list-export.entity.js';
import type { ClaimedExport } from './list-export.reads.js';
import { headingsOf } from './list-columns.js';
import { listings } from './listings.js';

const actor = systemActor('write-exports');
/** After so many seconds without a sign of its process a claim is another's to take. */
const claimLapses = 60;
/** So often (ms) a process says that it still has the claim, whatever it does with the file. */
const renewMs = 15_000;
const mostTries = 3;
/** Days for which a file is kept. */
export const exportKeptDays = 7;
/** Progress is written at most so often (ms). */
const progressMs = 500;

interface WrittenFile {
  readonly bytes: number;
  readonly hash: Buffer;
}

/**
 * Writes a list to a file as the person who asked reads it, row for row what its route lists, all of one moment: claims
 * it, reads, puts the file into the store, records, each committed by itself. One at a time in each process, because it
 * holds a moment of the database and a connection while it reads. What was begun and not ended is begun again, a few
 * times. A file lies in the store by its claim: who lost the claim overwrites nobody's.
 */
@Injectable()
export class WriteExport implements Errand, OnApplicationBootstrap {
  readonly name = 'write-export';
  readonly due = `
    SELECT id
      FROM list_export
     WHERE ended_at IS NULL
       AND (claimed_at IS NULL OR claimed_at < clock_timestamp() - make_interval(secs => ${claimLapses}))
     ORDER BY asked_at`;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(FILE_STORE) private readonly store: FileStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await clearExportsFolder(this.config);
  }

  run(id: string, stopping: AbortSignal): Promise<void> {
    const done = this.#turn.then(() => this.#next(id, stopping));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #next(id: string, stopping: AbortSignal): Promise<void> {
    if (stopping.aborted) return;
    const claimed = await this.#change((tx) => claim(tx, id));
    if (!claimed) return;
    // its process was killed each time: nobody was left to say so
    if (claimed.tries > mostTries) return this.#failed(claimed, 'exports.failed');
    const reader = await this.#readerOf(claimed);
    if (!reader) return this.#failed(claimed, 'exports.right-ended');
    const path = join(exportsFolder(this.config), claimed.claim);
    const renewing = setInterval(() => void this.#renew(claimed), renewMs);
    try {
      const file = await this.#write(claimed, { reader, path, stopping });
      if (!(await this.#readerOf(claimed))) return await this.#failed(claimed, 'exports.right-ended');
      await this.store.keep(claimed.claim, path, file.bytes);
      await this.#change((tx) => ended(tx, claimed, file));
    } catch (error) {
      if (!stopping.aborted) this.log.warn({ export: id, ...describeError(error) }, 'a list was not written');
      if (error instanceof TooManyRows) await this.#failed(claimed, 'exports.too-many-rows');
      else await this.#cutOff(claimed, stopping);
    } finally {
      clearInterval(renewing);
      await rm(path, { force: true });
    }
  }

  #readerOf(claimed: ClaimedExport): Promise<Actor | null> {
    return this.database.read(actor, (tx) => readerOf(tx, claimed));
  }

  /** Leaves an export that was not written to another try, or fails it; its file does not stay in the store. */
  async #cutOff(claimed: ClaimedExport, stopping: AbortSignal): Promise<void> {
    // it may be recorded although the database did not answer
    if (await this.database.read(actor, (tx) => isEnded(tx, claimed))) return;
    await this.#erase([claimed.claim]);
    if (stopping.aborted) await this.#change((tx) => letGo(tx, claimed));
    else if (claimed.tries >= mostTries) await this.#failed(claimed, 'exports.failed');
  }

  /** What cannot be erased now is erased with the export. */
  async #erase(claims: readonly string[]): Promise<void> {
    for (const claim of claims)
      await this.store.erase(claim).catch((error: unknown) => {
        this.log.warn(describeError(error), 'a file of an export was not erased');
      });
  }

  async #renew({ id, claim: own }: ClaimedExport): Promise<void> {
    const renew =
      'UPDATE list_export SET claimed_at = clock_timestamp() WHERE id = $1 AND claim = $2 AND ended_at IS NULL';
    await this.#change((tx) => tx.rows(renew, [id, own])).catch((error: unknown) => {
      this.log.warn({ export: id, ...describeError(error) }, 'the claim of an export was not renewed');
    });
  }

  async #write(
    claimed: ClaimedExport,
    { reader, path, stopping }: { readonly reader: Actor; readonly path: string; readonly stopping: AbortSignal },
  ): Promise<WrittenFile> {
    const { list, columns, language, format } = claimed;
    const headings = headingsOf(list, columns, language);
    await this.database.read(reader, async (tx) => {
      const { expected, rows } = await listings[list].read(tx, claimed, this.config);
      if (format === 'xlsx' && (expected ?? 0) > mostSheetRows) throw new TooManyRows();
      const told = this.#told(rows, { claimed, expected, stopping });
      if (format === 'csv') await writeCsv(path, headings, told);
      else await writeWorkbook(path, { name: insurerLists[list][language], headings, rows: told });
    });
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return { bytes: (await stat(path)).size, hash: hash.digest() };
  }

  /** The rows, told as they go by; ends with the process, and where another has the claim. */
  async *#told(
    rows: WrittenRows,
    { claimed, expected, stopping }: { claimed: ClaimedExport; expected: number | null; stopping: AbortSignal },
  ): AsyncGenerator<readonly (readonly WrittenCell[])[]> {
    let [done, at] = [0, 0];
    for await (const some of rows) {
      stopping.throwIfAborted();
      yield some;
      done += some.length;
      if (performance.now() - at < progressMs) continue;
      at = performance.now();
      await this.#change((tx) => progressed(tx, claimed, [done, expected]));
    }
    await this.#change((tx) => progressed(tx, claimed, [done, done]));
  }

  async #failed(claimed: ClaimedExport, code: ProblemCode): Promise<void> {
    await this.#erase(claimed.claims);
    await this.#change(async (tx) => {
      await tx.rows(
        `UPDATE list_export
            SET ended_at = $3, failure = $4, claim = NULL, claimed_at = NULL
          WHERE id = $1 AND claim = $2`,
        [claimed.id, claimed.claim, tx.now, code],
      );
    });
  }

  #change<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.transaction(actor, async (tx) => {
      await keptOnDisk(tx);
      return work(tx);
    });
  }
}

/** Claims an export that nobody writes; undefined where somebody does, or it has ended. */
async function claim(tx: Tx, id: string): Promise<ClaimedExport | undefined> {
  return tx.one<ClaimedExport>(
    `UPDATE list_export
        SET claim = $2, claims = array_append(claims, $2), claimed_at = clock_timestamp(), tries = tries + 1,
            rows_done = 0
      WHERE id = $1 AND ended_at IS NULL
        AND (claimed_at IS NULL OR claimed_at < clock_timestamp() - make_interval(secs => ${claimLapses}))
     RETURNING *`,
    [id, randomUUID()],
  );
}

/** Who asked, as they stand now, in the role that reads the list; null where they may read it no more. */
async function readerOf(tx: Tx, { person_id, list }: ListExportEntity): Promise<Actor | null> {
  const person = await actorOfPerson(tx, person_id);
  const reading = Object.keys(permissions[listings[list].right].roles);
  return person?.side === 'insurer' && person.roles.some((role) => reading.includes(role))
    ? actingAs(person, reading)
    : null;
}

/** Throws where another process has the claim. */
async function progressed(
  tx: Tx,
  { id, claim: own }: ClaimedExport,
  [done, expected]: readonly [number, number | null],
): Promise<void> {
  const still = await tx.rows(
    `UPDATE list_export
        SET rows_done = $3, rows_expected = $4, claimed_at = clock_timestamp()
      WHERE id = $1 AND claim = $2 AND ended_at IS NULL
     RETURNING 1`,
    [id, own, done, expected === null ? null : Math.max(done, expected)],
  );
  if (still.length === 0) throw new Error('the claim of an export has lapsed');
}

async function ended(tx: Tx, claimed: ClaimedExport, { bytes, hash }: WrittenFile): Promise<void> {
  const expires = new Date(tx.now.getTime() + exportKeptDays * 86_400_000);
  const row = await tx.one<Pick<ListExportEntity, 'rows_done'>>(
    `UPDATE list_export
        SET ended_at = $3, file_bytes = $4, file_hash = $5, expires_at = $6
      WHERE id = $1 AND claim = $2 AND ended_at IS NULL
     RETURNING rows_done`,
    [claimed.id, claimed.claim, tx.now, bytes, hash, expires],
  );
  if (!row) throw new Error('the claim of an export has lapsed');
  const after = { rows: row.rows_done, bytes, sha256: hash.toString('hex') };
  tx.record('insurer', { audit: { action: 'export.written', subject: claimed.id, after } });
}

/** Whether an export has ended with the file of this claim. */
const isEnded = async (tx: Tx, { id, claim: own }: ClaimedExport): Promise<boolean> =>
  (await tx.one('SELECT FROM list_export WHERE id = $1 AND claim = $2 AND ended_at IS NOT NULL', [id, own])) !==
  undefined;

/** Leaves an export to another process, because this one ends. */
async function letGo(tx: Tx, { id, claim: own }: ClaimedExport): Promise<void> {
  await tx.rows(
    'UPDATE list_export SET claim = NULL, claimed_at = NULL, tries = tries - 1 WHERE id = $1 AND claim = $2',
    [id, own],
  );
}
