import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, type Config } from '#platform';

/** The password that a start on this folder stored, null when none did. */
export function storedPassword(config: Config): string | null {
  const file = passwordFile(config);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;
}

/** The set password, else the stored one, else a new one; stored for the next start, readable by this user only. */
export function keepPassword(config: Config): string {
  const stored = storedPassword(config);
  const password = config.demoPassword ?? stored ?? randomBytes(9).toString('base64url');
  if (password !== stored) {
    makeFolder(config.dataFolder);
    writeFileSync(passwordFile(config), `${password}\n`, { mode: 0o600 });
    chmodSync(passwordFile(config), 0o600);
  }
  return password;
}

function passwordFile(config: Config): string {
  return join(config.dataFolder, 'demo-password');
}
