import { expenseMachine, type ExpenseState } from '#expenses';
import { paymentMachine, type PaymentState } from './payment-machine.js';

/** An expense with its newest payment; `nothing`: approved at 0 yen, which makes no payment. */
interface Line {
  readonly expense: ExpenseState;
  readonly payment: PaymentState | null;
  readonly nothing: boolean;
}
interface Way {
  readonly to: Line;
  readonly said: string;
}

const nameOf = ({ expense, payment, nothing }: Line): string =>
  `${expense}${nothing ? ' at 0 yen' : ''}${payment ? ` (payment ${payment})` : ''}`;
/** Paid, rejected, withdrawn, or approved at 0 yen, with no payment on its way. */
const isOver = ({ expense, payment, nothing }: Line): boolean =>
  payment === null || ['settled', 'deposited', 'stopped'].includes(payment)
    ? ['paid', 'rejected', 'withdrawn'].includes(expense) || (expense === 'approved' && nothing)
    : false;

/** What the payment's move does to its expense; null: nothing. */
const moved: Readonly<Partial<Record<PaymentState, ExpenseState>>> = {
  settled: 'paid',
  deposited: 'paid',
  stopped: 'approved',
};

/** Every move that the two tables give from here. */
function waysFrom(line: Line, paymentMoves = paymentMachine.moves): Way[] {
  const ways: Way[] = [];
  const live = line.payment !== null && line.payment !== 'stopped';
  for (const { to, by } of expenseMachine.moves.filter(({ from }) => from === line.expense)) {
    const said = `${line.expense} → ${to} by ${by.join(' or ')}`;
    // these come with a payment's move alone
    if (line.expense === 'paid' || line.expense === 'scheduled' || to === 'paid') continue;
    if (to === 'scheduled') {
      if (!line.nothing && !live) ways.push({ to: { expense: to, payment: 'scheduled', nothing: false }, said });
      continue;
    }
    if (live) continue;
    ways.push({ to: { expense: to, payment: line.payment, nothing: false }, said });
    if (to === 'approved')
      ways.push({ to: { expense: to, payment: line.payment, nothing: true }, said: `${said} at 0 yen` });
  }
  if (line.payment !== null)
    for (const { to, by } of paymentMoves.filter(({ from }) => from === line.payment)) {
      const expense = moved[to] ?? (line.payment === 'settled' ? 'scheduled' : line.expense);
      ways.push({
        to: { expense, payment: to, nothing: false },
        said: `payment ${line.payment} → ${to} by ${by.join(' or ')}`,
      });
    }
  return ways;
}

const keyOf = (lines: readonly Line[]): string => lines.map(nameOf).join(' | ');

interface Explored {
  readonly found: ReadonlyMap<string, readonly Line[]>;
  /** The next step of the shortest way to an end; a combination that has none is not there. */
  readonly steps: ReadonlyMap<string, { readonly to: string | null; readonly said: string; readonly left: number }>;
}

/**
 * Every combination of so many expenses that the tables reach, found by walking them, and the ways back from every end.
 */
function explore(lines: number, paymentMoves = paymentMachine.moves): Explored {
  const found = new Map<string, readonly Line[]>();
  const into = new Map<string, { readonly from: string; readonly said: string }[]>();
  const start: Line = { expense: expenseMachine.initial[0] ?? 'submitted', payment: null, nothing: false };
  const queue: (readonly Line[])[] = [Array.from({ length: lines }, () => start)];
  found.set(keyOf(queue[0] ?? []), queue[0] ?? []);
  for (let at = 0; at < queue.length; at++) {
    const here = queue[at] ?? [];
    const from = keyOf(here);
    for (const [no, line] of here.entries())
      for (const way of waysFrom(line, paymentMoves)) {
        const next = here.with(no, way.to);
        const key = keyOf(next);
        const known = into.get(key) ?? [];
        known.push({ from, said: `line ${no + 1}: ${way.said}` });
        into.set(key, known);
        if (found.has(key)) continue;
        found.set(key, next);
        queue.push(next);
      }
  }
  const steps = new Map<string, { to: string | null; said: string; left: number }>();
  const back = [...found].filter(([, ended]) => ended.every(isOver)).map(([key]) => key);
  for (const key of back) steps.set(key, { to: null, said: '', left: 0 });
  for (let at = 0; at < back.length; at++) {
    const to = back[at] ?? '';
    for (const { from, said } of into.get(to) ?? [])
      if (!steps.has(from)) {
        steps.set(from, { to, said, left: (steps.get(to)?.left ?? 0) + 1 });
        back.push(from);
      }
  }
  return { found, steps };
}
const stuck = ({ found, steps }: Explored): string[] => [...found.keys()].filter((key) => !steps.has(key));

describe('no dead end', () => {
  const explored = explore(3);
  const { found, steps } = explored;

  it('reaches every state of both tables', () => {
    const lines = [...found.values()].flat();
    expect(new Set(lines.map(({ expense }) => expense))).toEqual(new Set(expenseMachine.states));
    expect(new Set(lines.flatMap(({ payment }) => payment ?? []))).toEqual(new Set(paymentMachine.states));
  });

  it('from every reachable combination of three expenses a way leads to an end of each expense and payment', () => {
    expect(stuck(explored)).toEqual([]);
    const [farthest] = [...steps].toSorted(([, a], [, b]) => b.left - a.left);
    const said: string[] = [];
    for (let key: string | null = farthest?.[0] ?? null; key !== null; key = steps.get(key)?.to ?? null)
      said.push(`${key}${steps.get(key)?.said ? `\n    ${steps.get(key)?.said}` : ''}`);
    process.stdout.write(
      `${found.size} combinations, each with a way to an end; the longest of the shortest:\n${said.join('\n')}\n`,
    );
    expect(said.length).toBe((farthest?.[1].left ?? -1) + 1);
  });

  it('finds one where moves are missing', () => {
    const without = (from: PaymentState): typeof paymentMachine.moves =>
      paymentMachine.moves.filter((move) => move.from !== from);
    expect(stuck(explore(1, without('set-aside')))).toEqual(['scheduled (payment set-aside)']);
    expect(stuck(explore(1, without('returned')))).toEqual(['scheduled (payment returned)']);
  });
});
