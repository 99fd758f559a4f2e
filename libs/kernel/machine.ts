import type { CodedText } from './coded-text.js';
import type { Role } from './roles.js';

export type Mover =
  | Role
  | 'system'
  | 'adjuster-in-charge'
  | 'lane-lead'
  | 'assignee'
  | 'proposer'
  | 'countersigner'
  | 'signer'
  | 'releaser';

export interface Move<S extends string> {
  readonly from: S;
  readonly to: S;
  readonly by: readonly Mover[];
  readonly reason: 'required' | 'optional' | 'none';
  readonly guards: readonly string[];
}

export interface Machine<S extends string> {
  readonly name: string;
  readonly states: readonly S[];
  readonly initial: readonly S[];
  readonly moves: readonly Move<S>[];
}

export function defineMachine<const S extends string>(machine: Machine<S>): Machine<S> {
  const faults = [...unknownStates(machine), ...doubledMoves(machine), ...unreachableStates(machine)];
  if (faults.length > 0) throw new Error(`Machine "${machine.name}": ${faults.join('; ')}.`);
  return machine;
}

export function moveOf<S extends string>(machine: Machine<S>, from: S, to: S): Move<S> | undefined {
  return machine.moves.find((move) => move.from === from && move.to === to);
}

export function movesFrom<S extends string>(machine: Machine<S>, from: S, asWhom: readonly string[]): Move<S>[] {
  return machine.moves.filter((move) => move.from === from && move.by.some((mover) => asWhom.includes(mover)));
}

function unknownStates<S extends string>({ states, initial, moves }: Machine<S>): string[] {
  const known = new Set<string>(states);
  const named = [...initial, ...moves.flatMap((move) => [move.from, move.to])];
  const doubled = states.filter((state, at) => states.indexOf(state) !== at);
  return [
    ...[...new Set(named)].filter((state) => !known.has(state)).map((state) => `unknown state ${state}`),
    ...doubled.map((state) => `state ${state} is named twice`),
    ...(initial.length === 0 ? ['no initial state'] : []),
  ];
}

function doubledMoves<S extends string>({ moves }: Machine<S>): string[] {
  const ways = moves.map((move) => `${move.from} → ${move.to}`);
  return [...new Set(ways.filter((way, at) => ways.indexOf(way) !== at))].map((way) => `move ${way} is named twice`);
}

function unreachableStates<S extends string>({ states, initial, moves }: Machine<S>): string[] {
  const reached = new Set<string>(initial);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const move of moves) if (reached.has(move.from)) reached.add(move.to);
  }
  return states.filter((state) => !reached.has(state)).map((state) => `no way leads to ${state}`);
}

export type GuardCheck<Subject> = (subject: Subject) => readonly CodedText[];

export class Guards<Subject> {
  readonly #checks = new Map<string, GuardCheck<Subject>>();

  register(code: string, check: GuardCheck<Subject>): void {
    if (this.#checks.has(code)) throw new Error(`Guard "${code}" already has a check.`);
    this.#checks.set(code, check);
  }

  has(code: string): boolean {
    return this.#checks.has(code);
  }

  missing(move: { readonly guards: readonly string[] }, subject: Subject): CodedText[] {
    return move.guards.flatMap((code) => {
      const check = this.#checks.get(code);
      if (!check) throw new Error(`Guard "${code}" has no check.`);
      return [...check(subject)];
    });
  }

  assertComplete(machine: Machine<string>): void {
    const named = new Set(machine.moves.flatMap((move) => move.guards));
    const without = [...named].filter((code) => !this.#checks.has(code));
    if (without.length > 0)
      throw new Error(`Machine "${machine.name}": guards without a check: ${without.join(', ')}.`);
  }
}
