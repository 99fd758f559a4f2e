import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bombs } from '../../test/support/bombs.js';
import { workbook } from '../../test/support/workbook.js';
import { uploadedTable } from './table-bounds.js';
import { readTable, type TableOptions } from './table-file.js';
import { Turns } from './turns.js';

const folder = mkdtempSync(join(tmpdir(), 'sonae-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (content: Buffer | string): string => {
  const path = join(folder, String(Math.random()));
  writeFileSync(path, content);
  return path;
};
/** Reads to the end; answers the outcome and the time (ms). */
async function reading(path: string, options: TableOptions = {}) {
  const began = performance.now();
  let rows = 0;
  let code = 'read';
  try {
    for await (const { cells } of readTable(path, options)) rows += cells.length > 0 ? 1 : 0;
  } catch (error) {
    code = (error as { code: string }).code;
  }
  return { code, rows, took: performance.now() - began };
}

describe('a table is read in a thread of its own', () => {
  it('row by row, with what is known of the file', async () => {
    const path = file(`a,b\n${'1,2\n'.repeat(20_000)}`);
    const table = readTable(path);
    const lines: number[] = [];
    for await (const { line } of table) lines.push(line);
    expect(lines).toEqual(Array.from({ length: 20_001 }, (_, at) => at + 1));
    expect([table.encoding, table.bytes, table.bytesRead]).toEqual(['utf-8', 80_004, 80_004]);
  });

  it.each(Object.entries(bombs))('%s: refused', async (_what, { make, fault }) => {
    const found = await reading(file(await make()));
    expect(found).toMatchObject({ code: fault, rows: 0 });
    expect(found.took).toBeLessThan(uploadedTable.milliseconds + 1_000);
  });

  it('that takes too long is ended at its time', async () => {
    const rows = `<row>${'<c><v>1</v></c>'.repeat(50)}</row>`.repeat(40_000);
    const found = await reading(file(workbook({ rows })), { bounds: { ...uploadedTable, milliseconds: 300 } });
    expect(found.code).toBe('too-slow');
    expect(found.took).toBeLessThan(1_300);
  });

  it('ends with its client', async () => {
    const gone = new AbortController();
    const path = file(workbook({ rows: `<row>${'<c><v>1</v></c>'.repeat(50)}</row>`.repeat(40_000) }));
    setTimeout(() => gone.abort(), 200);
    const found = await reading(path, { signal: gone.signal });
    expect(found.code).toBe('uploads.cut-off');
    expect(found.took).toBeLessThan(1_000);
    expect((await reading(path, { signal: gone.signal })).took).toBeLessThan(100);
  });

  it('waits for whoever takes the rows, and ends when nobody does', async () => {
    const path = file('1,2\n'.repeat(20_000));
    for await (const { line } of readTable(path)) {
      if (line === 1) await new Promise((over) => setTimeout(over, 300));
      if (line === 3) break;
    }
    // its place is free again: tables beyond the limit are read one after another
    expect(await Promise.all(Array.from({ length: 5 }, () => reading(path)))).toMatchObject(
      Array.from({ length: 5 }, () => ({ code: 'read', rows: 20_000 })),
    );
  });
});

describe('turns', () => {
  it('are so many at once; the others wait in their order, not too many and not too long', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 2, longestWait: 100 });
    const first = await turns.take();
    const gone = new AbortController();
    const waiting = turns.take();
    const leaving = turns.take(gone.signal);
    await expect(turns.take()).rejects.toMatchObject({ code: 'uploads.busy', status: 503 });
    gone.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'uploads.cut-off' });
    first();
    const second = await waiting;
    await expect(turns.take()).rejects.toMatchObject({ code: 'uploads.busy' });
    second();
    await expect(turns.take()).resolves.toBeInstanceOf(Function);
  });
});
