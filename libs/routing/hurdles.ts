import { type CodedText, type Lane } from '#kernel';
import { spareCapacity, suitsLane, type Candidate } from './candidate.js';
import {
  hurdleWords,
  noAdjusterInCharge,
  nobodyIndependent,
  nobodyOnDuty,
  nobodyWilling,
  nobodyWithCapacity,
  nobodyWithSkill,
} from './hurdle-words.js';

interface Hurdle {
  readonly clears: (candidate: Candidate, lane: Lane, relaxed: boolean) => boolean;
  readonly missed: CodedText;
  readonly nobody: (lane: Lane) => CodedText;
}

/**
 * Why a person may not have an expense, step by step: they are passed over at the first hurdle that they do not clear.
 */
export const hurdles: readonly Hurdle[] = [
  {
    clears: (candidate, lane, relaxed) => suitsLane(candidate, lane) || (relaxed && candidate.inTeam),
    missed: hurdleWords.skillMissing,
    nobody: (lane) => (lane === 'general' ? noAdjusterInCharge : nobodyWithSkill(lane)),
  },
  {
    clears: ({ onDuty }) => onDuty,
    missed: hurdleWords.notOnDuty,
    nobody: () => nobodyOnDuty,
  },
  {
    clears: ({ enteredCase }) => !enteredCase,
    missed: hurdleWords.enteredCase,
    nobody: () => nobodyIndependent,
  },
  {
    clears: ({ ofInstitution }) => !ofInstitution,
    missed: hurdleWords.ofInstitution,
    nobody: () => nobodyIndependent,
  },
  {
    clears: ({ signedBefore }) => signedBefore !== true,
    missed: hurdleWords.signedBefore,
    nobody: () => nobodyIndependent,
  },
  {
    clears: (candidate) => !candidate.refusedBefore,
    missed: hurdleWords.refusedBefore,
    nobody: () => nobodyWilling,
  },
  {
    clears: (candidate) => spareCapacity(candidate) > 0,
    missed: hurdleWords.atCapacity,
    nobody: () => nobodyWithCapacity,
  },
];

/** What a claim from the unassigned list misses: the same hurdles as for an offer, but for an earlier refusal. */
export function claimMissing(candidate: Candidate, lane: Lane, relaxed: boolean): CodedText[] {
  return hurdles
    .filter(({ missed, clears }) => missed !== hurdleWords.refusedBefore && !clears(candidate, lane, relaxed))
    .map(({ missed }) => missed);
}
