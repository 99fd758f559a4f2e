import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const emergencySupportProblems = {
  'support.move-not-allowed': refusal(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。',
    'This move ({to}) is not possible from the present state ({from}).',
  ),
  'support.overseas': refusal(
    409,
    '海外で発生し、国内への影響が確認されていない事故には、緊急時サポートを提供できません。',
    'There is no emergency support for an incident abroad without effect in Japan.',
  ),
} as const satisfies Refusals;
