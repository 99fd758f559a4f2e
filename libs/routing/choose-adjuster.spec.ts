import { lanes } from '#kernel';
import fc from 'fast-check';
import type { Candidate, RoutingInput } from './candidate.js';
import { chooseAdjuster } from './choose-adjuster.js';
import { claimMissing } from './hurdles.js';

function candidate(personId: string, changes: Partial<Candidate> = {}): Candidate {
  return {
    personId,
    skills: ['forensics'],
    inTeam: true,
    onDuty: true,
    enteredCase: false,
    ofInstitution: false,
    refusedBefore: false,
    authorityYen: 3_000_000,
    capacity: 10,
    openItems: 0,
    inChargeOfCase: false,
    lastIdleAt: null,
    ...changes,
  };
}

function routing(candidates: Candidate[], changes: Partial<RoutingInput> = {}): RoutingInput {
  return {
    at: '2026-11-02T03:00:00Z',
    expense: { id: 'e1', lane: 'forensics', amountYen: 1_000_000 },
    relaxed: false,
    candidates,
    ...changes,
  };
}

const codes = (texts: readonly { code: string }[]) => texts.map(({ code }) => code);
const general = { expense: { id: 'e1', lane: 'general', amountYen: 1_000_000 } } as const;

describe('the choice of an adjuster, step by step', () => {
  it.each<[string, RoutingInput, string]>([
    ['who has the skill', routing([candidate('a', { skills: ['call-center'] }), candidate('b')]), 'b'],
    ['who is on duty', routing([candidate('a', { onDuty: false }), candidate('b')]), 'b'],
    ['who did not enter the case', routing([candidate('a', { enteredCase: true }), candidate('b')]), 'b'],
    ['who does not belong to the institution', routing([candidate('a', { ofInstitution: true }), candidate('b')]), 'b'],
    ['who did not decline it or let it lapse', routing([candidate('a', { refusedBefore: true }), candidate('b')]), 'b'],
    ['who has room', routing([candidate('a', { capacity: 2, openItems: 2 }), candidate('b', { openItems: 9 })]), 'b'],
    [
      'whose authority covers the amount, before one face',
      routing([candidate('a', { authorityYen: 999_999, inChargeOfCase: true }), candidate('b', { openItems: 9 })]),
      'b',
    ],
    [
      'authority that covers exactly is as good as more of it',
      routing([candidate('a', { authorityYen: 1_000_000 }), candidate('b', { authorityYen: 9_000_000 })]),
      'a',
    ],
    [
      'else the smallest shortfall',
      routing([candidate('a', { authorityYen: 100 }), candidate('b', { authorityYen: 101, openItems: 9 })]),
      'b',
    ],
    [
      'who is in charge of the case, before more room',
      routing([candidate('a'), candidate('b', { inChargeOfCase: true, openItems: 9 })]),
      'b',
    ],
    [
      'in charge, but full: somebody else',
      routing([candidate('a', { inChargeOfCase: true, openItems: 10 }), candidate('b', { openItems: 5 })]),
      'b',
    ],
    [
      'the largest free share of capacity, not the largest number',
      routing([candidate('a', { capacity: 20, openItems: 10 }), candidate('b', { capacity: 5, openItems: 2 })]),
      'b',
    ],
    [
      'equal shares are equal whatever the capacity: the longest idle',
      routing([
        candidate('a', { capacity: 3, openItems: 2, lastIdleAt: '2026-11-02T02:00:00Z' }),
        candidate('b', { capacity: 6, openItems: 4, lastIdleAt: '2026-11-02T01:00:00Z' }),
      ]),
      'b',
    ],
    [
      'who never had work has waited longest',
      routing([candidate('a', { lastIdleAt: '1970-01-01T00:00:00Z' }), candidate('b', { lastIdleAt: null })]),
      'b',
    ],
    [
      'the same moment in two notations: the id',
      routing([
        candidate('b', { lastIdleAt: '2026-11-02T12:00:00+09:00' }),
        candidate('a', { lastIdleAt: '2026-11-02T03:00:00Z' }),
      ]),
      'a',
    ],
    ['then the id', routing([candidate('b'), candidate('a')]), 'a'],
    [
      'general: the adjuster in charge instead of a skill',
      routing(
        [candidate('a', { skills: ['general', 'forensics'] }), candidate('b', { inChargeOfCase: true, skills: [] })],
        general,
      ),
      'b',
    ],
    [
      'relaxed: the team without the skill',
      routing([candidate('a', { skills: [], inTeam: false }), candidate('b', { skills: [] })], { relaxed: true }),
      'b',
    ],
    [
      'relaxed: the skill still comes first',
      routing([candidate('a', { skills: [] }), candidate('b', { openItems: 9 })], { relaxed: true }),
      'b',
    ],
  ])('%s', (_what, input, chosenId) => expect(chooseAdjuster(input).chosenId).toBe(chosenId));
});

describe('nobody fits: the reason names what emptied the list, and the item goes to the unassigned list', () => {
  it.each<[string, RoutingInput]>([
    ['routing.nobody-with-skill', routing([])],
    ['routing.nobody-with-skill', routing([candidate('a', { skills: [] })])],
    ['routing.no-adjuster-in-charge', routing([candidate('a')], general)],
    ['routing.nobody-on-duty', routing([candidate('a', { skills: [] }), candidate('b', { onDuty: false })])],
    ['routing.nobody-independent', routing([candidate('a', { enteredCase: true })])],
    [
      'routing.nobody-independent',
      routing([candidate('a', { enteredCase: true }), candidate('b', { ofInstitution: true })]),
    ],
    ['routing.nobody-willing', routing([candidate('a', { refusedBefore: true })])],
    ['routing.nobody-with-capacity', routing([candidate('a', { openItems: 10 })])],
    ['routing.nobody-with-capacity', routing([candidate('a', { capacity: 0 })])],
    ['routing.nobody-with-skill', routing([candidate('a', { skills: [], inTeam: false })], { relaxed: true })],
  ])('%s', (code, input) => {
    const choice = chooseAdjuster(input);
    expect(choice.chosenId).toBeNull();
    expect(codes(choice.reasons)).toEqual([code, 'routing.to-unassigned-list']);
    expect(choice.passedOver).toHaveLength(input.candidates.length);
  });
});

describe('reasons in words', () => {
  it('say skill, authority, one face, room and what decided', () => {
    const { reasons } = chooseAdjuster(
      routing([candidate('a', { inChargeOfCase: true, openItems: 3 }), candidate('b')]),
    );
    expect(codes(reasons)).toEqual([
      'routing.has-skill',
      'routing.authority-covers',
      'routing.one-face',
      'routing.spare-capacity',
      'routing.decided-by-one-face',
    ]);
    expect(reasons[3]?.textJa).toContain('上限10件のうち残り7件');
    expect(reasons[3]?.textEn).toContain('7 of 10');
  });

  it('a shortfall is told in yen with commas', () => {
    const { reasons } = chooseAdjuster(
      routing([candidate('a')], { expense: { id: 'e1', lane: 'forensics', amountYen: 4_234_567 } }),
    );
    expect(codes(reasons)).toEqual([
      'routing.has-skill',
      'routing.authority-short',
      'routing.spare-capacity',
      'routing.only-candidate',
    ]);
    expect(reasons[1]?.textJa).toContain('1,234,567円');
    expect(reasons[1]?.textEn).toContain('1,234,567 yen');
  });

  it('general says that the person is in charge, once', () => {
    const { reasons } = chooseAdjuster(routing([candidate('a', { inChargeOfCase: true })], general));
    expect(codes(reasons)[0]).toBe('routing.in-charge-of-case');
    expect(codes(reasons)).not.toContain('routing.one-face');
  });

  it('a relaxed choice says so', () => {
    const { reasons } = chooseAdjuster(routing([candidate('a', { skills: [] })], { relaxed: true }));
    expect(codes(reasons)[0]).toBe('routing.of-team');
  });

  it('who was passed over is listed by id with the step that did it', () => {
    const { chosenId, passedOver } = chooseAdjuster(
      routing([
        candidate('z', { openItems: 10 }),
        candidate('f', { openItems: 1 }),
        candidate('e', { authorityYen: 0 }),
        candidate('d', { skills: [] }),
        candidate('c', { onDuty: false }),
        candidate('b'),
        candidate('a'),
      ]),
    );
    expect(chosenId).toBe('a');
    expect(passedOver).toEqual([
      { personId: 'b', code: 'routing.decided-by-id' },
      { personId: 'c', code: 'routing.not-on-duty' },
      { personId: 'd', code: 'routing.skill-missing' },
      { personId: 'e', code: 'routing.decided-by-authority' },
      { personId: 'f', code: 'routing.decided-by-spare-capacity' },
      { personId: 'z', code: 'routing.at-capacity' },
    ]);
  });
});

describe('claiming from the unassigned list', () => {
  it.each<[string, Partial<Candidate>, string[]]>([
    ['skill, duty, independence, room', {}, []],
    ['declined before, changes the mind', { refusedBefore: true }, []],
    ['no skill and off duty', { skills: [], onDuty: false }, ['routing.skill-missing', 'routing.not-on-duty']],
    ['entered the case', { enteredCase: true }, ['routing.entered-case']],
    ['of the institution', { ofInstitution: true }, ['routing.of-institution']],
    ['full', { openItems: 10 }, ['routing.at-capacity']],
  ])('%s', (_what, changes, missing) =>
    expect(codes(claimMissing(candidate('a', changes), 'forensics', false))).toEqual(missing),
  );

  it('the team may claim once skills are relaxed', () =>
    expect(claimMissing(candidate('a', { skills: [] }), 'forensics', true)).toEqual([]));
});

// Few values, so that ties at every step are common
const anyCandidate = fc.record({
  skills: fc.subarray<Candidate['skills'][number]>(['forensics', 'general', 'compensation']),
  inTeam: fc.boolean(),
  onDuty: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  enteredCase: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  ofInstitution: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  refusedBefore: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  authorityYen: fc.constantFrom(0, 500_000, 1_000_000, 5_000_000),
  capacity: fc.integer({ min: 0, max: 6 }),
  openItems: fc.integer({ min: 0, max: 7 }),
  inChargeOfCase: fc.boolean(),
  lastIdleAt: fc.constantFrom(null, '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
});
const anyInput: fc.Arbitrary<RoutingInput> = fc.record({
  at: fc.constant('2026-11-02T03:00:00Z'),
  expense: fc.record({
    id: fc.constant('e1'),
    lane: fc.constantFrom('forensics' as const, 'general' as const, 'compensation' as const),
    amountYen: fc.constantFrom(0, 500_000, 1_000_000, 10_000_000),
  }),
  relaxed: fc.boolean(),
  candidates: fc
    .array(anyCandidate, { maxLength: 12 })
    .map((all) => all.map((one, at) => ({ ...one, personId: `p${String(at).padStart(2, '0')}` }))),
});

/** The order of the workflow as one sort by a row of numbers, smallest first. */
function byNaiveSort({ expense, relaxed, candidates }: RoutingInput): string | null {
  const skilled = (one: Candidate) =>
    expense.lane === 'general' ? one.inChargeOfCase : one.skills.some((skill) => skill === expense.lane);
  const row = (one: Candidate): number[] => [
    skilled(one) ? 0 : 1,
    one.authorityYen >= expense.amountYen ? 0 : expense.amountYen - one.authorityYen,
    one.inChargeOfCase ? 0 : 1,
    one.openItems / one.capacity,
    one.lastIdleAt ? new Date(one.lastIdleAt).getTime() : -1e15,
    Number(one.personId.slice(1)),
  ];
  const fit = candidates
    .filter((one) => skilled(one) || (relaxed && one.inTeam))
    .filter((one) => one.onDuty && !(one.enteredCase || one.ofInstitution || one.refusedBefore))
    .filter((one) => one.openItems < one.capacity)
    .map((one) => ({ id: one.personId, row: row(one) }));
  fit.sort((a, b) => {
    const at = a.row.findIndex((value, index) => value !== b.row[index]);
    return at === -1 ? 0 : (a.row[at] ?? 0) - (b.row[at] ?? 0);
  });
  return fit[0]?.id ?? null;
}

describe('over all inputs', () => {
  it('the choice is that of a plain sort', () => {
    fc.assert(
      fc.property(anyInput, (input) => expect(chooseAdjuster(input).chosenId).toBe(byNaiveSort(input))),
      { numRuns: 1_000 },
    );
  });

  it('the order in which candidates are read changes nothing, not even the reasons', () => {
    fc.assert(
      fc.property(
        anyInput.chain((input) =>
          fc.tuple(
            fc.constant(input),
            fc.shuffledSubarray([...input.candidates], { minLength: input.candidates.length }),
          ),
        ),
        ([input, shuffled]) => {
          expect(chooseAdjuster({ ...input, candidates: shuffled })).toEqual(chooseAdjuster(input));
        },
      ),
    );
  });

  it('everybody is either chosen or passed over, once; the chosen one is in nobody’s way to capacity', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { chosenId, passedOver, reasons } = chooseAdjuster(input);
        const named = [...passedOver.map(({ personId }) => personId), ...(chosenId ? [chosenId] : [])];
        expect(named.toSorted()).toEqual(input.candidates.map(({ personId }) => personId));
        expect(reasons.length).toBeGreaterThanOrEqual(2);
        for (const { textJa, textEn } of reasons) expect(`${textJa}${textEn}`).not.toMatch(/\bp\d\d\b|undefined|NaN/);
      }),
    );
  });

  it('capacity is never passed, however many items are routed one after the other', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const held = input.candidates.map((one) => ({ ...one, openItems: Math.min(one.openItems, one.capacity) }));
        for (let item = 0; item < 64; item += 1) {
          const { chosenId } = chooseAdjuster({ ...input, candidates: held });
          const chosen = held.find(({ personId }) => personId === chosenId);
          if (!chosen) break;
          chosen.openItems += 1;
          expect(chosen.openItems).toBeLessThanOrEqual(chosen.capacity);
        }
        expect(chooseAdjuster({ ...input, candidates: held }).chosenId).toBeNull();
      }),
    );
  });

  it('every lane can say who takes it and that nobody does', () => {
    for (const lane of lanes) {
      const expense = { id: 'e1', lane, amountYen: 1 };
      const somebody = candidate('a', { skills: [lane], inChargeOfCase: true });
      expect(chooseAdjuster(routing([somebody], { expense })).chosenId).toBe('a');
      expect(chooseAdjuster(routing([], { expense })).chosenId).toBeNull();
    }
  });
});
