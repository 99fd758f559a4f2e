import type pg from 'pg';

/** A function or a policy of the schema, its text without comments and quoted words. */
interface Routine {
  readonly oid: number;
  readonly name: string;
  readonly text: string;
  readonly definer: boolean;
  /** Executed by what somebody does to a table, whoever may execute it: a trigger function, a policy. */
  readonly fired: boolean;
}

interface Catalogue {
  readonly routines: readonly Routine[];
  readonly tables: readonly string[];
}

type Verb = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

interface Rights {
  readonly role: string;
  /** `VERB table` that the role has on the table or on a column of it. */
  readonly tables: ReadonlySet<string>;
  /** `table.column` that the role may not read although it may read others of the table. */
  readonly hidden: readonly string[];
  /** Functions by their number that the role may execute. */
  readonly functions: ReadonlySet<number>;
  /** Trigger functions and policies that something the role may do executes. */
  readonly fires: ReadonlySet<number>;
}

/**
 * What a serving role can reach and has no right to, in sentences; empty when nothing. PostgreSQL checks the rights of
 * a statement inside a function when the statement is planned to its end: a condition that is false for the values at
 * hand hides a missing right until the plan is generic. So the texts are read: every table that a function running with
 * the caller's rights names, and every function that it calls, through all calls; policies run with the caller's rights
 * too.
 */
export async function functionRightFaults(client: pg.Client): Promise<string[]> {
  const catalogue = {
    routines: await routinesOf(client),
    tables: await namesOf(
      client,
      `SELECT relname AS name
         FROM pg_class
         WHERE relnamespace = 'sonae'::regnamespace
         AND relkind IN ('r','p','v','m')`,
    ),
  };
  const roles = await namesOf(
    client,
    `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'sonae\\_%' AND rolname <> 'sonae_owner' ORDER BY 1`,
  );
  const faults = new Set<string>();
  for (const role of roles) {
    const rights = await rightsOf(client, role);
    for (const { oid, name } of catalogue.routines.filter((one) => !one.definer && isReached(one, rights)))
      for (const fault of faultsOf(oid, rights, catalogue)) faults.add(`${role} reaches ${name}, ${fault}`);
  }
  return [...faults].toSorted();
}

const isReached = ({ oid, fired }: Routine, { functions, fires }: Rights): boolean =>
  (fired ? fires : functions).has(oid);

function faultsOf(oid: number, rights: Rights, catalogue: Catalogue, seen = new Set<number>()): string[] {
  const { routines, tables } = catalogue;
  const routine = routines.find((one) => one.oid === oid);
  if (!routine || seen.has(oid)) return [];
  seen.add(oid);
  // what is put together at run time cannot be read here
  const faults = /\bEXECUTE\b/i.test(routine.text) ? [`whose ${routine.name} makes SQL at run time`] : [];
  for (const statement of routine.text.split(';')) {
    const needs = needsOf(statement, tables);
    const missing = [...needs].filter((need) => !rights.tables.has(need));
    const hidden = rights.hidden.filter((name) => {
      const [table = '', column = ''] = name.split('.');
      const shown = new RegExp(`\\b${column}\\b|(?:\\bSELECT|\\.)\\s*\\*`, 'i');
      return needs.has(`SELECT ${table}`) && shown.test(statement);
    });
    for (const need of [...missing, ...hidden.map((name) => `SELECT ${name}`)])
      faults.push(`whose ${routine.name} needs ${need.replace(' ', ' on ')}`);
  }
  const words = new Set(routine.text.toLowerCase().match(/\w+(?=\s*\()/g));
  for (const called of routines.filter(({ name }) => words.has(name))) {
    if (called.oid === oid || called.fired) continue;
    if (!rights.functions.has(called.oid)) faults.push(`whose ${routine.name} calls ${called.name}`);
    else if (!called.definer) faults.push(...faultsOf(called.oid, rights, catalogue, seen));
  }
  return faults;
}

/**
 * What a statement does with which table: `VERB table`. Where it reads at all, every word that is a table's name
 * counts, but for columns (behind a dot) and types (behind ::). What is locked needs the right to update it.
 */
function needsOf(statement: string, tables: readonly string[]): Set<string> {
  const needs = new Set<string>();
  const has = (pattern: string, text = statement): boolean => new RegExp(pattern, 'i').test(text);
  const locks = has('\\bFOR\\s+(?:NO\\s+KEY\\s+UPDATE|UPDATE|KEY\\s+SHARE|SHARE)\\b');
  const words = new Set(statement.toLowerCase().match(/\w+/g));
  for (const table of tables.filter((name) => words.has(name))) {
    const word = `(?:sonae\\.)?${table}\\b`;
    const written: [Verb, string][] = [
      ['INSERT', `\\bINSERT\\s+INTO\\s+${word}`],
      ['UPDATE', `(?<!\\bFOR\\s)(?<!\\bKEY\\s)\\bUPDATE\\s+(?:ONLY\\s+)?${word}`],
      ['DELETE', `\\bDELETE\\s+FROM\\s+(?:ONLY\\s+)?${word}`],
    ];
    for (const [verb, pattern] of written) if (has(pattern)) needs.add(`${verb} ${table}`);
    const rest = written.reduce((left, [, pattern]) => left.replaceAll(new RegExp(pattern, 'gi'), ' '), statement);
    if (!has('\\b(?:FROM|JOIN|USING|TABLE)\\b', rest) || !has(`(?<![\\w.:])${word}(?!\\s*[(.%])`, rest)) continue;
    needs.add(`SELECT ${table}`);
    if (locks) needs.add(`UPDATE ${table}`);
  }
  return needs;
}

async function routinesOf(client: pg.Client): Promise<Routine[]> {
  const { rows } = await client.query<Routine>(
    `SELECT oid::int AS oid, proname AS name, coalesce(pg_get_function_sqlbody(oid), prosrc) AS text,
       prosecdef AS definer,
        prorettype = 'trigger'::regtype AS fired
       FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND prokind = 'f'
     UNION ALL
       SELECT -p.oid::int, p.polname || ' of ' || c.relname,
         concat_ws(';', pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)), false, true
       FROM pg_policy p
       JOIN pg_class c ON c.oid = p.polrelid
       WHERE c.relnamespace = 'sonae'::regnamespace
       ORDER BY name`,
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
  const hidden = await namesOf(
    client,
    `SELECT c.relname || '.' || a.attname AS name
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'sonae'::regnamespace
        AND c.relkind IN ('r','p','v','m')
        AND ${on('SELECT')}
        AND NOT has_column_privilege($1, c.oid, a.attnum, 'SELECT')`,
    [role],
  );
  const functions = await oidsOf(
    client,
    `SELECT oid::int AS oid
       FROM pg_proc
       WHERE pronamespace = 'sonae'::regnamespace AND has_function_privilege($1, oid, 'EXECUTE')`,
    role,
  );
  // a trigger's type is a set of bits: 4 at INSERT, 8 at DELETE, 16 at UPDATE, of some columns where it names any
  const fires = await oidsOf(
    client,
    `SELECT t.tgfoid::int AS oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND c.relnamespace = 'sonae'::regnamespace
        AND ((t.tgtype & 4 > 0 AND ${on('INSERT')}) OR (t.tgtype & 8 > 0 AND ${on('DELETE')})
          OR (t.tgtype & 16 > 0 AND CASE WHEN array_length(t.tgattr, 1) IS NULL THEN ${on('UPDATE')}
                ELSE EXISTS (
                    SELECT
                    FROM unnest(t.tgattr) a(no)
                    WHERE has_column_privilege($1, c.oid, a.no, 'UPDATE')) END))
     UNION SELECT -p.oid::int FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      WHERE c.relnamespace = 'sonae'::regnamespace AND (SELECT oid FROM pg_roles WHERE rolname = $1) = ANY (p.polroles)
        AND (${(['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const).map(on).join(' OR ')})`,
    role,
  );
  return { role, tables: new Set(tables), hidden, functions: new Set(functions), fires: new Set(fires) };
}

const namesOf = async (client: pg.Client, sql: string, values: readonly unknown[] = []): Promise<string[]> =>
  (await client.query<{ name: string }>(sql, [...values])).rows.map(({ name }) => name);

const oidsOf = async (client: pg.Client, sql: string, role: string): Promise<number[]> =>
  (await client.query<{ oid: number }>(sql, [role])).rows.map(({ oid }) => oid);
