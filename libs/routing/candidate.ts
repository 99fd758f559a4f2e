import type { Lane } from '#kernel';

/** Everything one choice is made from, kept with it, so that it can be made again. */
export interface RoutingInput {
  at: string;
  /** Amount and tax, whole yen. */
  expense: { id: string; lane: Lane; amountYen: number };
  /** After the lane's time limit the team of the lane may take it too. */
  relaxed: boolean;
  candidates: readonly Candidate[];
}

/** A person of the desk at that moment. */
export interface Candidate {
  personId: string;
  skills: readonly Lane[];
  inTeam: boolean;
  onDuty: boolean;
  enteredCase: boolean;
  ofInstitution: boolean;
  refusedBefore: boolean;
  /** Signed what the item is about: an earlier decision that is looked at again. */
  signedBefore?: boolean;
  /** For the expense's lane, whole yen. */
  authorityYen: number;
  /** Open items the person may have at once. */
  capacity: number;
  openItems: number;
  inChargeOfCase: boolean;
  lastIdleAt: string | null;
}

/** The lane "general" has no skill of its own: it belongs to the adjuster in charge of the case. */
export function suitsLane(candidate: Candidate, lane: Lane): boolean {
  return lane === 'general' ? candidate.inChargeOfCase : candidate.skills.includes(lane);
}

/** Items for which there is room. */
export function spareCapacity({ capacity, openItems }: Candidate): number {
  return capacity - openItems;
}

/** Whole yen by which the amount is beyond the person's authority; 0 where it is not. */
export function authorityShortfall({ authorityYen }: Candidate, { expense }: RoutingInput): number {
  return Math.max(0, expense.amountYen - authorityYen);
}
