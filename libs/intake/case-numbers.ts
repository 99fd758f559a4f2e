import type { Database } from '#database';
import { caseNumber, dayInJapan, newId } from '#kernel';

/** The count of numbers that are drawn at once. */
export const blockSize = 64;

/**
 * Case numbers from one sequence, in blocks of 64. Numbers that a process does not use are gaps, and the table records
 * which process drew them.
 */
export class CaseNumbers {
  #next = 0;
  #left = 0;
  #block: Promise<void> | undefined;
  readonly #process = newId();

  constructor(private readonly database: Database) {}

  /** The next numbers, for `count` reports received at this time; the year is Japan's. */
  async take(count: number, at: Date): Promise<string[]> {
    const year = Number(dayInJapan(at).slice(0, 4));
    const taken: string[] = [];
    while (taken.length < count) {
      if (this.#left === 0) await (this.#block ??= this.#fetch());
      for (; this.#left > 0 && taken.length < count; this.#left--) taken.push(caseNumber(year, this.#next++));
    }
    return taken;
  }

  /** Records the rest of the block as unused, because the process ends. */
  async giveUp(): Promise<void> {
    const [first, left] = [this.#next, this.#left];
    this.#left = 0;
    if (left > 0) await this.#keepUnused(first, first + left - 1, 'process-ended', null);
  }

  /** Records as unused the numbers of reports whose write ended with an error of the database, by its SQLSTATE. */
  async notWritten(numbers: readonly string[], failure: string): Promise<void> {
    for (const number of numbers) {
      const sequence = sequenceOf(number);
      await this.#keepUnused(sequence, sequence, 'not-written', failure);
    }
  }

  async #keepUnused(first: number, last: number, reason: string, failure: string | null): Promise<void> {
    await this.database.statement(
      'staff',
      'keep-unused-numbers',
      `INSERT INTO case_number_unused (first, last, reason, at, failure)
         VALUES ($1, $2, $3, clock_timestamp(), $4)
         ON CONFLICT
         DO NOTHING`,
      [first, last, reason, failure],
    );
  }

  async #fetch(): Promise<void> {
    try {
      const [row] = await this.database.statement<{ block: number }>(
        'staff',
        'case-numbers',
        `WITH drawn AS MATERIALIZED (SELECT nextval('case_number_seq') AS first)
         INSERT INTO case_number_block (first, drawn_at, process)
         SELECT first, clock_timestamp(), $1 FROM drawn RETURNING first AS block`,
        [this.#process],
      );
      this.#next = row?.block ?? 1;
      this.#left = blockSize;
    } finally {
      this.#block = undefined;
    }
  }
}

const sequenceOf = (number: string): number => Number(number.split('-')[2]);
