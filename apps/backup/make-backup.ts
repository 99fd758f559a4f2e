import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { becomeOwner, Database, systemActor, type SchemaMigrationEntity } from '#database';
import { ContentMissing, fileStoreOf, type FileStore, type DocumentEntity } from '#documents';
import { newId } from '#kernel';
import { isKeyOfAccounts } from '#payments';
import { productVersion, Secrets, type Config } from '#platform';
import { Problem } from '#problems';
import { ArchiveWriter } from './archive.js';
import { copyOut, copySettings, sequenceValues, takenTables, type TakenTable } from './catalogue.js';
import { backupForm, Digests, Rows, signEntry, type About, type Digest, type Manifest } from './form.js';
import type { BackupKey } from './key.js';
import { backupName, type BackupTarget } from './target.js';

/** One backup at a time, no matter who makes it. */
const backupLock = 7_301_003;
/** Rows are written in parts of about this size, which is all of a table that is in memory. */
const partBytes = 4 << 20;
const actor = systemActor('backup');

/** The system that is backed up: the roles' addresses, and where its settings say that contents and keys are. */
export interface BackedUp {
  readonly config: Config;
  readonly ownerUrl: string;
  readonly staffUrl: string;
  readonly database: Database;
}

export interface BackupOptions {
  readonly target: BackupTarget;
  readonly key: BackupKey;
  /** How many backups the target keeps, this one with them. */
  readonly keep: number;
  readonly progress?: (what: readonly [string, string], part: number) => void;
}

/** A backup that is whole and kept. */
export interface BackupMade {
  readonly name: string;
  readonly snapshotAt: string;
  readonly sizeBytes: number;
  readonly rows: number;
  readonly documents: number;
  /** Documents whose content was not in the store as it was received, by id. */
  readonly missing: readonly string[];
  /** Older backups that were let go. */
  readonly removed: readonly string[];
}

/**
 * Copies every row, the sequences and the documents of one moment while the system works, and keeps the copy whole or
 * not at all. A run, failed ones too, is a row of `backup_run`. Throws `backup.under-way`, `backup.rows-hidden`,
 * `backup.accounts-key-other`: a key that did not seal the accounts would make a backup that the right one does not
 * open.
 */
export async function makeBackup(system: BackedUp, options: BackupOptions): Promise<BackupMade> {
  const [owner, staff] = [
    connection(system.ownerUrl, 'sonae-backup'),
    connection(system.staffUrl, 'sonae-backup-count'),
  ];
  try {
    await Promise.all([owner.connect(), staff.connect()]);
    await becomeOwner(owner, system.config.rolePrefix);
    const { rows } = await owner.query<{ own: boolean }>('SELECT pg_try_advisory_lock($1) AS own', [backupLock]);
    if (!rows[0]?.own) throw new Problem('backup.under-way');
    const startedAt = new Date();
    try {
      const secrets = new Secrets(system.config);
      if (!(await system.database.read(actor, (tx) => isKeyOfAccounts(tx, secrets))))
        throw new Problem('backup.accounts-key-other');
      const made = await copied({ ...system, owner, staff }, options, startedAt);
      await owner.query(
        `INSERT INTO backup_run (id, name, started_at, ended_at, snapshot_at, size_bytes, row_total, document_total,
           missing_total, case_base)
         VALUES ($1, $2, $3, clock_timestamp(), $4, $5, $6, $7, $8,
           (SELECT count(*) FROM incident WHERE reported_at <= $4::timestamptz - interval '5 minutes'))`,
        [
          newId(),
          made.name,
          startedAt,
          made.snapshotAt,
          made.sizeBytes,
          made.rows,
          made.documents,
          made.missing.length,
        ],
      );
      await system.database.transaction(actor, async (tx) =>
        tx.record('insurer', {
          audit: { action: 'backup.made', subject: made.name, after: { snapshotAt: made.snapshotAt } },
        }),
      );
      return { ...made, removed: await letGo(options, made.name) };
    } catch (error) {
      await recordFailure(system, startedAt, error).catch(() => undefined);
      throw error;
    }
  } finally {
    await Promise.all([owner.end(), staff.end()]);
  }
}

function connection(connectionString: string, name: string): pg.Client {
  const client = new pg.Client({ connectionString, application_name: name, options: copySettings });
  // a server that goes away is told by the statement that was sent to it
  client.on('error', () => undefined);
  return client;
}

// on a connection of its own: the other may be in the middle of a table
async function recordFailure({ ownerUrl, config }: BackedUp, startedAt: Date, error: unknown): Promise<void> {
  const kind = error instanceof Problem ? error.code : error instanceof Error ? error.name : 'unknown';
  const owner = connection(ownerUrl, 'sonae-backup');
  try {
    await owner.connect();
    await becomeOwner(owner, config.rolePrefix);
    await owner.query(
      'INSERT INTO backup_run (id, name, started_at, ended_at, failure) VALUES ($1, $2, $3, clock_timestamp(), $4)',
      [newId(), backupName(startedAt), startedAt, kind],
    );
  } finally {
    await owner.end();
  }
}

// the one that was just made always stays, also where a clock that was set back calls it the oldest
async function letGo({ target, keep }: BackupOptions, made: string): Promise<string[]> {
  const others = (await target.list()).map(({ name }) => name).filter((name) => name !== made);
  const old = others.slice(Math.max(0, keep - 1));
  for (const name of old) await target.remove(name);
  return old;
}

interface Source extends BackedUp {
  readonly owner: pg.Client;
  readonly staff: pg.Client;
}

async function copied(source: Source, options: BackupOptions, at: Date): Promise<Omit<BackupMade, 'removed'>> {
  const { owner, staff, config } = source;
  await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows } = await owner.query<{ snapshot: string; at: Date }>(
    'SELECT pg_export_snapshot() AS snapshot, clock_timestamp() AS at',
  );
  const snapshotAt = (rows[0]?.at ?? at).toISOString();
  await staff.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await staff.query(`SET TRANSACTION SNAPSHOT ${pg.escapeLiteral(rows[0]?.snapshot ?? '')}`);
  const tables = await takenTables(owner);
  const about = await aboutOf(source, { tables, snapshotAt });
  const name = backupName(at);
  const archive = new ArchiveWriter();
  const sealed = await archive.sealed(options.key);
  // each waits for the other: the fault of one ends both, and it is the one that is told
  let fault: unknown;
  const failed = (error: unknown): never => {
    fault ??= error;
    archive.fail(error instanceof Error ? error : new Error('it could not be written'));
    throw error;
  };
  const [manifest, sizeBytes] = await settled([
    writeAll({ source, options, archive, about, secrets: new Secrets(config) }).catch(failed),
    options.target.keep(name, sealed).catch(failed),
  ]).catch(() => {
    throw fault;
  });
  await Promise.all([owner.query('COMMIT'), staff.query('COMMIT')]);
  return {
    name,
    snapshotAt,
    sizeBytes,
    rows: about.tables.reduce((sum, table) => sum + table.rows, 0),
    documents: manifest.documents.count,
    missing: manifest.missing,
  };
}

async function settled<A, B>(both: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}

/** The counts are those of the staff role on the same snapshot: an owner that does not see every row is found out. */
async function aboutOf(
  { owner, staff }: Source,
  { tables, snapshotAt }: { tables: readonly TakenTable[]; snapshotAt: string },
): Promise<About> {
  const counted: About['tables'][number][] = [];
  for (const { name, columns, hidden } of tables) {
    if (hidden) throw new Problem('backup.rows-hidden', { params: { table: { ja: name, en: name } } });
    const { rows } = await staff.query<{ may: boolean }>(
      `SELECT has_any_column_privilege(('sonae.' || quote_ident($1))::regclass, 'SELECT') AS may`,
      [name],
    );
    const counts = rows[0]?.may ? staff : owner;
    const found = await counts.query<{ n: number }>(`SELECT count(*) AS n FROM ${pg.escapeIdentifier(name)}`);
    counted.push({ name, columns, rows: Number(found.rows[0]?.n) });
  }
  const [migrations, published, documents] = [
    await owner.query<Pick<SchemaMigrationEntity, 'name'>>('SELECT name FROM schema_migration ORDER BY name'),
    await owner.query<{ no: number | null }>('SELECT max(published_no) AS no FROM outbox'),
    await owner.query<{ count: number; bytes: number }>(
      `SELECT count(*) AS count, coalesce(sum(size_bytes), 0)::bigint AS bytes FROM document d WHERE ${notErased}`,
    ),
  ];
  return {
    form: backupForm,
    version: productVersion,
    migrations: migrations.rows.map((row) => row.name),
    snapshotAt,
    tables: counted,
    documents: documents.rows[0] ?? { count: 0, bytes: 0 },
    published: published.rows[0]?.no ?? 0,
  };
}

export const notErased =
  'NOT EXISTS (SELECT FROM document_erasure x WHERE x.document_id = d.id AND x.confirmed_at IS NOT NULL)';

interface Writing {
  readonly source: Source;
  readonly options: BackupOptions;
  readonly archive: ArchiveWriter;
  readonly about: About;
  readonly secrets: Secrets;
}

async function writeAll(writing: Writing): Promise<Manifest> {
  const { source, archive, about, secrets, options } = writing;
  await archive.add('about.json', signEntry(about, secrets));
  const tables: Record<string, Digest> = {};
  const total = about.tables.reduce((sum, table) => sum + table.rows, 0);
  let done = 0;
  for (const table of about.tables) {
    const digest = await writeTable(writing, table, () =>
      options.progress?.(['表を写しています', 'Copying tables'], ++done / Math.max(1, total)),
    );
    if (digest.count !== table.rows)
      throw new Problem('backup.rows-hidden', { params: { table: { ja: table.name, en: table.name } } });
    tables[table.name] = digest;
  }
  const papers = await writeDocuments(writing);
  const manifest: Manifest = { tables, ...papers, sequences: await sequenceValues(source.owner) };
  await archive.add('manifest.json', signEntry(manifest, secrets));
  archive.end();
  return manifest;
}

async function writeTable(
  { source, archive }: Writing,
  table: About['tables'][number],
  counted: () => void,
): Promise<Digest> {
  const digests = new Digests();
  let [part, waiting, bytes]: [number, Buffer[], number] = [0, [], 0];
  const rows = new Rows((row) => {
    digests.add(row);
    counted();
    waiting.push(row);
    bytes += row.length;
  });
  const write = async (): Promise<void> => {
    const content = Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
    await archive.add(`tables/${table.name}/${String(++part).padStart(6, '0')}.copy`, content);
  };
  for await (const chunk of source.owner.query(copyTo(copyOut(table)))) {
    rows.take(chunk as Buffer);
    if (bytes >= partBytes) await write();
  }
  if (bytes > 0) await write();
  return digests.result;
}

async function writeDocuments({ source, options, archive, about }: Writing): Promise<{
  documents: Digest;
  missing: string[];
}> {
  const store = fileStoreOf(source.config);
  const digests = new Digests();
  const missing: string[] = [];
  let [last, bytes] = ['00000000-0000-0000-0000-000000000000', 0];
  for (;;) {
    const { rows } = await source.owner.query<Pick<DocumentEntity, 'id'> & { size: number; sha256: string }>(
      `SELECT d.id, d.size_bytes AS size, encode(d.sha256, 'hex') AS sha256
         FROM document d
         WHERE d.id > $1 AND ${notErased}
         ORDER BY d.id
         LIMIT 500`,
      [last],
    );
    for (const { id, size, sha256 } of rows) {
      const content = await contentOf(store, { id, size, sha256 });
      if (content) {
        await archive.add(`documents/${id}`, content);
        digests.add(content);
      } else if (!(await erasedMeanwhile(source.database, id))) missing.push(id);
      bytes += size;
      options.progress?.(['書類を写しています', 'Copying documents'], bytes / Math.max(1, about.documents.bytes));
    }
    last = rows.at(-1)?.id ?? last;
    if (rows.length < 500) return { documents: digests.result, missing };
  }
}

/** The content as it was received; null where the store has it no more, or has something else. */
export async function contentOf(
  store: FileStore,
  { id, size, sha256 }: { readonly id: string; readonly size: number; readonly sha256: string },
): Promise<Buffer | null> {
  const stream = await store.read(id).catch((error: unknown) => {
    if (!(error instanceof ContentMissing)) throw error;
    return null;
  });
  if (!stream) return null;
  const content = await atMost(stream, size);
  return content && createHash('sha256').update(content).digest('hex') === sha256 ? content : null;
}

async function atMost(stream: Readable, bytes: number): Promise<Buffer | null> {
  let read = 0;
  stream.on('data', (part: Buffer) => {
    read += part.length;
    if (read > bytes) stream.destroy();
  });
  return buffer(stream).then(
    (content) => (content.length === bytes ? content : null),
    (error: unknown) => {
      if (read > bytes) return null;
      throw error;
    },
  );
}

async function erasedMeanwhile(database: Database, id: string): Promise<boolean> {
  const found = await database.read(actor, (tx) =>
    tx.one('SELECT 1 FROM document_erasure WHERE document_id = $1 AND confirmed_at IS NOT NULL', [id]),
  );
  return found !== undefined;
}
