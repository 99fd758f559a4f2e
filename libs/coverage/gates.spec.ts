import fc from 'fast-check';
import { tries } from '../../test/support/property-runs.js';
import { type FiredGate, incidentGates, incidentGateTable } from './gates.js';
import type { CoverageRequest, RequestIncident, RequestPolicy } from './request.js';
import type { IncidentGateCode } from './response.js';

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
const lines: CoverageRequest['lines'] = [
  { id: '1', category: 'call-center', amount: 500_000, incurredOn: '2026-09-20', consent: true },
];

interface Change {
  policy?: Partial<RequestPolicy>;
  incident?: Partial<RequestIncident>;
}
const worked = (change: Change = {}): CoverageRequest => ({
  termsVersion: '2026-11',
  policy: { ...policy, ...change.policy },
  incident: { ...incident, ...change.incident },
  lines,
});
const codesOf = (change: Change): IncidentGateCode[] => incidentGates(worked(change)).map(({ code }) => code);
const days = (occurredOn: string | null, discoveredOn: string): Partial<RequestIncident> => ({
  occurredOn,
  discoveredOn,
});

const renewed: Partial<RequestPolicy> = { continuousSince: '2024-04-01' };
const wholeDays: Partial<RequestPolicy> = { boundaryHour: 0 };
const atFour: Partial<RequestPolicy> = { boundaryHour: 16 };

describe('incident gates', () => {
  it('are the ten of the rules, in their order, with their result and rule', () => {
    expect(incidentGateTable.map(({ gate, result, code, rule }) => [gate, result, code, rule])).toEqual([
      ['1', 'not-payable', 'ineligible-institution', 'R-ELG-2'],
      ['2', 'not-payable', 'known-before-inception', 'R-TIME'],
      ['3', 'not-payable', 'outside-period', 'R-TIME'],
      ['3b', 'refer', 'period-boundary-day', 'R-TIME'],
      ['4', 'refer', 'period-basis-undecided', 'R-TIME'],
      ['4b', 'refer', 'period-of-limits-undecided', 'R-TIME'],
      ['5', 'not-payable', 'undeclared-premises', 'R-PRM-1'],
      ['6', 'refer', 'premises-undecided', 'R-PRM-1'],
      ['7', 'refer', 'director-perpetrator', 'R-EMP-4'],
      ['7b', 'refer', 'exclusion-undecided', 'R-EXC'],
    ]);
  });

  it('leave an ordinary incident inside the period alone', () => {
    expect(incidentGates(worked())).toEqual([]);
  });

  it('report gate, result, code and rule of what fired, and no function', () => {
    expect(incidentGates(worked({ incident: { premises: 'unknown' } }))).toEqual<FiredGate[]>([
      { gate: '6', result: 'refer', code: 'premises-undecided', rule: 'R-PRM-1' },
    ]);
  });

  describe('gate 1, R-ELG-2: who may enrol', () => {
    it('case 10: a pharmacy', () => {
      expect(codesOf({ policy: { institutionKind: 'pharmacy' } })).toEqual(['ineligible-institution']);
    });

    it.each([
      'hospital',
      'integrated-care-facility',
      'geriatric-health-facility',
      'general-clinic',
      'dental-clinic',
    ] as const)('%s passes', (institutionKind) => {
      expect(codesOf({ policy: { institutionKind } })).toEqual([]);
    });
  });

  describe('gates 2 to 4b, R-TIME: occurred and discovered around cover from 2026-04-01 to 2027-04-01', () => {
    it.each<[string, Partial<RequestPolicy>, string | null, string, IncidentGateCode[]]>([
      ['discovered the day before cover', wholeDays, null, '2026-03-31', ['known-before-inception']],
      ['discovered on the first whole day', wholeDays, null, '2026-04-01', []],
      ['discovered on the first day, hour not known', {}, null, '2026-04-01', ['period-boundary-day']],
      ['the same, said to be null', { boundaryHour: null }, null, '2026-04-01', ['period-boundary-day']],
      ['discovered on the first day at a known hour', atFour, null, '2026-04-01', ['period-boundary-day']],
      ['discovered on the first day at hour 1', { boundaryHour: 1 }, null, '2026-04-01', ['period-boundary-day']],
      ['discovered on the second day', {}, null, '2026-04-02', []],
      ['discovered on the last day before expiry', {}, null, '2027-03-31', []],
      ['case 23: discovered on the expiry day', {}, '2027-03-01', '2027-04-01', ['period-boundary-day']],
      ['case 23: with whole days', wholeDays, '2027-03-01', '2027-04-01', ['period-basis-undecided']],
      ['discovered the day after expiry', {}, '2027-03-01', '2027-04-02', ['period-basis-undecided']],
      ['the same, day of occurrence not known', {}, null, '2027-04-02', ['period-basis-undecided']],
      ['occurred before cover, discovered in it', {}, '2026-03-31', '2026-05-01', ['period-basis-undecided']],
      ['occurred on the first whole day', wholeDays, '2026-04-01', '2026-05-01', []],
      ['occurred on the first day, hour not known', {}, '2026-04-01', '2026-05-01', ['period-boundary-day']],
      ['occurred on the expiry day, hour not known', {}, '2027-04-01', '2027-04-01', ['period-boundary-day']],
      ['occurred on the expiry day, whole days', wholeDays, '2027-04-01', '2027-04-01', ['outside-period']],
      ['occurred the day after expiry', {}, '2027-04-02', '2027-04-05', ['outside-period']],
      ['occurred before, discovered after', {}, '2026-03-31', '2027-04-02', ['outside-period']],
      ['occurred before, discovered on the expiry day', wholeDays, '2026-03-31', '2027-04-01', ['outside-period']],
      [
        'occurred before, discovered on the expiry day, hour not known',
        {},
        '2026-03-31',
        '2027-04-01',
        ['period-boundary-day', 'period-basis-undecided'],
      ],
      [
        'occurred on the first day, discovered after, hour not known',
        {},
        '2026-04-01',
        '2027-04-02',
        ['period-boundary-day', 'period-basis-undecided'],
      ],
      [
        'occurred on the first whole day, discovered after',
        wholeDays,
        '2026-04-01',
        '2027-04-02',
        ['period-basis-undecided'],
      ],
    ])('%s', (_, change, occurredOn, discoveredOn, expected) => {
      expect(codesOf({ policy: change, incident: days(occurredOn, discoveredOn) })).toEqual(expected);
    });

    it('known to the policyholder before inception, whenever it was discovered', () => {
      expect(codesOf({ incident: { knownBeforeInception: true } })).toEqual(['known-before-inception']);
      expect(codesOf({ incident: { knownBeforeInception: false } })).toEqual([]);
    });

    it('case 17: intrusion before unbroken cover, discovered in the period, not known before', () => {
      expect(codesOf({ policy: renewed, incident: days('2024-03-31', '2026-09-10') })).toEqual([
        'period-basis-undecided',
      ]);
    });
  });

  describe('gates 2 to 4b, R-TIME: renewed on 2026-04-01, unbroken since 2024-04-01', () => {
    it.each<[string, Partial<RequestPolicy>, string | null, string, IncidentGateCode[]]>([
      [
        'case 22: intrusion before, discovered after renewal',
        {},
        '2026-03-20',
        '2026-04-05',
        ['period-of-limits-undecided'],
      ],
      [
        'case 27: both on the day of renewal at 16:00',
        atFour,
        '2026-04-01',
        '2026-04-01',
        ['period-of-limits-undecided'],
      ],
      ['discovered on the day of renewal, hour not known', {}, null, '2026-04-01', ['period-of-limits-undecided']],
      ['discovered on the day of renewal, whole days', wholeDays, null, '2026-04-01', []],
      [
        'occurred on the day of renewal, hour not known',
        {},
        '2026-04-01',
        '2026-04-05',
        ['period-of-limits-undecided'],
      ],
      ['occurred on the day of renewal, whole days', wholeDays, '2026-04-01', '2026-04-05', []],
      ['occurred the day after renewal', {}, '2026-04-02', '2026-04-05', []],
      ['discovered the day before renewal', wholeDays, null, '2026-03-31', ['period-of-limits-undecided']],
      [
        'discovered on the first day of unbroken cover, hour not known',
        {},
        null,
        '2024-04-01',
        ['period-boundary-day', 'period-of-limits-undecided'],
      ],
      ['the same with whole days', wholeDays, null, '2024-04-01', ['period-of-limits-undecided']],
      ['discovered before unbroken cover', {}, null, '2024-03-31', ['known-before-inception']],
      [
        'occurred before unbroken cover, discovered before renewal',
        {},
        '2024-03-31',
        '2026-03-31',
        ['period-basis-undecided', 'period-of-limits-undecided'],
      ],
      [
        'occurred before renewal, discovered after expiry',
        {},
        '2026-03-31',
        '2027-04-02',
        ['period-basis-undecided', 'period-of-limits-undecided'],
      ],
    ])('%s', (_, change, occurredOn, discoveredOn, expected) => {
      expect(codesOf({ policy: { ...renewed, ...change }, incident: days(occurredOn, discoveredOn) })).toEqual(
        expected,
      );
    });

    it('an unbroken cover that began with this period is the same as none', () => {
      const since = { continuousSince: '2026-04-01' };
      expect(codesOf({ policy: since, incident: days(null, '2026-04-01') })).toEqual(['period-boundary-day']);
      expect(codesOf({ policy: since, incident: days('2026-03-31', '2026-05-01') })).toEqual([
        'period-basis-undecided',
      ]);
    });
  });

  describe('gates 5 and 6, R-PRM-1: whose business suffered', () => {
    it('case 18: an undeclared head office', () => {
      expect(codesOf({ incident: { premises: 'undeclared-premises' } })).toEqual(['undeclared-premises']);
    });

    it.each(['insured-facility', 'outside-facilities', 'declared-premises'] as const)(
      '%s of a medical corporation passes',
      (premises) => {
        expect(codesOf({ incident: { premises } })).toEqual([]);
      },
    );

    it.each(['declared-mid-term', 'unknown'] as const)('%s is left to a person', (premises) => {
      expect(codesOf({ incident: { premises } })).toEqual(['premises-undecided']);
    });

    it.each(['individual', 'public', 'other'] as const)(
      'declared premises of a corporation that is %s are left to a person, its facility is not',
      (corporationKind) => {
        expect(codesOf({ policy: { corporationKind }, incident: { premises: 'declared-premises' } })).toEqual([
          'premises-undecided',
        ]);
        expect(codesOf({ policy: { corporationKind } })).toEqual([]);
      },
    );
  });

  describe('gate 7, R-EMP-4: a director did it', () => {
    it.each<[RequestIncident['perpetrator'], RequestIncident['intent'], IncidentGateCode[]]>([
      ['director', 'crime-or-breach-of-trust', ['director-perpetrator']],
      ['director', 'unknown', ['director-perpetrator']],
      ['director', undefined, ['director-perpetrator']],
      ['director', 'error', []],
      ['employee', 'crime-or-breach-of-trust', []],
      ['employee', 'unknown', []],
      ['outsider', 'unknown', []],
      ['unknown', 'unknown', []],
    ])('%s, %s', (perpetrator, intent, expected) => {
      expect(codesOf({ incident: { perpetrator, ...(intent ? { intent } : {}) } })).toEqual(expected);
    });
  });

  describe('gate 7b, R-EXC: an exclusion to look into', () => {
    it.each(['war', 'earthquake', 'intent', 'contractual-liability', 'related-party', 'fine', 'other'] as const)(
      '%s',
      (exclusion) => {
        expect(codesOf({ incident: { exclusionsToCheck: [exclusion] } })).toEqual(['exclusion-undecided']);
      },
    );

    it('none named', () => {
      expect(codesOf({ incident: { exclusionsToCheck: [] } })).toEqual([]);
    });
  });

  it('keep a refer before a not-payable, and evaluate nothing after it', () => {
    const change: Change = {
      incident: {
        ...days('2026-03-31', '2027-04-01'),
        premises: 'undeclared-premises',
        perpetrator: 'director',
        exclusionsToCheck: ['war'],
      },
    };
    expect(codesOf(change)).toEqual(['period-boundary-day', 'period-basis-undecided', 'undeclared-premises']);
    expect(codesOf({ ...change, policy: wholeDays })).toEqual(['outside-period']);
    expect(codesOf({ ...change, policy: { institutionKind: 'pharmacy' } })).toEqual(['ineligible-institution']);
  });

  it('report every refer', () => {
    const change: Change = {
      policy: renewed,
      incident: {
        ...days('2024-04-01', '2027-04-02'),
        premises: 'unknown',
        perpetrator: 'director',
        exclusionsToCheck: ['war', 'fine'],
      },
    };
    expect(codesOf(change)).toEqual([
      'period-boundary-day',
      'period-basis-undecided',
      'period-of-limits-undecided',
      'premises-undecided',
      'director-perpetrator',
      'exclusion-undecided',
    ]);
  });
});

/*
 * An independent reading of R-TIME, by hours instead of days. Cover runs from its first day at the boundary hour to its
 * expiry day at the same hour; a day is before cover when all its hours are, on the boundary when only some of them are
 * covered. Where the hour is not known every hour is tried, and a day with different results is a boundary day.
 */
const hourOf = (day: string, hour: number): number => Date.parse(`${day}T00:00:00Z`) / 3_600_000 + hour;
const hoursOf = (day: string): number[] => Array.from({ length: 24 }, (_, hour) => hourOf(day, hour));
const possibleHours = ({ boundaryHour }: RequestPolicy): number[] =>
  boundaryHour == null ? Array.from({ length: 24 }, (_, hour) => hour) : [boundaryHour];

function placeOf(
  day: string | null | undefined,
  cover: RequestPolicy,
): 'before' | 'boundary' | 'inside' | 'after' | null {
  if (day == null) return null;
  const places = possibleHours(cover).map((hour) => {
    const from = hourOf(cover.continuousSince ?? cover.inceptionDate, hour);
    const to = hourOf(cover.expiryDate, hour);
    const hours = hoursOf(day);
    if (hours.every((each) => each < from)) return 'before';
    if (hours.every((each) => each >= to)) return 'after';
    return hours.every((each) => each >= from && each < to) ? 'inside' : 'boundary';
  });
  const [first] = places;
  return places.every((place) => place === first) ? (first ?? null) : 'boundary';
}

const hasHourOfEarlierPeriod = (day: string | null | undefined, cover: RequestPolicy): boolean =>
  day != null &&
  possibleHours(cover).some((hour) =>
    hoursOf(day).some(
      (each) =>
        each >= hourOf(cover.continuousSince ?? cover.inceptionDate, hour) && each < hourOf(cover.inceptionDate, hour),
    ),
  );

function gatesByHours({ policy: cover, incident: facts }: CoverageRequest): IncidentGateCode[] {
  const occurred = placeOf(facts.occurredOn, cover);
  const discovered = placeOf(facts.discoveredOn, cover);
  if (discovered === 'before') return ['known-before-inception'];
  if (occurred === 'after' || (occurred === 'before' && discovered === 'after')) return ['outside-period'];
  const earlier = hasHourOfEarlierPeriod(facts.occurredOn, cover) || hasHourOfEarlierPeriod(facts.discoveredOn, cover);
  return [
    ...(occurred === 'boundary' || discovered === 'boundary' ? (['period-boundary-day'] as const) : []),
    ...(occurred === 'before' || discovered === 'after' ? (['period-basis-undecided'] as const) : []),
    ...(earlier ? (['period-of-limits-undecided'] as const) : []),
  ];
}

const dayFrom = (start: string, offset: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);

/**
 * Days of cover and incident a few days apart, across the end of a year, so that every coincidence of two days occurs.
 */
const periodAndDays = fc
  .record({
    unbroken: fc.integer({ min: 0, max: 4 }),
    length: fc.integer({ min: 1, max: 4 }),
    occurred: fc.option(fc.integer({ min: -6, max: 6 }), { freq: 8 }),
    delay: fc.integer({ min: 0, max: 12 }),
    boundaryHour: fc.option(fc.constantFrom(0, 1, 16, 23), { freq: 4 }),
  })
  .map(({ unbroken, length, occurred, delay, boundaryHour }) =>
    worked({
      policy: {
        inceptionDate: '2027-01-01',
        expiryDate: dayFrom('2027-01-01', length),
        continuousSince: dayFrom('2027-01-01', -unbroken),
        boundaryHour,
      },
      incident: days(
        occurred === null ? null : dayFrom('2027-01-01', occurred),
        dayFrom('2027-01-01', (occurred ?? -6) + delay),
      ),
    }),
  );

const anyRequest = fc
  .tuple(
    periodAndDays,
    fc.record({
      institutionKind: fc.constantFrom<RequestPolicy['institutionKind'][]>(
        'pharmacy',
        'hospital',
        'general-clinic',
        'dental-clinic',
      ),
      corporationKind: fc.constantFrom<RequestPolicy['corporationKind'][]>(
        'medical-corporation',
        'individual',
        'public',
        'other',
      ),
    }),
    fc.record({
      premises: fc.constantFrom<RequestIncident['premises'][]>(
        'insured-facility',
        'outside-facilities',
        'declared-premises',
        'declared-mid-term',
        'undeclared-premises',
        'unknown',
      ),
      perpetrator: fc.constantFrom<RequestIncident['perpetrator'][]>('outsider', 'employee', 'director', 'unknown'),
      intent: fc.constantFrom<RequestIncident['intent'][]>('error', 'crime-or-breach-of-trust', 'unknown', undefined),
      knownBeforeInception: fc.boolean(),
      exclusionsToCheck: fc.subarray<'war' | 'fine'>(['war', 'fine']),
    }),
  )
  .map(([request, institution, facts]): CoverageRequest => ({
    ...request,
    policy: { ...request.policy, ...institution },
    incident: { ...request.incident, ...facts },
  }));

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

describe('incident gates, for any incident', () => {
  it('R-TIME: days agree with a reading by hours', () => {
    fc.assert(
      fc.property(periodAndDays, (request) => {
        expect(incidentGates(request).map(({ code }) => code)).toEqual(gatesByHours(request));
      }),
      tries(5_000),
    );
  });

  it('at most one is not payable, and then it is the last', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const results = incidentGates(request).map(({ result }) => result);
        expect(results.slice(0, -1)).not.toContain('not-payable');
      }),
    );
  });

  it('report in the order of the table, none twice, none left out before the end', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const firing = incidentGateTable.filter(({ fires }) => fires(request));
        const end = firing.findIndex(({ result }) => result === 'not-payable');
        const expected = end < 0 ? firing : firing.slice(0, end + 1);
        expect(incidentGates(request).map(({ gate }) => gate)).toEqual(expected.map(({ gate }) => gate));
      }),
    );
  });

  it('look at neither lines nor country, change nothing, and answer the same again', () => {
    fc.assert(
      fc.property(anyRequest, fc.constantFrom('JP', 'US'), (request, country) => {
        const fired = incidentGates(frozen(request));
        expect(incidentGates(request)).toEqual(fired);
        const elsewhere = { ...request, lines: [], incident: { ...request.incident, country } };
        expect(incidentGates(elsewhere)).toEqual(fired);
      }),
    );
  });
});
