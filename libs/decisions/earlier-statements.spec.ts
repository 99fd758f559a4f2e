import { afterStatement, keptOf, noMonth, type EarlierMonths, type StandingStatement } from './earlier-statements.js';

/** A month with what the rules give for it, in units of 100,000 yen. */
const month = (name: string, line: number, engineYen: number, isCorrection = false) => ({
  month: name,
  line,
  isCorrection,
  engineYen,
});
const statement = (
  beforeYen: number,
  amountYen: number,
  lines: StandingStatement['lines'],
  more: Partial<StandingStatement> = {},
): StandingStatement => ({ beforeYen, amountYen, lines, reducedYen: 0, isPaid: true, ...more });
const agreed = (of: Readonly<Record<string, number>>): EarlierMonths =>
  new Map(Object.entries(of).map(([name, agreedYen]) => [name, { ...noMonth, agreedYen }]));
const after = (start: EarlierMonths, ...all: StandingStatement[]): Record<string, [number, number]> =>
  Object.fromEntries(
    [...all.reduce(afterStatement, start)].map(([name, { givenYen, paidYen }]) => [name, [givenYen, paidYen]]),
  );

describe('what each month was given by earlier statements', () => {
  it('is what it came to, in the order of the lines, while the limit lasts', () => {
    expect(after(agreed({}), statement(0, 50, [month('may', 1, 30), month('june', 2, 40)]))).toEqual({
      may: [30, 30],
      june: [20, 20],
    });
  });

  it('is for a new month also what another had too much of: it was set off', () => {
    const first = statement(0, 30, [month('may', 1, 30)]);
    // 30 were paid, 5 and 20 are due: 5 are demanded back
    const second = statement(25, 0, [month('june', 2, 20), month('may', 3, 5, true)]);
    expect(after(agreed({ june: 20 }), first, second)).toEqual({ june: [20, 20], may: [5, 5] });
  });

  it('stays with a month that was agreed to, whatever it comes to later', () => {
    const first = statement(0, 30, [month('may', 1, 30)]);
    const second = statement(30, 20, [month('june', 2, 20), month('may', 3, 5, true)]);
    expect(after(agreed({ may: 30 }), first, second)).toEqual({ may: [30, 30], june: [20, 20] });
  });

  it('is not paid while its statement is not', () => {
    const first = statement(0, 30, [month('may', 1, 30)]);
    const second = statement(30, 20, [month('may', 1, 30), month('june', 2, 20)], { isPaid: false });
    const months = [first, second].reduce(afterStatement, agreed({ may: 10, june: 20 }));
    expect([...months.values()].map((one) => [keptOf(one, 'givenYen'), keptOf(one, 'paidYen')])).toEqual([
      [10, 10],
      [20, 0],
    ]);
  });

  it('lacks what was reduced, which is its own from then on', () => {
    const reduced = statement(0, 40, [month('may', 1, 30), month('june', 2, 20)], { reducedYen: 10 });
    const months = [reduced].reduce(afterStatement, agreed({}));
    expect([...months]).toEqual([
      ['may', { ...noMonth, givenYen: 30, paidYen: 30 }],
      ['june', { ...noMonth, givenYen: 10, paidYen: 10, reducedYen: 10 }],
    ]);
    // corrected upwards, the reduction stands
    const next = statement(40, 5, [month('may', 1, 30), month('june', 3, 25, true)]);
    expect(afterStatement(months, next).get('june')).toEqual({ ...noMonth, givenYen: 15, paidYen: 15, reducedYen: 10 });
  });
});
