import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const coverageRequestsProblems = {
  'assessments.contradiction': refusal(
    400,
    'ほかの項目と矛盾しています。順序、大きさ、重複を確かめてください。',
    'This contradicts another field. Check order, size and repetition.',
  ),
} as const satisfies Refusals;
