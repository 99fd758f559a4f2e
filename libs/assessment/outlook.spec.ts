import { readFileSync } from 'node:fs';
import { readProductTerms } from '#coverage';
import type { Facts } from '#incidents';
import fc from 'fast-check';
import { type CaseInput, caseToRequest, type PeriodOfCover } from './case-request.js';
import { outlooksOf, type Outlooks } from './outlook.js';
import { questionTexts } from './outlook-words.js';

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
const outlooks = (facts: Facts, change: Partial<CaseInput> = {}): Outlooks => outlooksOf(inputOf(facts, change), terms);
const codes = (reasons: Outlooks['coverageReasons']): string[] => reasons.map(({ code }) => code);
const cover = (facts: Facts, change: Partial<CaseInput> = {}): [string, string[]] => {
  const { coverageOutlook, coverageReasons } = outlooks(facts, change);
  return [coverageOutlook, codes(coverageReasons)];
};
const support = (facts: Facts, change: Partial<CaseInput> = {}): [string, string[], string | null] => {
  const { supportOutlook, supportReasons, supportQuestion } = outlooks(facts, change);
  return [supportOutlook, codes(supportReasons), supportQuestion];
};
const usedUp = {
  responseExpense: 10_000_000,
  responseExpenseThisIncident: 0,
  liability: 0,
  businessInterruption: 0,
  deductible: 0,
};

describe('the two outlooks', () => {
  it('R-SUP-1: a confirmed attack in Japan: green, and support available, with everything they were judged on', () => {
    const input = inputOf(ransomware);
    const answer = outlooksOf(input, terms);
    expect(answer).toMatchObject({
      coverageOutlook: 'green',
      supportOutlook: 'available',
      supportQuestion: null,
      ...caseToRequest(input),
      assessment: { emergencySupport: { availability: 'available', remainingResponseExpense: 10_000_000 } },
      missing: [],
      termsVersion: '2026-11',
    });
    expect(answer.coverageReasons[0]?.textJa).toContain('保険金のお支払いの対象となる見通しです');
    expect(answer.supportReasons[0]?.textJa).toContain('緊急時サポート総合サービス');
  });

  it.each<[string, Facts, Partial<CaseInput>, [string, string[]], [string, string[]]]>([
    [
      'a suspicion raised by own staff',
      { ...ransomware, attackConfirmed: null, suspicion: { raisedBy: 'own-staff', raisedAt: '2026-09-10T00:00:00Z' } },
      {},
      ['amber', ['coverage-not-yet-established']],
      ['refer', ['coverage-not-yet-established']],
    ],
    [
      'premises that nobody named',
      { ...ransomware, premises: null },
      {},
      ['amber', ['premises-undecided']],
      ['refer', ['premises-undecided', 'support-needs-cover']],
    ],
    [
      'R-PRM-1: an undeclared head office',
      { ...ransomware, premises: 'undeclared-premises' },
      {},
      ['red', ['undeclared-premises']],
      ['not-available', ['undeclared-premises', 'support-needs-cover']],
    ],
    [
      'R-ELG-2: a pharmacy',
      ransomware,
      { period: { ...period, institutionKind: 'pharmacy' } },
      ['red', ['ineligible-institution']],
      ['not-available', ['ineligible-institution', 'support-needs-cover']],
    ],
    [
      'R-LIM-2: nothing left of the limits',
      ransomware,
      { used: usedUp },
      ['amber', ['limit-exhausted']],
      ['refer', ['limit-exhausted']],
    ],
    [
      'R-TIME: green, though whose limits apply is open',
      { ...ransomware, occurredAt: '2026-03-20T00:00:00Z' },
      { period: { ...period, continuousSince: '2024-04-01' } },
      ['green', ['incident.cover-expected', 'period-of-limits-undecided']],
      ['available', ['available']],
    ],
    [
      'what decided comes first, the other gates of cover follow in their order',
      { ...ransomware, discoveredAt: '2027-04-01T01:00:00Z', premises: 'undeclared-premises', perpetrator: 'director' },
      {},
      ['red', ['undeclared-premises', 'period-basis-undecided']],
      ['not-available', ['undeclared-premises', 'support-needs-cover']],
    ],
    [
      'every gate that a person has to answer',
      { ...ransomware, perpetrator: 'director', exclusionsToCheck: ['war'] },
      {},
      ['amber', ['director-perpetrator', 'exclusion-undecided']],
      ['refer', ['director-perpetrator', 'support-needs-cover']],
    ],
  ])('%s', (_, facts, change, ofCover, ofSupport) => {
    expect(cover(facts, change)).toEqual(ofCover);
    expect(support(facts, change)).toEqual([...ofSupport, null]);
  });

  it('what is said of cover names no support, where the same code decides both', () => {
    for (const change of [{ used: usedUp }, {}]) {
      const facts = { ...ransomware, attackConfirmed: change.used ? true : null };
      expect(outlooks(facts, change).coverageReasons[0]?.textJa).not.toContain('緊急時サポート');
      expect(outlooks(facts, change).supportReasons[0]?.textJa).toContain('緊急時サポート');
    }
  });

  describe('outside Japan', () => {
    const abroad: Facts = { ...ransomware, country: 'US' };

    it('R-TER-1, R-TER-3: cover is green, support is not available, and asks whether the damage is in Japan', () => {
      expect(cover(abroad)).toEqual(['green', ['incident.cover-expected']]);
      expect(support(abroad)).toEqual(['not-available', ['overseas-incident'], 'domestic-effect']);
      expect(outlooks(abroad).supportReasons[0]?.textJa).toContain('保険金のお支払いは海外の事故も対象です');
      expect(questionTexts['domestic-effect'].textJa).toBe(
        '被害（システムの停止、データの消失・暗号化など）は、日本国内の施設で起きていますか。',
      );
    });

    it('R-TER-3: answered no, support is not available and asks nothing; answered yes, a support person decides', () => {
      expect(support({ ...abroad, domesticEffect: false })).toEqual(['not-available', ['overseas-incident'], null]);
      expect(support({ ...abroad, domesticEffect: true })).toEqual(['refer', ['domestic-undecided'], null]);
      for (const domesticEffect of [true, false])
        expect(cover({ ...abroad, domesticEffect })).toEqual(['green', ['incident.cover-expected']]);
    });

    it('does not ask in Japan, nor where cover refuses whatever the answer', () => {
      expect(support({ ...ransomware, domesticEffect: null })[2]).toBeNull();
      expect(support({ ...abroad, premises: 'undeclared-premises' })).toEqual([
        'not-available',
        ['undeclared-premises', 'support-needs-cover'],
        null,
      ]);
    });

    it('amber on cover stays amber abroad, for its own reason', () => {
      expect(cover({ ...abroad, attackConfirmed: null })).toEqual(['amber', ['coverage-not-yet-established']]);
      expect(cover(abroad, { used: usedUp })).toEqual(['amber', ['limit-exhausted']]);
      expect(support(abroad, { used: usedUp })[1]).toEqual(['overseas-incident']);
    });

    it('asks again when the answer cannot be right', () => {
      const flagged = { flaggedFacts: ['domesticEffect'] };
      expect(support({ ...abroad, domesticEffect: true }, flagged)).toEqual([
        'not-available',
        ['overseas-incident'],
        'domestic-effect',
      ]);
    });

    it('with other facts missing: cover waits for them, support is not available whatever they turn out to be', () => {
      const answer = outlooks({ country: 'SG' }, { period: null });
      expect(answer).toMatchObject({
        coverageOutlook: 'amber',
        supportOutlook: 'not-available',
        supportQuestion: 'domestic-effect',
        missing: ['cause', 'discoveredAt', 'policy'],
        request: null,
        assessment: null,
        termsVersion: null,
      });
      expect(codes(answer.coverageReasons)).toEqual(['incident.facts-missing', 'incident.policy-not-found']);
      expect(codes(answer.supportReasons)).toEqual(['overseas-incident']);
      expect(support({ country: 'SG', domesticEffect: true })).toEqual(['refer', ['incident.facts-missing'], null]);
    });
  });

  describe('an unknown country', () => {
    it.each<[string, Facts, Partial<CaseInput>]>([
      ['not said', { ...ransomware, country: null, domesticEffect: true }, {}],
      ['that cannot be right', { ...ransomware, country: 'US' }, { flaggedFacts: ['country'] }],
    ])('%s: cover is judged without it, a support person decides on support', (_, facts, change) => {
      expect(cover(facts, change)).toEqual(['green', ['incident.cover-expected']]);
      expect(support(facts, change)).toEqual(['refer', ['incident.facts-missing'], null]);
      const answer = outlooks(facts, change);
      expect(answer.request?.incident.country).toBe('JP');
      expect(answer.supportReasons[0]?.textJa).toBe(
        '次の事項を確認できていないため、緊急時サポートをご利用いただけるかどうかを専任スタッフが個別に確認します：事故が起きた国。',
      );
    });

    it('R-TER-2: a line of bodily injury is referred, whether or not the clause for Japan is on the contract', () => {
      const line: CaseInput['lines'][number] = {
        id: 'line',
        category: 'damages',
        amount: 1_000_000,
        incurredOn: '2026-09-20',
        consent: true,
        claimant: 'third-party',
        liability: {
          legalLiability: true,
          inCourseOfBusiness: true,
          accidental: true,
          bodilyInjuryOrPropertyDamage: true,
        },
      };
      const lineOf = (facts: Facts, bodilyInjuryPropertyDamage: boolean) =>
        outlooks(facts, { lines: [line], period: { ...period, bodilyInjuryPropertyDamage } }).assessment?.lines[0];
      const unknown = { ...ransomware, country: null };
      expect(lineOf(ransomware, true)?.outcome).toBe('payable');
      expect(lineOf(unknown, true)).toMatchObject({
        outcome: 'refer',
        payable: 0,
        wouldPay: 1_000_000,
        reasons: [{ code: 'bodily-injury-territory', textJa: expect.stringContaining('国をまだ確認できていない') }],
      });
      expect(lineOf(unknown, false)).toMatchObject({
        outcome: 'refer',
        reasons: [{ code: 'bodily-injury-undecided' }],
      });
    });
  });

  describe('while something is missing', () => {
    it('both wait for it, and name it, each in its own words', () => {
      const { missing, coverageReasons, supportReasons } = outlooks({});
      expect(missing).toEqual(['cause', 'discoveredAt']);
      expect(coverageReasons[0]?.textJa).toBe(
        '次の事項を確認できていないため、補償の見通しはまだお示しできません：事故の原因、事故を発見した日時。',
      );
      expect(coverageReasons[0]?.textEn).toBe(
        'The coverage outlook cannot be given yet, because the following is not established: the cause ' +
          'of the incident, the time of its discovery.',
      );
      expect(supportReasons[0]?.textJa).toContain('事故の原因、事故を発見した日時、事故が起きた国。');
    });

    it('the policy has its own code, beside the facts', () => {
      expect(cover(ransomware, { period: null })).toEqual(['amber', ['incident.policy-not-found']]);
      expect(support(ransomware, { period: null })).toEqual(['refer', ['incident.policy-not-found'], null]);
      expect(cover({ ...ransomware, cause: null }, { period: null })).toEqual([
        'amber',
        ['incident.facts-missing', 'incident.policy-not-found'],
      ]);
    });
  });

  it('refuses terms of another version than the period’s', () => {
    expect(() => outlooks(ransomware, { period: { ...period, termsVersion: '2027-04' } })).toThrow(
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
    premises: fc.constantFrom<Facts['premises'][]>(
      'insured-facility',
      'insured-facility',
      'insured-facility',
      'undeclared-premises',
      null,
    ),
    perpetrator: fc.constantFrom<Facts['perpetrator'][]>('outsider', 'outsider', 'outsider', 'director', null),
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

describe('the two outlooks, for any case', () => {
  it('R-TER-1: no country and no answer about Japan changes anything of the outlook on cover', () => {
    const said = fc.record({
      country: fc.constantFrom('JP', 'US', 'SG', null),
      domesticEffect: fc.constantFrom(true, false, null),
      flaggedFacts: fc.subarray(['country', 'domesticEffect']),
    });
    fc.assert(
      fc.property(anyInput, said, (input, { flaggedFacts, ...territory }) => {
        const own = input.flaggedFacts.filter((name) => !['country', 'domesticEffect'].includes(name));
        const moved: CaseInput = {
          ...input,
          facts: { ...input.facts, ...territory },
          flaggedFacts: [...own, ...flaggedFacts],
        };
        const { coverageOutlook, coverageReasons } = outlooksOf(input, terms);
        expect(outlooksOf(moved, terms)).toMatchObject({ coverageOutlook, coverageReasons });
      }),
      { numRuns: 1_000 },
    );
  });

  it('R-TER-3: support is available only in Japan and where cover is green; abroad without known effect never', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { coverageOutlook, supportOutlook } = outlooksOf(input, terms);
        const isAbroad = isKnown(input, 'country') && input.facts.country !== 'JP';
        const isAffected = isKnown(input, 'domesticEffect') && input.facts.domesticEffect === true;
        if (supportOutlook === 'available')
          expect([isKnown(input, 'country'), isAbroad, coverageOutlook]).toEqual([true, false, 'green']);
        if (isAbroad && !isAffected) expect(supportOutlook).toBe('not-available');
        if (!isKnown(input, 'country')) expect(supportOutlook).toBe('refer');
      }),
      { numRuns: 500 },
    );
  });

  it('calls the engine exactly when nothing is missing, with occurrence never after discovery', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { missing, request, assessment, termsVersion } = outlooksOf(input, terms);
        expect([request === null, assessment === null, termsVersion === null]).toEqual(
          Array(3).fill(missing.length > 0),
        );
        if (request?.incident.occurredOn)
          expect(request.incident.occurredOn <= request.incident.discoveredOn).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('asks about Japan only where the territory decided and the answer is unknown', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { supportQuestion, supportReasons } = outlooksOf(input, terms);
        const asks = supportReasons[0]?.code === 'overseas-incident' && !isKnown(input, 'domesticEffect');
        expect(supportQuestion).toBe(asks ? 'domestic-effect' : null);
      }),
      { numRuns: 500 },
    );
  });

  it('says why, in whole sentences of both languages, no reason twice', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { coverageReasons, supportReasons } = outlooksOf(input, terms);
        for (const reasons of [coverageReasons, supportReasons]) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(new Set(codes(reasons)).size).toBe(reasons.length);
          for (const { textJa, textEn } of reasons) expect([textJa.at(-1), textEn.at(-1)]).toEqual(['。', '.']);
        }
      }),
    );
  });

  it('can be replayed: what was stored gives the same answer, and the case is left as it was', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const stored = JSON.stringify(input);
        const answer = outlooksOf(input, terms);
        expect(outlooksOf(JSON.parse(stored) as CaseInput, terms)).toEqual(answer);
        expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
        expect(JSON.stringify(input)).toBe(stored);
      }),
      { numRuns: 500 },
    );
  });
});
