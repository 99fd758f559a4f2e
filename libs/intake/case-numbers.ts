import { caseNumber, dayInJapan } from '#kernel';
import type { Database } from '#platform';

const blockSize = 64;

/** Case numbers from the one sequence, a block of 64 at a time; what a process does not use is a gap. */
export class CaseNumbers {
  #next = 0;
  #left = 0;
  #block: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  /** The numbers of so many reports received at this moment; the year is Japan's. */
  async take(count: number, at: Date): Promise<string[]> {
    const year = Number(dayInJapan(at).slice(0, 4));
    const taken: string[] = [];
    while (taken.length < count) {
      if (this.#left === 0) await (this.#block ??= this.#fetch());
      for (; this.#left > 0 && taken.length < count; this.#left--) taken.push(caseNumber(year, this.#next++));
    }
    return taken;
  }

  async #fetch(): Promise<void> {
    try {
      const [row] = await this.database.statement<{ block: number }>(
        'staff',
        'case-numbers',
        `SELECT nextval('case_number_seq') AS block`,
        [],
      );
      this.#next = row?.block ?? 1;
      this.#left = blockSize;
    } finally {
      this.#block = undefined;
    }
  }
}
