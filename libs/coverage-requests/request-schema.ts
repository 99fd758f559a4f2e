import { categories, coverageOf, type Category } from '#coverage';

/** A JSON Schema (2020-12), as the API documentation publishes it and as requests are checked. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const mostYen = 999_999_999_999_999;
const whole = { type: 'integer', minimum: 0, maximum: mostYen };
const yen = { ...whole, description: 'whole yen' };
/** `maxDecimals` is a keyword of our own, always 6: the most decimals in the shortest form of the number. */
const rate = { type: 'number', minimum: 0, maximum: 1, maxDecimals: 6 };
const hours = { type: 'number', minimum: 0, maximum: mostYen, maxDecimals: 6 };
const day = { type: 'string', format: 'date' };
const flag = { type: 'boolean', default: false };
const orNull = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema['type'], 'null'] });
const oneOf = (...codes: readonly (string | number)[]): JsonSchema => ({ enum: codes });
const object = (required: JsonSchema, optional: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** The points that the published terms leave open and a contract may settle (section 6). */
export const parametersSchema = object(
  {},
  {
    ratio: object({}, Object.fromEntries(categories.map((category) => [category, rate]))),
    condolenceCapPerPerson: yen,
    businessInterruptionInsideAggregate: flag,
    preventionDeduction: oneOf('indemnifiable', 'spent'),
    responseExpenseLimitScope: oneOf('period', 'incident'),
    deductibleAppliesTo: { type: 'array', items: oneOf('response-expense', 'liability', 'business-interruption') },
    expenseWindowDays: whole,
    isolationAfterConfirmation: oneOf('refer', 'payable'),
  },
);

const policy = object(
  {
    institutionKind: oneOf(
      'hospital',
      'integrated-care-facility',
      'geriatric-health-facility',
      'general-clinic',
      'dental-clinic',
      'pharmacy',
    ),
    corporationKind: oneOf('medical-corporation', 'individual', 'public', 'other'),
    plan: oneOf(1, 2, 3),
    inceptionDate: day,
    expiryDate: day,
  },
  {
    continuousSince: day,
    boundaryHour: orNull({ type: 'integer', minimum: 0, maximum: 23 }),
    deductible: yen,
    taxCreditableRatio: rate,
    businessInterruption: orNull(
      object(
        { limit: yen, waitingHours: hours },
        { indemnityMonths: orNull({ type: 'integer', minimum: 1, maximum: 60 }) },
      ),
    ),
    bodilyInjuryPropertyDamage: flag,
    parameters: parametersSchema,
  },
);

const incident = object(
  {
    cause: oneOf('cyber-attack', 'information-leak', 'digital-content', 'other-accident'),
    country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' },
    discoveredOn: day,
    premises: oneOf(
      'insured-facility',
      'outside-facilities',
      'declared-premises',
      'declared-mid-term',
      'undeclared-premises',
      'unknown',
    ),
    perpetrator: oneOf('outsider', 'employee', 'director', 'unknown'),
  },
  {
    domesticEffect: { type: ['boolean', 'null'] },
    occurredOn: orNull(day),
    knownBeforeInception: flag,
    attackConfirmed: { type: ['boolean', 'null'] },
    suspicion: orNull(
      object({
        raisedBy: oneOf('public-body', 'security-operations-contractor', 'other-third-party', 'own-staff', 'attacker'),
        raisedOn: day,
      }),
    ),
    intent: oneOf('error', 'crime-or-breach-of-trust', 'unknown'),
    thirdPartyClaim: flag,
    exclusionsToCheck: {
      type: 'array',
      items: oneOf('war', 'earthquake', 'intent', 'contractual-liability', 'related-party', 'fine', 'other'),
    },
    systemStop: orNull(object({ kind: oneOf('caused', 'voluntary', 'none') }, { hours: orNull(hours) })),
    affectedPersons: orNull(whole),
  },
);

const interruptionOf = {
  'lost-profit': object({
    standardRevenue: orNull(yen),
    actualRevenue: yen,
    profitRate: rate,
    avoidedOrdinaryExpenses: yen,
  }),
  'revenue-decline-prevention': object({
    avoidedRevenueDecline: yen,
    profitRate: rate,
    businessRecoveredOn: orNull(day),
  }),
  'business-continuation': object({ avoidedCosts: yen, systemRestoredOn: orNull(day) }),
};

const only = (category: Category, then: JsonSchema): JsonSchema => ({
  if: { properties: { category: { const: category } }, required: ['category'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then,
});

const line: JsonSchema = {
  ...object(
    { id: { type: 'string', minLength: 1 }, category: oneOf(...categories), amount: yen, incurredOn: day },
    {
      tax: yen,
      claimant: oneOf('institution', 'perpetrating-employee', 'third-party'),
      outsourced: flag,
      ransom: flag,
      replacementOrUpgrade: flag,
      securityProduct: flag,
      consent: flag,
      judgment: flag,
      lawyer: flag,
      persons: whole,
      liability: orNull(
        object({
          legalLiability: { type: ['boolean', 'null'] },
          inCourseOfBusiness: { type: 'boolean' },
          accidental: { type: 'boolean' },
          bodilyInjuryOrPropertyDamage: { type: 'boolean' },
        }),
      ),
      interruption: { type: 'object' },
    },
  ),
  allOf: [
    only('condolence', { required: ['persons'] }),
    ...categories
      .filter((category) => coverageOf(category) === 'business-interruption')
      .map((category) =>
        only(category, {
          required: ['interruption'],
          properties: { interruption: interruptionOf[category as keyof typeof interruptionOf] },
        }),
      ),
  ],
};

/** The schema of a request of the engine (rules, section 1), for these versions of the terms. */
export function requestSchema(termsVersions: readonly string[]): JsonSchema {
  return object(
    { termsVersion: oneOf(...termsVersions), policy, incident, lines: { type: 'array', items: line } },
    {
      used: object(
        {},
        {
          responseExpense: yen,
          responseExpenseThisIncident: yen,
          liability: yen,
          businessInterruption: yen,
          deductible: yen,
        },
      ),
    },
  );
}
