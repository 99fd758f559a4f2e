import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { arbitraryRequest } from '../../test/support/arbitrary-request.js';
import { tries } from '../../test/support/property-runs.js';
import {
  assessRequest,
  openQuestions,
  explainLine,
  incidentGateTable,
  lineGateTable,
  readProductTerms,
} from './index.js';
import type { CoverageRequest, Explanation, RequestLine } from './index.js';

const terms = readProductTerms(JSON.parse(readFileSync('data/product-terms.json', 'utf8')));
const policy = {
  institutionKind: 'general-clinic',
  corporationKind: 'individual',
  plan: 1,
  inceptionDate: '2026-04-01',
  expiryDate: '2027-04-01',
} as const;
const incident = {
  cause: 'cyber-attack',
  country: 'JP',
  discoveredOn: '2026-09-01',
  attackConfirmed: true,
  premises: 'insured-facility',
  perpetrator: 'outsider',
  affectedPersons: 100,
} as const;
const line = (more: object): RequestLine =>
  ({
    id: 'a',
    category: 'damage-and-cause-investigation',
    amount: 1_400_000,
    incurredOn: '2026-09-10',
    ...more,
  }) as RequestLine;

function explained(
  lines: readonly RequestLine[],
  more: { policy?: object; incident?: object; used?: CoverageRequest['used']; withLimits?: boolean } = {},
): Explanation {
  const request = {
    termsVersion: '2026-11',
    policy: { ...policy, ...more.policy },
    incident: { ...incident, ...more.incident },
    used: more.used ?? {},
    lines,
  } as CoverageRequest;
  const response = assessRequest(request, terms);
  const [first] = response.lines;
  if (!first) throw new Error('no line');
  return explainLine(first, askedOf(request), more.withLimits === false ? null : response.limits);
}

const askedOf = ({ policy: contract, used = {} }: CoverageRequest) => ({
  parameters: contract.parameters ?? {},
  deductible: contract.deductible ?? 0,
  used: {
    responseExpense: used.responseExpense ?? 0,
    responseExpenseThisIncident: used.responseExpenseThisIncident ?? 0,
  },
});

describe('a line in words', () => {
  it('says what is paid in full and what is left of the limit', () => {
    const { textJa, textEn } = explained([line({ category: 'call-center', amount: 300_000 })]);
    expect(textJa).toBe(
      '「コールセンター設置費用」のご請求300,000円は、全額をお支払いできる見込みです。この事案の見込みをすべて差し引くと、事故対応特別費用の支払限度額の残りは700,000円です。',
    );
    expect(textEn).toBe(
      'Call-centre set-up: the whole of the 300,000 yen claimed is expected to be paid. After ' +
        'everything expected in this case, 700,000 yen are left of the limit for response expenses ' +
        '(事故対応特別費用).',
    );
  });

  it('says each step down with its reason and its source', () => {
    const { textJa, steps } = explained([line({ tax: 100_000, amount: 1_300_000 })], {
      policy: { deductible: 100_000, taxCreditableRatio: 0.5 },
    });
    expect(steps.map(({ code, before, after, rule }) => [code, before, after, rule])).toEqual([
      ['recoverable-tax', 1_400_000, 1_350_000, null],
      ['deductible', 1_350_000, 1_250_000, null],
      ['sub-limit', 1_250_000, 1_000_000, 'R-LIM-1'],
    ]);
    expect(textJa).toBe(
      [
        '「被害状況・原因調査費用」のご請求1,400,000円のうち、1,000,000円をお支払いできる見込みです。',
        '消費税のうち、仕入税額控除で取り戻せる割合は損害にならないため、1,400,000円が1,350,000円になります。',
        '1事故あたりの「自己負担額」（100,000円）をまず差し引くため、1,350,000円が1,250,000円になります（公表された条件に定めがなく、既定の扱いによるもので、最終の減額ではありません）。',
        '事故対応特別費用の支払限度額の残りがそれより少ないため、1,250,000円が1,000,000円になります。',
        'この事案の見込みをすべて差し引くと、事故対応特別費用の支払限度額の残りは0円です。',
      ].join(''),
    );
  });

  it('says what is undecided, what would decide it, and what it would then be', () => {
    const { textJa, undecided } = explained([line({ category: 'network-isolation', amount: 500_000 })], {
      incident: { suspicion: { raisedBy: 'public-body', raisedOn: '2026-09-01' } },
    });
    expect(undecided).toEqual([
      {
        code: 'not-outsourced',
        by: 'institution',
        textJa: '外部の業者に委託した作業であることが分かる請求書または契約書があると決まります。',
        textEn: 'An invoice or contract that shows that an outside contractor did the work decides it.',
      },
    ]);
    expect(textJa).toContain('お支払いできるかどうかがまだ決まっていません。');
    expect(textJa).toContain('「ネットワーク遮断対応のための外部委託費用」');
    expect(textJa).toContain('お支払いの対象と決まった場合の額は、いまの計算では500,000円です。');
  });

  it('says why nothing is paid, and neither a figure nor a limit with it', () => {
    const { textJa, textEn, steps, undecided } = explained([line({ ransom: true })]);
    expect(textJa).toBe(
      '「被害状況・原因調査費用」のご請求1,400,000円は、お支払いの対象にならない見込みです。行為者に支払った「身代金」は補償に含まれないため、お支払いの対象外です。',
    );
    expect(textEn).toContain('ransom (身代金)');
    expect([steps, undecided]).toEqual([[], []]);
  });

  it('leaves the limit to those who may see it', () => {
    expect(explained([line({ category: 'call-center', amount: 300_000 })], { withLimits: false }).textJa).not.toContain(
      '残り',
    );
  });

  it('R-LIM-2: of two limits names the one with less left', () => {
    const { textJa } = explained([line({ amount: 100_000 })], { used: { liability: 9_500_000 } });
    expect(textJa).toContain('保険期間中の合計支払限度額の残りは400,000円です。');
  });

  it.each<[string, object, CoverageRequest['used'], string | null]>([
    [
      'is published where only this incident counts',
      {},
      { responseExpense: 900_000, responseExpenseThisIncident: 900_000 },
      null,
    ],
    ['is a default where another incident counts', {}, { responseExpense: 900_000 }, 'default'],
    [
      'is settled where the contract says so',
      { parameters: { responseExpenseLimitScope: 'period' } },
      { responseExpense: 900_000 },
      'settled-by-contract',
    ],
  ])('R-LIM-4: a reduction by the response-expense limit %s', (_, contract, used, openPoint) => {
    const { steps } = explained([line({})], { policy: contract, used });
    expect(steps.map((step) => [step.code, step.openPoint])).toEqual([['sub-limit', openPoint]]);
  });

  it('a share of the contract, a cap for each person and the formula of prevention costs say that the published terms are silent', () => {
    const condolence = line({ category: 'condolence', amount: 100_000, persons: 100, consent: true });
    const settled = { parameters: { ratio: { condolence: 0.9 }, condolenceCapPerPerson: 500 } };
    expect(explained([condolence], { policy: settled }).steps.map(({ code, openPoint }) => [code, openPoint])).toEqual([
      ['ratio', 'settled-by-contract'],
      ['condolence-cap', 'settled-by-contract'],
    ]);
    const continuation = line({
      category: 'business-continuation',
      interruption: { avoidedCosts: 1, systemRestoredOn: null },
    });
    const option = { businessInterruption: { limit: 50_000_000, waitingHours: 0 } };
    const stopped = { systemStop: { kind: 'caused', hours: 5 } };
    expect(explained([continuation], { policy: option, incident: stopped }).steps).toMatchObject([
      { code: 'formula', rule: 'R-BI-3', openPoint: 'default', before: 1_400_000, after: 1_399_999 },
    ]);
    expect(explained([continuation], { policy: option, incident: stopped }).textJa).toContain(
      '利益・営業継続費用の支払限度額の残りは48,600,001円です。',
    );
  });
});

describe('every step and every end, in both languages', () => {
  const option = { businessInterruption: { limit: 50_000_000, waitingHours: 0 } };
  const stopped = { systemStop: { kind: 'caused', hours: 5 } };
  const steps = (one: RequestLine, more: Parameters<typeof explained>[1] = {}): unknown[] =>
    explained([one], more).steps.flatMap(({ rule, textJa, textEn }) => [rule, textJa, textEn]);

  it.each<[string, RequestLine, Parameters<typeof explained>[1], unknown[]]>([
    [
      'tax',
      line({ amount: 100_000, tax: 10_000 }),
      { policy: { taxCreditableRatio: 0.5 } },
      [
        null,
        '消費税のうち、仕入税額控除で取り戻せる割合は損害にならないため、110,000円が105,000円になります。',
        'The share of consumption tax that the institution can recover (仕入税額控除) is no loss, so 110,000 ' +
          'yen become 105,000 yen.',
      ],
    ],
    [
      'a ratio',
      line({ amount: 100_000 }),
      { policy: { parameters: { ratio: { 'damage-and-cause-investigation': 0.5 } } } },
      [
        null,
        'この費目には、ご契約で支払割合が定められているため、100,000円が50,000円になります（公表された条件に定めがなく、ご契約で定めた扱いです）。',
        'The contract sets the share that is paid of this category, so 100,000 yen become 50,000 yen ' +
          '(not in the published terms: the contract settles it).',
      ],
    ],
    [
      'a cap',
      line({ category: 'condolence', amount: 100_000, persons: 10, consent: true }),
      { policy: { parameters: { condolenceCapPerPerson: 500 } } },
      [
        'R-EXP-3a',
        '「見舞金・見舞品」には、ご契約で1人あたりの上限が定められているため、100,000円が5,000円になります（公表された条件に定めがなく、ご契約で定めた扱いです）。',
        'The contract caps condolence money and gifts (見舞金・見舞品) per person, so 100,000 yen become 5,000 ' +
          'yen (not in the published terms: the contract settles it).',
      ],
    ],
    [
      'a deductible that the contract places',
      line({ amount: 100_000 }),
      { policy: { deductible: 30_000, parameters: { deductibleAppliesTo: ['response-expense'] } } },
      [
        null,
        '1事故あたりの「自己負担額」（30,000円）をまず差し引くため、100,000円が70,000円になります（公表された条件に定めがなく、ご契約で定めた扱いです）。',
        'The deductible (自己負担額) of 30,000 yen per incident comes off first, so 100,000 yen become 70,000 ' +
          'yen (not in the published terms: the contract settles it).',
      ],
    ],
    [
      'the aggregate',
      line({ amount: 900_000 }),
      { used: { liability: 9_500_000 } },
      [
        'R-LIM-2',
        '損害賠償と事故対応特別費用のお支払いは「加入者毎」「保険期間中」の合計で損害賠償の支払限度額までであり、その残りがそれより少ないため、900,000円が500,000円になります。',
        'Liability and response expenses together are paid up to the liability limit, per member (加入者毎) ' +
          'and within the policy period (保険期間中), of which less is left, so 900,000 yen become 500,000 yen.',
      ],
    ],
    [
      'the limit of the option',
      line({
        category: 'lost-profit',
        amount: 900_000,
        interruption: { standardRevenue: 900_000, actualRevenue: 0, profitRate: 1, avoidedOrdinaryExpenses: 0 },
      }),
      { policy: option, incident: stopped, used: { businessInterruption: 49_900_000, responseExpense: 5 } },
      [
        'R-BI',
        '利益・営業継続費用の支払限度額の残りがそれより少ないため、900,000円が100,000円になります。',
        'Less is left of the limit of the business-interruption clause (利益・営業継続費用補償追加条項), so 900,000 yen ' +
          'become 100,000 yen.',
      ],
    ],
    [
      'the formula of lost profit',
      line({
        category: 'lost-profit',
        amount: 900_000,
        interruption: { standardRevenue: 900_000, actualRevenue: 0, profitRate: 0.5, avoidedOrdinaryExpenses: 1 },
      }),
      { policy: option, incident: stopped },
      [
        'R-BI-1',
        '「喪失利益」は、攻撃がなければ得られた「営業利益および経常費」（減った売上に利益率を掛け、支出を免れた経常費を引いた額）までとなるため、900,000円が449,999円になります。',
        'Lost profit is at most the operating profit and ordinary expenses (営業利益および経常費) that would have ' +
          'been earned: the decline in revenue times the profit rate, less ordinary expenses avoided, so ' +
          '900,000 yen become 449,999 yen.',
      ],
    ],
    [
      'the formula of continuation costs that the contract settles',
      line({ category: 'business-continuation', interruption: { avoidedCosts: 400_000, systemRestoredOn: null } }),
      { policy: { ...option, parameters: { preventionDeduction: 'spent' } }, incident: stopped },
      [
        'R-BI-3',
        '「営業継続費用」からは「支出を免れた費用」と「収益減少防止費用」を差し引くため、1,400,000円が1,000,000円になります（公表された条件に定めがなく、ご契約で定めた扱いです）。',
        'Costs avoided (支出を免れた費用) and revenue-decline prevention costs (収益減少防止費用) are deducted from ' +
          'business-continuation costs, so 1,400,000 yen become 1,000,000 yen (not in the published terms: ' +
          'the contract settles it).',
      ],
    ],
  ])('%s', (_, one, more, expected) => expect(steps(one, more)).toEqual(expected));

  it.each<[string, RequestLine, string]>([
    [
      'reduced',
      line({}),
      'Investigation of damage and cause: of 1,400,000 yen claimed, 1,000,000 yen are expected to be ' +
        'paid. Less is left of the limit for response expenses (事故対応特別費用), so 1,400,000 yen become ' +
        '1,000,000 yen.',
    ],
    [
      'not payable',
      line({ ransom: true }),
      'Investigation of damage and cause: the 1,400,000 yen claimed are not expected to be paid. Money ' +
        'paid to the perpetrator is ransom (身代金), which is not included, so nothing is payable.',
    ],
    [
      'undecided',
      line({ category: 'equipment-repair', amount: 5 }),
      'Repair of information equipment: whether the 5 yen claimed are paid is not decided yet. What is ' +
        'named is repairing data (データを修復するための費用) and damage to in-house systems (院内システムの損害); the page ' +
        'does not say whether repair of equipment is included, so a person decides. ' +
        `${openQuestions['equipment-repair-undecided'].en} ` +
        'If it is found to be covered, it would be 5 yen as things stand.',
    ],
  ])('%s, without limits', (_, one, textEn) => expect(explained([one], { withLimits: false }).textEn).toBe(textEn));

  it('R-LIM-2: names the response-expense limit while it has no more left, and the aggregate for liability', () => {
    const equal = explained([line({ amount: 100_000 })], { used: { liability: 9_000_000 } });
    expect(equal.textJa).toContain('事故対応特別費用の支払限度額の残りは900,000円です。');
    const liability = {
      legalLiability: true,
      inCourseOfBusiness: true,
      accidental: true,
      bodilyInjuryOrPropertyDamage: false,
    };
    const damages = explained([line({ category: 'damages', amount: 100_000, consent: true, liability })]);
    expect(damages.textJa).toContain('保険期間中の合計支払限度額の残りは9,900,000円です。');
    expect(damages.textEn).toMatch(/9,900,000 yen are left of the aggregate limit of the policy period\.$/);
  });
});

describe('whatever is asked', () => {
  it('each gate that leaves a line open says what would decide it, and no other', () => {
    const open = [...incidentGateTable, ...lineGateTable].filter(({ result }) => result === 'refer');
    expect(Object.keys(openQuestions).toSorted()).toEqual([...new Set(open.map(({ code }) => code))].toSorted());
  });

  it('every figure and every reason of the answer is in the words', () => {
    fc.assert(
      fc.property(arbitraryRequest, (request) => {
        const response = assessRequest(request, terms);
        for (const one of response.lines) {
          const words = explainLine(one, askedOf(request), response.limits);
          const figures = [one.claimed, ...one.steps.flatMap(({ before, after }) => [before, after])];
          for (const figure of figures) {
            expect(words.textJa).toContain(`${figure.toLocaleString('en-US')}円`);
            expect(words.textEn).toContain(`${figure.toLocaleString('en-US')} yen`);
          }
          for (const { textJa, textEn } of one.reasons) {
            expect(words.textJa).toContain(textJa);
            expect(words.textEn).toContain(textEn);
          }
          expect(words.steps.map(({ code }) => code)).toEqual(one.steps.map(({ code }) => code));
          expect(words.undecided.length).toBe(one.outcome === 'refer' ? one.reasons.length : 0);
          expect(words.textJa).not.toMatch(/undefined|NaN|。。/);
          expect(words.textEn).not.toMatch(/undefined|NaN|\.\.|  | $/);
        }
      }),
      tries(300),
    );
  });
});
