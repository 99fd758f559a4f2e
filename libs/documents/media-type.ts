import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';

const oldOffice = ['application/x-cfb'];
const zip = ['application/zip'];

/** What is taken, by the ending of its name: the content must be of one of these types. */
const taken: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  heic: ['image/heic', 'image/heif'],
  heif: ['image/heic', 'image/heif'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  doc: oldOffice,
  xls: oldOffice,
  ppt: oldOffice,
  msg: oldOffice,
  zip,
  txt: ['text/plain'],
  log: ['text/plain'],
  eml: ['text/plain'],
  csv: ['text/plain'],
  tsv: ['text/plain'],
};
const takenTypes: ReadonlySet<string> = new Set(Object.values(taken).flat());
const written: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  eml: 'message/rfc822',
};

/** The endings that are taken, for the sentence of a refusal. */
export const takenEndings = Object.keys(taken).join(', ');

/** What a file is, or why it is not taken. */
export type MediaType = { readonly type: string } | { readonly refused: 'not-taken' | 'not-what-it-says' };

/**
 * What a file is by its content; the ending of its name must say the same. What is no known form is text when its beginning
 * is, in UTF-8 or Shift_JIS.
 */
export async function mediaTypeOf(path: string, name: string): Promise<MediaType> {
  const ending = extname(name).slice(1).toLowerCase();
  const found = (await fileTypeFromFile(path))?.mime ?? ((await isText(path)) ? 'text/plain' : null);
  const said = taken[ending];
  if (found === null || !takenTypes.has(found))
    return { refused: said && found !== null ? 'not-what-it-says' : 'not-taken' };
  if (said ? !said.includes(found) : ending !== '' || found === 'text/plain')
    return { refused: said ? 'not-what-it-says' : 'not-taken' };
  return { type: written[ending] ?? found };
}

const looked = 65_536;

async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(looked), 0, looked, 0);
    const beginning = buffer.subarray(0, bytesRead);
    return !beginning.includes(0) && ['utf-8', 'shift_jis'].some((encoding) => reads(beginning, encoding));
  } finally {
    await file.close();
  }
}

function reads(bytes: Uint8Array, encoding: string): boolean {
  try {
    // a character may be cut at the end of what was looked at
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
