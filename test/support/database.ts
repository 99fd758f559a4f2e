import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { codeValues, Database, functionFiles, migrateDatabase, migrationFiles, stateMoves } from '#database';
import { readConfig, type PlanCache } from '#platform';

/** Any number; the same in every process, so that one of them makes the template. */
const templateLock = 7_301_099;
const rolePrefix = 'sonae';

/** A database of one spec file's own: this version's schema and no content. */
export interface TestDatabase {
  readonly database: Database;
  /** The superuser's address: past row security, for arranging and for counting what is there. */
  readonly ownerUrl: string;
  readonly staffUrl: string;
  readonly institutionUrl: string;
  readonly accessUrl: string;
  drop(): Promise<void>;
}

/** How the connections of a test's database are made; `poolSize` counts for each role. */
export interface Pools {
  readonly poolSize?: number;
  readonly planCache?: PlanCache;
}

// A generic plan checks every right that its statement names, and PostgreSQL makes one from the sixth use on a
// connection only: tests use few statements that often. So they plan all of them so, unless DATABASE_PLAN_CACHE says
// otherwise.
const { planCache: plansOfTests } = readConfig({
  DATABASE_PLAN_CACHE: process.env['DATABASE_PLAN_CACHE'] ?? 'force_generic_plan',
});

/** Copies the migrated template, which the first caller of a run makes. */
export async function freshDatabase({ poolSize = 10, planCache = plansOfTests }: Pools = {}): Promise<TestDatabase> {
  const server = serverUrl();
  // by its name one sees whose a database is that was left behind
  const name = `sonae_${process.pid}_${randomBytes(6).toString('hex')}`;
  await asSuperuser(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${await migratedTemplate(client, server)}`);
    // A copy has the content of its template but not its grants.
    await client.query(`GRANT CREATE, CONNECT ON DATABASE ${name} TO ${rolePrefix}_owner`);
  });
  const ownerUrl = addressOf(server, name);
  const secrets = JSON.parse(readFileSync(secretsFile(server), 'utf8')) as Record<
    'staff' | 'institution' | 'access',
    string
  >;
  const asRole = (role: keyof typeof secrets): string =>
    addressOf(server, name, { user: `${rolePrefix}_${role}`, password: secrets[role] });
  const urls = { staffUrl: asRole('staff'), institutionUrl: asRole('institution'), accessUrl: asRole('access') };
  const database = new Database(urls, poolSize, { planCache, watched: true });
  return {
    database,
    ownerUrl,
    ...urls,
    async drop() {
      await database.close();
      await asSuperuser(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** A database with nothing in it, as a restore wants it; its roles are the cluster's. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const server = serverUrl();
  const made = await freshDatabase();
  const name = new URL(made.ownerUrl).pathname.slice(1);
  await asSuperuser(server, async (client) => {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
  return made;
}

/** Runs statements past row security, on one connection. */
export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae,public' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// Named by what it is made from: a server that outlives the run may hold the template of an older version.
async function migratedTemplate(client: pg.Client, server: string): Promise<string> {
  const version = createHash('sha256')
    .update(JSON.stringify([migrationFiles(), stateMoves(), functionFiles(), codeValues()]))
    .digest('hex')
    .slice(0, 12);
  const template = `sonae_template_${version}`;
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (found.rowCount) return template;
  const unfinished = `${template}_unfinished`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await migrateDatabase({ ownerUrl: addressOf(server, unfinished), rolePrefix, secretsFile: secretsFile(server) });
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  return template;
}

function serverUrl(): string {
  const url = process.env['SONAE_TEST_PG'];
  if (!url) throw new Error('SONAE_TEST_PG is not set: run this spec in the integration project');
  return url;
}

// Roles belong to the cluster, so their passwords do too: gone with the one of this run, kept for one that outlives it.
function secretsFile(server: string): string {
  const { hostname, port } = new URL(server);
  const folder = process.env['SONAE_TEST_DATABASE_URL'] ? tmpdir() : (process.env['SONAE_TEST_RUN'] ?? tmpdir());
  return join(folder, `sonae-test-${process.getuid?.() ?? 0}-${hostname}-${port || '5432'}.json`);
}

function addressOf(server: string, database: string, as?: { user: string; password: string }): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (as) {
    url.username = as.user;
    url.password = as.password;
  }
  return url.href;
}
