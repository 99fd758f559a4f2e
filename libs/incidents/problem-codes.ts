import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const incidentsProblems = {
  'policies.period-not-found': refusal(
    422,
    'この医療機関の保険期間が見つかりません。policyId を確かめてください。',
    'The institution has no such period of cover. Check policyId.',
  ),
  'incidents.fact-in-future': refusal(
    422,
    'まだ来ていない日時は事実として記録できません。示した日時を確かめてください。',
    'What lies in the future cannot be recorded as a fact. Check the times named.',
  ),
  'incidents.moment-in-future': refusal(
    422,
    'まだ来ていない時点の事案は表示できません。過去の日時を指定してください。',
    'A case cannot be shown as of a moment that has not come. Name an earlier one.',
  ),
  'incidents.moment-before-report': refusal(
    422,
    'その時点では、この事案はまだ報告されていません。報告より後の日時を指定してください。',
    'At that moment this case had not been reported yet. Name a moment after the report.',
  ),
  'incidents.closed-to-facts': refusal(
    409,
    'この事案は終わっているため、内容を変更できません。再開をお申し出ください。',
    'This case has ended; its facts cannot be changed. Ask for it to be reopened.',
  ),
  'incidents.late-arrival-noted': refusal(
    409,
    'ほかの人がすでに対応を記録しています。画面を読み直してください。',
    'Somebody has noted what was done already. Load the page again.',
  ),
  'incidents.not-in-charge': refusal(
    403,
    'この事案の担当ではないため、変更できません。',
    'You are not in charge of this case.',
  ),
  'incidents.already-matched': refusal(
    409,
    '医療機関はすでに確定しています。変更には理由が必要で、支払の判断が始まった後は変更できません。',
    'The institution is already set. A change needs a reason, and is closed once something was decided.',
  ),
  'incidents.adjuster-unfit': refusal(
    422,
    '指定した担当者は、保険金サービス担当者として登録されていません。',
    'The person named is not an adjuster.',
  ),
  'incidents.ended': refusal(
    409,
    'この事案は終わっているため、変更できません。再開をお申し出ください。',
    'This case has ended and cannot be changed. Ask for it to be reopened.',
  ),
  'incidents.already-in-charge': refusal(
    409,
    'この人は、すでにこの事案の担当者です。ほかの人を指定してください。',
    'This person is in charge of the case already. Name somebody else.',
  ),
  'incidents.cannot-withdraw': refusal(
    409,
    'お支払いの手続または支援の手配が始まっているため、取り下げできません。専任スタッフにご相談ください。',
    'A payment or a dispatch is under way, so the case cannot be withdrawn. Please talk to the desk.',
  ),
} as const satisfies Refusals;
