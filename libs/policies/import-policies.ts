import { basename } from 'node:path';
import { isContended, isDatabaseAway, isWritingRefused, type Actor, type Database, type Tx } from '#database';
import { diskSpace } from '#platform';
import { Problem } from '#problems';
import { headedRows, LeftOut, ownTable, readTable, type TableRow } from '#tables';
import { enterPolicy } from './enter-policy.js';
import { Faults } from './entry-faults.js';
import { columnOf, headingOf, type Heading } from './import-columns.js';
import { entryOfRow } from './import-line.js';
import { wasEntered } from './known-entry.js';

const batchRows = 100;

/** A row that was refused as a whole, with the reason. */
export interface RefusedPolicy extends TableRow {
  readonly problem: Problem;
}

export interface ImportPoliciesCommand {
  readonly file: string;
  /** The part of the file that was read, 0 to 1. */
  readonly progress: (part: number) => void;
  readonly refused: (row: RefusedPolicy) => Promise<void>;
  /** Reports the outcome of each row that is not refused, without entering it: each batch is rolled back. */
  readonly preview?: (row: TableRow, becomes: 'entered' | 'unchanged') => void;
}

export interface ImportPoliciesOutcome {
  readonly encoding: string;
  readonly read: number;
  readonly entered: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly left: LeftOut;
}

/** The rows of one transaction; `file` is the name of their file in the audit. */
interface Batch {
  readonly rows: readonly TableRow[];
  readonly heading: Heading;
  readonly file: string;
}

type RowOutcome = 'entered' | 'unchanged' | RefusedPolicy;

/**
 * Enters the policies of a file by the rules of a single entry, in batches: each is one transaction with one audit
 * entry beside those of its periods. A refused row does not affect the others. The same file changes nothing a second
 * time, so an import that was cut off can be repeated. Throws TableFault, and Problem for a heading that cannot be
 * read, before anything is changed.
 */
export async function importPolicies(
  database: Database,
  command: ImportPoliciesCommand,
  actor: Actor,
): Promise<ImportPoliciesOutcome> {
  const table = readTable(command.file, { bounds: ownTable });
  const file = basename(command.file);
  const left = new LeftOut();
  const counts = { read: 0, entered: 0, unchanged: 0, refused: 0 };
  let heading: Heading | null = null;
  let waiting: TableRow[] = [];
  const flush = async (): Promise<void> => {
    if (heading === null || waiting.length === 0) return;
    const rows = waiting;
    waiting = [];
    const outcomes = await (command.preview
      ? triedBatch(database, actor, { rows, heading, file })
      : enteredBatch(database, actor, { rows, heading, file }));
    counts.read += rows.length;
    for (const [at, outcome] of outcomes.entries()) {
      if (typeof outcome === 'string') {
        counts[outcome] += 1;
        const row = rows[at];
        if (row) command.preview?.(row, outcome);
      } else {
        counts.refused += 1;
        await command.refused(outcome);
      }
    }
    command.progress(table.bytes === 0 ? 1 : table.bytesRead / table.bytes);
  };
  try {
    for await (const row of headedRows(
      table,
      { isColumn: (cell) => columnOf(cell) !== undefined, leastCells: 0 },
      left,
    )) {
      if (heading === null) heading = headingOf(row.cells, left);
      else if (waiting.push(row) >= batchRows) await flush();
    }
  } finally {
    // rows before a fault of the file are valid, and stay entered
    await flush();
  }
  if (heading === null) headingOf([]);
  return { encoding: table.encoding ?? 'utf-8', ...counts, left };
}

async function triedBatch(database: Database, actor: Actor, { rows, heading }: Batch): Promise<RowOutcome[]> {
  try {
    return await database.transaction(actor, async (tx) => {
      throw new Tried(await eachAlone(tx, rows, heading));
    });
  } catch (error) {
    if (error instanceof Tried) return error.outcomes;
    throw error;
  }
}

function enteredBatch(database: Database, actor: Actor, { rows, heading, file }: Batch): Promise<RowOutcome[]> {
  diskSpace.requireRoom();
  return database.transaction(actor, async (tx) => {
    const outcomes = await eachAlone(tx, rows, heading);
    const entered = outcomes.filter((outcome) => outcome === 'entered').length;
    if (entered > 0)
      tx.record('insurer', {
        audit: {
          action: 'policies.imported',
          subject: 'file',
          after: { file, from: rows[0]?.line, to: rows.at(-1)?.line, entered },
        },
      });
    return outcomes;
  });
}

/** The outcome of a batch of a preview; thrown, so that its transaction is rolled back. */
class Tried extends Error {
  constructor(readonly outcomes: RowOutcome[]) {
    super('tried');
  }
}

async function eachAlone(tx: Tx, rows: readonly TableRow[], heading: Heading): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const row of rows) outcomes.push(await alone(tx, row, () => enterRow(tx, row, heading)));
  return outcomes;
}

async function enterRow(tx: Tx, row: TableRow, heading: Heading): Promise<'entered' | 'unchanged'> {
  const entry = entryOfRow(row.cells, heading);
  const faults = new Faults();
  const known = await wasEntered(tx, entry, heading, faults);
  faults.refuse();
  if (known) return 'unchanged';
  await enterPolicy(tx, entry, { takeByFacility: true });
  return 'entered';
}

// a row that fails is rolled back alone; only an error of the database as a whole ends the transaction
async function alone(tx: Tx, row: TableRow, work: () => Promise<'entered' | 'unchanged'>): Promise<RowOutcome> {
  await tx.rows('SAVEPOINT policy_row');
  try {
    const outcome = await work();
    await tx.rows('RELEASE SAVEPOINT policy_row');
    return outcome;
  } catch (error) {
    if (isDatabaseAway(error) || isWritingRefused(error) || isContended(error)) throw error;
    await tx.rows('ROLLBACK TO SAVEPOINT policy_row');
    await tx.rows('RELEASE SAVEPOINT policy_row');
    return { ...row, problem: error instanceof Problem ? error : new Problem('platform.defect') };
  }
}
