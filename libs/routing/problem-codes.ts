import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const routingProblems = {
  'routing.not-yours': refusal(409, 'この作業は、あなたに割り当てられていません。', 'This item is not yours.'),
  'routing.not-open': refusal(
    409,
    'この作業は、すでにほかの状態に進んでいます。最新の一覧を確かめてください。',
    'This item has moved on. Look at the newest list.',
  ),
  'routing.skill-missing': refusal(
    409,
    'このレーンの担当ではないか、勤務時間外のため、引き受けられません。',
    'You lack the skill for this lane or are not on duty.',
  ),
  'routing.at-capacity': refusal(409, '受け持ちの上限に達しています。', 'The limit of open items is reached.'),
} as const satisfies Refusals;
