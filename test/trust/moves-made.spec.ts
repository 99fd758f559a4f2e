import '../../apps/api/http-app.js';
import pg from 'pg';
import { moveOf, newId, roles, type Machine, type Move, type Mover } from '#kernel';
import { movers, type Actor, type MoverOf, type RecordEntry, type RecordOwner, type Tx } from '#database';
import { Problem } from '#problems';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { arranged, insertRow, relax, type Arranged } from '../support/machine-rows.js';
import { itself, movables, personIn, type Movable, type Tried } from '../support/movables.js';

type AnyMover = MoverOf<string, { readonly id: string; readonly state: string }, unknown, unknown>;
type Row = Parameters<AnyMover['move']>[2][number];

/** Somebody who would move a row: in which places, by which row, and whether the use case says the place. */
interface Position {
  readonly name: string;
  readonly actor: Actor;
  /** How the row names them. */
  readonly named: object;
  readonly places: (from: string) => readonly Mover[];
  readonly by?: Mover;
}

const institution = newId();
let db: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  db = await freshDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl, options: '-c search_path=sonae,public' });
  await owner.connect();
  // what rows hang on, and their triggers, are looked at elsewhere: only the table speaks, through the roles that serve
  for (const table of [...(await tablesOfMachines()), 'incident', 'institution', 'decision_act', 'ruling']) {
    await relax(owner, table);
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  }
  await insertRow(owner, { table: 'institution', columns: { id: institution } }, { institution, incident: newId() });
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await db?.drop();
});

async function tablesOfMachines(): Promise<Set<string>> {
  const tables = new Set<string>();
  for (const { rules } of movers) {
    const { machine } = rules;
    tables.add((await arranged(owner, machine.name, machine.states[0] ?? '', fresh())).table);
  }
  return tables;
}

const fresh = () => ({ institution, incident: newId() });

/** Everybody who could try: each role, the system, the holder of each place; and each place as a use case says it. */
function positionsOf({ moves }: Machine<string>, { holding = {}, ofOthers = {}, others }: Movable): Position[] {
  const position = (name: string, actor: Actor, named: object, own: readonly Mover[]): Position => ({
    name,
    actor,
    named,
    places: (from) => [...own, ...(own.some((place) => place in holding) ? [] : (others?.({ from, actor }) ?? []))],
  });
  const said = [...new Set<Mover>([...moves.flatMap(({ by }) => by), 'support', 'auditor'])];
  return [
    ...roles.map((role) => position(role, personIn(role, institution), ofOthers, [role])),
    position('somebody', personIn(null, institution), ofOthers, []),
    position('the system', itself, ofOthers, ['system']),
    ...Object.entries(holding).map(([place, named]) => {
      const actor = personIn(null, institution);
      return position(`the ${place}`, actor, named(actor.id), [place as Mover]);
    }),
    ...said.map((by): Position => {
      const actor = by === 'system' ? itself : personIn(null, institution);
      return { name: `somebody as ${by}`, actor, named: ofOthers, places: () => [by], by };
    }),
  ];
}

interface Tries {
  readonly mover: AnyMover;
  readonly movable: Movable;
  readonly made: Arranged;
  readonly incident: string;
}

function rowOf({ made, movable, incident }: Tries, { from, to }: Pick<Tried, 'from' | 'to'>, { named }: Position): Row {
  const usual = { state: from, institution_id: institution, incident_id: incident, version: 1 };
  return { ...usual, ...made.row, ...movable.row?.({ to }), ...named } as unknown as Row;
}

type Facts = 'passes' | 'fails';

/** What guards look at, together. */
function subjectOf(codes: readonly string[], { guards }: Movable, tried: Tried, facts: Facts = 'passes'): unknown {
  const subjects = codes.map((code) => guards?.[code]?.[facts](tried));
  const [first] = subjects;
  return Array.isArray(first) ? first : (Object.assign({}, ...subjects) as unknown);
}

function moving({ movable }: Tries, move: Move<string> | undefined, tried: Tried, facts: Facts = 'passes') {
  return {
    to: tried.to,
    reason: 'because',
    said: movable.said?.(tried),
    also: movable.also?.(tried) ?? {},
    subject: () => subjectOf(move?.guards ?? [], movable, tried, facts),
  };
}

const ownerOf = ({ movable, incident }: Tries): RecordOwner =>
  movable.owner ?? { id: incident, institution_id: institution };

async function inTransaction<T>({ movable, incident }: Tries, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (movable.byAccess) return db.database.access(actor, work);
  return db.database.transaction(actor, async (tx) => {
    await tx.lockCases([incident]);
    return work(tx);
  });
}

/** A row in a state, and the case that it belongs to. */
async function prepare(mover: AnyMover, from: string): Promise<Tries> {
  const name = mover.rules.machine.name;
  const owned = fresh();
  const made = await arranged(owner, name, from, owned);
  await insertRow(owner, made, owned);
  if (made.table !== 'incident') await insertRow(owner, { table: 'incident', columns: { id: owned.incident } }, owned);
  return { mover, movable: movables[name] ?? {}, made, incident: owned.incident };
}

async function stored({ made }: Tries): Promise<{ state: string; whole: unknown }> {
  const { rows } = await owner.query<{ state: string; whole: unknown }>(made.read, [made.row['id']]);
  if (!rows[0]) throw new Error('the row is there');
  return rows[0];
}

/** What the record has, taken out of it. */
async function told(): Promise<{ timeline: string[]; events: string[]; audit: string[] }> {
  const taken: string[][] = [];
  await owner.query(`SET session_replication_role = replica`);
  for (const [table, what] of [
    ['timeline_entry', 'kind'],
    ['outbox', 'type'],
    ['audit', 'action'],
  ] as const) {
    const { rows } = await owner.query<{ what: string }>(`DELETE FROM ${table} RETURNING ${what} AS what`);
    taken.push(rows.map((row) => row.what).toSorted());
  }
  await owner.query(`RESET session_replication_role`);
  const [timeline = [], events = [], audit = []] = taken;
  return { timeline, events, audit };
}

const listed = <T>(some: T | readonly T[] | undefined): readonly T[] =>
  some === undefined ? [] : Array.isArray(some) ? (some as readonly T[]) : [some as T];

function declared(entry: RecordEntry | null): Awaited<ReturnType<typeof told>> {
  return {
    timeline: listed(entry?.timeline)
      .map(({ kind }) => kind)
      .toSorted(),
    events: listed(entry?.event)
      .map(({ type }) => type)
      .toSorted(),
    audit: listed(entry?.audit)
      .map(({ action }) => action)
      .toSorted(),
  };
}

/** `done`, or the code of the refusal. */
async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const refusalsOf = ({ rules: { refusals } }: AnyMover) => ({
  notAllowed: 'incidents.move-not-allowed',
  notYours: 'incidents.move-not-yours',
  guard: 'incidents.guard',
  ...refusals,
});

it('every machine is tried: what its table does not say is in test/support/movables.ts', () => {
  expect(movers.map(({ rules: { machine } }) => machine.name).filter((name) => !(name in movables))).toEqual([]);
});

describe.each((movers as unknown as AnyMover[]).map((mover) => [mover.rules.machine.name, mover] as const))(
  'on a row of %s',
  (name, mover) => {
    const { machine } = mover.rules;
    const movable = movables[name] ?? {};
    const positions = positionsOf(machine, movable);
    const refusals = refusalsOf(mover);
    const triples = machine.states.flatMap((from) =>
      machine.states.map((to) => ({ from, to, move: moveOf(machine, from, to) })),
    );

    it('each place of the table has a holder, and each guard facts to look at', () => {
      const held = [...roles, 'system', ...Object.keys(movable.holding ?? {}), ...(movable.established ?? [])];
      const others = machine.states.flatMap((from) =>
        roles.flatMap((role) => movable.others?.({ from, actor: personIn(role, institution) }) ?? []),
      );
      const named = new Set(machine.moves.flatMap(({ by }) => by));
      expect([...named].filter((place) => ![...held, ...others].includes(place))).toEqual([]);
      expect(new Set(machine.moves.flatMap(({ guards }) => guards))).toEqual(
        new Set(Object.keys(movable.guards ?? {})),
      );
    });

    it('every state, every state after it, everybody: what the table has not is refused with its code, and nothing is written', async () => {
      const wrong: string[] = [];
      for (const from of machine.states) {
        const tries = await prepare(mover, from);
        await told();
        const before = await stored(tries);
        for (const position of positions)
          await inTransaction(tries, position.actor, async (tx) => {
            for (const { to, move } of triples.filter((one) => one.from === from)) {
              const mine = move?.by.some((place) => position.places(from).includes(place));
              const expected = !move ? refusals.notAllowed : mine ? null : refusals.notYours;
              if (expected === null) continue;
              const row = rowOf(tries, { from, to }, position);
              const asked = moving(tries, move, { from, to, actor: position.actor, row });
              const by = position.by === undefined ? {} : { by: position.by };
              const found = await outcome(() => mover.move(tx, ownerOf(tries), [row], { ...asked, ...by }));
              if (found !== expected) wrong.push(`${from} → ${to}, ${position.name}: ${found} instead of ${expected}`);
            }
          });
        expect([await stored(tries), await told()]).toEqual([before, { timeline: [], events: [], audit: [] }]);
      }
      expect(wrong).toEqual([]);
    }, 60_000);

    it('what the table has is done by everybody who has the place, written once, and told as declared', async () => {
      const wrong: string[] = [];
      let done = 0;
      for (const { from, to, move } of triples)
        for (const position of positions) {
          if (!move?.by.some((place) => position.places(from).includes(place))) continue;
          const tries = await prepare(mover, from);
          await told();
          const row = rowOf(tries, { from, to }, position);
          const { actor } = position;
          const asked = moving(tries, move, { from, to, actor, row });
          const by = position.by === undefined ? {} : { by: position.by };
          let entry: RecordEntry | null = null;
          const found = await outcome(() =>
            inTransaction(tries, actor, async (tx) => {
              const [moved] = await mover.move(tx, ownerOf(tries), [row], { ...asked, ...by });
              if (moved) entry = mover.rules.record(moved, tx);
              return {};
            }),
          );
          const [{ state }, record] = [await stored(tries), await told()];
          const isTold = JSON.stringify(record) === JSON.stringify(declared(entry));
          if (found !== 'done' || state !== to || !isTold)
            wrong.push(`${from} → ${to}, ${position.name}: ${found}, now ${state}, told ${JSON.stringify(record)}`);
          else done += 1;
        }
      expect(wrong).toEqual([]);
      expect(done).toBeGreaterThanOrEqual(machine.moves.length);
    }, 60_000);

    it('a guard whose fact is not there refuses, and nothing is written; it is what allowed says is missing', async () => {
      const wrong: string[] = [];
      for (const { from, to, move } of triples.filter((one) => (one.move?.guards.length ?? 0) > 0))
        for (const position of positions) {
          if (!move?.by.some((place) => position.places(from).includes(place))) continue;
          const tries = await prepare(mover, from);
          const before = await stored(tries);
          await told();
          const row = rowOf(tries, { from, to }, position);
          const tried = { from, to, actor: position.actor, row: row as never };
          const asked = moving(tries, move, tried, 'fails');
          const by = position.by === undefined ? {} : { by: position.by };
          let problem: Problem | undefined;
          await inTransaction(tries, position.actor, (tx) =>
            mover.move(tx, ownerOf(tries), [row], { ...asked, ...by }),
          ).catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            problem = error;
          });
          const missing = problem?.details.missing?.map(({ code }) => code) ?? [];
          const unchanged = JSON.stringify([before, { timeline: [], events: [], audit: [] }]);
          if (
            problem?.code !== refusals.guard ||
            missing.length === 0 ||
            JSON.stringify([await stored(tries), await told()]) !== unchanged
          )
            wrong.push(`${from} → ${to}, ${position.name}: ${problem?.code ?? 'done'} ${missing.join()}`);
          if (position.by !== undefined) continue;
          const others = subjectOf(Object.keys(movable.guards ?? {}), movable, tried);
          const seen = Array.isArray(others)
            ? asked.subject()
            : { ...(others as object), ...(asked.subject() as object) };
          const offered = mover.allowed(position.actor, row, seen).find((action) => action.to === to);
          if (offered?.missing.map(({ code }) => code).join() !== missing.join())
            wrong.push(`${from} → ${to}, ${position.name}: offered with ${JSON.stringify(offered)}`);
        }
      expect(wrong).toEqual([]);
    }, 60_000);

    it('what is allowed to somebody is what the table has for their places', () => {
      for (const from of machine.states)
        for (const position of positions.filter(({ by }) => by === undefined)) {
          const mine = (move: Move<string>): boolean =>
            move.from === from && move.by.some((place) => position.places(from).includes(place));
          const row = { id: newId(), state: from, ...movable.row?.({ to: from }), ...position.named } as unknown as Row;
          const tried = { from, to: from, actor: position.actor, row: row as never };
          const offered = mover.allowed(
            position.actor,
            row,
            subjectOf(Object.keys(movable.guards ?? {}), movable, tried),
          );
          expect([position.name, offered.map(({ to, missing }) => [to, missing.length])]).toEqual([
            position.name,
            machine.moves.filter(mine).map(({ to }) => [to, 0]),
          ]);
        }
    });
  },
);
