import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const limitsProblems = {
  'limits.exhausted': refusal(
    409,
    'ご契約の限度額の残りが足りません。この枠の残りは{remaining}円（限度額{limit}円）です。残りの範囲内の金額に改めてください。',
    'More than is left of a limit of the contract: {remaining} yen of {limit} yen remain. Keep the amount within what is left.',
  ),
  'limits.ended-already': refusal(
    409,
    'この金額の確保は、すでにお支払い済みか、解除されています。最新の状態を確かめてください。',
    'What was held here is paid or released already. Look at the newest state.',
  ),
} as const satisfies Refusals;
