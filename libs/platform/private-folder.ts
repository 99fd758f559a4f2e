import { chmodSync, mkdirSync } from 'node:fs';

/** A folder that nobody but the product's own user enters: made when it is missing, closed when it stands open. */
export function privateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}
