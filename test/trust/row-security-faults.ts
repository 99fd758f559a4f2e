import type pg from 'pg';

export const roles = {
  owner: 'sonae_owner',
  staff: 'sonae_staff',
  institution: 'sonae_institution',
  access: 'sonae_access',
} as const;

const verbs = { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE' } as const;

/** A table of the product, as the catalogue knows it. */
export interface CatalogueTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns that a row is given, the generated ones left out. */
  readonly given: readonly string[];
}

/** Every table of the schema; partitions belong to their table, and the list of migrations to the owner alone. */
export async function tablesOf(client: pg.Client): Promise<CatalogueTable[]> {
  const { rows } = await client.query<CatalogueTable>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns,
        array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '' AND a.attidentity = '') AS given
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'sonae'::regnamespace
        AND c.relkind IN ('r','p')
        AND NOT c.relispartition
        AND c.relname <> 'schema_migration'
      GROUP BY c.relname ORDER BY c.relname`,
  );
  return rows;
}

/** What is wrong with the row security of any table, in sentences; empty when nothing is. */
export async function rowSecurityFaults(client: pg.Client): Promise<string[]> {
  const faults: string[] = [];
  for (const table of await tablesOf(client)) faults.push(...(await faultsOf(client, table)));
  const open = await client.query<{ name: string }>(
    `SELECT DISTINCT c.relname AS name FROM pg_class c, aclexplode(c.relacl) g
      WHERE c.relnamespace = 'sonae'::regnamespace
        AND g.grantee <> c.relowner
        AND (c.relispartition OR c.relname = 'schema_migration' OR g.grantee = 0)`,
  );
  const views = await client.query<{ name: string }>(
    `SELECT c.relname AS name
       FROM pg_class c
       WHERE c.relnamespace = 'sonae'::regnamespace
         AND c.relkind IN ('v','m')
         AND (coalesce('security_invoker=true' <> ALL (c.reloptions), true)
           OR c.relowner <> $1::regrole
           OR EXISTS (
             SELECT FROM aclexplode(c.relacl) g WHERE g.grantee <> c.relowner AND g.privilege_type <> 'SELECT'))
       ORDER BY c.relname`,
    [roles.owner],
  );
  return [
    ...faults,
    ...open.rows.map(({ name }) => `${name} is granted past the policies of its table`),
    ...views.rows.map(({ name }) => `${name} is a view that shows more than its tables do, or is more than shown`),
  ];
}

async function faultsOf(client: pg.Client, table: CatalogueTable): Promise<string[]> {
  const oid = `sonae.${table.name}`;
  const [state] = (
    await client.query<{ enabled: boolean; forced: boolean; owner: string }>(
      `SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced, relowner::regrole::text AS owner
         FROM pg_class
         WHERE oid = $1::regclass`,
      [oid],
    )
  ).rows;
  const policies = (
    await client.query<{ role: string; verb: string; permissive: boolean; using: string | null; check: string | null }>(
      `SELECT r.rolname AS role, p.polcmd AS verb, p.polpermissive AS permissive,
         pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check
         FROM pg_policy p
           CROSS JOIN unnest(p.polroles) u(role)
           LEFT JOIN pg_roles r ON r.oid = u.role
           WHERE p.polrelid = $1::regclass`,
      [oid],
    )
  ).rows;
  const faults: string[] = [];
  if (!state?.enabled) faults.push(`${table.name} has no row security`);
  if (!state?.forced) faults.push(`${table.name} does not force row security on its owner`);
  if (state?.owner !== roles.owner) faults.push(`${table.name} belongs to ${state?.owner ?? 'nobody'}`);
  if (policies.some((policy) => policy.role === null)) faults.push(`${table.name} has a policy for everybody`);
  if (!policies.some((policy) => policy.role === roles.owner && policy.verb === '*' && policy.using === 'true'))
    faults.push(`${table.name} has no policy for its owner`);
  for (const role of [roles.staff, roles.institution, roles.access]) {
    for (const [code, verb] of Object.entries(verbs)) {
      const asked = verb === 'DELETE' ? 'has_table_privilege' : 'has_any_column_privilege';
      const { rows } = await client.query<{ granted: boolean }>(`SELECT ${asked}($1, $2::regclass, $3) AS granted`, [
        role,
        oid,
        verb,
      ]);
      if (!rows[0]?.granted) continue;
      const own = policies.filter((one) => one.role === role && one.permissive && ['*', code].includes(one.verb));
      if (own.length === 0) faults.push(`${table.name} grants ${verb} to ${role} without a policy`);
      const bounds = own.map((one) => (verb === 'INSERT' ? (one.check ?? one.using) : one.using) ?? '');
      for (const needed of role === roles.institution ? neededBounds(table) : [])
        if (bounds.some((bound) => !bound.includes(needed)))
          faults.push(`${table.name} lets ${role} ${verb} without ${needed}`);
    }
  }
  return faults;
}

// what a row carries is what its policy has to look at
function neededBounds({ columns }: CatalogueTable): string[] {
  return [
    ...(columns.includes('institution_id') ? ['app_institutions()'] : []),
    ...(columns.includes('incident_id') ? ['app_sees_case'] : []),
    ...(columns.includes('audience') ? ['audience'] : []),
  ];
}
