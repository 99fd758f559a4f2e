import '../../apps/api/http-app.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newId, roles, type Mover } from '#kernel';
import { movers, systemActor, type Tx } from '#database';
import { packageRoot } from '#platform';
import { Problem } from '#problems';
import { asSuperuser, freshDatabase, type TestDatabase } from '../support/database.js';
import { arranged, functionOf, insertRow, relax, type Arranged } from '../support/machine-rows.js';

interface Row {
  readonly machine: string;
  readonly from: string;
  readonly to: string;
  readonly by: readonly string[];
}
/** What the program says; what the database has was written from it by `migrate`. */
const table = JSON.parse(readFileSync(join(packageRoot, 'migrations/state-moves.json'), 'utf8')) as Row[];
/** Every place in which a move can be made, and one that nobody holds. */
const places = [...new Set([...roles, 'system', ...table.flatMap(({ by }) => by), 'nobody'])] as readonly Mover[];
/** Places that an institution's own session holds: as the insurer it moves nothing. */
const institutionPlaces: readonly string[] = ['hospital-reporter', 'hospital-manager', 'agent'];
const institution = '018f0000-0000-7000-8000-000000000001';
const incident = '018f0000-0000-7000-8000-000000000002';

let db: TestDatabase;

beforeAll(async () => {
  db = await freshDatabase();
}, 60_000);
afterAll(async () => {
  await db?.drop();
});

const owned = { institution, incident };

async function rowIn(client: pg.Client, made: Arranged): Promise<void> {
  await relax(client, made.table);
  await insertRow(client, made, owned);
}

/** What becomes of a move; it is taken back either way. */
const tries = `
  CREATE FUNCTION pg_temp.tried(mover text, moved_row jsonb, becomes text,
    place text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE moved int;
  BEGIN
    EXECUTE format('SELECT count(*) FROM %I($1, $2, $3)', mover)
       INTO moved
      USING jsonb_build_array(moved_row), becomes, place;
    RAISE EXCEPTION 'taken back' USING ERRCODE = 'TT001';
  EXCEPTION
    WHEN SQLSTATE 'TT001' THEN RETURN CASE moved WHEN 1 THEN 'moved' ELSE 'rows: ' || moved END;
    WHEN SQLSTATE 'SN193' OR insufficient_privilege THEN RETURN SQLSTATE;
  END $$`;

const statesOf = (machine: string): readonly string[] =>
  movers.find(({ rules }) => rules.machine.name === machine)?.rules.machine.states ?? [];
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
        mover?.check(tx, { id: newId(), state: from }, asked);
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

/** Machines whose state follows from rows of acts have no function: the triggers of those guard their rows. */
const machines = movers.filter(({ rules }) => !rules.write).map(({ rules: { machine } }) => machine.name);

describe.each(machines)('the rows of %s', (machine) => {
  it('every state, every state after it, every place, by every role of the database: the table’s moves, and nothing else', async () => {
    const wrong: string[] = [];
    await asSuperuser(db.ownerUrl, async (client) => {
      await client.query('BEGIN');
      // rows without the others they hang on, and without their triggers: only the table speaks
      await client.query(`SET LOCAL session_replication_role = replica`);
      await client.query(
        `SELECT set_config('app.case', $1, true), set_config('app.cases', '*', true),
           set_config('app.actor_id', 'person:' || $1, true),
                set_config('app.at', now()::text, true), set_config('app.institutions', $2, true)`,
        [incident, institution],
      );
      await client.query(tries);
      const { rows: serving } = await client.query<{ role: string; may: boolean }>(
        `SELECT rolname AS role,
           has_function_privilege(rolname,
           (SELECT oid FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace AND proname = $1), 'EXECUTE') AS may
           FROM pg_roles WHERE rolname IN ('sonae_staff', 'sonae_institution', 'sonae_access')`,
        [functionOf(machine)],
      );
      expect(serving.map(({ may }) => may)).toContain(true);
      const wanted = (role: string, may: boolean, move: { from: string; to: string; place: string }): boolean =>
        may &&
        has(machine, move.from, move.to, move.place) &&
        (role !== 'sonae_institution' || institutionPlaces.includes(move.place));
      for (const from of statesOf(machine)) {
        await client.query('SAVEPOINT row');
        const made = await arranged(client, machine, from, owned);
        await rowIn(client, made);
        for (const { role, may } of serving) {
          await client.query('SAVEPOINT role');
          await client.query(`SET LOCAL SESSION AUTHORIZATION ${role}`);
          const { rows: tried } = await client.query<{ to: string; place: string; how: string }>(
            `SELECT t."to", p.place, pg_temp.tried($1, $2, t."to", p.place) AS how
               FROM unnest($3::text[]) t("to")
               CROSS JOIN unnest($4::text[]) p(place)`,
            [functionOf(machine), { ...made.row, from, at: new Date() }, statesOf(machine), places],
          );
          await client.query('ROLLBACK TO SAVEPOINT role');
          for (const { to, place, how } of tried) {
            const expected = wanted(role, may, { from, to, place }) ? 'moved' : may ? 'SN193' : '42501';
            if (how !== expected) wrong.push(`${from} → ${to} by ${place} as ${role}: ${how} instead of ${expected}`);
          }
        }
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
      const made = await arranged(client, machine, first.from, owned);
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

const textOf = ({ machine, from, to, by }: Row): string => `${machine}: ${from} → ${to} by ${by.join(', ')}`;
/** What one table of moves has and another one has not. */
const differences = (program: readonly Row[], other: readonly Row[]): string[] => {
  const [here, there] = [program.map(textOf), other.map(textOf)];
  return [
    ...here.filter((move) => !there.includes(move)).map((move) => `only the program has ${move}`),
    ...there.filter((move) => !here.includes(move)).map((move) => `the program has not ${move}`),
  ];
};
const ofProgram = (): Row[] =>
  movers.flatMap(({ rules: { machine } }) =>
    machine.moves.map(({ from, to, by }) => ({ machine: machine.name, from, to, by })),
  );

it('file and database have the moves that the program has; one that is missing, more, or of somebody else is seen', async () => {
  expect(differences(ofProgram(), table)).toEqual([]);
  await asSuperuser(db.ownerUrl, async (client) => {
    const stored = async (): Promise<Row[]> =>
      (await client.query<Row>('SELECT machine, from_state AS "from", to_state AS "to", by FROM state_move')).rows;
    expect(differences(ofProgram(), await stored())).toEqual([]);
    await client.query('BEGIN');
    await client.query(`DELETE FROM state_move WHERE machine = 'mail' AND from_state = 'waiting'`);
    await client.query(`INSERT INTO state_move VALUES ('payment', 'settled', 'scheduled', '{payments}')`);
    await client.query(`UPDATE state_move SET by = '{auditor}' WHERE machine = 'reversal' AND to_state = 'signed'`);
    expect(differences(ofProgram(), await stored()).toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual([
      'only the program has mail: waiting → sending by system',
      'only the program has reversal: asked → signed by countersigner',
      'the program has not payment: settled → scheduled by payments',
      'the program has not reversal: asked → signed by auditor',
    ]);
    await client.query('ROLLBACK');
  });
});

it('no function of the database keeps a table of moves of its own', async () => {
  const { rows } = await asSuperuser(db.ownerUrl, (client) =>
    client.query<{ name: string; text: string }>(
      `SELECT proname AS name, prosrc AS text FROM pg_proc WHERE pronamespace = 'sonae'::regnamespace`,
    ),
  );
  const ownTable = (text: string): boolean =>
    /\(\s*(?:old|new)\.state\s*,\s*(?:old|new)\.state\s*\)\s*(?:NOT\s+)?IN/i.test(text) || /\w+_moves\s*\(/.test(text);
  expect(rows.filter(({ text }) => ownTable(text)).map(({ name }) => name)).toEqual([]);
  expect(
    [
      "IF (old.state, new.state) NOT IN (('open', 'done')) THEN",
      'IF NOT EXISTS (SELECT FROM payment_moves() m)',
      "IF old.state = 'open' THEN",
    ].map(ownTable),
  ).toEqual([true, true, false]);
});
