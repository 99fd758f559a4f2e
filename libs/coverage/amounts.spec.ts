import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessRequest } from './assess.js';
import { exampleRequest, withOption, type ExampleChange } from './examples.js';
import { readProductTerms } from './read-terms.js';
import type { ContractParameters, UsedAmounts } from './request.js';
import type { CoverageResponse } from './response.js';

const terms = readProductTerms(JSON.parse(readFileSync(join(process.cwd(), 'data', 'product-terms.json'), 'utf8')));

interface Asked extends Omit<ExampleChange, 'line' | 'others'> {
  readonly used?: Partial<UsedAmounts>;
  readonly parameters?: ContractParameters;
  readonly lines: readonly { readonly category: string; readonly [member: string]: unknown }[];
}
function assessed({ policy, incident, used, parameters = {}, lines }: Asked): CoverageResponse {
  const [line, ...others] = lines;
  const request = exampleRequest({
    policy: { ...withOption(), parameters, ...policy },
    incident: { affectedPersons: 1_000, ...incident },
    ...(line ? { line } : {}),
    others,
  });
  return assessRequest({ ...request, ...(used ? { used } : {}) }, terms);
}
const paid = (asked: Asked): number[] => assessed(asked).lines.map(({ payable }) => payable);
const million = (amount: number): number => amount * 1_000_000;
const center = (amount: number, more: object = {}): Asked['lines'][number] => ({
  category: 'call-center',
  amount,
  ...more,
});
const damages = (amount: number, more: object = {}): Asked['lines'][number] => ({
  category: 'damages',
  amount,
  ...more,
});
/** A lost-profit line whose formula gives the claimed amount. */
const profit = (amount: number, more: object = {}): Asked['lines'][number] => ({
  category: 'lost-profit',
  amount,
  interruption: { standardRevenue: amount, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
  ...more,
});
const continuation = (amount: number, avoidedCosts = 0): Asked['lines'][number] => ({
  category: 'business-continuation',
  amount,
  interruption: { avoidedCosts, systemRestoredOn: null },
});
const prevention = (amount: number, avoidedRevenueDecline: number, more: object = {}): Asked['lines'][number] => ({
  category: 'revenue-decline-prevention',
  amount,
  interruption: { avoidedRevenueDecline, profitRate: 0.5, businessRecoveredOn: null },
  ...more,
});

// plan 3 of a clinic: 100,000,000 and 10,000,000 yen; the option: 50,000,000 yen
describe('section 4, step 1: what can be indemnified', () => {
  it.each([
    ['call-center', 1_100],
    ['litigation', 1_100],
    ['cooperation', 1_100],
    ['other-liability', 1_100],
    ['damages', 1_000],
    ['lost-profit', 1_000],
    ['revenue-decline-prevention', 1_000],
    ['business-continuation', 1_000],
  ])('%s with 1,000 yen and 100 yen of tax claims %i', (category, claimed) => {
    const [line] = assessed({ lines: [{ category, amount: 1_000, tax: 100 }] }).lines;
    expect(line?.claimed).toBe(claimed);
  });

  it('the recoverable share of the tax is left out, rounded against nobody: the floor of what is lost', () => {
    expect(paid({ policy: { taxCreditableRatio: 0.3 }, lines: [center(1_000, { tax: 99 })] })).toEqual([1_069]);
    expect(paid({ policy: { taxCreditableRatio: 0.3 }, lines: [damages(1_000, { tax: 99 })] })).toEqual([1_000]);
  });

  it('lost profit without a revenue to compare is what is claimed, left to a person', () => {
    const facts = { standardRevenue: null, actualRevenue: 5, profitRate: 0.5, avoidedOrdinaryExpenses: 0 };
    const [line] = assessed({ lines: [profit(700, { interruption: facts })] }).lines;
    expect(line).toMatchObject({ outcome: 'refer', indemnifiable: 700, wouldPay: 700, payable: 0 });
  });

  it('more revenue than before is no loss, and avoided expenses never make it less than none', () => {
    const facts = { standardRevenue: 100, actualRevenue: 101, profitRate: 1, avoidedOrdinaryExpenses: 0 };
    const spared = { standardRevenue: 100, actualRevenue: 90, profitRate: 1, avoidedOrdinaryExpenses: 11 };
    const lines = [profit(50, { interruption: facts }), profit(50, { interruption: spared })];
    expect(paid({ lines })).toEqual([0, 0]);
  });

  it('prevention costs are deducted once from what continuation costs, in their order', () => {
    // prevention: min(40, 60 × 0.5) = 30, deducted 20 + 10; nothing is deducted from the third line
    expect(paid({ lines: [continuation(25, 5), continuation(50), continuation(9), prevention(40, 60)] })).toEqual([
      0, 40, 9, 30,
    ]);
    expect(
      paid({
        parameters: { preventionDeduction: 'spent' },
        lines: [continuation(25, 5), continuation(50), continuation(9), prevention(40, 60)],
      }),
    ).toEqual([0, 30, 9, 30]);
    expect(
      paid({
        parameters: { preventionDeduction: 'indemnifiable' },
        lines: [continuation(25, 5), continuation(50), prevention(40, 60)],
      }),
    ).toEqual([0, 40, 30]);
  });

  it('prevention costs that are not payable are not deducted', () => {
    expect(paid({ lines: [prevention(40, 60, { ransom: true }), continuation(50)] })).toEqual([0, 50]);
  });

  it('costs avoided that are more than the costs pay nothing and take nothing of the prevention costs', () => {
    expect(paid({ lines: [continuation(5, 9), continuation(50), prevention(40, 60)] })).toEqual([0, 20, 30]);
  });

  it('is exact where prevention costs add up to more than 2^53', () => {
    const most = 999_999_999_999_999;
    const { lines } = assessed({
      parameters: { preventionDeduction: 'spent' },
      lines: [
        ...Array.from({ length: 10 }, () => prevention(most, 0)),
        ...Array.from({ length: 11 }, () => continuation(most)),
      ],
    });
    expect(lines.slice(10).map(({ indemnifiable }) => indemnifiable)).toEqual([
      ...Array.from({ length: 10 }, () => 0),
      most,
    ]);
  });
});

describe('section 4, steps 2 to 4', () => {
  it('a ratio holds for its category', () => {
    const parameters = { ratio: { 'call-center': 0.9 } };
    expect(paid({ parameters, lines: [center(1_001), damages(1_001)] })).toEqual([900, 1_001]);
  });

  it('a cap for each person holds for condolence alone, and for no more persons than are affected', () => {
    const condolence = { category: 'condolence', amount: 9_000, persons: 10 };
    expect(paid({ lines: [condolence] })).toEqual([9_000]);
    expect(paid({ parameters: { condolenceCapPerPerson: 500 }, lines: [condolence, center(9_000)] })).toEqual([
      5_000, 9_000,
    ]);
    const known = assessed({
      parameters: { condolenceCapPerPerson: 500 },
      incident: { affectedPersons: 8 },
      lines: [condolence],
    });
    expect(known.lines[0]).toMatchObject({ outcome: 'refer', wouldPay: 4_000 });
    const unknown = assessed({
      parameters: { condolenceCapPerPerson: 500 },
      incident: { affectedPersons: null },
      lines: [condolence],
    });
    expect(unknown.lines[0]).toMatchObject({ outcome: 'refer', wouldPay: 5_000 });
  });

  it('the deductible is what the incident has not used yet, from response expenses and liability in their order', () => {
    const policy = { deductible: 1_000 };
    expect(paid({ policy, lines: [profit(500), center(300), damages(2_000), center(50)] })).toEqual([
      500, 0, 1_300, 50,
    ]);
    expect(paid({ policy, used: { deductible: 400 }, lines: [center(300), damages(2_000)] })).toEqual([0, 1_700]);
    expect(paid({ policy, used: { deductible: 1_400 }, lines: [center(300)] })).toEqual([300]);
  });

  it('the contract says from which coverages it comes off', () => {
    const policy = { deductible: 1_000 };
    const lines = [center(300), damages(200), profit(1_500)];
    expect(paid({ policy, parameters: { deductibleAppliesTo: ['business-interruption'] }, lines })).toEqual([
      300, 200, 500,
    ]);
    expect(paid({ policy, parameters: { deductibleAppliesTo: ['liability'] }, lines })).toEqual([300, 0, 1_500]);
  });

  it('a line that is left to a person takes neither deductible nor limit', () => {
    const { lines } = assessed({
      policy: { deductible: 1_000 },
      lines: [{ category: 'equipment-repair', amount: 9_999_000 }, center(1_500)],
    });
    expect(lines.map(({ wouldPay }) => wouldPay)).toEqual([9_998_000, 500]);
  });

  it('what the deductible takes is used up, also where a limit lowers the line further', () => {
    expect(
      paid({
        policy: { deductible: 1_000 },
        used: { responseExpense: million(10) },
        lines: [center(600), damages(600)],
      }),
    ).toEqual([0, 200]);
  });
});

describe('section 4, steps 5 and 6: limits', () => {
  it('R-LIM-4: the response-expense limit counts the period, or the incident where the contract says so', () => {
    const used = { responseExpense: million(9), responseExpenseThisIncident: million(1) };
    const lines = [center(million(5))];
    const period = assessed({ used, lines });
    expect(period.lines[0]).toMatchObject({ payable: million(1), steps: [{ code: 'sub-limit' }] });
    expect(period.limits?.responseExpense).toEqual({
      limit: million(10),
      used: million(9),
      thisAssessment: million(1),
      remaining: 0,
    });
    const scoped = assessed({ used, lines, parameters: { responseExpenseLimitScope: 'incident' } });
    expect(scoped.lines[0]).toMatchObject({ outcome: 'payable', payable: million(5) });
    expect(scoped.limits?.responseExpense).toEqual({
      limit: million(10),
      used: million(1),
      thisAssessment: million(5),
      remaining: million(4),
    });
    // the aggregate counts the whole period either way
    expect(scoped.limits?.aggregate).toMatchObject({ used: million(9), thisAssessment: million(5) });
    expect(assessed({ used, lines, parameters: { responseExpenseLimitScope: 'period' } })).toEqual(period);
  });

  it('R-LIM-2: response expenses and liability share the aggregate; the liability answer counts liability alone', () => {
    const { lines, limits } = assessed({
      used: { responseExpense: million(2), liability: million(30) },
      lines: [center(million(3)), damages(million(70))],
    });
    expect(lines.map(({ payable }) => payable)).toEqual([million(3), million(65)]);
    expect(limits?.aggregate).toEqual({
      limit: million(100),
      used: million(32),
      thisAssessment: million(68),
      remaining: 0,
    });
    expect(limits?.liability).toEqual({
      limit: million(100),
      used: million(30),
      thisAssessment: million(65),
      remaining: 0,
    });
  });

  it('R-LIM-5: business interruption has a limit of its own, and lies inside the aggregate where the contract says so', () => {
    const lines = [damages(million(80)), profit(million(30))];
    const used = { businessInterruption: million(5) };
    const outside = assessed({ lines, used });
    expect(outside.lines.map(({ payable }) => payable)).toEqual([million(80), million(30)]);
    expect(outside.limits?.aggregate).toMatchObject({ used: 0, thisAssessment: million(80), remaining: million(20) });
    expect(outside.limits?.businessInterruption).toEqual({
      limit: million(50),
      used: million(5),
      thisAssessment: million(30),
      remaining: million(15),
    });
    const parameters = { businessInterruptionInsideAggregate: true };
    const inside = assessed({ lines, used, parameters });
    expect(inside.lines[1]).toMatchObject({ payable: million(15), steps: [{ code: 'aggregate-limit' }] });
    expect(inside.limits?.aggregate).toEqual({
      limit: million(100),
      used: million(5),
      thisAssessment: million(95),
      remaining: 0,
    });
    // business interruption that comes first takes from the aggregate for the liability line
    expect(paid({ lines: lines.toReversed(), used, parameters })).toEqual([million(30), million(65)]);
    expect(paid({ lines, used, parameters: { businessInterruptionInsideAggregate: false } })).toEqual([
      million(80),
      million(30),
    ]);
  });

  it('the option’s limit', () => {
    expect(
      paid({ used: { businessInterruption: million(45) }, lines: [profit(million(3)), profit(million(4))] }),
    ).toEqual([million(3), million(2)]);
  });

  it('nothing is left where more was used than the limit has', () => {
    const { lines, limits } = assessed({ used: { responseExpense: million(12) }, lines: [center(1)] });
    expect(lines[0]?.payable).toBe(0);
    expect(limits?.responseExpense.remaining).toBe(0);
    expect(
      assessed({ policy: { businessInterruption: null }, lines: [center(1)] }).limits?.businessInterruption,
    ).toBeNull();
  });
});

describe('section 2: the lane', () => {
  it.each([
    [{ category: 'expert-advice', lawyer: true }, 'compensation'],
    [{ category: 'expert-advice', lawyer: false }, 'prevention'],
    [{ category: 'expert-advice' }, 'prevention'],
    [{ category: 'call-center', lawyer: true }, 'call-center'],
  ])('%j goes to %s', (line, lane) => {
    expect(assessed({ lines: [line] }).lines[0]?.lane).toBe(lane);
  });
});
