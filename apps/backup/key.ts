import { randomUUID } from 'node:crypto';
import { chmod, link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { makeFolder } from '#platform';
import { Problem } from '#problems';
import type { Words } from '#kernel';

/**
 * Seals and opens backups in the age format (age-encryption.org/v1): chunks with a tag each and a marked last one, so
 * that a changed, cut, reordered or longer file does not open. `age -d -i FILE` opens them too.
 */
export interface BackupKey {
  /** Whether the file was made just now, so that somebody is asked to keep a copy of it. */
  readonly made: boolean;
  seal(content: Readable): Promise<Readable>;
  /** Throws `backup.key-differs`; what was changed throws while it is read. */
  open(sealed: Readable): Promise<Readable>;
}

/**
 * The key of a file: an identity (`AGE-SECRET-KEY-1…`), or for sealing alone a recipient (`age1…`). `mayMake`: it is
 * made where there is none. Throws `backup.key-missing`, `backup.key-unreadable`.
 */
export async function backupKey(file: string, mayMake: boolean): Promise<BackupKey> {
  const found = await lines(file);
  if (found === null && !mayMake) throw new Problem('backup.key-missing', { params: { file: named(file) } });
  if (found === null) await makeKey(file);
  const keys = found ?? (await lines(file)) ?? [];
  const identities = keys.filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  const encrypter = new Encrypter();
  const decrypter = new Decrypter();
  try {
    if (keys.length === 0) throw new Error('it holds no key');
    for (const identity of identities) decrypter.addIdentity(identity);
    for (const line of keys) encrypter.addRecipient(identities.includes(line) ? await identityToRecipient(line) : line);
  } catch {
    throw new Problem('backup.key-unreadable', { params: { file: named(file) } });
  }
  return {
    made: found === null,
    seal: async (content) => Readable.from(await encrypter.encrypt(ReadableStream.from(content))),
    async open(sealed) {
      if (identities.length === 0) throw new Problem('backup.key-unreadable', { params: { file: named(file) } });
      try {
        return Readable.from(await decrypter.decrypt(ReadableStream.from(sealed)));
      } catch (error) {
        const other = error instanceof Error && error.message.startsWith('no identity matched');
        throw other ? new Problem('backup.key-differs') : error;
      }
    },
  };
}

async function lines(file: string): Promise<string[] | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  return text === null
    ? null
    : text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line && !line.startsWith('#'));
}

// whole or not there, and never over one that another process made at the same moment
async function makeKey(file: string): Promise<void> {
  makeFolder(dirname(file));
  const made = `${file}.${randomUUID()}`;
  await writeFile(
    made,
    `# Sonae: opens the backups. Keep a copy apart from them.\n${await generateX25519Identity()}\n`,
    {
      mode: 0o600,
      flag: 'wx',
    },
  );
  await chmod(made, 0o600);
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(made);
}

const named = (file: string): Words => ({ ja: file, en: file });
