import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessRequest } from './assess.js';
import { readProductTerms } from './read-terms.js';
import type { CoverageRequest, RequestLine } from './request.js';
import type { CoverageResponse } from './response.js';

const terms = readProductTerms(JSON.parse(readFileSync(join(process.cwd(), 'data', 'product-terms.json'), 'utf8')));
const of = (request: Omit<CoverageRequest, 'termsVersion'>): CoverageResponse =>
  assessRequest({ termsVersion: '2026-11', ...request }, terms);
const rowsOf = ({ lines }: CoverageResponse): unknown[] =>
  lines.map(({ id, outcome, claimed, payable, wouldPay, reasons, steps }) => [
    id,
    outcome,
    claimed,
    outcome === 'refer' ? wouldPay : payable,
    ...reasons.map(({ code }) => code),
    ...steps.map(({ code, before, after }) => `${code} ${before} → ${after}`),
  ]);

/*
 * Invented institutions (見本) after the published course of real incidents. Published: days, numbers of persons, what
 * was renewed, shares of the year before. Assumed, because it is not published: contracts, invoices and rates.
 */
describe('見本総合病院: a town’s hospital of 120 beds whose charts were encrypted, after the course of October 2021', () => {
  // published: noticed on 2021-10-31 by ransom notes from the printers; about 85,000 charts unreadable, no trace of a
  // leak; a new system decided on 2021-11-26, about 200,000,000 yen; main server restored 2021-12-29; open again
  // 2022-01-04
  const incident: CoverageRequest['incident'] = {
    cause: 'cyber-attack',
    country: 'JP',
    occurredOn: '2021-10-31',
    discoveredOn: '2021-10-31',
    attackConfirmed: true,
    suspicion: { raisedBy: 'attacker', raisedOn: '2021-10-31' },
    premises: 'insured-facility',
    perpetrator: 'outsider',
    systemStop: { kind: 'caused', hours: 1_416 },
    affectedPersons: 85_000,
  };
  // assumed: plan 3 without the option, whole years from April, tax cannot be recovered, a deductible of 500,000 yen
  const policy: CoverageRequest['policy'] = {
    institutionKind: 'hospital',
    corporationKind: 'public',
    plan: 3,
    inceptionDate: '2021-04-01',
    expiryDate: '2022-04-01',
    deductible: 500_000,
  };
  const lines: readonly RequestLine[] = [
    {
      id: '遮断',
      category: 'network-isolation',
      amount: 600_000,
      tax: 60_000,
      incurredOn: '2021-11-01',
      outsourced: true,
    },
    {
      id: '調査',
      category: 'damage-and-cause-investigation',
      amount: 8_000_000,
      tax: 800_000,
      incurredOn: '2021-11-25',
    },
    {
      id: '新システム',
      category: 'data-restoration',
      amount: 200_000_000,
      incurredOn: '2022-01-04',
      replacementOrUpgrade: true,
    },
    { id: '修復', category: 'data-restoration', amount: 9_000_000, tax: 900_000, incurredOn: '2021-12-29' },
    { id: '広告', category: 'media-apology', amount: 3_000_000, tax: 300_000, incurredOn: '2021-12-10' },
    {
      id: '減収',
      category: 'lost-profit',
      amount: 40_000_000,
      incurredOn: '2022-01-04',
      // billing was postponed, not lost: amounts billed later count as revenue of the period
      interruption: {
        standardRevenue: 300_000_000,
        actualRevenue: 300_000_000,
        profitRate: 0.5,
        avoidedOrdinaryExpenses: 0,
      },
    },
  ];

  it('pays up to the 20,000,000 yen of response expenses, and leaves the new system to a person', () => {
    expect(rowsOf(of({ policy, incident, lines }))).toEqual([
      // the ransom note is no third party’s notice: 660,000 less the deductible of 500,000 would be 160,000, undecided
      ['遮断', 'refer', 660_000, 160_000, 'suspicion-cost-after-confirmation', 'deductible 660000 → 160000'],
      // an undecided line takes nothing: the whole deductible comes off this line, 8,800,000 − 500,000
      ['調査', 'reduced', 8_800_000, 8_300_000, 'deductible 8800000 → 8300000'],
      // 20,000,000 − 8,300,000 are left in its turn; it is undecided and takes nothing either
      ['新システム', 'refer', 200_000_000, 11_700_000, 'replacement-or-upgrade', 'sub-limit 200000000 → 11700000'],
      // 9,900,000 of the 11,700,000 that are left
      ['修復', 'payable', 9_900_000, 9_900_000],
      // 20,000,000 − 8,300,000 − 9,900,000 = 1,800,000
      ['広告', 'reduced', 3_300_000, 1_800_000, 'sub-limit 3300000 → 1800000'],
      // without the option nothing of an interruption is paid
      ['減収', 'not-payable', 40_000_000, 0, 'option-not-purchased'],
    ]);
  });

  it('has used the whole limit: 180,000,000 yen of the aggregate remain for liability, nothing for support', () => {
    const { totals, limits, emergencySupport } = of({ policy, incident, lines });
    // 660,000 + 8,800,000 + 200,000,000 + 9,900,000 + 3,300,000 + 40,000,000; 8,300,000 + 9,900,000 + 1,800,000;
    // 160,000 + 11,700,000
    expect(totals).toEqual({ claimed: 262_660_000, payable: 20_000_000, referred: 11_860_000 });
    expect(limits?.responseExpense).toEqual({ limit: 20_000_000, used: 0, thisAssessment: 20_000_000, remaining: 0 });
    expect(limits?.aggregate.remaining).toBe(180_000_000);
    // nothing had been paid before, so support could be used; nothing would be left to pay for it
    expect(emergencySupport).toMatchObject({ code: 'available', remainingResponseExpense: 0 });
  });

  it('with the option, postponed bills are no lost profit: nothing was lost, nothing is paid', () => {
    const [line] = of({
      policy: { ...policy, businessInterruption: { limit: 100_000_000, waitingHours: 12 } },
      incident,
      lines: lines.slice(-1),
    }).lines;
    // (300,000,000 − 300,000,000) × 0.5 = 0
    expect(line).toMatchObject({
      outcome: 'reduced',
      payable: 0,
      steps: [{ code: 'formula', before: 40_000_000, after: 0 }],
    });
  });
});

describe('見本クリニック: a clinic with the data of 300,000 persons, after the course of February 2025', () => {
  // published: discovered 2025-02-10, made public 02-18, about 300,000 persons, a call centre about 02-28, health
  // checks stopped
  const incident: CoverageRequest['incident'] = {
    cause: 'cyber-attack',
    country: 'JP',
    occurredOn: null,
    discoveredOn: '2025-02-10',
    attackConfirmed: true,
    premises: 'insured-facility',
    perpetrator: 'outsider',
    affectedPersons: 300_000,
    systemStop: { kind: 'caused', hours: 240 },
  };
  // assumed: plan 3 with an option of 30,000,000 yen, half of the tax recoverable, 500 yen a person
  const policy: CoverageRequest['policy'] = {
    institutionKind: 'general-clinic',
    corporationKind: 'medical-corporation',
    plan: 3,
    inceptionDate: '2024-10-01',
    expiryDate: '2025-10-01',
    taxCreditableRatio: 0.5,
    businessInterruption: { limit: 30_000_000, waitingHours: 12 },
  };
  const lines: readonly RequestLine[] = [
    { id: '窓口', category: 'call-center', amount: 4_500_001, tax: 450_000, incurredOn: '2025-03-31' },
    {
      id: '見舞金',
      category: 'condolence',
      amount: 150_000_000,
      incurredOn: '2025-03-31',
      persons: 300_000,
      consent: true,
    },
    {
      id: '健診の減収',
      category: 'lost-profit',
      amount: 35_000_000,
      incurredOn: '2025-03-31',
      // assumed: a month’s 60,000,000 yen fell to a third (published of another hospital: a third of new patients),
      // rate 0.55
      interruption: {
        standardRevenue: 60_000_000,
        actualRevenue: 20_000_000,
        profitRate: 0.55,
        avoidedOrdinaryExpenses: 1_234_567,
      },
    },
    {
      id: '賠償',
      category: 'damages',
      amount: 120_000_000,
      incurredOn: '2025-09-01',
      consent: true,
      liability: {
        legalLiability: true,
        inCourseOfBusiness: true,
        accidental: true,
        bodilyInjuryOrPropertyDamage: false,
      },
    },
  ];

  it('condolence at 500 yen meets an expense limit of 10,000,000 yen, damages the aggregate', () => {
    expect(rowsOf(of({ policy, incident, lines }))).toEqual([
      // half of the tax is recoverable: 4,500,001 + 225,000
      ['窓口', 'reduced', 4_950_001, 4_725_001, 'recoverable-tax 4950001 → 4725001'],
      // 10,000,000 − 4,725,001
      ['見舞金', 'reduced', 150_000_000, 5_274_999, 'sub-limit 150000000 → 5274999'],
      // (60,000,000 − 20,000,000) × 0.55 − 1,234,567 = 20,765,433, inside the option’s limit and outside the aggregate
      ['健診の減収', 'reduced', 35_000_000, 20_765_433, 'formula 35000000 → 20765433'],
      // 100,000,000 − 10,000,000 of response expenses
      ['賠償', 'reduced', 120_000_000, 90_000_000, 'aggregate-limit 120000000 → 90000000'],
    ]);
  });

  it('a cap for each person in the contract lowers the condolence first', () => {
    const capped = of({
      policy: { ...policy, parameters: { condolenceCapPerPerson: 10 } },
      incident: { ...incident, affectedPersons: 250_000 },
      lines: lines.slice(1, 2),
    });
    // 300,000 gifts for 250,000 persons are left to a person; 10 × 250,000 would be paid
    expect(rowsOf(capped)).toEqual([
      ['見舞金', 'refer', 150_000_000, 2_500_000, 'more-persons-than-affected', 'condolence-cap 150000000 → 2500000'],
    ]);
  });
});
