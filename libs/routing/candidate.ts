import type { Lane } from '#kernel';

/** The whole input of a choice, stored with it, so that it can be made again. */
export interface RoutingInput {
  at: string;
  /** Amount and tax, whole yen. */
  expense: { id: string; lane: Lane; amountYen: number };
  /** After the lane's time limit the team of the lane may take it too. */
  relaxed: boolean;
  candidates: readonly Candidate[];
}

/** A person of the desk at the time of the choice. */
export interface Candidate {
  personId: string;
  skills: readonly Lane[];
  inTeam: boolean;
  onDuty: boolean;
  enteredCase: boolean;
  ofInstitution: boolean;
  refusedBefore: boolean;
  /** Signed the earlier decision that the item is about. */
  signedBefore?: boolean;
  /** For the expense's lane, whole yen. */
  authorityYen: number;
  /** The most open items the person may have. */
  capacity: number;
  openItems: number;
  inChargeOfCase: boolean;
  lastIdleAt: string | null;
}

/**
 * Whether a candidate has the skill for a lane. "general" has no skill of its own: it belongs to the adjuster in charge
 * of the case.
 */
export function suitsLane(candidate: Candidate, lane: Lane): boolean {
  return lane === 'general' ? candidate.inChargeOfCase : candidate.skills.includes(lane);
}

/** How many more items the person may have. */
export function spareCapacity({ capacity, openItems }: Candidate): number {
  return capacity - openItems;
}

/** Whole yen by which the amount exceeds the person's authority; 0 where it does not. */
export function authorityShortfall({ authorityYen }: Candidate, { expense }: RoutingInput): number {
  return Math.max(0, expense.amountYen - authorityYen);
}
