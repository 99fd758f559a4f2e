import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessRequest } from './assess.js';
import { exampleRequest, type ExampleChange } from './examples.js';
import { readProductTerms } from './read-terms.js';
import type { RequestIncident, RequestPolicy, UsedAmounts } from './request.js';

const terms = readProductTerms(JSON.parse(readFileSync(join(process.cwd(), 'data', 'product-terms.json'), 'utf8')));

interface Case {
  policy?: Partial<RequestPolicy>;
  incident?: Partial<RequestIncident>;
  used?: Partial<UsedAmounts>;
  lines: readonly object[];
}

/**
 * Unless changed: general clinic, plan 3, in force 2026-04-01 to 2027-04-01, an attack in Japan, confirmed, by an
 * outsider, inside the period; no tax, consent given, legal liability true.
 */
function assessed({ used, lines: [line, ...others], ...change }: Case): ReturnType<typeof assessRequest> {
  const request = exampleRequest({ ...change, ...(line ? { line } : {}), others } as ExampleChange);
  return assessRequest({ ...request, ...(used ? { used } : {}), ...(line ? {} : { lines: [] }) }, terms);
}

/** A line's answer in one row: outcome, the amount that is or would be paid, and the codes of reasons and steps. */
const rows = (given: Case): unknown[] =>
  assessed(given).lines.map(({ outcome, payable, wouldPay, reasons, steps }) => [
    outcome,
    outcome === 'refer' ? wouldPay : payable,
    ...reasons.map(({ code }) => code),
    ...steps.map(({ code }) => code),
  ]);
const supportOf = (given: Case): unknown[] => {
  const { availability, code } = assessed(given).emergencySupport;
  return [availability, code];
};

const option = { limit: 100_000_000, waitingHours: 12 };
const renewed = { continuousSince: '2024-04-01' };
const lostProfit = {
  category: 'lost-profit',
  amount: 50_000_000,
  interruption: {
    standardRevenue: 100_000_000,
    actualRevenue: 33_000_000,
    profitRate: 0.6,
    avoidedOrdinaryExpenses: 2_000_000,
  },
};
const prevention = {
  category: 'revenue-decline-prevention',
  amount: 5_000_000,
  interruption: { avoidedRevenueDecline: 6_000_000, profitRate: 0.6, businessRecoveredOn: null },
};
const continuation = {
  category: 'business-continuation',
  amount: 12_000_000,
  interruption: { avoidedCosts: 1_000_000, systemRestoredOn: null },
};
const noAttack = { attackConfirmed: false } as const;
const raised = (raisedBy: string, raisedOn = '2026-09-10'): Partial<RequestIncident> =>
  ({ suspicion: { raisedBy, raisedOn } }) as Partial<RequestIncident>;
const check = { category: 'attack-check', amount: 800_000 };
const call = { category: 'call-center', amount: 500_000 };

describe('the worked cases of the rules', () => {
  it.each<[string, Case, unknown[]]>([
    [
      '1: expenses paid before lower what is left for damages',
      { used: { responseExpense: 10_000_000 }, lines: [{ category: 'damages', amount: 95_000_000 }] },
      [['reduced', 90_000_000, 'aggregate-limit']],
    ],
    [
      '2: damages paid before lower what is left for expenses',
      {
        used: { liability: 95_000_000 },
        lines: [{ category: 'damage-and-cause-investigation', amount: 8_000_000 }],
      },
      [['reduced', 5_000_000, 'aggregate-limit']],
    ],
    [
      '3: plan 1',
      { policy: { plan: 1 }, lines: [{ category: 'damage-and-cause-investigation', amount: 1_400_000 }] },
      [['reduced', 1_000_000, 'sub-limit']],
    ],
    [
      '4: no attack, raised by own staff',
      { incident: { ...noAttack, ...raised('own-staff') }, lines: [check] },
      [['not-payable', 0, 'suspicion-not-raised-by-third-party']],
    ],
    [
      '5: no attack, raised by the security contractor',
      { incident: { ...noAttack, ...raised('security-operations-contractor') }, lines: [check] },
      [['payable', 800_000]],
    ],
    [
      '6: not confirmed, raised by the chart vendor',
      { incident: { attackConfirmed: null, ...raised('other-third-party') }, lines: [check] },
      [['refer', 800_000, 'third-party-undecided']],
    ],
    [
      '7: ransom as business continuation',
      { policy: { businessInterruption: option }, lines: [{ ...continuation, amount: 5_000_000, ransom: true }] },
      [['not-payable', 0, 'ransom']],
    ],
    [
      '8: an employee sold a patient list; patients’ damages, and the employee’s own loss',
      {
        incident: { cause: 'information-leak', perpetrator: 'employee', intent: 'crime-or-breach-of-trust' },
        lines: [
          { category: 'damages', amount: 3_000_000 },
          { category: 'damages', amount: 3_000_000, claimant: 'perpetrating-employee' },
        ],
      },
      [
        ['payable', 3_000_000],
        ['not-payable', 0, 'perpetrator-own-loss'],
      ],
    ],
    [
      '9: a laptop stolen abroad',
      {
        incident: { cause: 'information-leak', country: 'US', attackConfirmed: null },
        lines: [{ ...call, amount: 2_000_000 }],
      },
      [['payable', 2_000_000]],
    ],
    [
      '10: a pharmacy',
      { policy: { institutionKind: 'pharmacy' }, lines: [call, check] },
      [
        ['not-payable', 0, 'ineligible-institution'],
        ['not-payable', 0, 'ineligible-institution'],
      ],
    ],
    [
      '11 to 13: lost profit, prevention, continuation',
      { policy: { businessInterruption: option }, lines: [lostProfit, prevention, continuation] },
      [
        ['reduced', 38_200_000, 'formula'],
        ['reduced', 3_600_000, 'formula'],
        ['reduced', 7_400_000, 'formula'],
      ],
    ],
    [
      '13 with preventionDeduction spent',
      {
        policy: { businessInterruption: option, parameters: { preventionDeduction: 'spent' } },
        lines: [prevention, continuation],
      },
      [
        ['reduced', 3_600_000, 'formula'],
        ['reduced', 6_000_000, 'formula'],
      ],
    ],
    [
      '14: a deductible is used up by a line that a limit lowers anyway',
      {
        policy: { deductible: 100_000 },
        lines: [
          { ...call, amount: 12_000_000 },
          { category: 'damages', amount: 50_000_000 },
        ],
      },
      [
        ['reduced', 10_000_000, 'deductible', 'sub-limit'],
        ['payable', 50_000_000],
      ],
    ],
    [
      '16: condolence for 130,000 persons, hospital plan 3',
      {
        policy: { institutionKind: 'hospital' },
        incident: { affectedPersons: 130_000 },
        lines: [{ category: 'condolence', amount: 130_000_000, persons: 130_000 }],
      },
      [['reduced', 20_000_000, 'sub-limit']],
    ],
    [
      '17: intrusion before cover, discovered in the period',
      { incident: { occurredOn: '2026-03-20' }, lines: [call] },
      [['refer', 500_000, 'period-basis-undecided']],
    ],
    [
      '18: undeclared head office',
      { incident: { premises: 'undeclared-premises' }, lines: [call] },
      [['not-payable', 0, 'undeclared-premises']],
    ],
    [
      '19: recoverable tax',
      {
        policy: { taxCreditableRatio: 0.25 },
        lines: [{ category: 'damage-and-cause-investigation', amount: 1_000_000, tax: 100_000 }],
      },
      [['reduced', 1_075_000, 'recoverable-tax']],
    ],
    [
      '20: own monitoring alert, nothing confirmed',
      {
        incident: { attackConfirmed: null, ...raised('own-staff') },
        lines: [{ category: 'network-isolation', amount: 300_000, outsourced: true }],
      },
      [['refer', 300_000, 'attack-not-yet-determined']],
    ],
    [
      '21: the contractor warned of what was a faulty backup job',
      {
        incident: { cause: 'other-accident', ...noAttack, ...raised('security-operations-contractor') },
        lines: [check],
      },
      [['payable', 800_000]],
    ],
    [
      '22: intrusion in the period before an unbroken renewal',
      {
        policy: renewed,
        incident: { occurredOn: '2026-03-20', discoveredOn: '2026-04-05' },
        lines: [call],
      },
      [['refer', 500_000, 'period-of-limits-undecided']],
    ],
    [
      '23: discovered on the expiry day',
      { incident: { discoveredOn: '2027-04-01' }, lines: [{ ...call, incurredOn: '2027-04-10' }] },
      [['refer', 500_000, 'period-boundary-day']],
    ],
    [
      '23 with boundaryHour 0',
      {
        policy: { boundaryHour: 0 },
        incident: { discoveredOn: '2027-04-01' },
        lines: [{ ...call, incurredOn: '2027-04-10' }],
      },
      [['refer', 500_000, 'period-basis-undecided']],
    ],
    [
      '24: the lawyer’s invoice while the suit runs',
      {
        lines: [
          {
            category: 'litigation',
            amount: 600_000,
            liability: {
              legalLiability: null,
              inCourseOfBusiness: true,
              accidental: true,
              bodilyInjuryOrPropertyDamage: false,
            },
          },
        ],
      },
      [['payable', 600_000]],
    ],
    [
      '25: the director lost a memory stick',
      {
        incident: { cause: 'information-leak', perpetrator: 'director', intent: 'error', attackConfirmed: null },
        lines: [call],
      },
      [['payable', 500_000]],
    ],
    [
      '26: the prevention line beyond the indemnity period',
      {
        policy: { businessInterruption: { ...option, indemnityMonths: 1 } },
        lines: [lostProfit, { ...prevention, incurredOn: '2026-10-11' }, continuation],
      },
      [
        ['reduced', 38_200_000, 'formula'],
        ['refer', 3_600_000, 'beyond-indemnity-period', 'formula'],
        ['refer', 7_400_000, 'prevention-undecided', 'formula'],
      ],
    ],
    [
      '27: occurred and discovered on the day of renewal, in the afternoon or before',
      {
        policy: { ...renewed, boundaryHour: 16 },
        incident: { occurredOn: '2026-04-01', discoveredOn: '2026-04-01' },
        lines: [call],
      },
      [['refer', 500_000, 'period-of-limits-undecided']],
    ],
  ])('%s', (_, given, expected) => {
    expect(rows(given)).toEqual(expected);
  });

  it('3: of the aggregate 9,000,000 is left', () => {
    const { limits } = assessed({
      policy: { plan: 1 },
      lines: [{ category: 'damage-and-cause-investigation', amount: 1_400_000 }],
    });
    expect(limits?.aggregate.remaining).toBe(9_000_000);
  });

  it('14: together 60,000,000', () => {
    const { totals } = assessed({
      policy: { deductible: 100_000 },
      lines: [
        { ...call, amount: 12_000_000 },
        { category: 'damages', amount: 50_000_000 },
      ],
    });
    expect(totals).toEqual({ claimed: 62_000_000, payable: 60_000_000, referred: 0 });
  });

  it('15: the same plan number is another limit for a hospital', () => {
    const limitsOf = (institutionKind: 'hospital' | 'general-clinic'): unknown[] => {
      const { limits } = assessed({ policy: { institutionKind, plan: 2 }, lines: [] });
      return [limits?.aggregate.limit, limits?.responseExpense.limit];
    };
    expect([limitsOf('hospital'), limitsOf('general-clinic')]).toEqual([
      [100_000_000, 10_000_000],
      [50_000_000, 5_000_000],
    ]);
  });

  it.each<[string, Case, unknown[]]>([
    [
      '9',
      { incident: { cause: 'information-leak', country: 'US', attackConfirmed: null }, lines: [] },
      ['not-available', 'overseas-incident'],
    ],
    ['17', { incident: { occurredOn: '2026-03-20' }, lines: [] }, ['refer', 'period-basis-undecided']],
    [
      '20',
      { incident: { attackConfirmed: null, ...raised('own-staff') }, lines: [] },
      ['refer', 'coverage-not-yet-established'],
    ],
    [
      '22',
      { policy: renewed, incident: { occurredOn: '2026-03-20', discoveredOn: '2026-04-05' }, lines: [] },
      ['available', 'available'],
    ],
    [
      '25',
      { incident: { cause: 'information-leak', perpetrator: 'director', intent: 'error' }, lines: [] },
      ['available', 'available'],
    ],
  ])('%s: the answer on emergency support', (_, given, expected) => {
    expect(supportOf(given)).toEqual(expected);
  });

  it('10: no limits and nothing to pay support from', () => {
    const answer = assessed({ policy: { institutionKind: 'pharmacy' }, lines: [call] });
    expect([answer.limits, answer.emergencySupport.remainingResponseExpense, answer.openCoverages]).toEqual([
      null,
      0,
      [],
    ]);
  });

  // gate 27: "whenever this gate fires, gates 28–31 are skipped"
  it('an undecided legal liability leaves open what else would be looked into', () => {
    const liability = {
      legalLiability: null,
      inCourseOfBusiness: false,
      accidental: false,
      bodilyInjuryOrPropertyDamage: true,
    };
    const given: Case = {
      incident: { cause: 'other-accident', attackConfirmed: null },
      lines: [
        { category: 'damages', amount: 100, liability },
        { category: 'damages', amount: 100, liability: { ...liability, legalLiability: true } },
      ],
    };
    expect(rows(given)).toEqual([
      ['refer', 100, 'legal-liability-undecided'],
      ['not-payable', 0, 'not-in-course-of-business'],
    ]);
  });
});
