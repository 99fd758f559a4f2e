import { open, type FileHandle } from 'node:fs/promises';

/** The first bytes of the container of old Office (MS-CFB), in which new Office stores documents with a password. */
export const containerMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const chunk = 65_536;
const entrySize = 128;
/** The offset of a name's length in an entry of a container's directory; bytes, with the closing zero. */
const nameLengthAt = 64;
const encryptedPackage = Buffer.from('EncryptedPackage\0', 'utf16le');

/** Whether a file is a document of Office (docx, xlsx, pptx) in an encrypted container. */
export async function isEncryptedOffice(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    return await hasEncryptedPackage(file);
  } finally {
    await file.close();
  }
}

/**
 * Whether the directory, whose entries begin at multiples of their size, has one with the name of an encrypted package.
 */
export async function hasEncryptedPackage(file: FileHandle): Promise<boolean> {
  for (let from = 0; ; from += chunk) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(chunk), 0, chunk, from);
    const bytes = buffer.subarray(0, bytesRead);
    for (let at = bytes.indexOf(encryptedPackage); at !== -1; at = bytes.indexOf(encryptedPackage, at + 1))
      if (at % entrySize === 0 && bytes[at + nameLengthAt] === encryptedPackage.length) return true;
    if (bytesRead < chunk) return false;
  }
}
