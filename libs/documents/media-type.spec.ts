import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerOf, zipOf } from '../../test/support/workbook.js';
import type { DocumentKind } from './document.js';
import { mediaTypeOf, type MediaType } from './media-type.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typing-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function typed(content: Uint8Array | string, name: string, kind: DocumentKind = 'invoice'): Promise<MediaType> {
  const path = join(folder, 'content');
  await writeFile(path, content);
  return mediaTypeOf(path, name, kind);
}

const boxed = (brand: string): Buffer => Buffer.from(`\0\0\0\u0018ftyp${brand}\0\0\0\0mif1${brand}`, 'latin1');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const pdf = '%PDF-1.4\n%%EOF\n';
const bitmap = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]);
const film = Buffer.from('\0\0\0\u0018ftypisom\0\0\0\0isommp42', 'latin1');

describe('a file is what its content is', () => {
  it.each<[string, Uint8Array | string, string, string, string]>([
    ['a HEIC', boxed('heic'), 'IMG_0001.HEIC', 'image/heic', 'IMG_0001.HEIC'],
    ['a HEIC that a telephone calls JPEG', boxed('heic'), 'IMG_0002.jpg', 'image/heic', 'IMG_0002.heic'],
    ['a JPEG that a telephone calls HEIC', jpeg, 'IMG_0003.HEIC', 'image/jpeg', 'IMG_0003.jpg'],
    ['a series of HEIC', boxed('hevc'), 'IMG_0004.HEIC', 'image/heic-sequence', 'IMG_0004.HEIC'],
    ['a series in the general form', boxed('msf1'), 'IMG_0005.HEIF', 'image/heif-sequence', 'IMG_0005.HEIF'],
    ['a PDF without an ending', pdf, '請求書', 'application/pdf', '請求書.pdf'],
    ['a PDF with the number of a month for an ending', pdf, '請求書 2026.11', 'application/pdf', '請求書 2026.11.pdf'],
    ['an archive that is called PDF', zipOf({ 'a.txt': 'a' }), 'report.pdf', 'application/zip', 'report.zip'],
    ['a picture whose ending every object has', jpeg, 'a.constructor', 'image/jpeg', 'a.constructor.jpg'],
    ['a PDF that is called text', pdf, 'a.txt', 'application/pdf', 'a.pdf'],
    ['a note that begins like a bitmap', 'BMサーバーの記録\r\n', 'scan.txt', 'text/plain', 'scan.txt'],
    ['a note that begins like a program', 'MZ: 記録\r\n', 'scan.log', 'text/plain', 'scan.log'],
    ['a log in XML', '<?xml version="1.0"?><log/>', 'events.log', 'text/plain', 'events.log'],
    ['a table', '日付,件数\r\n', '件数.csv', 'text/csv', '件数.csv'],
  ])('%s', async (_, content, name, type, becomes) => {
    expect(await typed(content, name)).toEqual({ type, name: becomes });
  });

  it('and its name stays within 200 characters', async () => {
    const answer = await typed(boxed('heic'), `${'あ'.repeat(196)}.jpg`);
    expect(answer).toEqual({ type: 'image/heic', name: `${'あ'.repeat(195)}.heic` });
  });

  it('a workbook with a password keeps its ending, another container under it is refused', async () => {
    const [locked, old] = [containerOf('EncryptedPackage'), containerOf('WordDocument')];
    expect(await typed(locked, '見積.xlsx')).toEqual({ type: 'application/x-cfb', name: '見積.xlsx' });
    expect(await typed(old, '見積.xlsx')).toEqual({ refused: 'not-what-it-says' });
    expect(await typed(old, '報告.doc')).toEqual({ type: 'application/x-cfb', name: '報告.doc' });
  });

  it.each<[string, Uint8Array | string, string, 'not-taken' | 'not-what-it-says']>([
    ['text that is called PDF', 'no pdf', 'report.pdf', 'not-what-it-says'],
    ['a bitmap that is called text', bitmap, 'scan.txt', 'not-what-it-says'],
    ['a program that is called JPEG', Buffer.from('\u007fELF\u0002\u0001\u0001'), 'a.jpg', 'not-what-it-says'],
    ['a bitmap', bitmap, 'screen.bmp', 'not-taken'],
    ['a film', film, 'screen.mp4', 'not-taken'],
    ['markup', '<html></html>', 'a.html', 'not-taken'],
    ['text without an ending', 'text', 'README', 'not-taken'],
  ])('refused as an invoice: %s', async (_, content, name, why) => {
    expect(await typed(content, name)).toEqual({ refused: why });
  });

  it.each<[string, Uint8Array | string, string, string]>([
    ['a bitmap', bitmap, 'screen.bmp', 'image/bmp'],
    ['a film', film, 'screen.mp4', 'video/mp4'],
    ['a log of Windows', Buffer.from('ElfFile\0\0\0\0\0'), 'Security.evtx', 'application/octet-stream'],
    ['markup', '<html></html>', 'index.html', 'text/plain'],
    ['XML', '<?xml version="1.0"?><a/>', 'a.xml', 'text/plain'],
    ['an archive of 7-Zip', Buffer.from('377abcaf271c0004', 'hex'), 'disk.7z', 'application/x-7z-compressed'],
    ['a binder of DocuWorks', Buffer.from([0x60, 0x0e, 0x82, 0x00, 0x01]), '見積.xdw', 'application/octet-stream'],
    ['a note without an ending', 'YOUR FILES ARE ENCRYPTED', 'RESTORE-FILES', 'text/plain'],
  ])('taken as a forensic report and as another document, as it is: %s', async (_, content, name, type) => {
    for (const kind of ['forensic-report', 'other'] as const)
      expect(await typed(content, name, kind)).toEqual({ type, name });
  });
});
