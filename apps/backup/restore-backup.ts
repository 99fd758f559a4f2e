import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo, type CopyStreamQuery } from 'pg-copy-streams';
import { becomeOwner, migrateDatabase, migrationNames, schemaState, type RoleUrls } from '#database';
import { fileStoreOf, type FileStore } from '#documents';
import { makeFolder, Secrets, type Config } from '#platform';
import { Problem } from '#problems';
import { readArchive } from './archive.js';
import { copyIn, copyOut, copySettings, takenTables, type TakenTable } from './catalogue.js';
import { backupForm, Digests, Rows, verifyEntry, type About, type Digest, type Manifest } from './form.js';
import type { BackupKey } from './key.js';
import { contentOf } from './make-backup.js';

/**
 * Numbers that were given after the snapshot are never given again: sequences go on so far ahead, in numbers or in
 * steps.
 */
const numbersAhead = 100_000;
const stepsAhead = 10_000;

/** Where it is restored: an empty database, and the settings that say where contents and keys are. */
export interface RestorePlace {
  readonly config: Config;
  readonly ownerUrl: string;
}

export interface RestoreSource {
  readonly sealed: Readable;
  readonly sizeBytes: number;
  readonly key: BackupKey;
  readonly progress?: (what: readonly [string, string], part: number) => void;
}

export interface Restored {
  readonly about: About;
  readonly rows: number;
  readonly documents: number;
  readonly missing: readonly string[];
  readonly urls: RoleUrls | null;
}

/**
 * Fills an empty database with a backup, in one transaction, and the store with its documents; then brings it to this
 * version. Every table and every document is read back and held against the backup before anything counts. Nobody is
 * signed in afterwards. Throws `backup.not-empty`, `backup.damaged`, `backup.accounts-key-differs` and the like: then
 * nothing was restored.
 */
export async function restoreBackup(place: RestorePlace, source: RestoreSource): Promise<Restored> {
  const client = new pg.Client({
    connectionString: place.ownerUrl,
    application_name: 'sonae-restore',
    options: copySettings,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await refuseUnlessEmpty(client, place.config);
    const restoring = new Restoring(client, place, accountsKey(place.config));
    const counted = counting(source);
    try {
      await readArchive(counted, source.key, (name, content) => restoring.take(name, content));
      await restoring.end(source.progress);
    } catch (error) {
      await restoring.undo();
      throw error;
    }
    const urls = await migrateDatabase(migrationOptions(place));
    return { ...restoring.result, urls };
  } finally {
    await client.end();
  }
}

const migrationOptions = ({ config, ownerUrl }: RestorePlace) => ({
  ownerUrl,
  rolePrefix: config.rolePrefix,
  secretsFile: config.staffUrl ? null : join(config.dataFolder, 'secrets', 'database-roles.json'),
});

async function refuseUnlessEmpty(client: pg.Client, config: Config): Promise<void> {
  const state = await schemaState(client);
  if (state === 'taken') throw new Problem('backup.not-empty');
  // what a restore that was cut off left: rows never, documents perhaps, which it puts there again
  if (state === 'restoring') return forget(client);
  if (config.s3Url !== null) return;
  const papers = await readdir(join(config.dataFolder, 'documents')).catch(() => []);
  if (papers.length > 0) throw new Problem('backup.not-empty');
}

async function forget(client: pg.Client): Promise<void> {
  await client.query('RESET ROLE');
  await client.query('DROP SCHEMA IF EXISTS sonae, bullmq CASCADE');
}

/** The key that sealed the payee accounts is brought, never made: with another one nothing that was sealed opens. */
function accountsKey(config: Config): Secrets {
  const file = config.keyFile ?? join(config.dataFolder, 'key');
  if (!existsSync(file)) throw new Problem('backup.accounts-key-missing', { params: { file: { ja: file, en: file } } });
  return new Secrets({ keyFile: file, dataFolder: config.dataFolder });
}

function counting({ sealed, sizeBytes, progress }: RestoreSource): Readable {
  let read = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      progress?.(['復元しています', 'Restoring'], read / Math.max(1, sizeBytes));
      done(null, chunk);
    },
  });
  sealed.once('error', (error) => counted.destroy(error));
  counted.once('close', () => sealed.destroy());
  return sealed.pipe(counted);
}

class Restoring {
  #about: About | undefined;
  #manifest: Manifest | undefined;
  #tables = new Map<string, TakenTable>();
  #copying: { readonly name: string; readonly stream: CopyStreamQuery } | undefined;
  readonly #store: FileStore;
  readonly #put: string[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly place: RestorePlace,
    private readonly secrets: Secrets,
  ) {
    this.#store = fileStoreOf(place.config);
  }

  get result(): Omit<Restored, 'urls'> {
    const about = this.#about!;
    return {
      about,
      rows: about.tables.reduce((sum, table) => sum + table.rows, 0),
      documents: this.#put.length,
      missing: this.#manifest?.missing ?? [],
    };
  }

  /** One entry of the archive, in the order in which they were written. */
  async take(name: string, content: Buffer): Promise<void> {
    if (this.#manifest) throw new Problem('backup.damaged');
    if (!this.#about) return this.#begin(name, content);
    const [folder, what = ''] = name.split('/');
    if (folder === 'tables') return this.#rows(what, content);
    await this.#endTable();
    if (folder === 'documents') return this.#document(what, content);
    this.#manifest = verifyEntry(content, this.secrets) as Manifest;
  }

  async #begin(name: string, content: Buffer): Promise<void> {
    if (name !== 'about.json') throw new Problem('backup.damaged');
    const about = verifyEntry(content, this.secrets) as About;
    const known = new Set(migrationNames());
    if (about.form !== backupForm || about.migrations.some((migration) => !known.has(migration)))
      throw new Problem('backup.version-unknown', { params: { version: { ja: about.version, en: about.version } } });
    this.#about = about;
    await migrateDatabase({ ...migrationOptions(this.place), restoring: { migrations: about.migrations } });
    await becomeOwner(this.client, this.place.config.rolePrefix);
    await this.client.query('BEGIN');
    // what migrations enter by themselves is in the backup as it was then
    this.#tables = new Map((await takenTables(this.client)).map((table) => [table.name, table]));
    const names = [...this.#tables.keys()].map(pg.escapeIdentifier);
    await this.client.query(`TRUNCATE ${names.join(', ')} CASCADE`);
    // COPY does not write under row security, and rows that were let in once are not asked again
    for (const table of names)
      await this.client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER`);
  }

  async #rows(table: string, content: Buffer): Promise<void> {
    if (this.#copying?.name !== table) {
      await this.#endTable();
      const told = this.#about?.tables.find(({ name }) => name === table);
      if (!told || !this.#tables.has(table)) throw new Problem('backup.damaged');
      const stream = this.client.query(copyFrom(copyIn(told)));
      // told again by the write or the end that waits for it
      stream.on('error', () => undefined);
      this.#copying = { name: table, stream };
    }
    const { stream } = this.#copying;
    if (!stream.write(content)) await once(stream, 'drain');
  }

  async #endTable(): Promise<void> {
    const stream = this.#copying?.stream;
    this.#copying = undefined;
    if (!stream) return;
    const finished = once(stream, 'finish');
    stream.end();
    await finished;
  }

  async #document(id: string, content: Buffer): Promise<void> {
    const folder = join(this.place.config.dataFolder, 'uploads');
    makeFolder(folder);
    const path = join(folder, randomUUID());
    await writeFile(path, content, { mode: 0o600 });
    this.#put.push(id);
    await this.#store.keep(id, path, content.length);
  }

  /** Reads everything back, and makes it count. */
  async end(progress?: RestoreSource['progress']): Promise<void> {
    const [about, manifest] = [this.#about, this.#manifest];
    if (!about || !manifest) throw new Problem('backup.damaged');
    let done = 0;
    for (const table of about.tables) {
      const found = await this.#digestOf(table);
      if (!same(found, manifest.tables[table.name]) || found.count !== table.rows)
        throw new Problem('backup.differs', { params: { table: { ja: table.name, en: table.name } } });
      progress?.(['復元した行を確かめています', 'Reading back what was restored'], ++done / about.tables.length);
    }
    await this.#compareDocuments(manifest);
    for (const { name, last, step, most } of manifest.sequences)
      await this.client.query('SELECT setval($1::regclass, $2)', [
        pg.escapeIdentifier(name),
        Math.min(most, Math.max(1, last + Math.max(numbersAhead, stepsAhead * step))),
      ]);
    await this.client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const { name, forced } of this.#tables.values())
      await this.client.query(
        `ALTER TABLE ${pg.escapeIdentifier(name)} ENABLE TRIGGER USER${forced ? ', FORCE ROW LEVEL SECURITY' : ''}`,
      );
    await this.client.query('COMMENT ON SCHEMA sonae IS NULL');
    await this.client.query('COMMIT');
    await this.client.query('ANALYZE');
  }

  async #digestOf(table: About['tables'][number]): Promise<Digest> {
    const digests = new Digests();
    const rows = new Rows((row) => digests.add(row));
    for await (const chunk of this.client.query(copyTo(copyOut(table)))) rows.take(chunk as Buffer);
    return digests.result;
  }

  // each content out of the store, held against its restored row, and all of them against the backup
  async #compareDocuments(manifest: Manifest): Promise<void> {
    const digests = new Digests();
    for (const id of this.#put) {
      const { rows } = await this.client.query<{ size: number; sha256: string }>(
        `SELECT size_bytes AS size, encode(sha256, 'hex') AS sha256 FROM document WHERE id = $1`,
        [id],
      );
      const row = rows[0];
      const content = row ? await contentOf(this.#store, { id, ...row }) : null;
      if (content) digests.add(content);
    }
    if (!same(digests.result, manifest.documents))
      throw new Problem('backup.differs', { params: { table: { ja: 'document', en: 'document' } } });
  }

  /** As it was before: an empty database, and no document in the folder. */
  async undo(): Promise<void> {
    this.#copying?.stream.destroy();
    const client = new pg.Client({ connectionString: this.place.ownerUrl, application_name: 'sonae-restore' });
    await client.connect();
    try {
      await this.client.end();
      if (this.#about) await forget(client);
    } finally {
      await client.end();
    }
    for (const id of this.#put) if (this.place.config.s3Url === null) await this.#store.erase(id);
  }
}

function same(a: Digest, b: Digest | undefined): boolean {
  return b !== undefined && a.count === b.count && a.sha256 === b.sha256;
}
