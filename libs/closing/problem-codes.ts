import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const closingProblems = {
  'incidents.merge-into-itself': refusal(
    422,
    '事案を自分自身に統合することはできません。統合先の事案を選び直してください。',
    'A case cannot be merged into itself. Choose the other case.',
  ),
  'incidents.merge-other-institution': refusal(
    422,
    '統合できるのは、同じ医療機関の事案どうしです。先に両方の事案の医療機関を確定してください。',
    'Only cases of one institution can be merged. First set the institution of both.',
  ),
  'incidents.merge-target-ended': refusal(
    409,
    '統合先の事案は終わっています。対応中の事案を選ぶか、先に再開してください。',
    'The case to merge into has ended. Choose one that is open, or reopen it first.',
  ),
  'incidents.merge-target-merged': refusal(
    409,
    '選んだ事案は、先に統合されていて、いまは事案{number}です。事案{number}を開き、まだ統合が必要かどうかを確かめてください。',
    'The case you chose was merged before and is case {number} now. Open case {number} and see whether anything is left to merge.',
  ),
  'incidents.merge-not-proposed': refusal(
    404,
    'この統合の候補は見つかりません。一覧を読み込み直してください。',
    'There is no such proposal to merge. Load the list again.',
  ),
} as const satisfies Refusals;
