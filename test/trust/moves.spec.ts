import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newId, roles } from '#kernel';
import { packageRoot } from '#platform';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database.js';

/** Every place in which a move can be made, and one that nobody holds. */
const places = [
  ...roles,
  'system',
  'adjuster-in-charge',
  'lane-lead',
  'assignee',
  'proposer',
  'countersigner',
  'signer',
  'nobody',
];

interface Row {
  readonly machine: string;
  readonly from: string;
  readonly to: string;
  readonly by: readonly string[];
}
/** What the program says; what the database has was written from it by `migrate`. */
const table = JSON.parse(readFileSync(join(packageRoot, 'migrations/state-moves.json'), 'utf8')) as Row[];
const machines = [...new Set(table.map(({ machine }) => machine))];
const institution = '018f0000-0000-7000-8000-000000000001';
const incident = '018f0000-0000-7000-8000-000000000002';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase();
}, 60_000);
afterAll(async () => {
  await db?.drop();
});

/** The table that a machine's function writes, and who may call it. */
async function written(
  client: pg.Client,
  machine: string,
): Promise<{ table: string; column: string; institution: boolean }> {
  const { rows } = await client.query<{ source: string; institution: boolean }>(
    `SELECT p.prosrc AS source, has_function_privilege('sonae_institution', p.oid, 'EXECUTE') AS institution
       FROM pg_proc p WHERE p.pronamespace = 'sonae'::regnamespace AND p.proname = $1`,
    [`move_${machine.replaceAll('-', '_')}`],
  );
  const found = rows[0];
  const [, name, column] = /UPDATE (?:sonae\.)?(\w+) t\s+SET (\w+) = becomes/.exec(found?.source ?? '') ?? [];
  if (!found || !name || !column) throw new Error(`no function moves ${machine}`);
  return { table: name, column, institution: found.institution };
}

/** One row in a state, of which only id, state, institution and case are filled: what else it needs is not looked at here. */
async function rowIn(
  client: pg.Client,
  { name, column, state }: { name: string; column: string; state: string },
): Promise<string> {
  const { rows: columns } = await client.query<{ name: string; required: boolean }>(
    `SELECT attname AS name, attnotnull AS required FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [name],
  );
  for (const { name: of, required } of columns)
    if (required && of !== 'id') await client.query(`ALTER TABLE ${name} ALTER COLUMN ${of} DROP NOT NULL`);
  const { rows: checks } = await client.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
    [name],
  );
  for (const check of checks) await client.query(`ALTER TABLE ${name} DROP CONSTRAINT ${check.name}`);
  const given: Record<string, unknown> = {
    id: name === 'incident' ? incident : newId(),
    [column]: state,
    institution_id: institution,
    incident_id: incident,
    version: 1,
  };
  const known = Object.entries(given).filter(([of]) => columns.some((one) => one.name === of));
  await client.query(
    `INSERT INTO ${name} (${known.map(([of]) => of).join(', ')}) VALUES (${known.map((_, at) => `$${at + 1}`).join(', ')})`,
    known.map(([, value]) => value),
  );
  return String(given['id']);
}

describe.each(machines.filter((machine) => machine !== 'phase'))('the moves of %s', (machine) => {
  const moves = table.filter((move) => move.machine === machine);
  const states = [...new Set(moves.flatMap(({ from, to }) => [from, to]))];

  it('every state, every state after it, every place: the database moves what the table has, and nothing else', async () => {
    const wrong: string[] = [];
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      // rows without the others they hang on, and without their triggers: only the table speaks
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(`SELECT set_config('app.case', $1, true), set_config('app.cases', '*', true)`, [incident]);
      const target = await written(client, machine);
      const make = `move_${machine.replaceAll('-', '_')}`;
      for (const from of states) {
        await client.query('SAVEPOINT row');
        const id = await rowIn(client, { name: target.table, column: target.column, state: from });
        for (const to of states)
          for (const place of places) {
            await client.query('SAVEPOINT move');
            const moved = await client
              .query(`SELECT * FROM ${make}($1, $2, $3)`, [JSON.stringify([{ id, from }]), to, place])
              .then(({ rowCount }) => rowCount === 1)
              .catch((error: unknown) => {
                if (error instanceof pg.DatabaseError && error.code === 'SN193') return false;
                throw error;
              });
            await client.query('ROLLBACK TO SAVEPOINT move');
            const may = moves.some((move) => move.from === from && move.to === to && move.by.includes(place));
            if (moved !== may) wrong.push(`${from} → ${to} by ${place}: ${moved ? 'moved' : 'refused'}`);
          }
        await client.query('ROLLBACK TO SAVEPOINT row');
      }
      await client.query('ROLLBACK');
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it('moves a row of the case in hand from the state it is in, all rows or none, and an institution its own only', async () => {
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(`SET LOCAL session_replication_role = replica`);
      const target = await written(client, machine);
      const { from, to, by } = moves[0] as Row;
      const id = await rowIn(client, { name: target.table, column: target.column, state: from });
      const hasCase = (
        await client.query(
          `SELECT 1 FROM pg_attribute WHERE attrelid = $1::regclass AND (attname = 'incident_id' OR $1 = 'incident')`,
          [target.table],
        )
      ).rowCount;
      const outcome = async (
        rows: object[],
        settings: Readonly<Record<string, string>>,
        place = by[0],
      ): Promise<string> => {
        await client.query('SAVEPOINT move');
        for (const [name, value] of Object.entries(settings))
          await client.query('SELECT set_config($1, $2, true)', [name, value]);
        const how = await client
          .query(`SELECT * FROM move_${machine.replaceAll('-', '_')}($1, $2, $3)`, [JSON.stringify(rows), to, place])
          .then(() => 'moved')
          .catch((error: unknown) => (error instanceof pg.DatabaseError ? (error.code ?? '') : ''));
        await client.query('ROLLBACK TO SAVEPOINT move');
        return how;
      };
      const other = states.find((state) => state !== from) ?? '';
      const row = { id, from };
      expect([
        await outcome([row], { 'app.case': incident }),
        await outcome([row], { 'app.case': `${newId()},${incident}` }),
        await outcome([row], { 'app.case': '' }),
        await outcome([row], { 'app.case': newId() }),
        await outcome([{ id, from: other }], { 'app.case': incident }),
        await outcome([row, { id: newId(), from }], { 'app.case': incident }),
      ]).toEqual(['moved', 'moved', ...(hasCase ? ['SN193', 'SN193'] : ['moved', 'moved']), 'SN193', 'SN193']);
      await client.query('ROLLBACK');
    });
  });
});

it('the database has the moves that the program has, and each machine its function', async () => {
  await asSuperuser(db.ownerUrl, async (client) => {
    const { rows } = await client.query<Row>(
      'SELECT machine, from_state AS "from", to_state AS "to", by FROM state_move',
    );
    const sorted = (all: readonly Row[]): string[] => all.map((move) => JSON.stringify(move)).toSorted();
    expect(sorted(rows)).toEqual(sorted(table.map(({ machine, from, to, by }) => ({ machine, from, to, by }))));
    const { rows: made } = await client.query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND proname LIKE 'move\\_%'`,
    );
    expect(made.map(({ name }) => name).toSorted()).toEqual(
      machines.map((machine) => `move_${machine.replaceAll('-', '_')}`).toSorted(),
    );
  });
});
