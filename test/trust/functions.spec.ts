import { functionFiles, migrateDatabase, migrationNames } from '#database';
import { requirePackage } from '#platform';
import { asSuperuser, emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';
import { functionCatalogue } from '../support/function-catalogue.js';

const { version: bullMqVersion } = requirePackage('bullmq/package.json') as { version: string };

let db: TestDatabase;
let before: Record<string, string>;

beforeAll(async () => {
  db = await freshDatabase();
  before = await catalogue();
}, 60_000);
afterAll(async () => db?.drop());

const catalogue = () => asSuperuser(db.ownerUrl, functionCatalogue);
const run = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  asSuperuser(db.ownerUrl, async (client) => (await client.query<T>(sql, values)).rows);
const migrated = () => migrateDatabase({ ownerUrl: db.ownerUrl, rolePrefix: 'sonae', secretsFile: null });
const otherText =
  'CREATE OR REPLACE FUNCTION place_freed() RETURNS trigger LANGUAGE plpgsql AS $$ ' + 'BEGIN RETURN NEW; END $$';

describe('functions of the database stand each in a file', () => {
  it('every function has its file, and every file its function', async () => {
    const names = await run<{ name: string }>(
      `SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace`,
    );
    expect(names.map(({ name }) => name).toSorted()).toEqual(functionFiles().map(({ name }) => name));
  });

  it.each(functionFiles().map(({ name, sql }) => [name, sql]))(
    '%s: why, then the function, then who may',
    (name, sql) => {
      expect(sql).toMatch(new RegExp(String.raw`^(?:-- .*\n)+CREATE OR REPLACE FUNCTION ${name}\(`));
      expect(sql).toMatch(new RegExp(String.raw`\n(?:REVOKE|GRANT) [^;]* ON FUNCTION ${name}\b`));
      for (const [, made] of sql.matchAll(/\b(?:CREATE|DROP|ALTER) (?:OR REPLACE )?(\w+ \w+)/g))
        if (!/\bEXECUTE\b/.test(sql)) expect(made).toBe(`FUNCTION ${name}`);
      expect(sql.split('\n').filter((line) => [...line].length > 120)).toEqual([]);
    },
  );

  it('a text that is not the file’s, a grant that is not in it, one that is missing and a missing function are put right', async () => {
    await run(`${otherText};
      GRANT EXECUTE ON FUNCTION limit_post TO sonae_institution;
      REVOKE EXECUTE ON FUNCTION limit_buckets FROM sonae_staff;
      DROP FUNCTION hold_routing`);
    const changed = Object.entries(await catalogue()).filter(([signature, text]) => before[signature] !== text);
    expect(changed.map(([signature]) => signature).toSorted()).toEqual([
      'limit_buckets(uuid)',
      'limit_post(uuid,uuid,jsonb,jsonb)',
      'place_freed()',
    ]);
    await migrated();
    expect(await catalogue()).toEqual(before);
  });

  it('queues that are gone, of another version, or that their role may not use any more are put right', async () => {
    const mayWrite = () =>
      run<{ may: boolean }>(`SELECT has_table_privilege('sonae_staff', 'bullmq.job', 'INSERT') AS may`);
    for (const lost of [
      'DROP SCHEMA bullmq CASCADE',
      `COMMENT ON SCHEMA bullmq IS 'bullmq 1.0.0'`,
      'REVOKE ALL ON ALL TABLES IN SCHEMA bullmq FROM sonae_staff',
    ]) {
      await run(lost);
      await migrated();
      expect(await mayWrite()).toEqual([{ may: true }]);
      expect(await run(`SELECT obj_description('bullmq'::regnamespace::oid, 'pg_namespace') AS mark`)).toEqual([
        { mark: `bullmq ${bullMqVersion}` },
      ]);
    }
  });

  it('writes what is another text than the database has, and nothing else', async () => {
    const versions = () =>
      run<{ name: string; xmin: string }>(
        `SELECT proname AS name, xmin::text FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace ORDER BY oid`,
      );
    const had = await versions();
    await migrated();
    expect(await versions()).toEqual(had);
    await run(`COMMENT ON FUNCTION place_freed IS 'of another version'`);
    await migrated();
    const has = await versions();
    expect(has.filter(({ xmin }, at) => xmin !== had[at]?.xmin).map(({ name }) => name)).toEqual(['place_freed']);
  });

  it('a process of a version before leaves the functions of a later one', async () => {
    const [later] = await run<{ id: number }>(
      `INSERT INTO schema_migration (timestamp, name)
         VALUES (1799999999999, 'of_a_later_version1799999999999')
         RETURNING id`,
    );
    await run(otherText);
    const theirs = await catalogue();
    await migrated();
    expect(await catalogue()).toEqual(theirs);
    await run('DELETE FROM schema_migration WHERE id = $1', [later?.id]);
    await migrated();
    expect(await catalogue()).toEqual(before);
  });

  it.each([
    ['an older state', (name: string) => Number(name.slice(0, 4)) <= 98],
    ['this version', () => true],
  ])('a restore at %s has the functions of its migrations, and these once it is migrated', async (_, had) => {
    const restored = await emptyDatabase();
    const options = { ownerUrl: restored.ownerUrl, rolePrefix: 'sonae', secretsFile: null };
    try {
      await migrateDatabase({ ...options, restoring: { migrations: migrationNames().filter(had) } });
      const texts = await asSuperuser(restored.ownerUrl, functionCatalogue);
      expect(texts['place_freed()']).toMatch(/freed_at/);
      expect(texts).not.toEqual(before);
      await asSuperuser(restored.ownerUrl, (client) => client.query('COMMENT ON SCHEMA sonae IS NULL'));
      await migrateDatabase(options);
      expect(await asSuperuser(restored.ownerUrl, functionCatalogue)).toEqual(before);
    } finally {
      await restored.drop();
    }
  });

  it('append_rows writes every column that is not the database’s own', async () => {
    const rows = await run<{ table: string; columns: string[] }>(
      `SELECT attrelid::regclass::text AS table, array_agg(attname::text ORDER BY attname) AS columns
       FROM pg_attribute
       WHERE attrelid = ANY (
           '{incident,incident_facts,case_name,expense,timeline_entry,outbox,session_case}'::regclass[])
         AND attnum > 0
         AND NOT attisdropped
         AND attgenerated = ''
       GROUP BY 1`,
    );
    const own: Readonly<Record<string, readonly string[]>> = {
      incident: ['created_at'],
      outbox: ['published_no', 'published_at'],
    };
    const sql = functionFiles().find(({ name }) => name === 'append_rows')?.sql ?? '';
    expect(rows).toHaveLength(7);
    for (const { table, columns } of rows) {
      const [, written = ''] = new RegExp(String.raw`INSERT INTO ${table} \(([^)]*)\)`).exec(sql) ?? [];
      expect([
        table,
        written
          .split(',')
          .map((column) => column.trim())
          .toSorted(),
      ]).toEqual([table, columns.filter((column) => !own[table]?.includes(column))]);
    }
  });
});
