import type { Facts } from '#incidents';
import fc from 'fast-check';
import { type CaseInput, caseToRequest, type PeriodOfCover } from './case-request.js';

const period: PeriodOfCover = {
  institutionKind: 'hospital',
  corporationKind: 'public',
  plan: 2,
  termsVersion: '2026-11',
  inceptionDate: '2026-04-01',
  expiryDate: '2027-04-01',
  continuousSince: '2024-04-01',
  boundaryHour: 16,
  deductible: 100_000,
  taxCreditableRatio: 0.25,
  businessInterruption: { limit: 50_000_000, waitingHours: 12, indemnityMonths: 6 },
  bodilyInjuryPropertyDamage: true,
  parameters: { condolenceCapPerPerson: 500 },
};
const smallest: Facts = { cause: 'cyber-attack', country: 'JP', discoveredAt: '2026-09-10T01:00:00Z' };
const nothing = {
  responseExpense: 0,
  responseExpenseThisIncident: 0,
  liability: 0,
  businessInterruption: 0,
  deductible: 0,
};
const inputOf = (facts: Facts, change: Partial<CaseInput> = {}): CaseInput => ({
  facts,
  flaggedFacts: [],
  period,
  lines: [],
  used: nothing,
  ...change,
});
function requestOf(facts: Facts, change: Partial<CaseInput> = {}) {
  const asked = caseToRequest(inputOf(facts, change));
  if ('missing' in asked) throw new Error(`missing ${asked.missing.join(', ')}`);
  return asked.request;
}
const missingOf = (facts: Facts, change: Partial<CaseInput> = {}): readonly string[] => {
  const asked = caseToRequest(inputOf(facts, change));
  return 'missing' in asked ? asked.missing : [];
};

describe('from the case to the engine’s request', () => {
  it('says of everything that is not known that it is not known', () => {
    expect(requestOf(smallest).incident).toEqual({
      cause: 'cyber-attack',
      country: 'JP',
      domesticEffect: null,
      discoveredOn: '2026-09-10',
      occurredOn: null,
      knownBeforeInception: false,
      attackConfirmed: null,
      suspicion: null,
      premises: 'unknown',
      perpetrator: 'unknown',
      intent: 'unknown',
      thirdPartyClaim: false,
      exclusionsToCheck: [],
      systemStop: null,
      affectedPersons: null,
    });
  });

  it('carries every fact the engine looks at, and no other: the name of who warned stays in the case', () => {
    const facts: Facts = {
      cause: 'information-leak',
      country: 'US',
      domesticEffect: true,
      occurredAt: '2026-09-01T00:00:00Z',
      discoveredAt: '2026-09-10T01:00:00Z',
      attackConfirmed: false,
      suspicion: { raisedBy: 'public-body', raisedAt: '2026-09-09T15:00:00Z', raisedByName: '見本県警察' },
      premises: 'declared-premises',
      perpetrator: 'employee',
      intent: 'error',
      thirdPartyClaim: true,
      systemStop: { kind: 'voluntary', from: '2026-09-10T00:00:00Z', to: '2026-09-11T06:30:00Z' },
      careImpact: { emergencyStopped: true },
      affectedPersons: 2_600,
      dataKinds: ['health-check'],
      involvedVendors: ['見本ベンダー'],
      ransomDemanded: true,
      knownBeforeInception: true,
      exclusionsToCheck: ['fine'],
    };
    expect(requestOf(facts).incident).toEqual({
      cause: 'information-leak',
      country: 'US',
      domesticEffect: true,
      occurredOn: '2026-09-01',
      discoveredOn: '2026-09-10',
      attackConfirmed: false,
      suspicion: { raisedBy: 'public-body', raisedOn: '2026-09-10' },
      premises: 'declared-premises',
      perpetrator: 'employee',
      intent: 'error',
      thirdPartyClaim: true,
      systemStop: { kind: 'voluntary', hours: 30.5 },
      affectedPersons: 2_600,
      knownBeforeInception: true,
      exclusionsToCheck: ['fine'],
    });
  });

  it('carries the period of cover, and nothing else that comes with it', () => {
    const { termsVersion, ...policy } = period;
    const withMore = { ...period, institutionId: '0190', policyholder: '見本会' };
    const request = requestOf(smallest, { period: withMore });
    expect(request.policy).toEqual(policy);
    expect(request.termsVersion).toBe(termsVersion);
  });

  it('carries what is used and the undecided lines, in their order', () => {
    const used = {
      ...nothing,
      responseExpense: 3_000_000,
      responseExpenseThisIncident: 1_000_000,
      deductible: 100_000,
    };
    const lines: CaseInput['lines'] = [
      { id: 'b', category: 'attack-check', amount: 800_000, incurredOn: '2026-09-12' },
      { id: 'a', category: 'call-center', amount: 500_000, incurredOn: '2026-09-11' },
    ];
    const request = requestOf(smallest, { used, lines });
    expect(request.used).toEqual(used);
    expect(request.lines).toEqual(lines);
  });

  describe('days are those of Japan', () => {
    it.each([
      ['2026-03-31T14:59:59.999Z', '2026-03-31'],
      ['2026-03-31T15:00:00Z', '2026-04-01'],
      ['2026-12-31T15:00:00Z', '2027-01-01'],
      ['2028-02-28T15:00:00Z', '2028-02-29'],
      ['2026-04-01T00:30:00+09:00', '2026-04-01'],
    ])('%s is %s', (instant, day) => {
      expect(requestOf({ ...smallest, discoveredAt: instant }).incident.discoveredOn).toBe(day);
      expect(
        requestOf({ ...smallest, discoveredAt: '2029-01-01T00:00:00Z', occurredAt: instant }).incident.occurredOn,
      ).toBe(day);
    });

    it('a day outside the years 0001 to 9999 counts as unknown', () => {
      expect(missingOf({ ...smallest, discoveredAt: '9999-12-31T15:00:00Z' })).toEqual(['discoveredAt']);
      expect(requestOf({ ...smallest, occurredAt: '0000-12-31T14:59:59Z' }).incident.occurredOn).toBeNull();
      expect(requestOf({ ...smallest, occurredAt: '0000-12-31T15:00:00Z' }).incident.occurredOn).toBe('0001-01-01');
      const suspicion = { raisedBy: 'public-body', raisedAt: '0000-12-31T14:59:59Z' } as const;
      expect(requestOf({ ...smallest, suspicion }).incident.suspicion).toBeNull();
    });
  });

  describe('the length of a stop', () => {
    const hours = (from: string | null | undefined, to: string | null | undefined) =>
      requestOf({ ...smallest, systemStop: { kind: 'caused', from, to } }).incident.systemStop;

    it.each<[string, string | null | undefined, string | null | undefined, number | null]>([
      ['whole hours', '2026-09-10T00:00:00Z', '2026-09-10T12:00:00Z', 12],
      ['over days', '2026-09-10T00:00:00Z', '2026-09-13T06:15:00Z', 78.25],
      ['no time at all', '2026-09-10T00:00:00Z', '2026-09-10T00:00:00Z', 0],
      ['across offsets', '2026-09-10T09:00:00+09:00', '2026-09-10T01:00:00Z', 1],
      ['a third of an hour', '2026-09-10T00:00:00Z', '2026-09-10T00:20:00Z', 0.333334],
      [
        'a millisecond more than twelve hours stays more',
        '2026-09-10T00:00:00Z',
        '2026-09-10T12:00:00.001Z',
        12.000001,
      ],
      ['a millisecond less than twelve hours is not more', '2026-09-10T00:00:00Z', '2026-09-10T11:59:59.999Z', 12],
      ['still stopped', '2026-09-10T00:00:00Z', null, null],
      ['still stopped, not said', '2026-09-10T00:00:00Z', undefined, null],
      ['begun nobody knows when', null, '2026-09-10T00:00:00Z', null],
      ['ended before it began', '2026-09-10T12:00:00Z', '2026-09-10T11:00:00Z', null],
    ])('%s', (_, from, to, expected) => {
      expect(hours(from, to)).toEqual({ kind: 'caused', hours: expected });
    });

    it('compares with any waiting time as the stop itself does, in at most six decimals', () => {
      const start = Date.parse('2026-09-10T00:00:00Z');
      const anyStop = fc.tuple(fc.nat(10_000_000_000), fc.integer({ min: -3, max: 3 }));
      fc.assert(
        fc.property(anyStop, ([milliseconds, millionths]) => {
          const stop = hours(new Date(start).toISOString(), new Date(start + milliseconds).toISOString())?.hours ?? NaN;
          expect(Number(stop.toFixed(6))).toBe(stop);
          // a waiting time just below, at or above the stop, in millionths of an hour
          const waiting = BigInt(Math.max(0, Math.round(milliseconds / 3.6) + millionths));
          const isWithin = BigInt(milliseconds) * 10n <= waiting * 36n;
          expect(BigInt(Math.round(stop * 1_000_000)) <= waiting).toBe(isWithin);
        }),
        { numRuns: 1_000 },
      );
    });
  });

  describe('what is never guessed', () => {
    it.each<[string, Facts, Partial<CaseInput>, string[]]>([
      ['the cause', { ...smallest, cause: null }, {}, ['cause']],
      ['the day of discovery', { ...smallest, discoveredAt: null }, {}, ['discoveredAt']],
      ['the policy', smallest, { period: null }, ['policy']],
      ['all of them', {}, { period: null }, ['cause', 'discoveredAt', 'policy']],
    ])('%s', (_, facts, change, expected) => {
      expect(missingOf(facts, change)).toEqual(expected);
    });

    it.each(['cause', 'discoveredAt'])('%s that cannot be right', (name) => {
      expect(missingOf(smallest, { flaggedFacts: [name] })).toEqual([name]);
    });
  });

  describe('facts that cannot be right count as unknown', () => {
    const full: Facts = {
      ...smallest,
      occurredAt: '2026-09-01T00:00:00Z',
      suspicion: { raisedBy: 'public-body', raisedAt: '2026-09-09T00:00:00Z' },
      systemStop: { kind: 'caused', from: '2026-09-10T00:00:00Z' },
      affectedPersons: 10,
    };

    it.each(['occurredAt', 'suspicion', 'systemStop', 'affectedPersons'])('%s', (name) => {
      const unknown = Object.fromEntries(Object.entries(full).filter(([each]) => each !== name));
      expect(requestOf(full, { flaggedFacts: [name, 'policyNumber'] })).toEqual(requestOf(unknown));
    });

    it('an occurrence on a later day than its discovery, even where nobody flagged it', () => {
      const sameDay = { ...smallest, occurredAt: '2026-09-10T14:59:59Z' };
      expect(requestOf(sameDay).incident.occurredOn).toBe('2026-09-10');
      expect(requestOf({ ...smallest, occurredAt: '2026-09-10T15:00:00Z' }).incident.occurredOn).toBeNull();
    });
  });

  it('changes nothing of the case', () => {
    const input = inputOf({ ...smallest, exclusionsToCheck: ['war'] }, { flaggedFacts: ['exclusionsToCheck'] });
    const before = structuredClone(input);
    caseToRequest(input);
    expect(input).toEqual(before);
  });
});
