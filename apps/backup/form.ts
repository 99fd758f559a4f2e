import { createHash } from 'node:crypto';
import { type Secrets } from '#platform';
import { Problem } from '#problems';

/** The form of what a backup holds; one that is not known here is refused. */
export const backupForm = 1;

/** The first entry: what must hold before anything is restored. */
export interface About {
  readonly form: number;
  readonly version: string;
  /** Names of the migrations that the tables went through. */
  readonly migrations: readonly string[];
  readonly snapshotAt: string;
  /** In an order in which every row finds those that it refers to. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number }[];
  readonly documents: { readonly count: number; readonly bytes: number };
  /** The number of the newest publication: what comes after it is what a restore lacks. */
  readonly published: number;
}

/** The last entry: without it the backup is not whole. */
export interface Manifest {
  readonly tables: Readonly<Record<string, Digest>>;
  readonly documents: Digest;
  /** Documents whose content was not in the store as it was received, by id. */
  readonly missing: readonly string[];
  readonly sequences: readonly SequenceValue[];
}

export interface SequenceValue {
  readonly name: string;
  readonly last: number;
  readonly step: number;
  readonly most: number;
}

/** Rows or contents, whatever their order: how many, and the exclusive or of their SHA-256. */
export interface Digest {
  readonly count: number;
  readonly sha256: string;
}

export class Digests {
  #count = 0;
  readonly #sum = Buffer.alloc(32);

  /** One row, or one content. */
  add(content: Uint8Array): void {
    const hash = createHash('sha256').update(content).digest();
    for (let at = 0; at < 32; at++) this.#sum[at] = (this.#sum[at] ?? 0) ^ (hash[at] ?? 0);
    this.#count++;
  }

  get result(): Digest {
    return { count: this.#count, sha256: this.#sum.toString('hex') };
  }
}

/** Cuts what COPY writes into its rows: a line feed in a value is written as `\n`, so each one there is ends a row. */
export class Rows {
  #rest: Buffer = Buffer.alloc(0);

  constructor(private readonly each: (row: Buffer) => void) {}

  take(chunk: Buffer): void {
    const content = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let from = 0;
    for (let end = content.indexOf(10); end >= 0; end = content.indexOf(10, from)) {
      this.each(content.subarray(from, end + 1));
      from = end + 1;
    }
    this.#rest = content.subarray(from);
  }
}

/** An entry under the key that seals payee accounts: the one who has another key, or changed it, is found out. */
export function signEntry(content: object, secrets: Secrets): Buffer {
  const text = JSON.stringify(content);
  return Buffer.from(JSON.stringify({ content: text, mac: keyedHash(secrets, text) }));
}

/** Throws `backup.accounts-key-differs`. */
export function verifyEntry(entry: Buffer, secrets: Secrets): unknown {
  const { content, mac } = JSON.parse(entry.toString('utf8')) as { content: string; mac: string };
  if (keyedHash(secrets, content) !== mac) throw new Problem('backup.accounts-key-differs');
  return JSON.parse(content);
}

/** Shows that somebody has the key of the payee accounts, and nothing of it. */
const keyedHash = (secrets: Secrets, content: string): string => secrets.mac('backup', content).toString('hex');
