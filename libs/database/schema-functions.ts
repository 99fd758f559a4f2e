import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { packageRoot } from '#platform';

/** The roles of a database by their names in SQL files: `{{staff}}`. */
export type RoleNames = Readonly<Record<'owner' | 'staff' | 'institution' | 'access', string>>;

/** A function of the schema with its overloads, as this version has it. */
export interface FunctionFile {
  readonly name: string;
  /** SQL with placeholders for roles and for values of the code: `{{staff}}`, `{{authority.adjuster}}`. */
  readonly sql: string;
}

const folder = join(packageRoot, 'migrations/functions');

/** The functions of this version: `migrations/functions/<name>.sql`, in the order of their names. */
export const functionFiles = (): FunctionFile[] =>
  functionNames().map((name) => ({ name, sql: readFileSync(join(folder, `${name}.sql`), 'utf8') }));

/** The names of this version's functions. */
export function functionNames(): readonly string[] {
  names ??= readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -4))
    .toSorted();
  return names;
}
let names: readonly string[] | undefined;

/** The values that SQL takes from the code, by name (JSON, made by `npm run generate`). */
export const codeValues = (): string => readFileSync(join(packageRoot, 'migrations/code-values.json'), 'utf8');

/** SQL with the names of the roles in place of the placeholders. */
export const withRoles = (sql: string, roles: RoleNames): string =>
  sql.replaceAll(/\{\{(owner|staff|institution|access)\}\}/g, (_, role: keyof RoleNames) => roles[role]);

/** The catalogue's entry of a function `p`: its text and who may execute it. */
const asItIs = 'md5(p::text)';

/**
 * Brings the functions of the schema to this version's texts, in one transaction: those whose file is another than the
 * one that wrote them, and those that were changed since (a migration may make an older text, a hand any). The hashes
 * of the file's text and of what the catalogue made of it stand as comment at the function, so they go where it goes.
 * Throws where a file is no function, or changes a signature.
 */
export async function writeFunctions(client: pg.Client, roles: RoleNames): Promise<void> {
  const values = JSON.parse(codeValues()) as Readonly<Record<string, unknown>>;
  const files = functionFiles().map(({ name, sql }) => {
    const text = withValues(withRoles(sql, roles), values);
    return { name, text, hash: createHash('sha256').update(text).digest('hex') };
  });
  const had = await client.query<{ name: string; written: string | null; now: string }>(
    `SELECT p.proname AS name, obj_description(p.oid, 'pg_proc') AS written, ${asItIs} AS now
     FROM pg_proc p
     WHERE p.pronamespace = 'sonae'::regnamespace`,
  );
  const isCurrent = (name: string, hash: string): boolean => {
    const own = had.rows.filter((row) => row.name === name);
    return own.length > 0 && own.every(({ written, now }) => written === `${hash} ${now}`);
  };
  const changed = files.filter(({ name, hash }) => !isCurrent(name, hash));
  if (changed.length === 0) return;
  await client.query('BEGIN');
  try {
    // a function may call one that is created after it
    await client.query('SET LOCAL check_function_bodies = off; SET LOCAL search_path = sonae, public');
    await forgetGrants(
      client,
      roles,
      changed.map(({ name }) => name),
    );
    for (const { name, text } of changed)
      await client.query(text).catch((error: unknown) => {
        throw new Error(`migrations/functions/${name}.sql: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      });
    await noteWritten(client, new Map(changed.map(({ name, hash }) => [name, hash])));
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

// the file alone says who may execute a function: other grants are revoked
async function forgetGrants(client: pg.Client, roles: RoleNames, names: readonly string[]): Promise<void> {
  const serving = [roles.staff, roles.institution, roles.access].map((role) => pg.escapeIdentifier(role)).join(', ');
  const signatures = await signaturesOf(client, names);
  if (signatures.length > 0)
    await client.query(`REVOKE ALL ON FUNCTION ${signatures.join(', ')} FROM PUBLIC, ${serving}`);
}

async function noteWritten(client: pg.Client, hashes: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await client.query<{ name: string; signature: string; now: string }>(
    `SELECT p.proname AS name, p.oid::regprocedure::text AS signature, ${asItIs} AS now
     FROM pg_proc p
     WHERE p.pronamespace = 'sonae'::regnamespace AND p.proname = ANY ($1)`,
    [[...hashes.keys()]],
  );
  const notes = rows.map(
    ({ name, signature, now }) => `COMMENT ON FUNCTION ${signature} IS '${hashes.get(name)} ${now}'`,
  );
  await client.query(notes.join('; '));
}

async function signaturesOf(client: pg.Client, names: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ signature: string }>(
    `SELECT p.oid::regprocedure::text AS signature
     FROM pg_proc p
     WHERE p.pronamespace = 'sonae'::regnamespace AND p.proname = ANY ($1)`,
    [names],
  );
  return rows.map(({ signature }) => signature);
}

function withValues(sql: string, values: Readonly<Record<string, unknown>>): string {
  return sql.replaceAll(/\{\{([\w.-]+)\}\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${place} is no role and no value of migrations/code-values.json`);
    return typeof value === 'number' ? String(value) : pg.escapeLiteral(JSON.stringify(value));
  });
}
