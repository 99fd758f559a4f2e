import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { emergencySupport, type LimitsTaken } from './emergency-support.js';
import { incidentGates } from './gates.js';
import { readProductTerms } from './read-terms.js';
import type { CoverageRequest, RequestIncident, RequestPolicy, UsedAmounts } from './request.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));

/** General clinic, plan 3: 100,000,000 yen in all, of which 10,000,000 for response expenses. */
const policy: RequestPolicy = {
  institutionKind: 'general-clinic',
  corporationKind: 'medical-corporation',
  plan: 3,
  inceptionDate: '2026-04-01',
  expiryDate: '2027-04-01',
};
const incident: RequestIncident = {
  cause: 'cyber-attack',
  country: 'JP',
  discoveredOn: '2026-09-10',
  occurredOn: '2026-09-08',
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
};

interface Change {
  policy?: Partial<RequestPolicy>;
  incident?: Partial<RequestIncident>;
  used?: Partial<UsedAmounts>;
}
const worked = (change: Change = {}): CoverageRequest => ({
  termsVersion: '2026-11',
  policy: { ...policy, ...change.policy },
  incident: { ...incident, ...change.incident },
  lines: [],
  ...(change.used ? { used: change.used } : {}),
});
const answerTo = (change: Change): [string, string] => {
  const { availability, code } = emergencySupport(worked(change), terms);
  return [availability, code];
};
const remaining = (change: Change, taken?: LimitsTaken): number =>
  emergencySupport(worked(change), terms, taken).remainingResponseExpense;
const raisedBy = (by: NonNullable<RequestIncident['suspicion']>['raisedBy']): Partial<RequestIncident> => ({
  attackConfirmed: null,
  suspicion: { raisedBy: by, raisedOn: '2026-09-09' },
});

describe('emergency support', () => {
  it('R-SUP-1: is available for a confirmed attack in Japan, with the whole expense limit left', () => {
    expect(emergencySupport(worked(), terms)).toEqual({
      availability: 'available',
      code: 'available',
      remainingResponseExpense: 10_000_000,
    });
  });

  describe('worked cases', () => {
    const laptopStolen: Partial<RequestIncident> = { cause: 'information-leak', attackConfirmed: null };
    it.each<[string, Change, string, string]>([
      [
        '9: a laptop stolen in the United States',
        { incident: { ...laptopStolen, country: 'US' } },
        'not-available',
        'overseas-incident',
      ],
      ['10: a pharmacy', { policy: { institutionKind: 'pharmacy' } }, 'not-available', 'ineligible-institution'],
      [
        '17: intrusion before unbroken cover, discovered in the period',
        { incident: { occurredOn: '2026-03-31' } },
        'refer',
        'period-basis-undecided',
      ],
      [
        '18: an undeclared head office',
        { incident: { premises: 'undeclared-premises' } },
        'not-available',
        'undeclared-premises',
      ],
      [
        '20: own monitoring alert, nothing confirmed yet',
        { incident: raisedBy('own-staff') },
        'refer',
        'coverage-not-yet-established',
      ],
      [
        '21: contractor warned, it was a faulty backup job',
        {
          incident: { ...raisedBy('security-operations-contractor'), cause: 'other-accident', attackConfirmed: false },
        },
        'refer',
        'coverage-not-yet-established',
      ],
      [
        '22: renewal with an intrusion before it',
        {
          policy: { continuousSince: '2024-04-01' },
          incident: { occurredOn: '2026-03-20', discoveredOn: '2026-04-05' },
        },
        'available',
        'available',
      ],
      [
        '23: discovered on the expiry day',
        { incident: { discoveredOn: '2027-04-01' } },
        'refer',
        'period-boundary-day',
      ],
      [
        '23: with whole days',
        { policy: { boundaryHour: 0 }, incident: { discoveredOn: '2027-04-01' } },
        'refer',
        'period-basis-undecided',
      ],
      [
        '25: the clinic’s director lost a memory stick',
        { incident: { ...laptopStolen, perpetrator: 'director', intent: 'error' } },
        'available',
        'available',
      ],
      [
        '27: occurred and discovered on the day of renewal',
        {
          policy: { continuousSince: '2024-04-01', boundaryHour: 16 },
          incident: { occurredOn: '2026-04-01', discoveredOn: '2026-04-01' },
        },
        'available',
        'available',
      ],
    ])('%s', (_, change, availability, code) => {
      expect(answerTo(change)).toEqual([availability, code]);
    });
  });

  describe('R-TER-3: incidents in Japan only', () => {
    it.each<[string, boolean | null | undefined, string, string]>([
      ['US', undefined, 'not-available', 'overseas-incident'],
      ['US', null, 'not-available', 'overseas-incident'],
      ['US', false, 'not-available', 'overseas-incident'],
      ['US', true, 'refer', 'domestic-undecided'],
      ['JM', null, 'not-available', 'overseas-incident'],
      ['JP', null, 'available', 'available'],
      ['JP', false, 'available', 'available'],
      ['JP', true, 'available', 'available'],
    ])('country %s, effect in Japan %s: %s, %s', (country, domesticEffect, availability, code) => {
      const effect = domesticEffect === undefined ? {} : { domesticEffect };
      expect(answerTo({ incident: { country, ...effect } })).toEqual([availability, code]);
    });
  });

  describe('first match wins', () => {
    const abroad: Partial<RequestIncident> = { country: 'US' };
    const affectingJapan: Partial<RequestIncident> = { country: 'US', domesticEffect: true };
    it.each<[string, Change, string, string]>([
      [
        'a refused incident abroad names the refusal',
        { incident: { ...abroad, premises: 'undeclared-premises' } },
        'not-available',
        'undeclared-premises',
      ],
      [
        'known before inception, abroad',
        { incident: { ...abroad, knownBeforeInception: true } },
        'not-available',
        'known-before-inception',
      ],
      [
        'outside the period with effect in Japan',
        { incident: { ...affectingJapan, occurredOn: '2027-04-02', discoveredOn: '2027-04-03' } },
        'not-available',
        'outside-period',
      ],
      [
        'a refusal after a refer',
        { incident: { discoveredOn: '2027-04-02', premises: 'undeclared-premises' } },
        'not-available',
        'undeclared-premises',
      ],
      ['abroad before a refer', { incident: { ...abroad, premises: 'unknown' } }, 'not-available', 'overseas-incident'],
      [
        'effect in Japan before a refer',
        { incident: { ...affectingJapan, premises: 'unknown' } },
        'refer',
        'domestic-undecided',
      ],
      [
        'of several refers the first in gate order',
        { incident: { discoveredOn: '2027-04-01', premises: 'unknown', exclusionsToCheck: ['war'] } },
        'refer',
        'period-boundary-day',
      ],
      [
        'whose limits apply is passed over, the next refer is not',
        {
          policy: { continuousSince: '2024-04-01' },
          incident: { occurredOn: '2026-03-20', exclusionsToCheck: ['war'] },
        },
        'refer',
        'exclusion-undecided',
      ],
      [
        'a gate before cover that is not established',
        { incident: { ...raisedBy('own-staff'), premises: 'declared-mid-term' } },
        'refer',
        'premises-undecided',
      ],
      [
        'a director’s act before cover that is not established',
        { incident: { cause: 'other-accident', perpetrator: 'director' } },
        'refer',
        'director-perpetrator',
      ],
      [
        'cover that is not established before exhausted limits',
        { incident: raisedBy('attacker'), used: { responseExpense: 10_000_000 } },
        'refer',
        'coverage-not-yet-established',
      ],
      [
        'abroad before exhausted limits',
        { incident: abroad, used: { responseExpense: 10_000_000 } },
        'not-available',
        'overseas-incident',
      ],
    ])('%s', (_, change, availability, code) => {
      expect(answerTo(change)).toEqual([availability, code]);
    });
  });

  describe('R-SUP-1: only where insurance money can be paid', () => {
    const established = 'available';
    const open = 'coverage-not-yet-established';
    it.each<[string, Partial<RequestIncident>, string]>([
      ['a confirmed attack nobody warned of', { attackConfirmed: true, suspicion: null }, established],
      ['an attack not yet determined that nobody warned of', { attackConfirmed: null, suspicion: null }, open],
      ['no attack, and nobody warned', { attackConfirmed: false, suspicion: null }, open],
      ['R-3P-1: a public body warned', raisedBy('public-body'), established],
      ['R-3P-1: the security contractor warned', raisedBy('security-operations-contractor'), established],
      ['R-3P-4: a public body warned, no attack', { ...raisedBy('public-body'), attackConfirmed: false }, established],
      ['R-3P-2: another third party warned', raisedBy('other-third-party'), open],
      ['R-3P-2: own staff warned', raisedBy('own-staff'), open],
      ['R-3P-2: the attacker announced it', raisedBy('attacker'), open],
      [
        'the attacker announced it and it was confirmed',
        { ...raisedBy('attacker'), attackConfirmed: true },
        established,
      ],
      ['R-EXP-6: a leak without attack', { cause: 'information-leak', attackConfirmed: null }, established],
      ['a leak, shown to be no attack', { cause: 'information-leak', attackConfirmed: false }, established],
      ['digital content', { cause: 'digital-content' }, open],
      ['another accident', { cause: 'other-accident' }, open],
      ['another accident a public body warned of', { ...raisedBy('public-body'), cause: 'other-accident' }, open],
    ])('%s', (_, change, code) => {
      expect(answerTo({ incident: change })[1]).toBe(code);
    });
  });

  describe('R-LIM-2: what is left', () => {
    const perIncident = { parameters: { responseExpenseLimitScope: 'incident' as const } };
    const interruptionInside = { parameters: { businessInterruptionInsideAggregate: true } };
    it.each<[string, Change, number]>([
      ['the last yen of the expense limit', { used: { responseExpense: 9_999_999 } }, 1],
      ['nothing of the expense limit', { used: { responseExpense: 10_000_000 } }, 0],
      ['less than nothing', { used: { responseExpense: 10_000_001 } }, 0],
      ['the last yen of the aggregate', { used: { liability: 99_999_999 } }, 1],
      ['nothing of the aggregate', { used: { liability: 100_000_000 } }, 0],
      ['the aggregate counts both', { used: { liability: 95_000_000, responseExpense: 2_000_000 } }, 3_000_000],
      ['both use the aggregate up', { used: { liability: 95_000_000, responseExpense: 5_000_000 } }, 0],
      ['business interruption stands outside by default', { used: { businessInterruption: 100_000_000 } }, 10_000_000],
      [
        'R-LIM-5: inside where the contract says so',
        { policy: interruptionInside, used: { businessInterruption: 96_000_000 } },
        4_000_000,
      ],
      [
        'R-LIM-5: inside, and nothing left',
        { policy: interruptionInside, used: { businessInterruption: 100_000_000 } },
        0,
      ],
      [
        'R-LIM-4: by default what other incidents used counts',
        { used: { responseExpense: 8_000_000, responseExpenseThisIncident: 1_000_000 } },
        2_000_000,
      ],
      [
        'R-LIM-4: per incident, only what this one used',
        { policy: perIncident, used: { responseExpense: 8_000_000, responseExpenseThisIncident: 1_000_000 } },
        9_000_000,
      ],
      [
        'R-LIM-4: per incident, another incident used the limit up',
        { policy: perIncident, used: { responseExpense: 10_000_000 } },
        10_000_000,
      ],
      [
        'R-LIM-4: per incident, the aggregate still counts all expenses',
        { policy: perIncident, used: { responseExpense: 97_000_000, responseExpenseThisIncident: 1_000_000 } },
        3_000_000,
      ],
      ['the deductible used is no limit', { used: { deductible: 10_000_000 } }, 10_000_000],
      ['plan 1', { policy: { plan: 1 } }, 1_000_000],
      ['R-PLAN-1: a hospital, plan 3', { policy: { institutionKind: 'hospital' } }, 20_000_000],
    ])('%s', (_, change, left) => {
      expect(emergencySupport(worked(change), terms)).toEqual({
        availability: left > 0 ? 'available' : 'refer',
        code: left > 0 ? 'available' : 'limit-exhausted',
        remainingResponseExpense: left,
      });
    });

    it('R-ELG-2: a pharmacy has no limit', () => {
      expect(remaining({ policy: { institutionKind: 'pharmacy' } })).toBe(0);
    });

    it('is told also where support is not available', () => {
      expect(remaining({ incident: { country: 'US' }, used: { responseExpense: 4_000_000 } })).toBe(6_000_000);
    });

    it('is after this assessment, but judged before it', () => {
      const answer = emergencySupport(worked(), terms, { responseExpense: 10_000_000, aggregate: 10_000_000 });
      expect(answer).toEqual({ availability: 'available', code: 'available', remainingResponseExpense: 0 });
      expect(remaining({}, { responseExpense: 3_000_000, aggregate: 3_000_000 })).toBe(7_000_000);
      expect(remaining({}, { responseExpense: 0, aggregate: 98_000_000 })).toBe(2_000_000);
      expect(remaining({}, { responseExpense: 11_000_000, aggregate: 11_000_000 })).toBe(0);
    });
  });

  it('refuses terms of another version than the request names', () => {
    const request = { ...worked(), termsVersion: '2027-04' };
    expect(() => emergencySupport(request, terms)).toThrow(
      'The request names terms 2027-04, but was given terms 2026-11.',
    );
  });
});

const yenUpTo = (most: number): fc.Arbitrary<number> =>
  fc.oneof(fc.constant(0), fc.nat(most), fc.nat(999_999_999_999_999));
const anyRequest: fc.Arbitrary<CoverageRequest> = fc
  .record({
    policy: fc.record({
      institutionKind: fc.constantFrom<RequestPolicy['institutionKind'][]>(
        'hospital',
        'general-clinic',
        'dental-clinic',
        'pharmacy',
      ),
      corporationKind: fc.constantFrom<RequestPolicy['corporationKind'][]>('medical-corporation', 'public'),
      plan: fc.constantFrom<RequestPolicy['plan'][]>(1, 2, 3),
      continuousSince: fc.constantFrom('2024-04-01', '2026-04-01'),
      boundaryHour: fc.constantFrom(null, 0, 16),
      parameters: fc.record({
        responseExpenseLimitScope: fc.constantFrom('period', 'incident'),
        businessInterruptionInsideAggregate: fc.boolean(),
      }),
    }),
    incident: fc.record({
      cause: fc.constantFrom<RequestIncident['cause'][]>(
        'cyber-attack',
        'information-leak',
        'digital-content',
        'other-accident',
      ),
      country: fc.constantFrom('JP', 'JP', 'US', 'SG'),
      domesticEffect: fc.constantFrom(null, true, false),
      discoveredOn: fc.constantFrom('2026-04-05', '2026-09-10', '2027-04-01', '2027-04-02'),
      occurredOn: fc.constantFrom(null, '2024-03-31', '2026-03-31', '2026-04-02'),
      attackConfirmed: fc.constantFrom(null, true, false),
      suspicion: fc.option(
        fc.record({
          raisedBy: fc.constantFrom<NonNullable<RequestIncident['suspicion']>['raisedBy'][]>(
            'public-body',
            'security-operations-contractor',
            'other-third-party',
            'own-staff',
            'attacker',
          ),
          raisedOn: fc.constant('2026-04-03'),
        }),
      ),
      premises: fc.constantFrom<RequestIncident['premises'][]>(
        'insured-facility',
        'insured-facility',
        'undeclared-premises',
        'unknown',
      ),
      perpetrator: fc.constantFrom<RequestIncident['perpetrator'][]>('outsider', 'director'),
      intent: fc.constantFrom<NonNullable<RequestIncident['intent']>[]>('error', 'unknown'),
    }),
    used: fc.record(
      {
        responseExpense: yenUpTo(10_000_000),
        responseExpenseThisIncident: yenUpTo(1_000_000),
        liability: yenUpTo(100_000_000),
        businessInterruption: yenUpTo(100_000_000),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ policy: cover, incident: facts, used }) => worked({ policy: cover, incident: facts, used }));

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** Yen per kind of contract and plan, copied independently from the product page. */
const clinicLimits = { 1: 10_000_000n, 2: 50_000_000n, 3: 100_000_000n };
const hospitalLimits = { 1: 50_000_000n, 2: 100_000_000n, 3: 200_000_000n };

function remainingByBigInt({ policy: cover, used }: CoverageRequest): bigint {
  if (cover.institutionKind === 'pharmacy') return 0n;
  const total = (cover.institutionKind === 'hospital' ? hospitalLimits : clinicLimits)[cover.plan];
  const yen = (name: keyof UsedAmounts): bigint => BigInt(used?.[name] ?? 0);
  const ofIncident = cover.parameters?.responseExpenseLimitScope === 'incident';
  const expense = total / 10n - yen(ofIncident ? 'responseExpenseThisIncident' : 'responseExpense');
  const inside = cover.parameters?.businessInterruptionInsideAggregate === true;
  const aggregate = total - yen('responseExpense') - yen('liability') - (inside ? yen('businessInterruption') : 0n);
  const left = expense < aggregate ? expense : aggregate;
  return left > 0n ? left : 0n;
}

describe('emergency support, for any incident', () => {
  it('R-TER-3: is never available outside Japan, and left to a person only with effect in Japan', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        fc.pre(request.incident.country !== 'JP');
        const { availability } = emergencySupport(request, terms);
        expect(availability).not.toBe('available');
        if (request.incident.domesticEffect !== true) expect(availability).toBe('not-available');
      }),
    );
  });

  it('R-SUP-1: is not available exactly where an incident gate refuses or the incident is abroad without effect', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const refused = incidentGates(request).some(({ result }) => result === 'not-payable');
        const abroad = request.incident.country !== 'JP' && request.incident.domesticEffect !== true;
        expect(emergencySupport(request, terms).availability === 'not-available').toBe(refused || abroad);
      }),
    );
  });

  it('R-LIM-2: the remaining limit is exact, and nothing left is never available', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const answer = emergencySupport(request, terms);
        expect(BigInt(answer.remainingResponseExpense)).toBe(remainingByBigInt(request));
        if (answer.remainingResponseExpense === 0) expect(answer.availability).not.toBe('available');
      }),
      { numRuns: 1_000 },
    );
  });

  it('changes nothing and answers the same again', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const answer = emergencySupport(frozen(request), frozen(terms));
        expect(emergencySupport(request, terms)).toEqual(answer);
      }),
    );
  });
});
