import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { makeFolder, isOutOfConnections, noConnectionLeft, packageRoot } from '#platform';
import { withRoles, writeFunctions, type RoleNames } from './schema-functions.js';

/** A database that cannot be used: its message says why and what to do. */
export class DatabaseUnfit extends Error {}

/** The addresses for the roles of serving processes. */
export interface RoleUrls {
  readonly staffUrl: string;
  readonly institutionUrl: string;
  /** null where nobody signs in and nothing is administered: in a process of workers. */
  readonly accessUrl: string | null;
}

const migrationLock = 7_301_002;
/** The comment of the schema while a restore fills it: until it is done, the schema is not to be used as a system. */
const restoreMark = 'restore under way';

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

const migrationFolder = join(packageRoot, 'migrations');
// schema.sql beside them is no migration
const fileNames = (): string[] => readdirSync(migrationFolder).filter((file) => /^\d{4}-.*\.sql$/.test(file));

/** The ordered migrations; a file's name is its identity for ever. */
export function migrationFiles(): MigrationFile[] {
  return fileNames()
    .toSorted()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(migrationFolder, file), 'utf8') }));
}

/** The names by which the database records the migrations of this version. */
export function migrationNames(): string[] {
  names ??= fileNames().map((file) => nameOf({ name: file.slice(0, -4) }));
  return names;
}
let names: string[] | undefined;

/**
 * Brings a database to this version: roles (their passwords kept in `secretsFile`), schema, queue tables.
 * `ownerUrl` names the owner, or a superuser, who then steps back to an owner role of its own. Safe to run at the same
 * moment from several processes. Throws DatabaseUnfit where the server cannot be used.
 */
export async function migrateDatabase(options: {
  ownerUrl: string;
  rolePrefix: string;
  secretsFile: string | null;
  /** For a restore alone: only these migrations, and the mark of a restore. */
  restoring?: { readonly migrations: readonly string[] };
}): Promise<(RoleUrls & { readonly accessUrl: string }) | null> {
  const { ownerUrl, rolePrefix, restoring } = options;
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sonae-migrate' });
  await client.connect().catch((error: unknown) => {
    if (isOutOfConnections(error)) throw new DatabaseUnfit(noConnectionLeft, { cause: error });
    throw new DatabaseUnfit(
      `The database at ${withoutPassword(ownerUrl)} cannot be reached. Start it, or correct DATABASE_URL.`,
      { cause: error },
    );
  });
  try {
    await checkServer(client);
    // what a server that falls meanwhile forgets of roles, grants and functions, the next start finds and writes again
    await client.query('SET synchronous_commit = off');
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    if (!restoring && (await schemaState(client)) === 'restoring') throw new DatabaseUnfit(restoreCutOff);
    const roles = await prepareRoles(client, rolePrefix, options.secretsFile);
    await client.query(`SET ROLE ${pg.escapeIdentifier(roles.owner)}`);
    await client.query('CREATE SCHEMA IF NOT EXISTS sonae');
    if (restoring) await client.query(`COMMENT ON SCHEMA sonae IS '${restoreMark}'`);
    const files = migrationFiles().filter((file) => restoring?.migrations.includes(nameOf(file)) ?? true);
    if (await isBehind(client, files)) await runMigrations(ownerUrl, roles, files);
    await writeStateMoves(client);
    // a restore may stand at a version before the functions
    if (!restoring && !(await isAhead(client, files))) await writeFunctions(client, roles);
    await migrateQueues(client, roles.staff);
    return roles.password
      ? {
          staffUrl: asRole(ownerUrl, roles.staff, roles.password.staff),
          institutionUrl: asRole(ownerUrl, roles.institution, roles.password.institution),
          accessUrl: asRole(ownerUrl, roles.access, roles.password.access),
        }
      : null;
  } finally {
    await client.end();
  }
}

const restoreCutOff =
  'このデータベースの復元は途中で止まっています。sonae restore をもう一度実行してください。\n' +
  'A restore into this database was cut off. Run sonae restore again.';

/** The content of the database: nothing, what a restore that was cut off left, or a system. */
export async function schemaState(client: pg.Client): Promise<'empty' | 'restoring' | 'taken'> {
  const { rows } = await client.query<{ mark: string | null; tables: number }>(
    `SELECT obj_description(n.oid, 'pg_namespace') AS mark,
       (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid) AS tables
       FROM pg_namespace n WHERE n.nspname = 'sonae'`,
  );
  if (rows[0]?.mark === restoreMark) return 'restoring';
  return Number(rows[0]?.tables ?? 0) === 0 ? 'empty' : 'taken';
}

/** Sets the role to the owner of the tables: a superuser steps back to it. */
export async function becomeOwner(client: pg.Client, rolePrefix: string): Promise<void> {
  const { rows } = await client.query<{ super: boolean }>(
    'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.super) await client.query(`SET ROLE ${pg.escapeIdentifier(`${rolePrefix}_owner`)}`);
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; kanji: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
       '漢' ~ '[[:alpha:]]' AS kanji`,
  );
  const server = rows[0];
  if (!server || server.version < 150_000)
    throw new DatabaseUnfit('PostgreSQL 15 or newer is needed. Give DATABASE_URL of a newer server.');
  if (server.encoding !== 'UTF8')
    throw new DatabaseUnfit(
      `The database is encoded in ${server.encoding}; UTF8 is needed. Make one with: CREATE DATABASE sonae ENCODING 'UTF8' TEMPLATE template0.`,
    );
  if (!server.kanji)
    throw new DatabaseUnfit(
      "The database's character type does not know kanji. Make one with LC_CTYPE 'C.UTF-8' (or ja_JP.UTF-8) TEMPLATE template0.",
    );
}

/** The roles of serving processes. */
const serving = ['staff', 'institution', 'access'] as const;
type Serving = (typeof serving)[number];

interface Roles extends RoleNames {
  readonly password: Readonly<Record<Serving, string>> | null;
}

// roles belong to the cluster and the lock to one database: two databases may create them at the same moment
async function prepareRoles(client: pg.Client, prefix: string, secretsFile: string | null): Promise<Roles> {
  const { rows } = await client.query<{ name: string; super: boolean; createrole: boolean; database: string }>(
    `SELECT rolname AS name, rolsuper AS super, rolcreaterole AS createrole, current_database() AS database
       FROM pg_roles
       WHERE rolname = current_user`,
  );
  const me = rows[0];
  if (!me) throw new DatabaseUnfit('The database does not say who is connected.');
  const owner = me.super ? `${prefix}_owner` : me.name;
  const names = { staff: `${prefix}_staff`, institution: `${prefix}_institution`, access: `${prefix}_access` };
  if (!me.super && !me.createrole) {
    const { rows: missing } = await client.query<{ name: string }>(
      'SELECT name FROM unnest($1::text[]) AS name WHERE name NOT IN (SELECT rolname FROM pg_roles)',
      [Object.values(names)],
    );
    if (missing.length > 0)
      throw new DatabaseUnfit(
        `${missing.map(({ name }) => name).join(', ')} must exist and ${me.name} may not make roles. As a superuser of the cluster:\n${missing
          .map(
            ({ name }) =>
              `  CREATE ROLE ${name} LOGIN NOBYPASSRLS PASSWORD '…'; GRANT CONNECT ON DATABASE ${me.database} TO ${name};`,
          )
          .join('\n')}\nor give ${me.name} CREATEROLE; then run migrate again.`,
      );
    return { owner, ...names, password: null };
  }
  const password = secretsFile ? rolePasswords(secretsFile) : null;
  if (me.super) await ensureRole(client, owner, 'NOLOGIN');
  for (const role of serving) {
    await ensureRole(client, names[role], 'LOGIN');
    if (password)
      await retried(() =>
        client.query(`ALTER ROLE ${pg.escapeIdentifier(names[role])} PASSWORD ${pg.escapeLiteral(password[role])}`),
      );
  }
  if (me.super)
    await client.query(
      `GRANT CREATE, CONNECT ON DATABASE ${pg.escapeIdentifier(me.database)} TO ${pg.escapeIdentifier(owner)}`,
    );
  await client.query(
    `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(me.database)} TO ${serving.map((role) => pg.escapeIdentifier(names[role])).join(', ')}`,
  );
  if (me.super) await client.query(`ALTER SCHEMA public OWNER TO ${pg.escapeIdentifier(owner)}`);
  return { owner, ...names, password };
}

async function ensureRole(client: pg.Client, name: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (found.rowCount === 0) {
    await client
      .query(`CREATE ROLE ${pg.escapeIdentifier(name)} ${login} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`)
      .catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505'))) throw error;
      });
  }
}

async function retried(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 10 || !(error instanceof pg.DatabaseError && error.code === 'XX000')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

// a file of an earlier version lacks newer roles: they are added, and the file is replaced as a whole
function rolePasswords(file: string): Record<Serving, string> {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<Serving, string>>) : {};
  const [staff, institution, access] = serving.map((role) => kept[role] ?? randomBytes(24).toString('hex')) as [
    string,
    string,
    string,
  ];
  const passwords = { ...kept, staff, institution, access };
  if (serving.some((role) => kept[role] === undefined)) {
    makeFolder(dirname(file));
    const made = `${file}.${process.pid}`;
    writeFileSync(made, JSON.stringify(passwords), { mode: 0o600 });
    renameSync(made, file);
  }
  return passwords;
}

async function isBehind(client: pg.Client, files: readonly MigrationFile[]): Promise<boolean> {
  const table = await client.query<{ there: boolean }>(
    "SELECT to_regclass('sonae.schema_migration') IS NOT NULL AS there",
  );
  if (!table.rows[0]?.there) return true;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM sonae.schema_migration');
  const applied = new Set(rows.map((row) => row.name));
  return files.some((file) => !applied.has(nameOf(file)));
}

/**
 * Whether the database is of a later version: its functions are left as they are when an earlier version starts beside
 * it.
 */
async function isAhead(client: pg.Client, files: readonly MigrationFile[]): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM sonae.schema_migration');
  const known = new Set(files.map(nameOf));
  return rows.some(({ name }) => !known.has(name));
}

// TypeORM reads the order from a number of 13 digits at the end of a name.
function nameOf(file: Pick<MigrationFile, 'name'>): string {
  return `${file.name.replaceAll('-', '_')}${(1_790_000_000_000 + Number(file.name.slice(0, 4))).toString()}`;
}

/** A migration waits so long (ms) for a lock, because whoever needs the table waits behind it; then it lets go. */
const lockWaitMs = 1_000;
const lockPauseMs = 3_000;
const noLock = '55P03';

/** Whether all migrations that were left have run; false: one got no lock. */
async function ranAll(source: { runMigrations(): Promise<unknown> }): Promise<boolean> {
  try {
    await source.runMigrations();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === noLock) return false;
    throw error;
  }
}

// Loaded only when there is something to migrate: serving processes need no object mapper.
async function runMigrations(ownerUrl: string, roles: Roles, files: readonly MigrationFile[]): Promise<void> {
  const { DataSource } = await import('typeorm');
  const migrations = files.map((file) => {
    const sql = withRoles(file.sql, roles);
    return class {
      readonly name = nameOf(file);
      async up(runner: { query(text: string): Promise<unknown> }): Promise<void> {
        await runner.query(sql);
      }
      down(): Promise<void> {
        return Promise.reject(new Error('migrations go forward only'));
      }
    };
  });
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: 'sonae',
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    extra: { options: `-c role=${roles.owner} -c lock_timeout=${lockWaitMs}`, max: 2 },
  });
  await source.initialize();
  try {
    // a migration that gets no lock is rolled back and begun again: who works meanwhile waits behind it for a moment only
    while (!(await ranAll(source))) await new Promise((resolve) => setTimeout(resolve, lockPauseMs));
  } finally {
    await source.destroy();
  }
}

/** The moves of every machine, as this version of the program has them (JSON). */
export const stateMoves = (): string => readFileSync(join(packageRoot, 'migrations/state-moves.json'), 'utf8');

// a restore may stand at a version before this table
async function writeStateMoves(client: pg.Client): Promise<void> {
  const table = await client.query<{ there: boolean }>("SELECT to_regclass('sonae.state_move') IS NOT NULL AS there");
  if (!table.rows[0]?.there) return;
  await client.query(
    `WITH moves AS (
       SELECT m ->> 'machine' AS machine, m ->> 'from' AS from_state, m ->> 'to' AS to_state,
              ARRAY(SELECT jsonb_array_elements_text(m -> 'by')) AS by
         FROM jsonb_array_elements($1::jsonb) m),
     gone AS (
       DELETE FROM sonae.state_move s
        WHERE NOT EXISTS (
            SELECT
            FROM moves m
            WHERE (m.machine, m.from_state, m.to_state) = (s.machine, s.from_state, s.to_state)))
     INSERT INTO sonae.state_move AS s (machine, from_state, to_state, by)
     SELECT machine, from_state, to_state, by FROM moves
     ON CONFLICT (machine, from_state, to_state) DO UPDATE SET by = excluded.by WHERE s.by <> excluded.by`,
    [stateMoves()],
  );
}

/** What stands at the queues' schema once they are at this version: loading the package to find that out takes 60 ms. */
function queueMark(): string {
  const { dependencies } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    dependencies: { bullmq: string };
  };
  return `bullmq ${dependencies.bullmq}`;
}

async function migrateQueues(client: pg.Client, staff: string): Promise<void> {
  const mark = queueMark();
  const { rows } = await client.query<{ mark: string | null }>(
    `SELECT obj_description(to_regnamespace('bullmq')::oid, 'pg_namespace') AS mark`,
  );
  if (rows[0]?.mark !== mark) {
    const { runMigrations: migrateBullMq } = await import('bullmq');
    await migrateBullMq(client);
    await client.query(`COMMENT ON SCHEMA bullmq IS ${pg.escapeLiteral(mark)}`);
  }
  const role = pg.escapeIdentifier(staff);
  // CREATE: each queue creates a sequence when it is first used, which then belongs to the serving role
  await client.query(`GRANT USAGE, CREATE ON SCHEMA bullmq TO ${role}; GRANT
       SELECT, INSERT,
       UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO ${role}`);
  const own = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name
       FROM pg_class
       WHERE relnamespace = 'bullmq'::regnamespace AND relowner = current_user::regrole
         AND CASE relkind WHEN 'S' THEN NOT has_sequence_privilege($1, oid, 'USAGE') ELSE FALSE END`,
    [staff],
  );
  for (const { name } of own.rows) await client.query(`GRANT USAGE ON SEQUENCE ${name} TO ${role}`);
}

function asRole(url: string, role: string, password: string): string {
  const made = new URL(url);
  made.username = role;
  made.password = password;
  return made.href;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  return `${shown.hostname}:${shown.port || '5432'}${shown.pathname}`;
}
