import { readFileSync } from 'node:fs';
import { readProductTerms } from '#coverage';
import type { Facts } from '#incidents';
import fc from 'fast-check';
import { type CaseInput, caseToRequest, type PeriodOfCover } from './case-request.js';
import { outlookOf, questionTexts } from './outlook.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));
const period: PeriodOfCover = {
  institutionKind: 'hospital',
  corporationKind: 'medical-corporation',
  plan: 2,
  termsVersion: '2026-11',
  inceptionDate: '2026-04-01',
  expiryDate: '2027-04-01',
  continuousSince: '2026-04-01',
  boundaryHour: 0,
  deductible: 0,
  taxCreditableRatio: 0,
  businessInterruption: null,
  bodilyInjuryPropertyDamage: false,
  parameters: {},
};
const ransomware: Facts = {
  cause: 'cyber-attack',
  country: 'JP',
  discoveredAt: '2026-09-10T01:00:00Z',
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
};
const inputOf = (facts: Facts, change: Partial<CaseInput> = {}): CaseInput => ({
  facts,
  flaggedFacts: [],
  period,
  lines: [],
  used: { responseExpense: 0, responseExpenseThisIncident: 0, liability: 0, businessInterruption: 0, deductible: 0 },
  ...change,
});
const outlook = (facts: Facts, change: Partial<CaseInput> = {}) => outlookOf(inputOf(facts, change), terms);
const told = (facts: Facts, change: Partial<CaseInput> = {}): [string, string[]] => {
  const { outlook: colour, reasons } = outlook(facts, change);
  return [colour, reasons.map(({ code }) => code)];
};

describe('coverage outlook', () => {
  it('R-SUP-1: is green for a confirmed attack in Japan, with everything it was judged on', () => {
    const input = inputOf(ransomware);
    expect(outlookOf(input, terms)).toMatchObject({
      outlook: 'green',
      reasons: [
        {
          code: 'available',
          rule: 'R-SUP-1',
          textJa: expect.stringContaining('保険金がお支払いできる場合'),
          textEn: expect.stringContaining('emergency support service'),
        },
      ],
      ...caseToRequest(input),
      support: { availability: 'available', code: 'available', remainingResponseExpense: 10_000_000 },
      missing: [],
      question: null,
      termsVersion: '2026-11',
    });
  });

  it.each<[string, Facts, Partial<CaseInput>, string, string[]]>([
    [
      'a suspicion raised by own staff',
      { ...ransomware, attackConfirmed: null, suspicion: { raisedBy: 'own-staff', raisedAt: '2026-09-10T00:00:00Z' } },
      {},
      'amber',
      ['coverage-not-yet-established'],
    ],
    ['premises that nobody named', { ...ransomware, premises: null }, {}, 'amber', ['premises-undecided']],
    [
      'R-PRM-1: an undeclared head office',
      { ...ransomware, premises: 'undeclared-premises' },
      {},
      'red',
      ['undeclared-premises'],
    ],
    [
      'R-ELG-2: a pharmacy',
      ransomware,
      { period: { ...period, institutionKind: 'pharmacy' } },
      'red',
      ['ineligible-institution'],
    ],
    [
      'R-LIM-2: nothing left of the limits',
      ransomware,
      {
        used: {
          responseExpense: 10_000_000,
          responseExpenseThisIncident: 0,
          liability: 0,
          businessInterruption: 0,
          deductible: 0,
        },
      },
      'amber',
      ['limit-exhausted'],
    ],
    [
      'green, though whose limits apply is open',
      { ...ransomware, occurredAt: '2026-03-20T00:00:00Z' },
      { period: { ...period, continuousSince: '2024-04-01' } },
      'green',
      ['available', 'period-of-limits-undecided'],
    ],
    [
      'what decided comes first, the other gates follow in their order',
      { ...ransomware, discoveredAt: '2027-04-01T01:00:00Z', premises: 'undeclared-premises', perpetrator: 'director' },
      {},
      'red',
      ['undeclared-premises', 'period-basis-undecided'],
    ],
    [
      'every gate that a person has to answer',
      { ...ransomware, perpetrator: 'director', exclusionsToCheck: ['war'] },
      {},
      'amber',
      ['director-perpetrator', 'exclusion-undecided'],
    ],
  ])('%s', (_, facts, change, colour, codes) => {
    expect(told(facts, change)).toEqual([colour, codes]);
  });

  describe('R-TER-3: outside Japan', () => {
    const abroad: Facts = { ...ransomware, country: 'US' };

    it('is red while nobody has said whether a facility in Japan is affected, and asks that', () => {
      const answer = outlook(abroad);
      expect(answer).toMatchObject({ outlook: 'red', question: 'domestic-effect', missing: [] });
      expect(answer.reasons.map(({ code }) => code)).toEqual(['overseas-incident']);
      expect(answer.support?.code).toBe('overseas-incident');
      expect(questionTexts['domestic-effect'].textJa).toContain('国内の施設');
    });

    it('is red without a question when no facility in Japan is affected', () => {
      expect(outlook({ ...abroad, domesticEffect: false })).toMatchObject({ outlook: 'red', question: null });
    });

    it('is amber without a question when one is', () => {
      const answer = outlook({ ...abroad, domesticEffect: true });
      expect(answer).toMatchObject({ outlook: 'amber', question: null });
      expect(answer.reasons.map(({ code }) => code)).toEqual(['domestic-undecided']);
    });

    it('does not ask in Japan', () => {
      expect(outlook({ ...ransomware, domesticEffect: null }).question).toBeNull();
    });

    it('does not ask where a gate refuses whatever the answer', () => {
      const answer = outlook({ ...abroad, premises: 'undeclared-premises' });
      expect(answer).toMatchObject({ outlook: 'red', question: null });
      expect(answer.reasons.map(({ code }) => code)).toEqual(['undeclared-premises']);
    });

    it('is red whatever else is missing, names it, and calls no engine', () => {
      const answer = outlookOf(inputOf({ country: 'SG' }, { period: null }), terms);
      expect(answer).toMatchObject({
        outlook: 'red',
        question: 'domestic-effect',
        missing: ['cause', 'discoveredAt', 'policy'],
        request: null,
        support: null,
        termsVersion: null,
      });
      expect(answer.reasons.map(({ code }) => code)).toEqual(['overseas-incident']);
      expect(outlook({ country: 'SG', domesticEffect: false }, { period: null })).toMatchObject({
        outlook: 'red',
        question: null,
      });
    });

    it('with effect in Japan and facts missing it is amber', () => {
      expect(told({ country: 'SG', domesticEffect: true })).toEqual(['amber', ['incident.facts-missing']]);
    });

    it('asks again when the answer cannot be right', () => {
      const flagged = { flaggedFacts: ['domesticEffect'] };
      expect(outlook({ ...abroad, domesticEffect: true }, flagged)).toMatchObject({
        outlook: 'red',
        question: 'domestic-effect',
      });
    });
  });

  describe('while something is missing', () => {
    it('an unknown country is amber, never domestic', () => {
      const answer = outlook({ ...ransomware, country: null, domesticEffect: true });
      expect(answer).toMatchObject({
        outlook: 'amber',
        missing: ['country'],
        request: null,
        support: null,
        question: null,
        termsVersion: null,
      });
      expect(answer.reasons).toHaveLength(1);
      expect(answer.reasons[0]?.textJa).toBe(
        '次の事項を確認できていないため、補償の見通しはまだお示しできません：事故が起きた国。',
      );
      expect(answer.reasons[0]?.textEn).toBe(
        'The coverage outlook cannot be given yet, because the following is not established: the country in which it happened.',
      );
    });

    it('a country abroad that cannot be right is unknown', () => {
      expect(told({ ...ransomware, country: 'US' }, { flaggedFacts: ['country'] })).toEqual([
        'amber',
        ['incident.facts-missing'],
      ]);
    });

    it('names every fact, in Japanese and English', () => {
      const answer = outlook({});
      expect(answer.missing).toEqual(['cause', 'country', 'discoveredAt']);
      expect(answer.reasons[0]?.textJa).toContain('事故の原因、事故が起きた国、事故を発見した日時。');
      expect(answer.reasons[0]?.textEn).toContain(
        'the cause of the incident, the country in which it happened, the time of its discovery.',
      );
    });

    it('the policy has its own code, beside the facts', () => {
      expect(told(ransomware, { period: null })).toEqual(['amber', ['incident.policy-not-found']]);
      expect(told({ ...ransomware, cause: null }, { period: null })).toEqual([
        'amber',
        ['incident.facts-missing', 'incident.policy-not-found'],
      ]);
    });
  });

  it('refuses terms of another version than the period’s', () => {
    expect(() => outlook(ransomware, { period: { ...period, termsVersion: '2027-04' } })).toThrow(
      'The request names terms 2027-04, but was given terms 2026-11.',
    );
  });
});

const instant = fc
  .date({ min: new Date('2026-03-25T00:00:00Z'), max: new Date('2027-04-10T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyFacts: fc.Arbitrary<Facts> = fc.record(
  {
    cause: fc.constantFrom<Facts['cause'][]>(
      'cyber-attack',
      'information-leak',
      'digital-content',
      'other-accident',
      null,
    ),
    country: fc.constantFrom('JP', 'US', 'SG', null),
    domesticEffect: fc.constantFrom(true, false, null),
    occurredAt: fc.option(instant),
    discoveredAt: fc.option(instant, { freq: 8 }),
    attackConfirmed: fc.constantFrom(true, false, null),
    suspicion: fc.option(
      fc.record({
        raisedBy: fc.constantFrom<NonNullable<Facts['suspicion']>['raisedBy'][]>(
          'public-body',
          'own-staff',
          'attacker',
        ),
        raisedAt: instant,
      }),
    ),
    premises: fc.constantFrom<Facts['premises'][]>('insured-facility', 'undeclared-premises', 'unknown', null),
    perpetrator: fc.constantFrom<Facts['perpetrator'][]>('outsider', 'director', null),
    systemStop: fc.option(
      fc.record({ kind: fc.constantFrom('caused' as const, 'none' as const), from: instant, to: fc.option(instant) }),
    ),
    exclusionsToCheck: fc.subarray<'war' | 'fine'>(['war', 'fine']),
  },
  { requiredKeys: [] },
);
const anyInput: fc.Arbitrary<CaseInput> = fc
  .record({
    facts: anyFacts,
    flaggedFacts: fc.subarray(['occurredAt', 'discoveredAt', 'country', 'domesticEffect', 'suspicion']),
    period: fc.option(
      fc.record({
        institutionKind: fc.constantFrom<PeriodOfCover['institutionKind'][]>('hospital', 'general-clinic', 'pharmacy'),
        boundaryHour: fc.constantFrom(null, 0, 16),
      }),
      { freq: 8 },
    ),
  })
  .map(({ facts, flaggedFacts, period: cover }) =>
    inputOf(facts, { flaggedFacts, period: cover && { ...period, ...cover } }),
  );
const isKnown = ({ facts, flaggedFacts }: CaseInput, name: keyof Facts): boolean =>
  facts[name] != null && !flaggedFacts.includes(name);

describe('coverage outlook, for any case', () => {
  it('outside Japan without known effect in Japan it is red; green only in Japan', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { outlook: colour } = outlookOf(input, terms);
        const abroad = isKnown(input, 'country') && input.facts.country !== 'JP';
        const affected = isKnown(input, 'domesticEffect') && input.facts.domesticEffect === true;
        if (abroad) expect(colour).not.toBe('green');
        if (abroad && !affected) expect(colour).toBe('red');
        if (!isKnown(input, 'country')) expect(colour).toBe('amber');
      }),
      { numRuns: 500 },
    );
  });

  it('calls the engine exactly when nothing is missing, with occurrence never after discovery', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { missing, request, support, termsVersion } = outlookOf(input, terms);
        expect([request === null, support === null, termsVersion === null]).toEqual(Array(3).fill(missing.length > 0));
        if (request?.incident.occurredOn)
          expect(request.incident.occurredOn <= request.incident.discoveredOn).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('asks only where the outlook is red and the answer unknown', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { question, outlook: colour, reasons } = outlookOf(input, terms);
        const asks = reasons[0]?.code === 'overseas-incident' && !isKnown(input, 'domesticEffect');
        expect(question).toBe(asks ? 'domestic-effect' : null);
        if (question) expect(colour).toBe('red');
      }),
      { numRuns: 500 },
    );
  });

  it('says why, in whole sentences of both languages, no reason twice', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { reasons } = outlookOf(input, terms);
        expect(reasons.length).toBeGreaterThan(0);
        expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
        for (const { textJa, textEn } of reasons) expect([textJa.at(-1), textEn.at(-1)]).toEqual(['。', '.']);
      }),
    );
  });

  it('can be replayed: what was stored gives the same answer, and the case is left as it was', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const stored = JSON.stringify(input);
        const answer = outlookOf(input, terms);
        expect(outlookOf(JSON.parse(stored) as CaseInput, terms)).toEqual(answer);
        expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
        expect(JSON.stringify(input)).toBe(stored);
      }),
      { numRuns: 500 },
    );
  });
});
