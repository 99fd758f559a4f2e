import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const databaseProblems = {
  'incidents.move-not-allowed': refusal(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。',
    'This move ({to}) is not possible from the present state ({from}).',
  ),
  'incidents.move-not-yours': refusal(403, 'この手続をする立場ではありません。', 'This move is not yours to make.'),
  'incidents.guard': refusal(
    409,
    'まだ足りないものがあります。示した項目を満たしてから、もう一度進めてください。',
    'Something is still missing. Complete what is named, then move again.',
  ),
  'incidents.reason-needed': refusal(422, '理由を入力してください。', 'Give a reason.'),
} as const satisfies Refusals;
