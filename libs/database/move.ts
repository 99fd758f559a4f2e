import {
  moveOf,
  movesFrom,
  type CodedText,
  type Guards,
  type Machine,
  type Move,
  type Mover,
  type Words,
} from '#kernel';
import { type ProblemCode, Problem, type ProblemParams } from '#problems';
import type { Actor } from './actor.js';
import type { Tx } from './database.js';
import type { RecordEntry, RecordOwner } from './record.js';

/** A row with a state. */
export interface Stateful<S extends string> {
  readonly id: string;
  readonly state: S;
}

/** A row that was moved, as it was before, and its new state. */
export interface Moved<S extends string, Row, Said> {
  readonly row: Row;
  readonly from: S;
  readonly to: S;
  readonly version: number;
  readonly reason: string | null;
  /** The columns that changed with the state. */
  readonly also: object;
  /** More contents of the record, from the act. */
  readonly said: Said;
}

/** The rules of a mover beside its machine's table. */
export interface MoverRules<S extends string, Row extends Stateful<S>, Subject, Said> {
  readonly machine: Machine<S>;
  /** The thing that the machine moves, as a heading. */
  readonly title: Words;
  /** What each state is called on the screen. */
  readonly names: Readonly<Record<S, Words>>;
  /** The places of an actor at a row, beside the roles. */
  readonly places?: (actor: Actor, row: Row) => readonly Mover[];
  /** The checks of the table's guards; the start of a process fails where one is missing. */
  readonly guards?: Guards<Subject>;
  /** The codes of its refusals, where the domain has its own. */
  readonly refusals?: Partial<Refusals>;
  /**
   * How a move is written where the state is no column: by added rows, which the database's triggers guard. Other
   * machines are written by `move_<machine>` of the database.
   */
  readonly write?: (tx: Tx, row: Row, moving: Written<S, Said>) => Promise<unknown>;
  /** The record of a move: the one declaration of its timeline line, event and audit entry. */
  readonly record: (moved: Moved<S, Row, Said>, tx: Tx) => RecordEntry | null;
}

/** A move that is written as rows of the machine's own. */
export interface Written<S extends string, Said> {
  readonly to: S;
  readonly reason: string | null;
  readonly said: Said;
}

interface Refusals {
  readonly notAllowed: ProblemCode;
  readonly notYours: ProblemCode;
  readonly reasonNeeded: ProblemCode;
  readonly guard: ProblemCode;
}

const usualRefusals: Refusals = {
  notAllowed: 'incidents.move-not-allowed',
  notYours: 'incidents.move-not-yours',
  reasonNeeded: 'incidents.reason-needed',
  guard: 'incidents.guard',
};

/** One move of rows that the caller has locked. */
export interface Moving<S extends string, Row, Subject, Said> {
  readonly to: S;
  /**
   * The place in which the move is made, where the use case has established it or the system moves; otherwise found
   * from the actor's roles and places.
   */
  readonly by?: Mover;
  readonly reason?: string | null;
  /**
   * Columns that change with the state, and only with it; and the further arguments of the machine's function, where a
   * row is not found by its id alone or ends with a time and a reason: the phase, the case merged into, `at`, `reason`.
   */
  readonly also?: object | ((row: Row) => object);
  /** What the guards look at, by row. */
  readonly subject?: (row: Row) => Subject;
  readonly said: Said | ((row: Row) => Said);
}

/**
 * A move that the actor may make by the table, with what its guards still miss; what only the act itself checks is not
 * included.
 */
export interface AllowedAction<S extends string> {
  readonly to: S;
  readonly reason: Move<S>['reason'];
  readonly missing: readonly CodedText[];
}

/** The one writer of a machine's state: checks the table, writes all rows in one statement, records each. */
export interface MoverOf<S extends string, Row extends Stateful<S>, Subject, Said> {
  readonly rules: MoverRules<S, Row, Subject, Said>;
  /**
   * Throws where the table does not allow the move: from this state, by this actor, without a reason, or because of a
   * guard. Answers the rows with their new versions, in their order.
   */
  move(
    tx: Tx,
    owner: RecordOwner | ((row: Row) => RecordOwner),
    rows: readonly Row[],
    moving: Moving<S, Row, Subject, Said>,
  ): Promise<Moved<S, Row, Said>[]>;
  /**
   * Throws as `move` would, for an act that looks up or posts something before it moves; guards are checked where their
   * subject is given.
   */
  check(tx: Tx, row: Row, moving: Asked<S, Row, Subject>): void;
  /**
   * The moves of the actor from this state, with what each still needs: the buttons of the screen. `subject`: what the
   * guards look at, by move where it differs.
   */
  allowed(actor: Actor, row: Row, subject: Subject | ((to: S) => Subject)): AllowedAction<S>[];
}

/** Every mover of the process: the pages about states and the database's table of moves are made from this list. */
export const movers: MoverOf<string, Stateful<string>, unknown, unknown>[] = [];

/** Makes the one mover of a machine. Throws when the machine has one already. */
export function defineMover<S extends string, Row extends Stateful<S>, Subject = undefined, Said = undefined>(
  rules: MoverRules<S, Row, Subject, Said>,
): MoverOf<S, Row, Subject, Said> {
  const { machine } = rules;
  if (movers.some(({ rules: { machine: other } }) => other.name === machine.name))
    throw new Error(`The machine "${machine.name}" has a mover already.`);
  const mover: MoverOf<S, Row, Subject, Said> = {
    rules,
    async move(tx, owner, rows, moving) {
      if (rows.length === 0) return [];
      const reason = moving.reason?.trim() || null;
      const by = rows.map((row) => checked(rules, tx.actor, row, moving));
      const saying = (row: Row): Said =>
        typeof moving.said === 'function' ? (moving.said as (row: Row) => Said)(row) : moving.said;
      const { to } = moving;
      const moved = rows.map((row) => ({
        row,
        from: row.state,
        to,
        version: 0,
        reason,
        also: alsoOf(moving, row),
        said: saying(row),
      }));
      if (rules.write) for (const one of moved) await rules.write(tx, one.row, one);
      else {
        const versions = await write(tx, rules, moved, by);
        for (const one of moved) one.version = versions.get(one.row.id) ?? 0;
      }
      for (const one of moved) {
        const entry = rules.record(one, tx);
        if (entry) tx.record(typeof owner === 'function' ? owner(one.row) : owner, entry);
      }
      return moved;
    },
    check(tx, row, moving) {
      const { move } = placeOf(rules, tx.actor, row, moving);
      if (moving.subject) requireGuards(rules, move, moving.subject(row));
    },
    allowed(actor, row, subject) {
      return movesFrom(machine, row.state, positionsOf(rules, actor, row)).map((move) => ({
        to: move.to,
        reason: move.reason,
        missing:
          rules.guards?.missing(
            move,
            typeof subject === 'function' ? (subject as (to: S) => Subject)(move.to) : subject,
          ) ?? [],
      }));
    },
  };
  movers.push(mover as never);
  return mover;
}

/**
 * Throws with the guards of a table that have no check. Called at the start of a process, after every domain is loaded.
 */
export function requireWholeMachines(): void {
  for (const {
    rules: { machine, guards },
  } of movers) {
    const without = [...new Set(machine.moves.flatMap((move) => move.guards))].filter((code) => !guards?.has(code));
    if (without.length > 0)
      throw new Error(`Machine "${machine.name}": guards without a check: ${without.join(', ')}.`);
  }
}

function positionsOf<S extends string, Row extends Stateful<S>, Subject, Said>(
  { places }: MoverRules<S, Row, Subject, Said>,
  actor: Actor,
  row: Row,
): readonly Mover[] {
  return [...actor.roles, ...(actor.kind === 'system' ? ['system' as const] : []), ...(places?.(actor, row) ?? [])];
}

/** The part of a move that the table is asked about. */
type Asked<S extends string, Row, Subject> = Pick<Moving<S, Row, Subject, never>, 'to' | 'by' | 'reason' | 'subject'>;

/** Checks one row against the table and answers the place in which the move is made. */
function checked<S extends string, Row extends Stateful<S>, Subject, Said>(
  rules: MoverRules<S, Row, Subject, Said>,
  actor: Actor,
  row: Row,
  moving: Asked<S, Row, Subject>,
): Mover {
  const { move, place } = placeOf(rules, actor, row, moving);
  if (move.guards.length > 0) {
    if (!rules.guards || !moving.subject)
      throw new Error(`The move ${rules.machine.name} to ${move.to} has guards and was given nothing to look at.`);
    requireGuards(rules, move, moving.subject(row));
  }
  return place;
}

/** Checks everything in the table but the guards. */
function placeOf<S extends string, Row extends Stateful<S>, Subject, Said>(
  rules: MoverRules<S, Row, Subject, Said>,
  actor: Actor,
  row: Row,
  { to, by, reason }: Asked<S, Row, Subject>,
): { move: Move<S>; place: Mover } {
  const refusals = { ...usualRefusals, ...rules.refusals };
  const params = statesOf(rules, row.state, to);
  const move = moveOf(rules.machine, row.state, to);
  if (!move) throw new Problem(refusals.notAllowed, { params });
  const positions = by === undefined ? positionsOf(rules, actor, row) : [by];
  const place = move.by.find((mover) => positions.includes(mover));
  if (place === undefined) throw new Problem(refusals.notYours, { params });
  if (move.reason === 'required' && !reason?.trim()) {
    const code = refusals.reasonNeeded;
    throw new Problem(code, { params, errors: [{ pointer: '/reason', code, params }] });
  }
  return { move, place };
}

function requireGuards<S extends string, Row extends Stateful<S>, Subject, Said>(
  rules: MoverRules<S, Row, Subject, Said>,
  move: Move<S>,
  subject: Subject,
): void {
  const missing = rules.guards?.missing(move, subject) ?? [];
  if (missing.length === 0) return;
  const params = statesOf(rules, move.from, move.to);
  throw new Problem(rules.refusals?.guard ?? usualRefusals.guard, { params, missing });
}

/** The parameters of a machine's refusals. */
function statesOf<S extends string, Row extends Stateful<S>, Subject, Said>(
  { names }: MoverRules<S, Row, Subject, Said>,
  from: S,
  to: S,
): ProblemParams {
  return { from: names[from], to: names[to] };
}

function alsoOf<Row>({ also = {} }: { readonly also?: object | ((row: Row) => object) }, row: Row): object {
  return typeof also === 'function' ? (also as (row: Row) => object)(row) : also;
}

/**
 * One statement for each place: the database checks from, to and place again, and that the transaction may write the
 * rows.
 */
async function write<S extends string, Row extends Stateful<S>, Subject, Said>(
  tx: Tx,
  { machine }: MoverRules<S, Row, Subject, Said>,
  moved: readonly Moved<S, Row, Said>[],
  by: readonly Mover[],
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const place of new Set(by)) {
    const rows = moved.filter((_, at) => by[at] === place);
    // the name comes from the closed list of machines
    for (const { id, version } of await tx.rows<{ id: string; version: number }>(
      `SELECT id, version FROM move_${machine.name.replaceAll('-', '_')}($1, $2, $3)`,
      [JSON.stringify(rows.map(({ row, from, also }) => ({ ...also, id: row.id, from }))), rows[0]?.to, place],
    ))
      versions.set(id, version);
  }
  return versions;
}
