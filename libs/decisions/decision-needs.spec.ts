import { leastCountersigners, missingSignatures, needsOf, type Signer, type Situation } from './decision-needs.js';

const ordinary: Situation = {
  kind: 'approve',
  amountYen: 500_000,
  assessedYen: 500_000,
  againstGate: false,
  parameterReduction: false,
  questionsAnswered: false,
  checkIssue: false,
  caseLaneYen: 0,
  payeeYen: 0,
};
const adjuster: Signer = { personId: 'a', senior: false, authorityYen: 1_000_000 };
const another: Signer = { personId: 'b', senior: false, authorityYen: 5_000_000 };
const senior: Signer = { personId: 's', senior: true, authorityYen: 20_000_000 };
const second: Signer = { personId: 't', senior: true, authorityYen: 20_000_000 };
const missing = (change: Partial<Situation>, proposer: Signer, ...countersigners: Signer[]): string[] =>
  missingSignatures(needsOf({ ...ordinary, ...change }), proposer, countersigners).map(({ code }) => code);
const least = (change: Partial<Situation>, proposer: Signer): number =>
  leastCountersigners(needsOf({ ...ordinary, ...change }), proposer);

describe('the table of decisions', () => {
  it('at the assessed amount within authority the proposer is enough', () => {
    expect(missing({}, adjuster)).toEqual([]);
    expect(missing({ amountYen: 1_000_000, assessedYen: 1_000_000 }, adjuster)).toEqual([]);
    expect(least({}, adjuster)).toBe(0);
    expect(needsOf(ordinary)).toMatchObject({ ground: 'none', because: [] });
  });

  it('above it somebody whose authority covers it countersigns', () => {
    const more = { amountYen: 1_000_001, assessedYen: 1_000_001 };
    expect(missing(more, adjuster)).toEqual(['decisions.authority-needed']);
    expect(missing(more, adjuster, { ...adjuster, personId: 'c' })).toEqual(['decisions.authority-needed']);
    expect(missing(more, adjuster, another)).toEqual([]);
    expect(missing(more, adjuster, senior)).toEqual([]);
    expect(least(more, adjuster)).toBe(1);
  });

  it('splitting an invoice changes nothing: the running totals count, of the case and lane and of the payee', () => {
    expect(missing({ caseLaneYen: 500_000 }, adjuster)).toEqual([]);
    expect(missing({ caseLaneYen: 500_001 }, adjuster)).toEqual(['decisions.authority-needed']);
    expect(missing({ payeeYen: 500_001 }, adjuster)).toEqual(['decisions.authority-needed']);
    // the two are different totals of the same money: the greater counts, not their sum
    expect(missing({ caseLaneYen: 400_000, payeeYen: 400_000 }, adjuster)).toEqual([]);
  });

  it('above a senior-adjuster’s authority two senior-adjusters sign', () => {
    const most = { amountYen: 20_000_001, assessedYen: 20_000_001 };
    expect(missing(most, senior)).toEqual(['decisions.authority-needed']);
    expect(missing(most, senior, adjuster)).toEqual(['decisions.authority-needed']);
    expect(missing(most, senior, second)).toEqual([]);
    expect(missing(most, adjuster, senior)).toEqual(['decisions.authority-needed']);
    expect(missing(most, adjuster, senior, second)).toEqual([]);
    expect(missing(most, adjuster, { ...another, authorityYen: 30_000_000 })).toEqual([]);
  });

  it.each([
    ['reject', { kind: 'reject', amountYen: 0 }, 'article'],
    ['reduce', { kind: 'reduce', amountYen: 499_999 }, 'article'],
    ['a parameter that is not in the published terms', { parameterReduction: true }, 'none'],
  ] as const)('%s: a senior-adjuster countersigns, whoever proposes', (_, change, ground) => {
    expect(needsOf({ ...ordinary, ...change }).ground).toBe(ground);
    for (const proposer of [adjuster, senior]) {
      expect(missing(change, proposer)).toEqual(['decisions.senior-countersignature-needed']);
      expect(missing(change, proposer, another)).toEqual(['decisions.senior-countersignature-needed']);
      expect(missing(change, proposer, second)).toEqual([]);
      expect(least(change, proposer)).toBe(1);
    }
  });

  it.each([
    ['an answered question', { questionsAnswered: true }],
    ['a check that found something', { checkIssue: true }],
  ] as const)('%s: a senior-adjuster answers, or countersigns', (_, change) => {
    expect(missing(change, senior)).toEqual([]);
    expect(missing(change, adjuster)).toEqual(['decisions.senior-needed']);
    expect(missing(change, adjuster, another)).toEqual(['decisions.senior-needed']);
    expect(missing(change, adjuster, senior)).toEqual([]);
    expect([least(change, senior), least(change, adjuster)]).toEqual([0, 1]);
  });

  it.each([
    ['above the assessed amount', { amountYen: 500_001 }],
    ['against a gate', { againstGate: true, assessedYen: 0 }],
  ] as const)('%s: two senior-adjusters, who name the article or that none carries the denial', (_, change) => {
    expect(needsOf({ ...ordinary, ...change }).ground).toBe('article-or-none');
    expect(missing(change, senior)).toEqual(['decisions.two-seniors-needed']);
    expect(missing(change, senior, another)).toEqual(['decisions.two-seniors-needed']);
    expect(missing(change, senior, second)).toEqual([]);
    expect(missing(change, adjuster, senior)).toEqual(['decisions.two-seniors-needed']);
    expect(missing(change, adjuster, senior, second)).toEqual([]);
    expect([least(change, senior), least(change, adjuster)]).toEqual([1, 2]);
  });

  it('nothing paid tests no authority', () => {
    expect(needsOf({ ...ordinary, kind: 'reject', amountYen: 0, caseLaneYen: 90_000_000 }).totalYen).toBe(0);
  });

  it('says in words what is missing, with the total', () => {
    const words = (change: Partial<Situation>): string[] =>
      missingSignatures(needsOf({ ...ordinary, ...change }), adjuster, []).flatMap(({ textJa, textEn }) => [
        textJa,
        textEn,
      ]);
    expect(words({ caseLaneYen: 1_500_000 })).toEqual([
      '合計2,000,000円までの決裁権限を持つ人の二次承認が必要です（上席の保険金サービス担当者2人でもかまいません）。',
      'The countersignature of somebody whose authority covers 2,000,000 yen in all is needed (or two ' +
        'senior adjusters).',
    ]);
    expect(words({ amountYen: 500_001 })).toEqual([
      '上席の保険金サービス担当者2人の署名が必要です。',
      'Two senior adjusters have to sign.',
    ]);
    expect(words({ parameterReduction: true })).toEqual([
      '上席の保険金サービス担当者の二次承認が必要です。',
      'The countersignature of a senior adjuster is needed.',
    ]);
    expect(words({ checkIssue: true })).toEqual([
      '上席の保険金サービス担当者の署名が必要です。',
      'A senior adjuster has to sign.',
    ]);
  });

  it.each<[Partial<Situation>, string[]]>([
    [{ kind: 'reject', amountYen: 0 }, ['decisions.because-reject']],
    [{ amountYen: 500_001 }, ['decisions.because-above']],
    [{ againstGate: true, assessedYen: 0 }, ['decisions.because-against-gate']],
  ])('%j: because of %j', (change, codes) => {
    expect(needsOf({ ...ordinary, ...change }).because.map(({ code }) => code)).toEqual(codes);
  });

  it('somebody without authority may reject, and so does nobody pay', () => {
    const nobody: Signer = { personId: 'n', senior: false, authorityYen: -1 };
    expect(missing({ kind: 'reject', amountYen: 0 }, nobody, senior)).toEqual([]);
    expect(missing({ amountYen: 0, assessedYen: 0 }, nobody)).toEqual([]);
  });

  it('says why in both languages', () => {
    const { because } = needsOf({
      ...ordinary,
      kind: 'reduce',
      amountYen: 1,
      parameterReduction: true,
      questionsAnswered: true,
      checkIssue: true,
    });
    expect(because.map(({ code }) => code)).toEqual([
      'decisions.because-reduce',
      'decisions.because-parameter',
      'decisions.because-questions',
      'decisions.because-check',
    ]);
  });
});
