import { type CodedText } from '#kernel';
import { authorityShortfall, spareCapacity, suitsLane, type Candidate, type RoutingInput } from './candidate.js';
import { hurdles } from './hurdles.js';
import {
  authorityWords,
  decidedBySkill,
  decidedByAuthority,
  decidedByOneFace,
  decidedBySpareCapacity,
  decidedByIdleTime,
  decidedById,
  hasSkill,
  inChargeOfCase,
  ofTeam,
  oneFace,
  onlyCandidate,
  spareCapacityWords,
  nobodyFits,
} from './routing-words.js';

/** The chosen person, or none, with the reasons in words and the step at which everybody else was passed over. */
export interface RoutingChoice {
  chosenId: string | null;
  reasons: readonly CodedText[];
  passedOver: readonly { personId: string; code: string }[];
}

/**
 * Chooses by hurdles, then by preferences in their order: skill, smallest shortfall of authority (yen), one face for
 * the case, share of capacity that is free, longest time without work, id. The same input always gives the same choice.
 */
export function chooseAdjuster(input: RoutingInput): RoutingChoice {
  const passedOver: { personId: string; code: string }[] = [];
  let left = [...input.candidates];
  for (const step of hurdles) {
    const over = left.filter((candidate) => step.clears(candidate, input.expense.lane, input.relaxed));
    passedOver.push(
      ...left.filter((one) => !over.includes(one)).map(({ personId }) => ({ personId, code: step.missed.code })),
    );
    if (over.length === 0) {
      return {
        chosenId: null,
        reasons: [step.nobody(input.expense.lane), nobodyFits],
        passedOver: byPerson(passedOver),
      };
    }
    left = over;
  }
  const [chosen, ...others] = left.toSorted((a, b) => compare(a, b, input));
  if (!chosen) return { chosenId: null, reasons: [nobodyFits], passedOver: byPerson(passedOver) };
  passedOver.push(...others.map((other) => ({ personId: other.personId, code: decidedBy(chosen, other, input).code })));
  return { chosenId: chosen.personId, reasons: reasonsFor(chosen, others, input), passedOver: byPerson(passedOver) };
}

interface Preference {
  decided: CodedText;
  compare: (a: Candidate, b: Candidate, input: RoutingInput) => number;
}

/** In this order; the first that distinguishes two candidates decides. */
const preferences: readonly Preference[] = [
  {
    decided: decidedBySkill,
    // Only a relaxed routing has candidates on both sides
    compare: (a, b, { expense }) => Number(suitsLane(b, expense.lane)) - Number(suitsLane(a, expense.lane)),
  },
  {
    decided: decidedByAuthority,
    compare: (a, b, input) => authorityShortfall(a, input) - authorityShortfall(b, input),
  },
  {
    decided: decidedByOneFace,
    compare: (a, b) => Number(b.inChargeOfCase) - Number(a.inChargeOfCase),
  },
  {
    decided: decidedBySpareCapacity,
    // Weighted spare = (capacity − open items) ÷ capacity; multiplied out, so that 1 of 3 and 2 of 6 are equal exactly
    compare: (a, b) => spareCapacity(b) * a.capacity - spareCapacity(a) * b.capacity,
  },
  {
    decided: decidedByIdleTime,
    compare: (a, b) => Math.sign(idleSince(a) - idleSince(b)) || 0,
  },
  {
    decided: decidedById,
    compare: (a, b) => (a.personId < b.personId ? -1 : Number(a.personId > b.personId)),
  },
];

/** A person who never had work has waited longest. */
function idleSince({ lastIdleAt }: Candidate): number {
  return lastIdleAt === null ? Number.MIN_SAFE_INTEGER : Date.parse(lastIdleAt);
}

function compare(a: Candidate, b: Candidate, input: RoutingInput): number {
  for (const preference of preferences) {
    const order = preference.compare(a, b, input);
    if (order !== 0) return order;
  }
  return 0;
}

function decidedBy(chosen: Candidate, other: Candidate, input: RoutingInput): CodedText {
  return preferences.find((preference) => preference.compare(chosen, other, input) !== 0)?.decided ?? onlyCandidate;
}

function reasonsFor(chosen: Candidate, others: readonly Candidate[], input: RoutingInput): CodedText[] {
  const runnerUp = others[0];
  return [
    skillReason(chosen, input),
    authorityWords(authorityShortfall(chosen, input)),
    ...(chosen.inChargeOfCase && input.expense.lane !== 'general' ? [oneFace] : []),
    spareCapacityWords(chosen.capacity, spareCapacity(chosen)),
    runnerUp ? decidedBy(chosen, runnerUp, input) : onlyCandidate,
  ];
}

function skillReason(chosen: Candidate, { expense: { lane } }: RoutingInput): CodedText {
  if (!suitsLane(chosen, lane)) return ofTeam(lane);
  return lane === 'general' ? inChargeOfCase : hasSkill(lane);
}

/** In the order of ids, so that the answer does not depend on the order in which candidates were read. */
function byPerson<Row extends { personId: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.personId < b.personId ? -1 : Number(a.personId > b.personId)));
}
