import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { loadPackage } from '#platform';
import { isEncryptedOffice } from '#tables';
import { kindsOfAnything, type DocumentKind } from './document.js';
import { isText } from './written-text.js';

const oldOffice = 'application/x-cfb';
const text = ['text/plain'];
const heic = ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'];

/** The accepted types by the ending of the name. A wrong ending becomes the first ending of its type. */
const taken: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png', 'image/apng'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  heic,
  heif: heic,
  hif: heic,
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  doc: [oldOffice],
  xls: [oldOffice],
  ppt: [oldOffice],
  msg: [oldOffice],
  zip: ['application/zip'],
  txt: text,
  log: text,
  eml: text,
  csv: text,
  tsv: text,
};
// an ending can be any text: `constructor` must not be found
const typesOf = (ending: string): readonly string[] | undefined =>
  Object.hasOwn(taken, ending) ? taken[ending] : undefined;
const takenTypes: ReadonlySet<string> = new Set(Object.values(taken).flat());
const written: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  eml: 'message/rfc822',
};

/** The media type of a file and its name with the right ending, or the reason why it is refused. */
export type MediaType =
  { readonly type: string; readonly name: string } | { readonly refused: 'not-taken' | 'not-what-it-says' };

/**
 * The media type of a file by its content. An ending of another type is replaced by the right one, and the name before
 * it stays. An unknown form is text when its beginning decodes as text. Kinds that take any form refuse nothing.
 */
export async function mediaTypeOf(path: string, name: string, kind: DocumentKind): Promise<MediaType> {
  const ending = extname(name).slice(1).toLowerCase();
  const said = typesOf(ending);
  const { fileTypeFromFile } = loadPackage<typeof import('file-type')>('file-type');
  const found = (await fileTypeFromFile(path))?.mime ?? null;
  if (found !== null && said?.includes(found)) return { type: found, name };
  // Office keeps a workbook with a password in an old container around the new one
  if (found === oldOffice && ['docx', 'xlsx', 'pptx'].includes(ending) && (await isEncryptedOffice(path)))
    return { type: found, name };
  const right = found === null ? null : rightName(name, found);
  if (right !== null && found !== null) return { type: found, name: right };
  // "BM", "MZ" and "<?xml" begin pictures, programs and markup, but can also begin a line of text
  const isWritten = (found === null || !takenTypes.has(found)) && isText(await beginningOf(path));
  if (isWritten && said === text) return { type: written[ending] ?? 'text/plain', name };
  if (kindsOfAnything.includes(kind))
    return { type: isWritten ? 'text/plain' : (found ?? 'application/octet-stream'), name };
  return { refused: said ? 'not-what-it-says' : 'not-taken' };
}

/** The name with the ending of a type that was recognised by its content; null where several endings have that type. */
function rightName(name: string, type: string): string | null {
  const ending = Object.keys(taken).find((one) => taken[one]?.includes(type));
  if (!ending || type === oldOffice) return null;
  const before = typesOf(extname(name).slice(1).toLowerCase()) ? name.slice(0, -extname(name).length) : name;
  return `${before.slice(0, 200 - ending.length - 1)}.${ending}`;
}

const looked = 65_536;

/** The first 64 kB of a file. */
export async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(looked), 0, looked, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
