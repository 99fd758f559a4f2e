import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const platformProblems = {
  'platform.disk-full': refusal(
    503,
    '保存先の空き容量が足りないため、いまは登録や変更ができません。閲覧はできます。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'There is too little free disk space, so nothing can be entered or changed just now; reading goes on. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
} as const satisfies Refusals;
