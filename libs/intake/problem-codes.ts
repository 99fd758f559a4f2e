import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const intakeProblems = {
  'parties.not-a-client': refusal(
    422,
    'ご担当の医療機関（取引先）の中から institutionId を指定してください。',
    'Name one of your clients in institutionId.',
  ),
  'parties.institution-needed': refusal(
    422,
    '医療機関の名称または証券番号が必要です。どちらかを入力してください。',
    "The institution's name or a policy number is needed. Give one of them.",
  ),
  'calls.wrong-time': refusal(
    422,
    '電話をした日時は、報告を受けてから今までの間にしてください。',
    'The call was made between the report and now.',
  ),
} as const satisfies Refusals;
