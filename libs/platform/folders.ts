import { accessSync, chmodSync, constants, linkSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Words } from '#kernel';

/**
 * Makes a folder and those above it, for the product's own user alone. Not with `recursive`, which never ends below
 * /proc. Throws the error of the system.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isFolder(path)) return; // another process made it at the same moment
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}

/** A folder for the product's own user alone: made where it is missing, and closed where others could enter it. */
export function privateFolder(path: string): string {
  makeFolder(path);
  chmodSync(path, 0o700);
  return path;
}

/** Makes a folder where it is missing, and checks that this user can write there. Throws the error of the system. */
export function makeUsableFolder(path: string): void {
  makeFolder(path);
  accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

/**
 * Writes a secret that is made once, whole or not at all, because a part of one, left by a full disk, would be used as
 * the secret from then on. Throws EEXIST where it exists.
 */
export function writeSecretOnce(file: string, text: string): void {
  makeFolder(dirname(file));
  const half = `${file}.${process.pid}.new`;
  try {
    writeFileSync(half, text, { mode: 0o600, flush: true });
    linkSync(half, file);
  } finally {
    rmSync(half, { force: true });
  }
}

const faults: Readonly<Record<string, Words>> = {
  EACCES: { ja: 'このユーザーには書き込む権限がありません', en: 'this user may not write there' },
  EPERM: { ja: 'このユーザーには書き込む権限がありません', en: 'this user may not write there' },
  EROFS: { ja: '読み取り専用です', en: 'it is read-only' },
  ENOSPC: { ja: 'ディスクの空き容量がありません', en: 'the disk is full' },
  EDQUOT: { ja: '使用できる容量の上限に達しています', en: 'the quota of this user is used up' },
  ENOTDIR: { ja: '途中にフォルダーではないものがあります', en: 'something on the way is not a folder' },
  EEXIST: { ja: 'フォルダーではないものがすでにあります', en: 'something that is not a folder is there' },
  ENOENT: { ja: 'そこにはフォルダーを作成できません', en: 'no folder can be made there' },
  ELOOP: { ja: 'リンクが循環しています', en: 'its links lead in a circle' },
  ENAMETOOLONG: { ja: '名前が長すぎます', en: 'its name is too long' },
};

/**
 * The sentences, in both languages, for an error of the data folder or of something in it or above it; null for any
 * other error.
 */
export function dataFolderFault(error: unknown, dataFolder: string): string | null {
  const fault = faults[codeOf(error)];
  const path = typeof error === 'object' && error !== null && 'path' in error ? String(error.path) : null;
  if (!fault || path === null || !(path.startsWith(dataFolder) || dataFolder.startsWith(path))) return null;
  return (
    `「${path}」を使用できません（${fault.ja}）。直すか、SONAE_DATA に別のフォルダーを指定してください。\n` +
    `${path} cannot be used: ${fault.en}. Mend that, or set SONAE_DATA to another folder.`
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
