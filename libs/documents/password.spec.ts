import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { containerOf, zipOf } from '../../test/support/workbook.js';
import { needsPassword } from './password.js';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwords-'));
  path = join(folder, 'content');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function asked(content: Uint8Array | string): Promise<boolean> {
  await writeFile(path, content);
  return needsPassword(path);
}

async function pdf(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const document = new PDFDocument(options);
  const file = createWriteStream(path);
  document.pipe(file);
  document.text('Invoice (/Encrypt 5 0 R) '.repeat(9));
  document.end();
  await once(file, 'close');
  return readFile(path);
}

/** A zip whose entry at this index is marked as encrypted, in its own header and in the list at the end. */
function lockedZip(files: Record<string, string>, entry: number): Buffer {
  const bytes = zipOf(files);
  for (const [mark, flags] of [
    ['PK\u0003\u0004', 6],
    ['PK\u0001\u0002', 8],
  ] as const) {
    let at = bytes.indexOf(mark);
    for (let passed = 0; passed < entry; passed++) at = bytes.indexOf(mark, at + 1);
    bytes.writeUInt16LE(1, at + flags);
  }
  return bytes;
}

describe('a password', () => {
  it('of a ZIP is seen in any of its entries, and in the first of a broken one', async () => {
    const files = { 'a.txt': 'a', 'b.txt': 'b' };
    expect(await asked(zipOf(files))).toBe(false);
    expect(await asked(lockedZip(files, 0))).toBe(true);
    expect(await asked(lockedZip(files, 1))).toBe(true);
    expect(await asked(lockedZip(files, 0).subarray(0, 40))).toBe(true);
    expect(await asked(zipOf(files).subarray(0, 40))).toBe(false);
  });

  it.each(['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const)('of a PDF %s is seen', async (pdfVersion) => {
    const info = { Title: 'trailer /Encrypt 5 0 R' };
    expect(await asked(await pdf({ pdfVersion, userPassword: 'himitsu', ownerPassword: 'other', info }))).toBe(true);
    expect(await asked(await pdf({ pdfVersion }))).toBe(false);
  });

  it('of a PDF is seen where the list of objects is a stream, and where nothing else can be read', async () => {
    const head = '%PDF-1.5\n';
    const list = '7 0 obj <</Type/XRef/Size 8/Root 1 0 R/Encrypt 5 0 R>> stream\n';
    const end = `endstream endobj\n${' '.repeat(70_000)}startxref\n${head.length}\n%%EOF`;
    expect(await asked(`${head}${list}${end}`)).toBe(true);
    expect(await asked(`${head}${list.replace('/Encrypt 5 0 R', '')}/Encrypt 5 0 R ${end}`)).toBe(false);
    expect(await asked('%PDF-1.6\ntrailer<</Encrypt 5 0 R/Root 1 0 R>>\n%%EOF')).toBe(true);
  });

  it('of a document of Office is seen by its encrypted container', async () => {
    expect(await asked(containerOf('EncryptedPackage'))).toBe(true);
    expect(await asked(containerOf('WordDocument'))).toBe(false);
    // a text with these words has no entry in the directory
    const text = containerOf('WordDocument');
    text.write('EncryptedPackage\0', 1_600, 'utf16le');
    expect(await asked(text)).toBe(false);
  });

  it.each([
    ['many archives in one', Buffer.concat(Array.from({ length: 40_000 }, () => Buffer.from('PK\u0001\u0002')))],
    ['trailers without end', Buffer.from(`%PDF-1.4\n${'trailer<</Encrypt '.repeat(500_000)}`)],
    ['ends that point at themselves', Buffer.from(`%PDF-1.4\n${'startxref\n9\n'.repeat(500_000)}`)],
    ['a directory of one name', Buffer.concat([containerOf('x'), Buffer.alloc(8_000_000, 'E\0', 'latin1')])],
  ])('is looked for in no time in %s', async (_, content) => {
    const began = performance.now();
    await asked(content);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
