import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { RefusedRow } from '#facilities';
import { makeFolder } from '#platform';
import type { Words } from '#kernel';

/** Rows that were not taken over, as a CSV that Excel opens; made when the first one comes. */
export class RejectsFile {
  count = 0;
  #stream: WriteStream | null = null;

  constructor(readonly path: string) {}

  async write(row: RefusedRow, why: Words): Promise<void> {
    this.count++;
    if (!this.#stream) {
      makeFolder(dirname(this.path));
      this.#stream = createWriteStream(this.path, { mode: 0o600 });
      await once(this.#stream, 'open');
      this.#stream.write(`\uFEFF行,コード,理由,reason,元の行\r\n`);
    }
    const line = [String(row.line), row.code, why.ja, why.en, ...row.cells].map(quoted).join(',');
    if (!this.#stream.write(`${line}\r\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}

// A cell that begins like a formula is shown as text: the file comes from outside and is opened in Excel.
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
