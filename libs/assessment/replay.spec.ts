import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readProductTerms, type CoverageRequest, type CoverageResponse } from '#coverage';
import { contentHash } from '#platform';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import type { CaseInput } from './case-request.js';
import { outlooksOf } from './outlook.js';
import { answerHash, replayDifferences, type KeptRun } from './replay.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));

/** A case's input whose lines, contract and used amounts are those of any request. */
function inputFrom({ policy, used, lines }: CoverageRequest): CaseInput {
  return {
    facts: {
      cause: 'cyber-attack',
      country: 'JP',
      discoveredAt: '2026-09-10T01:00:00Z',
      attackConfirmed: true,
      premises: 'insured-facility',
      perpetrator: 'outsider',
    },
    flaggedFacts: [],
    period: {
      institutionKind: policy.institutionKind,
      corporationKind: policy.corporationKind,
      plan: policy.plan,
      termsVersion: '2026-11',
      inceptionDate: '2026-04-01',
      expiryDate: '2027-04-01',
      continuousSince: '2026-04-01',
      boundaryHour: policy.boundaryHour ?? null,
      deductible: policy.deductible ?? 0,
      taxCreditableRatio: policy.taxCreditableRatio ?? 0,
      businessInterruption: policy.businessInterruption ?? null,
      bodilyInjuryPropertyDamage: policy.bodilyInjuryPropertyDamage ?? false,
      parameters: policy.parameters ?? {},
    },
    lines,
    used: {
      responseExpense: used?.responseExpense ?? 0,
      responseExpenseThisIncident: used?.responseExpenseThisIncident ?? 0,
      liability: used?.liability ?? 0,
      businessInterruption: used?.businessInterruption ?? 0,
      deductible: used?.deductible ?? 0,
    },
  };
}

/** A run as the database gives it back: JSON, in which members may stand in another order. */
function kept(input: CaseInput): KeptRun {
  const made = outlooksOf(input, terms);
  const printed = made.assessment && answerHash(made.assessment);
  return {
    id: 'run',
    incident_id: 'case',
    at: new Date(0),
    input: shuffled(input) as CaseInput,
    outlook: made.coverageOutlook,
    support_outlook: made.supportOutlook,
    answer: { coverageReasons: made.coverageReasons, supportReasons: made.supportReasons },
    assessment: printed ? (JSON.parse(printed.text) as CoverageResponse) : null,
    request_hash: made.request ? contentHash(made.request).toString('hex') : null,
    answer_hash: printed?.hash ?? null,
  };
}

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .flatMap(([name, member]) => (member === undefined ? [] : [[name, shuffled(member)]])),
  );
}

const one: CoverageRequest = {
  termsVersion: '2026-11',
  policy: {
    institutionKind: 'general-clinic',
    corporationKind: 'individual',
    plan: 1,
    inceptionDate: '2026-04-01',
    expiryDate: '2027-04-01',
  },
  incident: {
    cause: 'cyber-attack',
    country: 'JP',
    discoveredOn: '2026-09-01',
    premises: 'insured-facility',
    perpetrator: 'outsider',
  },
  lines: [{ id: 'line', category: 'call-center', amount: 300_000, incurredOn: '2026-09-20' }],
};

describe('a kept run made again', () => {
  it('comes out as it was kept, whatever the lines', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        expect(replayDifferences(kept(inputFrom(request)))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('comes out as it was kept where facts were missing and the engine was not called', () => {
    const input = inputFrom(one);
    expect(replayDifferences(kept({ ...input, facts: { ...input.facts, cause: null } }))).toEqual([]);
  });

  it.each<[string, (run: KeptRun) => KeptRun, string[]]>([
    ['another outlook', (run) => ({ ...run, outlook: 'red' }), ['outlook']],
    ['another outlook of support', (run) => ({ ...run, support_outlook: 'refer' }), ['support-outlook']],
    ['other reasons', (run) => ({ ...run, answer: {} }), ['reasons', 'support-reasons']],
    [
      'an amount changed in what it was made from',
      (run) => ({ ...run, input: { ...run.input, lines: [{ ...one.lines[0], amount: 400_000 }] as never } }),
      ['request', 'answer', 'line'],
    ],
    [
      'a limit used up in what it was made from',
      (run) => ({ ...run, input: { ...run.input, used: { ...run.input.used, responseExpense: 900_000 } } }),
      ['request', 'answer', 'line'],
    ],
    ['another answer', (run) => ({ ...run, answer_hash: '00' }), ['answer']],
    [
      'an answer where none is made',
      (run) => ({ ...run, input: { ...run.input, period: null } }),
      ['outlook', 'support-outlook', 'reasons', 'support-reasons', 'request', 'answer'],
    ],
  ])('tells of %s', (_, change, what) => {
    expect(replayDifferences(change(kept(inputFrom(one)))).map((difference) => difference.what)).toEqual(what);
  });

  it('names the line and both figures', () => {
    const run = kept(inputFrom(one));
    const changed = { ...run, input: { ...run.input, used: { ...run.input.used, responseExpense: 900_000 } } };
    expect(replayDifferences(changed).at(-1)).toMatchObject({
      what: 'line',
      line: 'line',
      kept: '["payable",300000,300000,[],[]]',
      now: expect.stringContaining('"reduced",100000,100000'),
    });
  });

  it('a run of before answers were kept is compared by its outlook and its request', () => {
    expect(replayDifferences({ ...kept(inputFrom(one)), answer_hash: null, assessment: null })).toEqual([]);
  });

  describe('of before the two outlooks', () => {
    const former = (change: Partial<CaseInput['facts']>, outlook: KeptRun['outlook'], codes: string[]): KeptRun => {
      const input = inputFrom(one);
      const run = kept({ ...input, facts: { ...input.facts, ...change } });
      const reasons = codes.map((code) => ({ code, textJa: '', textEn: '' }));
      // without a country the engine was not called
      const called = change.country === null ? { request_hash: null, answer_hash: null, assessment: null } : {};
      return { ...run, ...called, outlook, support_outlook: null, answer: { reasons } };
    };

    it.each<[string, Partial<CaseInput['facts']>, KeptRun['outlook'], string[]]>([
      ['in Japan', {}, 'green', ['available']],
      ['abroad, when it told red', { country: 'US' }, 'red', ['overseas-incident']],
      ['abroad with effect in Japan', { country: 'US', domesticEffect: true }, 'amber', ['domestic-undecided']],
      ['without a country', { country: null }, 'amber', ['incident.facts-missing']],
      ['abroad without a cause', { country: 'US', cause: null }, 'red', ['overseas-incident']],
      ['of an undeclared place', { premises: 'undeclared-premises' }, 'red', ['undeclared-premises']],
    ])('%s it comes out as it was kept', (_, facts, outlook, codes) => {
      expect(replayDifferences(former(facts, outlook, codes))).toEqual([]);
      expect(replayDifferences(former(facts, outlook === 'green' ? 'red' : 'green', codes))).toMatchObject([
        { what: 'outlook' },
      ]);
    });
  });
});
