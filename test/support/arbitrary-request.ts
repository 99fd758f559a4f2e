import fc from 'fast-check';
import { categories, type CoverageRequest } from '#coverage';

/** Days close to each other and to the ends of cover, so that every comparison of days has both answers. */
const dayNear = fc.constantFrom(
  ...['2024-04-01', '2026-03-20', '2026-03-31', '2026-04-01', '2026-04-02', '2026-09-01', '2026-09-10', '2026-09-11'],
  ...['2026-10-10', '2026-10-11', '2027-03-31', '2027-04-01', '2027-04-02', '2027-09-11', '2028-02-29'],
);
const yen = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 999_999_999_999_999) },
);
const rate = fc.oneof(
  fc.constantFrom(0, 1, 0.1, 0.25, 0.333333),
  fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000),
);
const flag = fc.boolean();
const mostly = <T>(value: T, others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const line = fc.record(
  {
    category: fc.constantFrom(...categories),
    amount: yen,
    incurredOn: dayNear,
    tax: yen,
    claimant: mostly('institution', ['perpetrating-employee', 'third-party']),
    outsourced: flag,
    ransom: mostly(false, [true]),
    replacementOrUpgrade: flag,
    securityProduct: flag,
    consent: mostly(true, [false]),
    judgment: flag,
    lawyer: flag,
    persons: fc.integer({ min: 0, max: 200 }),
    liability: fc.option(
      fc.record({
        legalLiability: mostly<boolean | null>(true, [false, null]),
        inCourseOfBusiness: mostly(true, [false]),
        accidental: mostly(true, [false]),
        bodilyInjuryOrPropertyDamage: flag,
      }),
      { freq: 6 },
    ),
    standardRevenue: fc.option(yen, { freq: 6 }),
    profitRate: rate,
    figures: fc.tuple(yen, yen),
    until: fc.option(dayNear),
  },
  { noNullPrototype: true },
);

/** Valid requests of the engine, dense where gates and steps change their answer. */
export const arbitraryRequest: fc.Arbitrary<CoverageRequest> = fc
  .record(
    {
      policy: fc.record(
        {
          institutionKind: mostly('general-clinic', [
            'hospital',
            'dental-clinic',
            'geriatric-health-facility',
            'pharmacy',
          ]),
          corporationKind: mostly('medical-corporation', ['individual', 'public', 'other']),
          plan: fc.constantFrom(1, 2, 3),
          inceptionDate: fc.constant('2026-04-01'),
          expiryDate: fc.constant('2027-04-01'),
          continuousSince: fc.constantFrom('2024-04-01', '2026-04-01'),
          boundaryHour: fc.constantFrom(null, 0, 16),
          deductible: fc.constantFrom(0, 100_000, 5_000_000),
          taxCreditableRatio: rate,
          businessInterruption: fc.option(
            fc.record({
              limit: yen,
              waitingHours: fc.constantFrom(0, 12, 12.5),
              indemnityMonths: fc.constantFrom(null, 1, 12),
            }),
            { freq: 5 },
          ),
          bodilyInjuryPropertyDamage: flag,
          parameters: fc.record(
            {
              ratio: fc.dictionary(fc.constantFrom(...categories), rate, { maxKeys: 4, noNullPrototype: true }),
              condolenceCapPerPerson: fc.constantFrom(0, 500, 10_000),
              businessInterruptionInsideAggregate: flag,
              preventionDeduction: fc.constantFrom('indemnifiable', 'spent'),
              responseExpenseLimitScope: fc.constantFrom('period', 'incident'),
              deductibleAppliesTo: fc.subarray(['response-expense', 'liability', 'business-interruption']),
              expenseWindowDays: fc.constantFrom(0, 30, 365),
              isolationAfterConfirmation: fc.constantFrom('refer', 'payable'),
            },
            { requiredKeys: [], noNullPrototype: true },
          ),
        },
        {
          requiredKeys: ['institutionKind', 'corporationKind', 'plan', 'inceptionDate', 'expiryDate'],
          noNullPrototype: true,
        },
      ),
      incident: fc
        .record(
          {
            cause: mostly('cyber-attack', ['information-leak', 'digital-content', 'other-accident']),
            country: mostly('JP', ['US']),
            domesticEffect: fc.constantFrom(true, false, null),
            days: fc.tuple(
              mostly('2026-09-10', ['2026-04-01', '2026-03-31', '2027-04-01', '2027-04-02']),
              fc.option(dayNear),
            ),
            knownBeforeInception: mostly(false, [true]),
            attackConfirmed: mostly<boolean | null>(true, [false, null]),
            suspicion: fc.option(
              fc.record({
                raisedBy: fc.constantFrom(
                  'public-body',
                  'security-operations-contractor',
                  'other-third-party',
                  'own-staff',
                  'attacker',
                ),
                raisedOn: dayNear,
              }),
            ),
            premises: mostly('insured-facility', [
              'outside-facilities',
              'declared-premises',
              'declared-mid-term',
              'undeclared-premises',
              'unknown',
            ]),
            perpetrator: fc.constantFrom('outsider', 'employee', 'director', 'unknown'),
            intent: fc.constantFrom('error', 'crime-or-breach-of-trust', 'unknown'),
            thirdPartyClaim: flag,
            exclusionsToCheck: mostly<readonly string[]>([], [['war']]),
            systemStop: fc.option(
              fc.record({
                kind: mostly('caused', ['voluntary', 'none']),
                hours: fc.constantFrom(null, 0, 12, 12.5, 100),
              }),
              { freq: 6 },
            ),
            affectedPersons: fc.option(fc.integer({ min: 0, max: 150 })),
          },
          { requiredKeys: ['cause', 'country', 'days', 'premises', 'perpetrator'], noNullPrototype: true },
        )
        .map(({ days: [discoveredOn, occurred], ...rest }) => ({
          ...rest,
          discoveredOn,
          occurredOn: occurred !== null && occurred <= discoveredOn ? occurred : null,
        })),
      used: fc
        .record({
          responseExpense: fc.constantFrom(0, 900_000, 9_000_000, 30_000_000),
          share: fc.constantFrom(0, 0.5, 1),
          liability: fc.constantFrom(0, 9_500_000, 95_000_000),
          businessInterruption: fc.constantFrom(0, 1_000_000),
          deductible: fc.constantFrom(0, 50_000),
        })
        .map(({ share, ...used }) => ({
          ...used,
          responseExpenseThisIncident: Math.floor(used.responseExpense * share),
        })),
      lines: fc.array(line, { maxLength: 6 }),
    },
    { noNullPrototype: true },
  )
  .map(
    ({ lines, ...rest }) =>
      ({
        termsVersion: '2026-11',
        ...rest,
        lines: lines.map(({ standardRevenue, profitRate, figures: [first, second], until, ...kept }, at) => ({
          ...kept,
          id: `line ${at}`,
          ...{
            'lost-profit': {
              interruption: { standardRevenue, actualRevenue: first, profitRate, avoidedOrdinaryExpenses: second },
            },
            'revenue-decline-prevention': {
              interruption: { avoidedRevenueDecline: first, profitRate, businessRecoveredOn: until },
            },
            'business-continuation': { interruption: { avoidedCosts: second, systemRestoredOn: until } },
          }[kept.category as string],
        })),
      }) as unknown as CoverageRequest,
  );
