import '../../apps/api/http-app.js';
import pg from 'pg';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database.js';
import { entityFaults, entityFiles, propertyFaults } from './entity-faults.js';

let db: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  db = await freshDatabase();
  const entities = getMetadataArgsStorage().tables.map(({ target }) => target);
  source = await new DataSource({ type: 'postgres', driver: pg, url: db.staffUrl, entities }).initialize();
}, 60_000);
afterAll(async () => {
  await source?.destroy();
  await db.drop();
});

// what a change of the schema would leave behind, undone at once
const faultsAfter = (sql: string): Promise<string[]> =>
  asSuperuser(db.ownerUrl, async (client) => {
    await client.query(`BEGIN; ${sql}`);
    return entityFaults(source.entityMetadatas, client);
  });

describe('the entities that a process has loaded', () => {
  it('are those of every file, one a table, and equal the migrated catalogue', async () => {
    expect(source.entityMetadatas.length).toBe(entityFiles().length);
    expect(await faultsAfter('')).toEqual([]);
  });

  it.each([
    ['a new table', 'CREATE TABLE sonae.new_table (id uuid PRIMARY KEY)', ['new_table has no entity']],
    ['a table that is gone', 'DROP TABLE sonae.team_member', ['team_member has an entity and is no table']],
    ['a new column', 'ALTER TABLE sonae.team ADD COLUMN kana text', ['team.kana is not described']],
    ['a column that is gone', 'ALTER TABLE sonae.team DROP COLUMN name', ['team.name is no column']],
    [
      'another type',
      'ALTER TABLE sonae.exchange_rate ALTER COLUMN rate TYPE numeric(18,4)',
      ['exchange_rate.rate: type is numeric(18,4), described as numeric(18,6)'],
    ],
    [
      'null that was refused',
      'ALTER TABLE sonae.team ALTER COLUMN name DROP NOT NULL',
      ['team.name: nullable is true, described as false'],
    ],
    [
      'null that was allowed',
      'ALTER TABLE sonae.team_member ALTER COLUMN to_on SET NOT NULL',
      ['team_member.to_on: nullable is false, described as true'],
    ],
    [
      'another default',
      "ALTER TABLE sonae.team ALTER COLUMN name SET DEFAULT 'x'",
      ["team.name: default is 'x'::text, described as null"],
    ],
    [
      'another key',
      'ALTER TABLE sonae.document_opening DROP CONSTRAINT document_opening_pkey',
      ['document_opening.document_id: key is false, described as true'],
    ],
    [
      'a column that the database makes no more',
      'ALTER TABLE sonae.incident ALTER COLUMN cause DROP EXPRESSION',
      ['incident.cause: made is false, described as true'],
    ],
  ])('differ after %s', async (_, sql, faults) => {
    expect(await faultsAfter(sql)).toEqual(faults);
  });

  it('type each property as the driver gives it, null where the column may be null', () => {
    expect(entityFiles().length).toBeGreaterThan(100);
    expect(propertyFaults()).toEqual([]);
  });

  it('know no relation, no cascade and no listener: a row is a row', () => {
    const all = getMetadataArgsStorage();
    expect([all.relations, all.entityListeners, all.entitySubscribers].flat()).toEqual([]);
  });
});
