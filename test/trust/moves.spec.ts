import '../../apps/api/http-app.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newId, roles, type Mover } from '#kernel';
import { movers, packageRoot, Problem, systemActor, type Tx } from '#platform';
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
] as readonly Mover[];

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

/** How a row of a machine is arranged: where its state is no column `state` of a table with an id, the columns that say it. */
interface Arranged {
  readonly table: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly row: Readonly<Record<string, unknown>>;
}
const other = newId();
const special: Readonly<Record<string, (state: string) => Arranged>> = {
  phase: (state) => ({
    table: 'incident',
    columns: {
      id: incident,
      phase_suspicion: 'done',
      phase_investigation: 'done',
      phase_apology: state,
      phase_recovery: 'done',
      phase_liability: 'done',
    },
    row: { id: incident, phase: 'apology' },
  }),
  'merge-proposal': (state) => ({
    table: 'merge_proposal',
    columns: { incident_id: incident, into_id: other, answer: state === 'proposed' ? null : state },
    row: { id: incident, into: other },
  }),
  'document-erasure': (state) => ({
    table: 'document_erasure',
    columns: {
      document_id: other,
      confirmed_at: state === 'asked' ? null : new Date(),
      erased_at: state === 'erased' ? new Date() : null,
    },
    row: { id: other },
  }),
  'role-grant': (state) => ({
    table: 'role_grant',
    columns: {
      id: other,
      confirmed_at: state === 'entered' ? null : new Date(),
      ended_at: state === 'ended' ? new Date() : null,
    },
    row: { id: other },
  }),
};

async function arranged(client: pg.Client, machine: string, state: string): Promise<Arranged> {
  if (special[machine]) return special[machine](state);
  const { rows } = await client.query<{ source: string }>(
    `SELECT prosrc AS source FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND proname = $1`,
    [functionOf(machine)],
  );
  const [, table] = /UPDATE (?:sonae\.)?(\w+) t\s+SET state = becomes/.exec(rows[0]?.source ?? '') ?? [];
  if (!table) throw new Error(`no function moves ${machine}`);
  const id = table === 'incident' ? incident : newId();
  return { table, columns: { id, state }, row: { id } };
}

const functionOf = (machine: string): string => `move_${machine.replaceAll('-', '_')}`;

/** One row in a state, of which only what is arranged, institution and case are filled: what else it needs is not looked at here. */
async function rowIn(client: pg.Client, { table: name, columns: given }: Arranged): Promise<void> {
  const { rows: columns } = await client.query<{ name: string; required: boolean }>(
    `SELECT a.attname AS name, a.attnotnull AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS required
       FROM pg_attribute a WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [name],
  );
  for (const { name: of, required } of columns)
    if (required) await client.query(`ALTER TABLE ${name} ALTER COLUMN ${of} DROP NOT NULL`);
  const { rows: checks } = await client.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
    [name],
  );
  for (const check of checks) await client.query(`ALTER TABLE ${name} DROP CONSTRAINT ${check.name}`);
  const usual: Record<string, unknown> = { institution_id: institution, incident_id: incident, version: 1 };
  const known = Object.entries({ ...usual, ...given }).filter(([of]) => columns.some((one) => one.name === of));
  await client.query(
    `INSERT INTO ${name} (${known.map(([of]) => of).join(', ')}) VALUES (${known.map((_, at) => `$${at + 1}`).join(', ')})`,
    known.map(([, value]) => value),
  );
}

/** Whether a move is made; it is taken back either way. */
const tries = `
  CREATE FUNCTION pg_temp.tried(mover text, moved_row jsonb, becomes text, place text) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE moved int;
  BEGIN
    EXECUTE format('SELECT count(*) FROM %I($1, $2, $3)', mover)
       INTO moved
      USING jsonb_build_array(moved_row), becomes, place;
    RAISE EXCEPTION 'taken back' USING ERRCODE = 'TT001';
  EXCEPTION
    WHEN SQLSTATE 'TT001' THEN RETURN moved = 1;
    WHEN SQLSTATE 'SN193' THEN RETURN false;
  END $$`;

const statesOf = (machine: string): string[] => [
  ...new Set(table.filter((move) => move.machine === machine).flatMap(({ from, to }) => [from, to])),
];
const has = (machine: string, from: string, to: string, place: string): boolean =>
  table.some((move) => move.machine === machine && move.from === from && move.to === to && move.by.includes(place));

describe.each(movers.map(({ rules: { machine } }) => machine.name))('the moves of %s', (machine) => {
  const mover = movers.find(({ rules }) => rules.machine.name === machine);

  it('every state, every state after it, every place: the use case’s mover takes what the table has, and names what is wrong', () => {
    const tx = { actor: systemActor('test') } as Tx;
    const states = mover?.rules.machine.states ?? [];
    const { notAllowed, notYours, reasonNeeded } = {
      notAllowed: 'incidents.move-not-allowed',
      notYours: 'incidents.move-not-yours',
      reasonNeeded: 'incidents.reason-needed',
      ...mover?.rules.refusals,
    };
    const wrong: string[] = [];
    const outcome = (from: string, asked: { to: string; by: Mover; reason: string | null }): string => {
      try {
        mover?.check(tx, { id: other, state: from }, asked);
        return 'taken';
      } catch (error) {
        if (error instanceof Problem) return error.code;
        throw error;
      }
    };
    for (const from of states)
      for (const to of states) {
        const move = table.find((one) => one.machine === machine && one.from === from && one.to === to);
        const needsReason = mover?.rules.machine.moves.some(
          (one) => one.from === from && one.to === to && one.reason === 'required',
        );
        for (const by of places)
          for (const reason of ['because', '  ', null]) {
            const wanted = !move
              ? notAllowed
              : !move.by.includes(by)
                ? notYours
                : needsReason && !reason?.trim()
                  ? reasonNeeded
                  : 'taken';
            const found = outcome(from, { to, by, reason });
            if (found !== wanted) wrong.push(`${from} → ${to} by ${by}, ${reason}: ${found} instead of ${wanted}`);
          }
      }
    expect(wrong).toEqual([]);
  });
});

/** Machines whose state follows from acts that are only added: the triggers of those guard their rows. */
const byActs = ['assessment-task', 'decision', 'false-facts', 'reversal'];

describe.each(machines.filter((machine) => !byActs.includes(machine)))('the rows of %s', (machine) => {
  it('every state, every state after it, every place: the database moves what the table has, and nothing else', async () => {
    const wrong: string[] = [];
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      // rows without the others they hang on, and without their triggers: only the table speaks
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(
        `SELECT set_config('app.case', $1, true), set_config('app.cases', '*', true), set_config('app.actor_id', 'person:' || $1, true), set_config('app.at', now()::text, true)`,
        [incident],
      );
      await client.query(tries);
      for (const from of statesOf(machine)) {
        await client.query('SAVEPOINT row');
        const made = await arranged(client, machine, from);
        await rowIn(client, made);
        const { rows: tried } = await client.query<{ to: string; place: string; moved: boolean }>(
          'SELECT t."to", p.place, pg_temp.tried($1, $2, t."to", p.place) AS moved FROM unnest($3::text[]) t("to") CROSS JOIN unnest($4::text[]) p(place)',
          [functionOf(machine), { ...made.row, from, at: new Date() }, statesOf(machine), places],
        );
        for (const { to, place, moved } of tried)
          if (moved !== has(machine, from, to, place))
            wrong.push(`${from} → ${to} by ${place}: ${moved ? 'moved' : 'refused'}`);
        await client.query('ROLLBACK TO SAVEPOINT row');
      }
      await client.query('ROLLBACK');
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it('are moved from the state they are in, all or none, and only of the case in hand', async () => {
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(
        `SELECT set_config('app.actor_id', 'person:' || $1, true), set_config('app.at', now()::text, true)`,
        [incident],
      );
      const [first] = table.filter((move) => move.machine === machine);
      if (!first) throw new Error('a machine has moves');
      const made = await arranged(client, machine, first.from);
      await rowIn(client, made);
      const { rowCount: hasCase } = await client.query(
        `SELECT 1 FROM pg_attribute WHERE attrelid = $1::regclass AND (attname = 'incident_id' OR $2 = 'incident')`,
        [made.table, made.table],
      );
      const outcome = async (rows: readonly object[], ofCase: string): Promise<string> => {
        await client.query('SAVEPOINT move');
        await client.query(`SELECT set_config('app.case', $1, true)`, [ofCase]);
        const how = await client
          .query(`SELECT * FROM ${functionOf(machine)}($1, $2, $3)`, [JSON.stringify(rows), first.to, first.by[0]])
          .then(() => 'moved')
          .catch((error: unknown) => (error instanceof pg.DatabaseError ? (error.code ?? '') : ''));
        await client.query('ROLLBACK TO SAVEPOINT move');
        return how;
      };
      const row = { ...made.row, from: first.from, at: new Date() };
      const elsewhere = statesOf(machine).find((state) => state !== first.from) ?? '';
      expect([
        await outcome([row], incident),
        await outcome([row], `${newId()},${incident}`),
        await outcome([row], ''),
        await outcome([row], newId()),
        await outcome([{ ...row, from: elsewhere }], incident),
        await outcome([row, { ...row, id: newId() }], incident),
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
      machines
        .filter((machine) => !byActs.includes(machine))
        .map(functionOf)
        .toSorted(),
    );
  });
});
