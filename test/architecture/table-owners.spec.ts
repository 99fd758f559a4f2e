import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import { usesOf, usesOfFile, viewsOf, type TableUse } from '../support/table-uses.js';

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');
const filesOf = (folder: string, ends: string): string[] =>
  readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ends) && !file.endsWith('.spec.ts'))
    .map((file) => `${folder}/${file}`);
const domainOf = (file: string): string => file.split('/')[1] ?? '';

/** The domains from left to right: facts flow to the right, code looks to the left. */
const chain = [.../const chain = \[(.*?)\]/s.exec(read('.dependency-cruiser.cjs'))![1]!.matchAll(/'([^']+)'/g)].map(
  ([, domain = '']) => domain,
);
const isAfter = (domain: string, other: string): boolean => chain.indexOf(domain) > chain.indexOf(other);

const sources = filesOf('libs', '.ts').map((file) => ({ file, text: read(file) }));

/** Each table with its entity's class and the domain in whose folder that stands: the owner. */
const described = sources
  .filter(({ file }) => file.endsWith('.entity.ts'))
  .flatMap(({ file, text }) =>
    [...text.matchAll(/@Entity\('(\w+)'\)\s+export class (\w+)/g)].map(([, table = '', entity = '']) => ({
      table,
      entity,
      owner: domainOf(file),
    })),
  );
const tableOf = new Map(described.map(({ entity, table }) => [entity, table]));
const ownerOf = new Map(described.map(({ table, owner }) => [table, owner]));
/** Views belong to the latest of the domains whose tables they read. */
const views = viewsOf(read('migrations/schema.sql'));
for (const { name, tables: from } of views)
  ownerOf.set(
    name,
    from.map((table) => ownerOf.get(table) ?? '').reduce((a, b) => (isAfter(b, a) ? b : a)),
  );
const tables = new Set(ownerOf.keys());

/** What the functions of the schema name; what triggers do is the database's own, as constraints are. */
const functions = new Map<string, TableUse[]>(
  filesOf('migrations/functions', '.sql').map((file) => [/(\w+)\.sql$/.exec(file)![1]!, usesOf(read(file), tables)]),
);

/** The tables that a function of the schema writes or locks, with those of the functions that it calls. */
function tablesBehind(name: string, within: readonly string[] = []): string[] {
  if (within.includes(name)) return [];
  return (functions.get(name) ?? []).flatMap((use) =>
    use.kind === 'call' ? tablesBehind(use.name, [...within, name]) : use.kind === 'read' ? [] : [use.name],
  );
}

/**
 * What a text of a domain does that is not its own to do: writes and locks of another's rows, reads of a later one's,
 * calls of a function of the schema that writes or locks a later one's.
 */
function foreignUses(file: string, text: string): string[] {
  const domain = domainOf(file);
  const isLater = (table: string): boolean => isAfter(ownerOf.get(table) ?? domain, domain);
  const latestOf = (names: readonly string[]): string =>
    names.map((table) => ownerOf.get(table) ?? domain).reduce((a, b) => (isAfter(b, a) ? b : a), domain);
  const named = views.map(({ name }) => name);
  const found = usesOfFile({ file, text }, tableOf, named).flatMap(({ name, kind }) => {
    if (kind === 'call') {
      const latest = latestOf(tablesBehind(name));
      return latest === domain ? [] : [`${file} calls ${name}() of ${latest}`];
    }
    const isOwn = kind === 'read' ? !isLater(name) : ownerOf.get(name) === domain;
    return isOwn ? [] : [`${file} ${kind}s ${name} of ${ownerOf.get(name) ?? 'nobody known'}`];
  });
  return [...new Set(found)];
}

describe('a table is written by its domain', () => {
  it('every table has one owner, and every owner its place in the chain', () => {
    expect(described.length).toBe(filesOf('libs', '.entity.ts').length);
    expect(described.map(({ owner }) => owner).filter((owner) => !chain.includes(owner))).toEqual([]);
  });

  it.each([
    ['INSERT INTO decision (id) VALUES ($1)', ['writes decision of decisions']],
    ['WITH gone AS (DELETE FROM ONLY sonae.incident WHERE id = $1) SELECT', ['writes incident of incidents']],
    [`UPDATE incident i SET severity = 'minor' FROM payment p`, ['writes incident of incidents']],
    ['INSERT INTO payment (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET version = 2', []],
    ['LOCK TABLE incident IN SHARE MODE', ['locks incident of incidents']],
    ['SELECT FROM payment p JOIN incident i ON i.id = p.incident_id FOR UPDATE', ['locks incident of incidents']],
    ['SELECT FROM payment p JOIN incident i ON i.id = p.incident_id FOR NO KEY UPDATE OF p SKIP LOCKED', []],
    ['SELECT FROM payment p JOIN incident AS i ON true FOR KEY SHARE OF p, i', ['locks incident of incidents']],
    ['SELECT FROM payment p, LATERAL (SELECT FROM incident i FOR SHARE) x', ['locks incident of incidents']],
    ['SELECT (SELECT max(d.at) FROM decision d), p.id FROM payment p FOR UPDATE', []],
    ['SELECT FROM decision d JOIN notice n ON n.subject_id = d.id', ['reads notice of notifications']],
    ['SELECT FROM decision d, notice n WHERE true', ['reads notice of notifications']],
    ['LEFT JOIN mail m ON m.id = x.mail_id', ['reads mail of notifications']],
    ['WITH notice AS (SELECT FROM decision) SELECT FROM notice', []],
    ['SELECT FROM decision WHERE state IS DISTINCT FROM mail', []],
    [`SELECT 'FROM mail m' -- FROM notice`, []],
    ['SELECT claim_link($1)', []],
    ['SELECT limit_post($1)', []],
  ])('%s', (sql, does) => {
    const found = foreignUses('libs/payments/x.ts', `tx.rows(\`${sql}\`)`);
    expect(found).toEqual(does.map((each) => `libs/payments/x.ts ${each}`));
  });

  it.each([
    [`const one = 'SELECT FROM institution'; tx.rows(\`\${one} FOR UPDATE\`)`, ['locks institution of facilities']],
    [`tx.rows(\`SELECT FROM lane l \${x ? 'FOR UPDATE OF l' : ''}\`)`, ['locks lane of staffing']],
    [`const on = { lane: 1, policy: 2 }; tx.rows(\`UPDATE \${on} SET x = 1\`)`, ['writes lane of staffing']],
    ['tx.rows(`UPDATE ${table} SET x = 1`)', ['writes ? of nobody known']],
    ['tx.insert(IncidentEntity, {})', ['writes incident of incidents']],
    ['tx.update(MemberPeriodEntity, {}, {})', []],
    ['tx.findOne(NoticeEntity, {})', ['reads notice of notifications']],
    [`tx.rows('SELECT FROM confirmed_role g')`, []],
    [`tx.rows('SELECT FROM open_posting p')`, ['reads open_posting of limits']],
    [`tx.rows('SELECT FROM standing_ruling r')`, ['reads standing_ruling of decisions']],
    [`tx.rows('SELECT FROM confirmed_role g FOR SHARE')`, ['locks confirmed_role of people']],
    [`tx.rows('SELECT hold_routing($1)')`, ['calls hold_routing() of routing']],
    [`tx.rows('SELECT log_views($1)')`, []],
  ])('%s', (text, does) => {
    const found = foreignUses('libs/policies/x.ts', text);
    expect(found).toEqual(does.map((each) => `libs/policies/x.ts ${each}`));
  });

  it('no statement writes or locks rows of another domain, or reads rows of a later one', () => {
    const found = sources.flatMap(({ file, text }) => foreignUses(file, text));
    expect(found.toSorted()).toEqual([]);
  });
});
