import { moveOf, movesFrom } from '#kernel';
import fc from 'fast-check';
import type { Facts } from './facts.dto.js';
import type { Phase, Phases, PhaseState } from './phases.js';
import {
  attackQuestionOpen,
  initialPhases,
  phaseMachine,
  phaseMoveMissing,
  phaseNames,
  phaseOrder,
  phasesAfter,
  phaseStateNames,
  phaseStates,
} from './phases.js';

function phases(...states: [PhaseState, PhaseState, PhaseState, PhaseState, PhaseState]): Phases {
  const [suspicion, investigation, apology, recovery, liability] = states;
  return { suspicion, investigation, apology, recovery, liability };
}

const suspected = phases('active', 'not-started', 'not-started', 'not-started', 'not-started');
const underInvestigation = phases('skipped', 'active', 'not-started', 'not-started', 'not-started');
const falseAlarm = phases('done', 'skipped', 'skipped', 'skipped', 'skipped');

describe('phases when a report arrives', () => {
  it.each<[string, Facts, Phases]>([
    ['nothing known', {}, suspected],
    ['a cyber attack that is not confirmed', { cause: 'cyber-attack', attackConfirmed: null }, suspected],
    ['an attack that is confirmed', { cause: 'cyber-attack', attackConfirmed: true }, underInvestigation],
    ['confirmed, cause not filled in', { attackConfirmed: true }, underInvestigation],
    ['a lost computer', { cause: 'information-leak' }, underInvestigation],
    [
      'a lost computer, "no attack" filled in',
      { cause: 'information-leak', attackConfirmed: false },
      underInvestigation,
    ],
    ['published content', { cause: 'digital-content' }, underInvestigation],
    ['another accident', { cause: 'other-accident' }, underInvestigation],
    ['a suspicion already found false', { cause: 'cyber-attack', attackConfirmed: false }, falseAlarm],
  ])('%s', (_what, facts, expected) => expect(initialPhases(facts)).toEqual(expected));
});

describe('phases after the facts changed', () => {
  const attack: Facts = { cause: 'cyber-attack' };
  const yes: Facts = { ...attack, attackConfirmed: true };
  const no: Facts = { ...attack, attackConfirmed: false };

  it.each<[string, Phases, Facts, Facts, Phases]>([
    [
      'attack confirmed: the investigation begins',
      suspected,
      attack,
      yes,
      phases('done', 'active', 'not-started', 'not-started', 'not-started'),
    ],
    ['no attack: the others are skipped', suspected, attack, no, falseAlarm],
    [
      'no attack, but persons are affected: a leak is recorded',
      suspected,
      { ...attack, affectedPersons: 3 },
      { ...no, affectedPersons: 3 },
      phases('done', 'active', 'not-started', 'not-started', 'not-started'),
    ],
    [
      'no attack, but a third party claims',
      suspected,
      attack,
      { ...no, thirdPartyClaim: true },
      phases('done', 'active', 'not-started', 'not-started', 'not-started'),
    ],
    [
      'no attack, zero persons affected and no claim',
      suspected,
      attack,
      { ...no, affectedPersons: 0, thirdPartyClaim: false },
      falseAlarm,
    ],
    [
      'the cause turns out to be a leak: the question is no longer asked',
      suspected,
      attack,
      { cause: 'information-leak' },
      underInvestigation,
    ],
    [
      'it turns out to be a content claim, and no attack',
      suspected,
      attack,
      { cause: 'digital-content', attackConfirmed: false },
      phases('done', 'active', 'not-started', 'not-started', 'not-started'),
    ],
    [
      '"no attack" corrected to "attack"',
      falseAlarm,
      no,
      yes,
      phases('done', 'active', 'skipped', 'skipped', 'skipped'),
    ],
    [
      'a leak found after "no attack"',
      falseAlarm,
      no,
      { ...no, affectedPersons: 1 },
      phases('done', 'active', 'skipped', 'skipped', 'skipped'),
    ],
    [
      '"attack" corrected to "no attack": what people finished stays',
      phases('done', 'done', 'active', 'not-started', 'not-started'),
      yes,
      no,
      phases('done', 'done', 'skipped', 'skipped', 'skipped'),
    ],
    [
      'the answer taken back: suspicion again, work under way stays',
      phases('done', 'active', 'active', 'not-started', 'not-started'),
      yes,
      attack,
      phases('active', 'active', 'active', 'not-started', 'not-started'),
    ],
    [
      'a leak corrected to an unanswered attack: the question is asked',
      underInvestigation,
      { cause: 'information-leak' },
      attack,
      phases('active', 'active', 'not-started', 'not-started', 'not-started'),
    ],
    [
      'more persons affected moves nothing',
      phases('done', 'done', 'done', 'active', 'not-started'),
      { ...yes, affectedPersons: 10_000 },
      { ...yes, affectedPersons: 130_000 },
      phases('done', 'done', 'done', 'active', 'not-started'),
    ],
    [
      'what a person skipped stays skipped through other corrections',
      phases('skipped', 'skipped', 'skipped', 'active', 'not-started'),
      yes,
      { ...yes, country: 'JP', thirdPartyClaim: true },
      phases('skipped', 'skipped', 'skipped', 'active', 'not-started'),
    ],
  ])('%s', (_what, before, factsBefore, facts, after) =>
    expect(phasesAfter(before, facts, factsBefore)).toEqual(after),
  );
});

const anyFacts: fc.Arbitrary<Facts> = fc.record(
  {
    cause: fc.constantFrom('cyber-attack', 'information-leak', 'digital-content', 'other-accident', null),
    attackConfirmed: fc.constantFrom(true, false, null),
    affectedPersons: fc.constantFrom(0, 1, 130_000, null),
    thirdPartyClaim: fc.constantFrom(true, false, null),
    country: fc.constantFrom('JP', 'US', null),
  },
  { requiredKeys: [] },
);
const anyState = fc.constantFrom(...phaseStates);
const anyPhases: fc.Arbitrary<Phases> = fc.record({
  suspicion: anyState,
  investigation: anyState,
  apology: anyState,
  recovery: anyState,
  liability: anyState,
});

describe('over all facts and phases', () => {
  it('the system moves every phase along the table', () => {
    fc.assert(
      fc.property(anyPhases, anyFacts, anyFacts, (before, factsBefore, facts) => {
        const after = phasesAfter(before, facts, factsBefore);
        for (const phase of phaseOrder) {
          if (after[phase] !== before[phase]) {
            expect(moveOf(phaseMachine, before[phase], after[phase])?.by).toContain('system');
          }
        }
      }),
    );
  });

  it('a phase that is done stays done, except suspicion when its answer is taken back', () => {
    fc.assert(
      fc.property(anyPhases, anyFacts, anyFacts, (before, factsBefore, facts) => {
        const after = phasesAfter(before, facts, factsBefore);
        for (const phase of phaseOrder) {
          if (before[phase] !== 'done' || after[phase] === 'done') continue;
          expect([phase, facts.attackConfirmed ?? null]).toEqual(['suspicion', null]);
        }
      }),
    );
  });

  it('the same answer moves nothing', () => {
    fc.assert(
      fc.property(anyPhases, anyFacts, (before, facts) => {
        expect(phasesAfter(before, { ...facts, country: 'JP' }, { ...facts, country: null })).toEqual(before);
      }),
    );
  });

  it('a suspicion that is answered is never left active by the answer', () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), (facts, attackConfirmed) => {
        const unanswered: Facts = { ...facts, cause: 'cyber-attack', attackConfirmed: null };
        const answered: Facts = { ...unanswered, attackConfirmed };
        const after = phasesAfter(initialPhases(unanswered), answered, unanswered);
        expect(after.suspicion).toBe('done');
        expect(attackQuestionOpen(answered, after)).toBe(false);
      }),
    );
  });
});

describe('the attack question', () => {
  it.each<[string, Facts, boolean]>([
    ['nothing known', {}, true],
    ['an attack, not confirmed', { cause: 'cyber-attack' }, true],
    ['confirmed', { cause: 'cyber-attack', attackConfirmed: true }, false],
    ['denied', { cause: 'cyber-attack', attackConfirmed: false }, false],
    ['a lost computer: it is not asked', { cause: 'information-leak' }, false],
  ])('%s', (_what, facts, open) => expect(attackQuestionOpen(facts, initialPhases(facts))).toBe(open));
});

describe('a phase is moved by a person', () => {
  const codes = (...args: Parameters<typeof phaseMoveMissing>) => phaseMoveMissing(...args).map(({ code }) => code);

  it.each<[string, Phases, Facts, Phase, PhaseState, string[]]>([
    ['suspicion ends with an answer', suspected, { attackConfirmed: false }, 'suspicion', 'done', []],
    ['suspicion does not end without one', suspected, {}, 'suspicion', 'done', ['incidents.attack-answer-missing']],
    ['suspicion can be skipped', suspected, {}, 'suspicion', 'skipped', []],
    ['suspicion of another cause needs no answer', suspected, { cause: 'information-leak' }, 'suspicion', 'done', []],
    ['investigation can start', suspected, {}, 'investigation', 'active', []],
    ['apology waits for it', suspected, {}, 'apology', 'active', ['incidents.investigation-not-started']],
    ['recovery waits for it', falseAlarm, {}, 'recovery', 'active', ['incidents.investigation-not-started']],
    ['apology with it', underInvestigation, {}, 'apology', 'active', []],
    ['recovery after it', { ...underInvestigation, investigation: 'done' }, {}, 'recovery', 'active', []],
    ['skipping waits for nothing', suspected, {}, 'apology', 'skipped', []],
    ['liability waits for a claim', underInvestigation, {}, 'liability', 'active', ['incidents.claim-missing']],
    ['liability with a claim, whatever else', suspected, { thirdPartyClaim: true }, 'liability', 'active', []],
  ])('%s', (_what, now, facts, phase, to, missing) => expect(codes(now, facts, phase, to)).toEqual(missing));

  it('support, the adjuster in charge and a senior-adjuster move phases; what ended begins again only with a reason', () => {
    for (const mover of ['support', 'adjuster-in-charge', 'senior-adjuster']) {
      expect(movesFrom(phaseMachine, 'not-started', [mover]).map(({ to }) => to)).toEqual(['active', 'skipped']);
      expect(movesFrom(phaseMachine, 'active', [mover]).map(({ to }) => to)).toEqual(['done', 'skipped']);
      for (const ended of ['done', 'skipped'] as const) {
        expect(movesFrom(phaseMachine, ended, [mover]).map(({ to, reason }) => [to, reason])).toEqual([
          ['active', 'required'],
        ]);
      }
    }
    expect(movesFrom(phaseMachine, 'active', ['hospital-manager', 'adjuster'])).toEqual([]);
  });

  it('every phase and state has a name', () => {
    expect(Object.keys(phaseNames)).toEqual([...phaseOrder]);
    expect(Object.keys(phaseStateNames)).toEqual([...phaseStates]);
    expect(phaseOrder.map((phase) => phaseNames[phase].ja)).toEqual([
      '攻撃のおそれ',
      '調査',
      '説明・お詫び',
      '復旧・再発防止',
      '損害賠償',
    ]);
  });
});
