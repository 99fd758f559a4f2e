import { basename } from 'node:path';
import { type Actor, type Database } from '#database';
import { dayInJapan, prefectureName } from '#kernel';
import { diskSpace } from '#platform';
import { Problem } from '#problems';
import { type LeftOut } from '#tables';
import { CodeSet } from './code-set.js';
import { listRows, surveyList, type ListRow, type ListSurvey, type RefusedRow } from './facility-list.js';
import { looksCut } from './facility-listing.js';
import { closeFacilities, openListed } from './facility.store.js';
import {
  auditBatch,
  beginRun,
  endRun,
  newerList,
  noCounts,
  saveCounts,
  takeRegister,
  type ImportSource,
} from './import-run.store.js';
import type { Closing, ImportCounts } from './move-import-run.js';
import { takeOverBatch } from './take-over-batch.js';

const batchRows = 2_000;

export interface ImportFacilitiesCommand {
  readonly file: string;
  /** The day of the list. */
  readonly asOf: string;
  /**
   * `guarded`: facilities missing from the list are closed, unless they are too many; `confirmed`: also then; `none`:
   * the list is only a part.
   */
  readonly closing: 'guarded' | 'confirmed' | 'none';
  readonly progress: (phase: 'look' | 'take-over' | 'close', part: number) => void;
  readonly refused: (row: RefusedRow) => Promise<void>;
  /** Reports the changes without making them: each batch is rolled back. */
  readonly preview?: boolean;
}

export interface ImportOutcome {
  /** Null in a preview. */
  readonly runId: string | null;
  readonly encoding: string;
  readonly counts: ImportCounts;
  readonly closing: Closing;
  readonly left: LeftOut;
}

/** The outcome of a batch of a preview; thrown, so that its transaction is rolled back. */
class Tried extends Error {
  constructor(readonly batch: Awaited<ReturnType<typeof takeOverBatch>>) {
    super('tried');
  }
}

/**
 * Takes over a list of the directory: new and changed facilities and, from a whole list, closed ones. Reads the file
 * once before, then works in batches, each one transaction with one audit entry; a run that was cut off can be
 * repeated. Throws TableFault and Problem (`register.…`), before anything is changed.
 */
export async function importFacilities(
  database: Database,
  command: ImportFacilitiesCommand,
  actor: Actor,
): Promise<ImportOutcome> {
  if (command.asOf > dayInJapan(new Date())) throw new Problem('register.day-ahead');
  const register = await takeRegister(database);
  if (!register) throw new Problem('register.import-running');
  try {
    const survey = await surveyList(command.file, (part) => command.progress('look', part));
    if (survey.codes.size === 0) throw new Problem('register.nothing-readable');
    return await new Run(database, actor, command, survey).carryOut();
  } finally {
    await register.release();
  }
}

class Run {
  #id = '';
  #counts = noCounts;
  readonly #seen = new CodeSet();
  readonly #closing: Closing;

  constructor(
    private readonly database: Database,
    private readonly actor: Actor,
    private readonly command: ImportFacilitiesCommand,
    private readonly survey: ListSurvey,
  ) {
    // a sheet with hidden rows shows only a part of its list
    const partial = command.closing === 'none' || survey.left.has('hidden');
    this.#closing = partial ? 'left-partial' : survey.unreadableCodes > 0 ? 'left-unreadable-codes' : 'closed';
  }

  async carryOut(): Promise<ImportOutcome> {
    await this.#check();
    if (this.command.preview) return this.#preview();
    this.#id = await this.database.transaction(this.actor, (tx) => beginRun(tx, this.#source()));
    try {
      await this.#takeOver();
      if (this.#closing === 'closed') await this.#close();
      await this.#end('complete');
    } catch (error) {
      await this.#end('cut-off').catch(() => undefined);
      throw error;
    }
    await this.database.transaction(this.actor, (tx) => tx.rows('SELECT settle_register()'));
    return { runId: this.#id, ...this.#outcome() };
  }

  #outcome(): Omit<ImportOutcome, 'runId'> {
    const { encoding, left } = this.survey;
    return { encoding, counts: this.#counts, closing: this.#closing, left };
  }

  #source(): ImportSource {
    const { command, survey } = this;
    return { ...survey, fileName: basename(command.file), asOf: command.asOf, closing: this.#closing };
  }

  async #preview(): Promise<ImportOutcome> {
    await this.#takeOver();
    if (this.#closing === 'closed')
      for await (const page of this.#openPages()) {
        const closed = page.filter(({ code }) => !this.survey.codes.has(code)).length;
        this.#counts = added(this.#counts, { ...noCounts, closed });
      }
    return { runId: null, ...this.#outcome() };
  }

  async #check(): Promise<void> {
    const { command, survey } = this;
    const newer = await this.database.read(this.actor, (tx) => newerList(tx, survey.prefectures, command.asOf));
    if (newer) {
      const name = prefectureName(newer.prefecture);
      throw new Problem('register.list-older', {
        params: { prefecture: { ja: name, en: name }, newer: { ja: newer.as_of, en: newer.as_of } },
      });
    }
    if (this.#closing === 'closed' && command.closing === 'guarded') await this.#refuseCutList();
  }

  async #refuseCutList(): Promise<void> {
    const open = new Map<number, number>();
    const missing = new Map<number, number>();
    for await (const page of this.#openPages())
      for (const { code, prefecture } of page) {
        open.set(prefecture, (open.get(prefecture) ?? 0) + 1);
        if (!this.survey.codes.has(code)) missing.set(prefecture, (missing.get(prefecture) ?? 0) + 1);
      }
    const [first] = looksCut(open, missing);
    if (!first) return;
    const name = prefectureName(first.prefecture);
    throw new Problem('register.list-cut', {
      params: { prefecture: { ja: name, en: name }, missing: first.missing, open: first.open },
    });
  }

  async *#openPages(): AsyncGenerator<{ id: string; code: string; prefecture: number }[]> {
    for (let after = ''; ;) {
      const page = await this.database.read(this.actor, (tx) =>
        openListed(tx, this.survey.prefectures, after, batchRows),
      );
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.code;
    }
  }

  async #takeOver(): Promise<void> {
    let batch: ListRow[] = [];
    for await (const row of listRows(this.command.file, (part) => this.command.progress('take-over', part))) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      await this.#takeOverBatch(batch);
      batch = [];
    }
    await this.#takeOverBatch(batch);
  }

  async #takeOverBatch(rows: readonly ListRow[]): Promise<void> {
    if (rows.length === 0) return;
    diskSpace.requireRoom();
    // decided before the transaction, which may be repeated
    const fresh = rows.map(({ read }) => 'fault' in read || this.#seen.add(read.code));
    const taken = await (this.command.preview ? this.#tried(rows, fresh) : this.#taken(rows, fresh));
    this.#counts = added(this.#counts, taken.counts);
    for (const row of taken.refused) await this.command.refused(row);
  }

  #taken(rows: readonly ListRow[], fresh: readonly boolean[]): ReturnType<typeof takeOverBatch> {
    return this.database.transaction(this.actor, async (tx) => {
      const taken = await takeOverBatch(tx, rows, fresh, { asOf: this.command.asOf, runId: this.#id });
      await saveCounts(tx, this.#id, added(this.#counts, taken.counts));
      return taken;
    });
  }

  async #tried(rows: readonly ListRow[], fresh: readonly boolean[]): ReturnType<typeof takeOverBatch> {
    try {
      return await this.database.transaction(this.actor, async (tx) => {
        const runId = await beginRun(tx, this.#source());
        throw new Tried(await takeOverBatch(tx, rows, fresh, { asOf: this.command.asOf, runId }));
      });
    } catch (error) {
      if (error instanceof Tried) return error.batch;
      throw error;
    }
  }

  async #close(): Promise<void> {
    const origin = { asOf: this.command.asOf, runId: this.#id };
    for await (const page of this.#openPages()) {
      this.command.progress('close', Number(page.at(-1)?.prefecture ?? 47) / 47);
      const gone = page.filter(({ code }) => !this.survey.codes.has(code));
      if (gone.length === 0) continue;
      this.#counts = await this.database.transaction(this.actor, async (tx) => {
        await closeFacilities(
          tx,
          gone.map(({ id }) => id),
          origin,
        );
        auditBatch(tx, 'facilities.closed', this.#id, { asOf: origin.asOf, codes: gone.map(({ code }) => code) });
        const sum = added(this.#counts, { ...noCounts, closed: gone.length });
        await saveCounts(tx, this.#id, sum);
        return sum;
      });
    }
  }

  async #end(state: 'complete' | 'cut-off'): Promise<void> {
    await this.database.transaction(this.actor, (tx) => endRun(tx, this.#id, state, this.#counts));
  }
}

function added(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    read: one.read + other.read,
    new: one.new + other.new,
    changed: one.changed + other.changed,
    same: one.same + other.same,
    repeated: one.repeated + other.repeated,
    refused: one.refused + other.refused,
    closed: one.closed + other.closed,
    reopened: one.reopened + other.reopened,
  };
}
