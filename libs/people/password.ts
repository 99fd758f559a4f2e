import { randomBytes } from 'node:crypto';
import { loadPackage } from '#platform';

/** argon2id (the library's default) with 19 MiB of memory, the minimum that OWASP recommends. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each hash takes 19 MiB and a core: more than two at a time would take both from reports. */
const mostAtOnce = 2;

/** Loaded with the first password, because most processes check none. */
const argon2 = () => loadPackage<typeof import('@node-rs/argon2')>('@node-rs/argon2');

let running = 0;
const waiting: (() => void)[] = [];
let nobodysHash: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => argon2().hash(password, strength));
}

export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(24).toString('base64url')).catch((error: unknown) => {
    nobodysHash = undefined;
    throw error;
  });
  // an unknown person takes as long as a known one, also in the first request of a process
  const nobodys = await nobodysHash;
  const matches = await inTurn(() => argon2().verify(stored ?? nobodys, password));
  return matches && stored !== null;
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
