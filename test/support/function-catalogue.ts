import type pg from 'pg';

/**
 * Every function of the schema as the catalogue has it, by its signature: text, owner, and who may execute it. Two
 * databases of one version have the same.
 */
export async function functionCatalogue(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ signature: string; text: string }>(
    `SELECT p.oid::regprocedure::text AS signature,
       concat_ws(
         E'\\n', pg_get_functiondef(p.oid), 'owner ' || p.proowner::regrole,
         (SELECT string_agg(
            coalesce(r.rolname, 'PUBLIC'), ', ' ORDER BY r.rolname)
          FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
          LEFT JOIN pg_roles r ON r.oid = a.grantee)) AS text
     FROM pg_proc p
     WHERE p.pronamespace = 'sonae'::regnamespace
     ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ signature, text }) => [signature, text]));
}
