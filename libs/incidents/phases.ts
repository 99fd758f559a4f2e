import type { CodedText, Machine, Mover, Words } from '#kernel';
import { defineMachine } from '#kernel';
import type { Facts } from './facts.dto.js';
import { answerMissing, claimMissing, investigationMissing } from './phase-words.js';

export const phaseOrder = ['suspicion', 'investigation', 'apology', 'recovery', 'liability'] as const;
export type Phase = (typeof phaseOrder)[number];

export const phaseStates = ['not-started', 'active', 'done', 'skipped'] as const;
export type PhaseState = (typeof phaseStates)[number];

export type Phases = Readonly<Record<Phase, PhaseState>>;

export const phaseNames: Readonly<Record<Phase, Words>> = {
  suspicion: { ja: '攻撃のおそれ', en: 'Suspicion' },
  investigation: { ja: '調査', en: 'Investigation' },
  apology: { ja: '説明・お詫び', en: 'Explanation and apology' },
  recovery: { ja: '復旧・再発防止', en: 'Recovery and prevention' },
  liability: { ja: '損害賠償', en: 'Liability' },
};

export const phaseStateNames: Readonly<Record<PhaseState, Words>> = {
  'not-started': { ja: '未着手', en: 'Not started' },
  active: { ja: '対応中', en: 'Active' },
  done: { ja: '完了', en: 'Done' },
  skipped: { ja: '該当なし', en: 'Does not apply' },
};

const movers: readonly Mover[] = ['support', 'adjuster-in-charge', 'senior-adjuster', 'system'];

export const phaseMachine: Machine<PhaseState> = defineMachine({
  name: 'phase',
  states: phaseStates,
  // a report can make a phase active, done or skipped at once
  initial: phaseStates,
  moves: [
    { from: 'not-started', to: 'active', by: movers, reason: 'none', guards: ['incidents.phase-not-ready'] },
    { from: 'not-started', to: 'skipped', by: movers, reason: 'optional', guards: [] },
    { from: 'active', to: 'done', by: movers, reason: 'none', guards: ['incidents.phase-not-ready'] },
    { from: 'active', to: 'skipped', by: movers, reason: 'optional', guards: [] },
    { from: 'done', to: 'active', by: movers, reason: 'required', guards: ['incidents.phase-not-ready'] },
    { from: 'skipped', to: 'active', by: movers, reason: 'required', guards: ['incidents.phase-not-ready'] },
  ],
});

export function initialPhases(facts: Facts): Phases {
  const untouched: Phases = {
    suspicion: 'active',
    investigation: 'not-started',
    apology: 'not-started',
    recovery: 'not-started',
    liability: 'not-started',
  };
  // known from the beginning: there was no time of mere suspicion
  if (facts.attackConfirmed === true || otherCause(facts))
    return { ...untouched, suspicion: 'skipped', investigation: 'active' };
  return phasesAfter(untouched, facts, {});
}

export function phasesAfter(before: Phases, facts: Facts, factsBefore: Facts): Phases {
  const situation = situationOf(facts);
  // only a changed answer moves phases: what people set stays through every other correction
  if (situation === situationOf(factsBefore)) return before;
  switch (situation) {
    case 'undecided':
      return { ...before, suspicion: 'active' };
    case 'nothing-happened':
      return {
        suspicion: before.suspicion === 'active' ? 'done' : before.suspicion,
        investigation: skippedUnlessDone(before.investigation),
        apology: skippedUnlessDone(before.apology),
        recovery: skippedUnlessDone(before.recovery),
        liability: skippedUnlessDone(before.liability),
      };
    case 'something-happened':
      return {
        ...before,
        suspicion: before.suspicion === 'active' ? endOfSuspicion(facts) : before.suspicion,
        investigation: before.investigation === 'done' ? 'done' : 'active',
      };
  }
}

export function attackQuestionOpen(facts: Facts, phases: Phases): boolean {
  return phases.suspicion === 'active' && situationOf(facts) === 'undecided';
}

export function phaseMoveMissing(phases: Phases, facts: Facts, phase: Phase, to: PhaseState): CodedText[] {
  if (phase === 'suspicion') return to === 'done' && situationOf(facts) === 'undecided' ? [answerMissing] : [];
  if (to !== 'active') return [];
  if (phase === 'liability') return facts.thirdPartyClaim === true ? [] : [claimMissing];
  if (phase === 'investigation') return [];
  return ['active', 'done'].includes(phases.investigation) ? [] : [investigationMissing];
}

type Situation = 'undecided' | 'nothing-happened' | 'something-happened';

function situationOf(facts: Facts): Situation {
  if (facts.attackConfirmed === true || otherCause(facts)) return 'something-happened';
  if (facts.attackConfirmed !== false) return 'undecided';
  return harmRecorded(facts) ? 'something-happened' : 'nothing-happened';
}

function otherCause({ cause }: Facts): boolean {
  return Boolean(cause) && cause !== 'cyber-attack';
}

/** Whether a leak or a claim is recorded, which "no attack" does not undo. */
function harmRecorded({ affectedPersons, thirdPartyClaim }: Facts): boolean {
  return (affectedPersons ?? 0) >= 1 || thirdPartyClaim === true;
}

/** Answered: done. Not asked, because the cause is no attack: skipped. */
function endOfSuspicion({ attackConfirmed }: Facts): 'done' | 'skipped' {
  return typeof attackConfirmed === 'boolean' ? 'done' : 'skipped';
}

function skippedUnlessDone(state: PhaseState): PhaseState {
  return state === 'done' ? 'done' : 'skipped';
}
