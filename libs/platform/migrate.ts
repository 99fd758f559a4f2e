import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { packageRoot } from './package-root.js';

/** A database that cannot be used: says why and what to do. */
export class DatabaseUnfit extends Error {}

/** The addresses of serving processes. */
export interface RoleUrls {
  readonly staffUrl: string;
  readonly institutionUrl: string;
}

const migrationLock = 7_301_002;

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

/** The ordered folder of migrations; a file's name is its identity for ever. */
export function migrationFiles(): MigrationFile[] {
  const folder = join(packageRoot, 'migrations');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') }));
}

/** The names under which the database keeps the migrations of this version. */
export function migrationNames(): string[] {
  names ??= readdirSync(join(packageRoot, 'migrations'))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => nameOf({ name: file.slice(0, -4) }));
  return names;
}
let names: string[] | undefined;

/**
 * Brings a database to this version: roles (their passwords kept in `secretsFile`), schema, queue tables.
 * `ownerUrl` names the owner, or a superuser, who then steps back to an owner role of its own. Safe to run at the same
 * moment from several processes. Throws DatabaseUnfit where the server cannot be used.
 */
export async function migrate(options: {
  ownerUrl: string;
  rolePrefix: string;
  secretsFile: string | null;
}): Promise<RoleUrls | null> {
  const { ownerUrl, rolePrefix } = options;
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'sonae-migrate' });
  await client.connect().catch((error: unknown) => {
    throw new DatabaseUnfit(
      `The database at ${withoutPassword(ownerUrl)} cannot be reached. Start it, or correct DATABASE_URL.`,
      { cause: error },
    );
  });
  try {
    await checkServer(client);
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const roles = await prepareRoles(client, rolePrefix, options.secretsFile);
    await client.query(`SET ROLE ${pg.escapeIdentifier(roles.owner)}`);
    await client.query('CREATE SCHEMA IF NOT EXISTS sonae');
    if (await isBehind(client)) await runMigrations(ownerUrl, roles);
    await migrateQueues(client, roles.staff);
    return roles.password
      ? {
          staffUrl: asRole(ownerUrl, roles.staff, roles.password.staff),
          institutionUrl: asRole(ownerUrl, roles.institution, roles.password.institution),
        }
      : null;
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; kanji: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding, '漢' ~ '[[:alpha:]]' AS kanji`,
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

interface Roles {
  readonly owner: string;
  readonly staff: string;
  readonly institution: string;
  readonly password: { readonly staff: string; readonly institution: string } | null;
}

// Roles belong to the cluster, the lock to one database: two databases may make them at the same moment.
async function prepareRoles(client: pg.Client, prefix: string, secretsFile: string | null): Promise<Roles> {
  const { rows } = await client.query<{ name: string; super: boolean; createrole: boolean; database: string }>(
    'SELECT rolname AS name, rolsuper AS super, rolcreaterole AS createrole, current_database() AS database FROM pg_roles WHERE rolname = current_user',
  );
  const me = rows[0];
  if (!me) throw new DatabaseUnfit('The database does not say who is connected.');
  const owner = me.super ? `${prefix}_owner` : me.name;
  const staff = `${prefix}_staff`;
  const institution = `${prefix}_institution`;
  if (!me.super && !me.createrole) {
    const existing = await client.query('SELECT 1 FROM pg_roles WHERE rolname = ANY ($1)', [[staff, institution]]);
    if (existing.rowCount !== 2)
      throw new DatabaseUnfit(
        `The roles ${staff} and ${institution} do not exist and ${me.name} may not make them. Make them (LOGIN, no BYPASSRLS), or give ${me.name} CREATEROLE.`,
      );
    return { owner, staff, institution, password: null };
  }
  const password = secretsFile ? rolePasswords(secretsFile) : null;
  if (me.super) await ensureRole(client, owner, 'NOLOGIN');
  await ensureRole(client, staff, 'LOGIN');
  await ensureRole(client, institution, 'LOGIN');
  if (password) {
    await retried(() =>
      client.query(`ALTER ROLE ${pg.escapeIdentifier(staff)} PASSWORD ${pg.escapeLiteral(password.staff)}`),
    );
    await retried(() =>
      client.query(`ALTER ROLE ${pg.escapeIdentifier(institution)} PASSWORD ${pg.escapeLiteral(password.institution)}`),
    );
  }
  if (me.super)
    await client.query(
      `GRANT CREATE, CONNECT ON DATABASE ${pg.escapeIdentifier(me.database)} TO ${pg.escapeIdentifier(owner)}`,
    );
  await client.query(
    `GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(me.database)} TO ${pg.escapeIdentifier(staff)}, ${pg.escapeIdentifier(institution)}`,
  );
  if (me.super) await client.query(`ALTER SCHEMA public OWNER TO ${pg.escapeIdentifier(owner)}`);
  return { owner, staff, institution, password };
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

function rolePasswords(file: string): { staff: string; institution: string } {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(
      file,
      JSON.stringify({ staff: randomBytes(24).toString('hex'), institution: randomBytes(24).toString('hex') }),
      { mode: 0o600, flag: 'wx' },
    );
    chmodSync(file, 0o600);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { staff: string; institution: string };
}

async function isBehind(client: pg.Client): Promise<boolean> {
  const table = await client.query<{ there: boolean }>(
    "SELECT to_regclass('sonae.schema_migration') IS NOT NULL AS there",
  );
  if (!table.rows[0]?.there) return true;
  const { rows } = await client.query<{ name: string }>('SELECT name FROM sonae.schema_migration');
  const applied = new Set(rows.map((row) => row.name));
  return migrationFiles().some((file) => !applied.has(nameOf(file)));
}

// TypeORM reads the order from a number of 13 digits at the end of a name.
function nameOf(file: Pick<MigrationFile, 'name'>): string {
  return `${file.name.replaceAll('-', '_')}${(1_790_000_000_000 + Number(file.name.slice(0, 4))).toString()}`;
}

// Loaded only when there is something to migrate: serving processes need no object mapper.
async function runMigrations(ownerUrl: string, roles: Roles): Promise<void> {
  const { DataSource } = await import('typeorm');
  const migrations = migrationFiles().map((file) => {
    const sql = file.sql
      .replaceAll('{{owner}}', roles.owner)
      .replaceAll('{{staff}}', roles.staff)
      .replaceAll('{{institution}}', roles.institution);
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
    extra: { options: `-c role=${roles.owner}`, max: 2 },
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

async function migrateQueues(client: pg.Client, staff: string): Promise<void> {
  const { runMigrations: migrateBullMq } = await import('bullmq');
  await migrateBullMq(client);
  const role = pg.escapeIdentifier(staff);
  // CREATE: each queue makes a sequence of its own when it is first used, which then belongs to the serving role
  await client.query(`GRANT USAGE, CREATE ON SCHEMA bullmq TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${role};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO ${role}`);
  const own = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'bullmq'::regnamespace AND relkind = 'S' AND relowner = current_user::regrole`,
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
