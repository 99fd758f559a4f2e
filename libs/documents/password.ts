import { open, type FileHandle } from 'node:fs/promises';
import yauzl from 'yauzl';
import { containerMark, hasEncryptedPackage } from '#tables';

/**
 * Whether a file needs a password to be read, by the marks of its form: a ZIP with an encrypted entry, a PDF with an
 * encryption dictionary, a document of Office in an encrypted container. An unreadable file needs none.
 */
export async function needsPassword(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const bytes = await bytesAt(file, 0, 1_024);
    const beginning = bytes.toString('latin1');
    if (beginning.startsWith('PK\u0003\u0004')) return await isEncryptedZip(path, beginning);
    if (beginning.includes('%PDF-')) return await isEncryptedPdf(file);
    return bytes.indexOf(containerMark) === 0 && (await hasEncryptedPackage(file));
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

/** Entries that are checked; further ones of an archive are not read. */
const mostEntries = 10_000;

async function isEncryptedZip(path: string, beginning: string): Promise<boolean> {
  // the first entry is marked itself, also where the list at the end is broken or encrypted
  if ((beginning.charCodeAt(6) & 1) === 1) return true;
  const zip = await yauzl
    .openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false })
    .catch(() => null);
  if (zip === null) return false;
  try {
    let entries = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) return true;
      if (++entries >= mostEntries) return false;
    }
  } catch {
    // a broken list of entries
  } finally {
    zip.close();
  }
  return false;
}

const pdfWindow = 65_536;
const encryption = /\/Encrypt\s{0,20}(?:\d{1,10}\s{1,20}\d{1,10}\s{1,20}R|<<)/;

/**
 * The trailer, which is never compressed, names the encryption: it is at the end, or where the end says that the list
 * of objects begins.
 */
async function isEncryptedPdf(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  const end = (await bytesAt(file, Math.max(0, size - pdfWindow), pdfWindow)).toString('latin1');
  const trailers = [end.slice(Math.max(0, end.lastIndexOf('trailer')))];
  const list = /startxref\s{1,20}(\d{1,10})/.exec(end.slice(Math.max(0, end.lastIndexOf('startxref'))))?.[1];
  if (list !== undefined) {
    const [dictionary = ''] = (await bytesAt(file, Number(list), pdfWindow)).toString('latin1').split('stream', 1);
    trailers.push(dictionary);
  }
  return trailers.some((trailer) => encryption.test(trailer));
}
