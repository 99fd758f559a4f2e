import type pg from 'pg';

/** A function of the schema, its text without comments and quoted words. */
interface Routine {
  readonly oid: number;
  readonly name: string;
  readonly text: string;
  readonly definer: boolean;
  readonly trigger: boolean;
}

type Verb = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

interface Rights {
  readonly role: string;
  /** `VERB table` that the role has on the table or on a column of it. */
  readonly tables: ReadonlySet<string>;
  /** Functions by their number that the role may execute. */
  readonly functions: ReadonlySet<number>;
  /** Trigger functions that something the role may do fires. */
  readonly fires: ReadonlySet<number>;
}

/**
 * What a serving role can reach and has no right to, in sentences; empty when nothing. PostgreSQL checks the rights of a
 * statement inside a function when the statement is planned to its end: a condition that is false for the values at hand
 * hides a missing right until the plan is generic. So the texts are read: every table that a function running with the
 * caller's rights names, and every function that it calls, through all calls.
 */
export async function functionRightFaults(client: pg.Client): Promise<string[]> {
  const routines = await routinesOf(client);
  const tables = await namesOf(
    client,
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'sonae'::regnamespace AND relkind IN ('r','p','v','m')`,
  );
  const roles = await namesOf(
    client,
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'sonae\\_%' AND rolname <> 'sonae_owner' ORDER BY 1`,
  );
  const faults = new Set<string>();
  for (const role of roles) {
    const rights = await rightsOf(client, role);
    for (const { oid, name } of routines.filter((one) => !one.definer && isReached(one, rights)))
      for (const fault of faultsOf(oid, rights, routines, tables)) faults.add(`${role} reaches ${name}, ${fault}`);
  }
  return [...faults].toSorted();
}

// a trigger function is executed by what fires it, whoever may execute it
const isReached = ({ oid, trigger }: Routine, { functions, fires }: Rights): boolean =>
  trigger ? fires.has(oid) : functions.has(oid);

function faultsOf(
  oid: number,
  rights: Rights,
  routines: readonly Routine[],
  tables: readonly string[],
  seen = new Set<number>(),
): string[] {
  const routine = routines.find((one) => one.oid === oid);
  if (!routine || seen.has(oid)) return [];
  seen.add(oid);
  // what is put together at run time cannot be read here
  const faults = /\bEXECUTE\b/i.test(routine.text) ? [`whose ${routine.name} makes SQL at run time`] : [];
  const missing = [...needsOf(routine.text, tables)]
    .filter((need) => !rights.tables.has(need))
    .map((need) => `whose ${routine.name} needs ${need.replace(' ', ' on ')}`);
  faults.push(...missing);
  for (const called of routines.filter(({ name }) => new RegExp(`\\b${name}\\s*\\(`, 'i').test(routine.text))) {
    if (called.oid === oid || called.trigger) continue;
    if (!rights.functions.has(called.oid)) faults.push(`whose ${routine.name} calls ${called.name}`);
    else if (!called.definer) faults.push(...faultsOf(called.oid, rights, routines, tables, seen));
  }
  return faults;
}

/**
 * What a text does with which table: `VERB table`. Every word that is a table's name counts as read, but for columns
 * (behind a dot) and types (behind ::). What is locked needs the right to update it.
 */
function needsOf(text: string, tables: readonly string[]): Set<string> {
  const needs = new Set<string>();
  for (const statement of text.split(';'))
    for (const table of tables) {
      const word = `(?:sonae\\.)?${table}\\b`;
      const has = (pattern: string): boolean => new RegExp(pattern, 'i').test(statement);
      const written: [Verb, string][] = [
        ['INSERT', `\\bINSERT\\s+INTO\\s+${word}`],
        ['UPDATE', `(?<!\\bFOR\\s)(?<!\\bKEY\\s)\\bUPDATE\\s+(?:ONLY\\s+)?${word}`],
        ['DELETE', `\\bDELETE\\s+FROM\\s+(?:ONLY\\s+)?${word}`],
      ];
      for (const [verb, pattern] of written) if (has(pattern)) needs.add(`${verb} ${table}`);
      const rest = written.reduce((left, [, pattern]) => left.replaceAll(new RegExp(pattern, 'gi'), ' '), statement);
      if (!new RegExp(`(?<![\\w.:])${word}(?!\\s*[(.%])`, 'i').test(rest)) continue;
      needs.add(`SELECT ${table}`);
      if (has('\\bFOR\\s+(?:NO\\s+KEY\\s+UPDATE|UPDATE|KEY\\s+SHARE|SHARE)\\b')) needs.add(`UPDATE ${table}`);
    }
  return needs;
}

async function routinesOf(client: pg.Client): Promise<Routine[]> {
  const { rows } = await client.query<Routine>(
    `SELECT oid::int AS oid, proname AS name, coalesce(pg_get_function_sqlbody(oid), prosrc) AS text, prosecdef AS definer,
        prorettype = 'trigger'::regtype AS trigger
       FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND prokind = 'f' ORDER BY proname`,
  );
  return rows.map((row) => ({ ...row, text: bare(row.text) }));
}

// without comments, quoted words and the columns of an INSERT
const bare = (text: string): string =>
  text
    .replaceAll(/--[^\n]*/g, ' ')
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, `''`)
    .replaceAll(/(\bINSERT\s+INTO\s+[\w.]+)\s*\([^)]*\)/gi, '$1 ');

async function rightsOf(client: pg.Client, role: string): Promise<Rights> {
  const on = (verb: Verb): string =>
    verb === 'DELETE' ? `has_table_privilege($1, c.oid, 'DELETE')` : `has_any_column_privilege($1, c.oid, '${verb}')`;
  const tables: string[] = [];
  for (const verb of ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const)
    tables.push(
      ...(await namesOf(
        client,
        `SELECT '${verb} ' || c.relname AS name FROM pg_class c
          WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r','p','v','m') AND ${on(verb)}`,
        [role],
      )),
    );
  const functions = await oidsOf(
    client,
    `SELECT oid::int AS oid FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND has_function_privilege($1, oid, 'EXECUTE')`,
    role,
  );
  // a trigger's type is a set of bits: 4 at INSERT, 8 at DELETE, 16 at UPDATE, of some columns where it names any
  const fires = await oidsOf(
    client,
    `SELECT t.tgfoid::int AS oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND c.relnamespace = 'sonae'::regnamespace
        AND ((t.tgtype & 4 > 0 AND ${on('INSERT')}) OR (t.tgtype & 8 > 0 AND ${on('DELETE')})
          OR (t.tgtype & 16 > 0 AND CASE WHEN array_length(t.tgattr, 1) IS NULL THEN ${on('UPDATE')}
                ELSE EXISTS (SELECT FROM unnest(t.tgattr) a(no) WHERE has_column_privilege($1, c.oid, a.no, 'UPDATE')) END))`,
    role,
  );
  return { role, tables: new Set(tables), functions: new Set(functions), fires: new Set(fires) };
}

const namesOf = async (client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, [...values])).rows.map(({ name }) => name);

const oidsOf = async (client: pg.Client, sql: string, role: string): Promise<number[]> =>
  (await client.query<{ oid: number }>(sql, [role])).rows.map(({ oid }) => oid);
