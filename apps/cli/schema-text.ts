import type pg from 'pg';

/** Where a line is broken. */
const width = 120;

/**
 * The schema as it is, as SQL that one can read: tables, views and sequences by name, with one column a line, and below
 * each its constraints, indexes, policies, grants and triggers. It leaves out monthly partitions (their table stands
 * for them), constraints that say NOT NULL (the column says it; the catalogue has them since version 18 only), the
 * tables of the queue, and functions, which stand in `migrations/functions`. Roles are placeholders as in migrations.
 */
export async function schemaText(client: pg.Client, rolePrefix: string): Promise<string> {
  // expressions come out with names as short as the path allows
  await client.query('SET search_path = sonae, public');
  const relations = await relationsOf(client);
  const parts = await partsOf(client);
  const text = relations
    .map(({ name, kind, head, partition }) => {
      const own = parts.filter((part) => part.relation === name);
      const inside = own.filter((part) => part.inside).map(({ sql }) => indented(sql, 2));
      const after = own.filter((part) => !part.inside).map(({ sql }) => indented(`${sql};`, 0));
      const table = `${head} (\n${inside.join(',\n')}\n)${partition ? ` PARTITION BY ${partition}` : ''};`;
      return [kind === 'table' ? table : indented(`${head};`, 0), ...after].join('\n');
    })
    .join('\n\n');
  const placed = ['owner', 'staff', 'institution', 'access'].reduce(
    (made, role) => made.replaceAll(`${rolePrefix}_${role}`, `{{${role}}}`),
    text,
  );
  return `${heading}\n${placed}\n`;
}

const heading =
  '-- The schema as it is after all migrations: to be read, never run. Made by `npm run generate` from a database ' +
  `that
-- was migrated (\`npm run check\` compares the two). A change of the schema is a migration; functions stand in
-- migrations/functions.
-- {{owner}}, {{staff}}, {{institution}}, {{access}}: the database roles, by the names that a system has for them.
`;

interface Relation {
  readonly name: string;
  readonly kind: 'table' | 'other';
  readonly head: string;
  readonly partition: string | null;
}

async function relationsOf(client: pg.Client): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `SELECT c.relname AS name,
       CASE WHEN c.relkind IN ('r', 'p') THEN 'table' ELSE 'other' END AS kind,
       CASE c.relkind
         WHEN 'S' THEN format(
           'CREATE SEQUENCE %I AS %s INCREMENT %s START %s', c.relname, format_type(s.seqtypid, NULL), s.seqincrement,
           s.seqstart)
         WHEN 'v' THEN format(
           E'CREATE VIEW %I%s AS\\n%s', c.relname, ' WITH (' || array_to_string(c.reloptions, ', ') || ')',
           rtrim(pg_get_viewdef(c.oid, 80), ';'))
         ELSE format('CREATE TABLE %I', c.relname)
       END AS head,
       pg_get_partkeydef(c.oid) AS partition
     FROM pg_class c
     LEFT JOIN pg_sequence s ON s.seqrelid = c.oid
     WHERE c.relnamespace = 'sonae'::regnamespace
       AND c.relkind IN ('r', 'p', 'v', 'S')
       AND NOT c.relispartition
       -- the sequence of an identity or serial column stands with its column
       AND NOT EXISTS (
         SELECT
         FROM pg_depend d
         WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
     ORDER BY c.relname COLLATE "C"`,
  );
  return rows;
}

interface Part {
  readonly relation: string;
  /** Between the parentheses of CREATE TABLE. */
  readonly inside: boolean;
  readonly sql: string;
}

/** What belongs to relations, in the order in which it is shown. */
async function partsOf(client: pg.Client): Promise<Part[]> {
  const { rows } = await client.query<Part>(
    `WITH relation AS (
       SELECT c.oid, c.relname AS name, c.relkind AS kind, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity
       FROM pg_class c
       WHERE c.relnamespace = 'sonae'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND NOT c.relispartition),
     constraints AS (
       SELECT r.name AS relation, k.conname, k.contype,
              array_position(ARRAY['p', 'u', 'f', 'x', 'c'], k.contype::text) AS n,
         format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid, true)) AS sql
       FROM relation r
       JOIN pg_constraint k ON k.conrelid = r.oid
       WHERE k.contype IN ('p', 'u', 'f', 'x', 'c')),
     granted AS (
       SELECT r.name AS relation, a.grantee, NULL AS columns, r.kind,
         string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) AS privileges
       FROM relation r
       CROSS JOIN LATERAL aclexplode(r.relacl) a
       WHERE a.grantee <> r.relowner
       GROUP BY 1, 2, 4
       UNION ALL
       SELECT r.name, a.grantee, string_agg(quote_ident(t.attname), ', ' ORDER BY t.attnum), r.kind, a.privilege_type
       FROM relation r
       JOIN pg_attribute t ON t.attrelid = r.oid AND t.attnum > 0 AND NOT t.attisdropped
       CROSS JOIN LATERAL aclexplode(t.attacl) a
       WHERE a.grantee <> r.relowner
       GROUP BY 1, 2, 4, 5),
     part AS (
       SELECT r.name AS relation, true AS inside, 1 AS kind, lpad(a.attnum::text, 5, '0') AS place,
         concat_ws(
           ' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || quote_ident(o.collname) END,
           CASE a.attidentity
             WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY'
             WHEN 'd' THEN 'GENERATED BY DEFAULT AS IDENTITY'
           END,
           CASE
             WHEN a.attgenerated = 's'
             THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid, true) || ') STORED'
             ELSE 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid, true)
           END,
           CASE WHEN a.attnotnull THEN 'NOT NULL' END) AS sql
       FROM relation r
       JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_collation o ON o.oid = a.attcollation
       LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum
       WHERE r.kind IN ('r', 'p')
       UNION ALL
       SELECT relation, true, 2, n || conname, sql
       FROM constraints
       UNION ALL
       SELECT r.name, false, 3, i.relname, pg_get_indexdef(x.indexrelid, 0, true)
       FROM relation r
       JOIN pg_index x ON x.indrelid = r.oid
       JOIN pg_class i ON i.oid = x.indexrelid
       WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
       UNION ALL
       SELECT r.name, false, 4, '', format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', r.name)
       FROM relation r
       WHERE r.relrowsecurity
       UNION ALL
       SELECT r.name, false, 5, '', format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', r.name)
       FROM relation r
       WHERE r.relforcerowsecurity
       UNION ALL
       SELECT r.name, false, 6, p.polname,
         concat_ws(
           ' ', format('CREATE POLICY %I ON %I', p.polname, r.name),
           CASE WHEN NOT p.polpermissive THEN 'AS RESTRICTIVE' END,
           CASE p.polcmd
             WHEN 'r' THEN 'FOR SELECT' WHEN 'a' THEN 'FOR INSERT' WHEN 'w' THEN 'FOR UPDATE' WHEN 'd' THEN 'FOR DELETE'
           END,
           'TO ' || (
             SELECT string_agg(coalesce(g.rolname, 'PUBLIC'), ', ' ORDER BY g.rolname)
             FROM unnest(p.polroles) m(oid)
             LEFT JOIN pg_roles g ON g.oid = m.oid),
           'USING (' || pg_get_expr(p.polqual, r.oid, true) || ')',
           'WITH CHECK (' || pg_get_expr(p.polwithcheck, r.oid, true) || ')')
       FROM relation r
       JOIN pg_policy p ON p.polrelid = r.oid
       UNION ALL
       SELECT g.relation, false, 7, coalesce(o.rolname, '') || ' ' || coalesce(g.columns, '') || ' ' || g.privileges,
         format(
           'GRANT %s%s ON %s%I TO %s', g.privileges, ' (' || g.columns || ')',
           CASE g.kind WHEN 'S' THEN 'SEQUENCE ' END, g.relation, coalesce(o.rolname, 'PUBLIC'))
       FROM granted g
       LEFT JOIN pg_roles o ON o.oid = g.grantee
       UNION ALL
       SELECT r.name, false, 8, t.tgname, pg_get_triggerdef(t.oid, true)
       FROM relation r
       JOIN pg_trigger t ON t.tgrelid = r.oid
       WHERE NOT t.tgisinternal
       UNION ALL
       SELECT r.name, false, 9, lpad(d.objsubid::text, 5, '0'),
         format(
           'COMMENT ON %s %I%s IS %L',
           CASE WHEN d.objsubid > 0 THEN 'COLUMN' WHEN r.kind = 'v' THEN 'VIEW' ELSE 'TABLE' END, r.name,
           '.' || quote_ident(a.attname), d.description)
       FROM relation r
       JOIN pg_description d ON d.objoid = r.oid AND d.classoid = 'pg_class'::regclass
       LEFT JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.objsubid AND d.objsubid > 0)
     SELECT relation, inside, sql
     FROM part
     ORDER BY relation COLLATE "C", kind, place COLLATE "C"`,
  );
  return rows;
}

/** As somebody writes it, where the catalogue spells out what goes without saying. */
function written(sql: string): string {
  const plain = sql
    .split(`'::text[`)
    .map((part) => part.replaceAll(`'::text`, `'`))
    .join(`'::text[`)
    .replaceAll(' USING btree ', ' ')
    .replaceAll(' ON ONLY ', ' ON ')
    .replaceAll(' ON sonae.', ' ON ')
    .replaceAll('timestamp with time zone', 'timestamptz')
    .replaceAll(/\b(old|new)\./g, (row) => row.toUpperCase());
  return listed(listed(plain, '= ANY', 'IN'), '<> ALL', 'NOT IN');
}

function listed(sql: string, operator: string, word: string): string {
  const [first = '', ...rest] = sql.split(`${operator} (ARRAY[`);
  return [first, ...rest.map((part) => `${word} (${part.replace('])', ')')}`)].join('');
}

/** Lines of at most 120 columns: broken before a clause, else at a space outside of quotes. */
function indented(sql: string, by: number): string {
  return written(sql)
    .split('\n')
    .flatMap((line) => broken(line, by))
    .join('\n');
}

const clauseBegins =
  / (?=(?:REFERENCES|USING|WITH CHECK|WHEN|WHERE|EXECUTE FUNCTION|REFERENCING|FOR EACH ROW|FOR EACH STATEMENT)\b)/;

// what follows the first line stands four further in
function broken(line: string, by: number): string[] {
  const room = width - 1 - by;
  if (line.length <= room) return [' '.repeat(by) + line];
  const clauses = line.split(clauseBegins).flatMap((clause) => filled(wordsOf(clause), room - 4));
  return filled(clauses, room - 4).map((text, at) => ' '.repeat(at === 0 ? by : by + 4) + text);
}

const wordsOf = (sql: string): string[] => sql.match(/(?:[^\s']|'(?:[^']|'')*')+/g) ?? [];

function filled(pieces: readonly string[], room: number): string[] {
  return pieces.reduce<string[]>((lines, piece) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + piece.length > room) return [...lines, piece];
    return [...lines.slice(0, -1), `${last} ${piece}`];
  }, []);
}
