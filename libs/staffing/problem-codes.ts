import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const staffingProblems = {
  'parties.not-lead': refusal(
    403,
    'この人の担当分野またはチームのレーン責任者ではないため、勤務を変更できません。システム管理者に依頼してください。',
    'You lead no lane of this person. Ask an administrator.',
  ),
  'parties.no-duty-role': refusal(
    422,
    'この人は、専任スタッフまたは保険金サービス担当者の権限を持っていません。先に権限を付与し、承認を受けてください。',
    'The person holds no role of the desk or of an adjuster. Have one granted and confirmed first.',
  ),
  'parties.period-reversed': refusal(
    422,
    '終わりが始まりより後になるように入力してください。',
    'It ends before it begins. Give an end that is later than the beginning.',
  ),
  'parties.period-too-long': refusal(
    422,
    '期間は 400 日までです。期間を分けて入力してください。',
    'A period is 400 days at most. Enter it in parts.',
  ),
  'parties.already-ended': refusal(
    409,
    'すでに終わっています。最新の一覧を確かめてください。',
    'This has ended already. Look at the newest list.',
  ),
  'parties.ends-earlier-already': refusal(
    422,
    '指定した時点より前に終わります。それより早い時点を指定してください。',
    'It ends earlier than that already. Give an earlier time.',
  ),
  'parties.for-oneself': refusal(
    422,
    '自分自身の決裁権限と担当分野は変更できません。ほかのシステム管理者に依頼してください。',
    'Nobody changes an authority or a skill of their own. Ask another administrator.',
  ),
  'parties.not-adjuster': refusal(
    422,
    'この人は、保険金サービス担当者の権限を持っていません。先に権限を付与し、承認を受けてください。',
    'The person holds no role of an adjuster. Have one granted and confirmed first.',
  ),
  'parties.not-senior': refusal(
    422,
    '当番にできるのは、上席の保険金サービス担当者です。',
    'Only a senior adjuster can be on call.',
  ),
  'parties.line-overlaps': refusal(
    409,
    '同じ内容の登録と期間が重なっています。先の登録を終了してから、あらためて入力してください。',
    'Another line for the same covers some of these days. End that one first.',
  ),
  'parties.name-taken': refusal(
    409,
    'この名称は、すでに使われています。別の名称を入力してください。',
    'This name is taken. Choose another one.',
  ),
  'parties.team-not-found': refusal(
    422,
    'チームが見つかりません。番号を確かめてください。',
    'There is no team by that number. Check it.',
  ),
} as const satisfies Refusals;
