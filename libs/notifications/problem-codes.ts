import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const notificationsProblems = {
  'mails.nothing-to-decide': refusal(
    409,
    'このメールは、送信の結果を確認する対象ではありません。一覧を読み込み直してください。',
    'There is nothing to decide about this mail. Load the list again.',
  ),
  'letters.held': refusal(
    409,
    'このレターには印刷できない文字があるため、まだ送れません。「文字を確かめるレター」で、正しい文字を入力してください。',
    'This letter has a character that cannot be printed, so it does not go yet. Write the right one under "Letters with a character to check".',
  ),
  'letters.not-held': refusal(
    409,
    'このレターは止まっていません。一覧を読み込み直してください。',
    'This letter is not held. Load the list again.',
  ),
  'letters.still-undrawable': refusal(
    422,
    '入力していない文字か、印刷できない文字が残っています。すべての文字に、印刷できる文字を入力してください。',
    'A character is left, or what you wrote cannot be printed either. Write something for each of them that can be printed.',
  ),
  'outlook-corrections.reached-already': refusal(
    409,
    'この訂正については、すでにお電話でお伝えしたと記録されています。一覧を読み込み直してください。',
    'Somebody was reached about this correction already. Load the list again.',
  ),
  'outlook-corrections.acted-already': refusal(
    409,
    'この訂正は、すでに対応済みと記録されています。一覧を読み込み直してください。',
    'This correction was worked off already. Load the list again.',
  ),
  'outlook-corrections.nothing-followed': refusal(
    409,
    'この事案には、取り下げられた事案・費用や、ご請求のない状態がないため、記録する対応はありません。',
    'Nothing was withdrawn in this case and lines have come since, so there is nothing to work off.',
  ),
  'letters.not-to-post': refusal(
    409,
    'この書面は郵送の対象ではないか、すでに発送が記録されています。',
    'This letter does not go by post, or has gone already.',
  ),
  'messages.day-passed': refusal(
    422,
    '回答をお願いする期限は、明日以降の日にしてください。',
    'The day by which you ask for an answer must lie ahead: enter tomorrow or later.',
  ),
  'messages.not-asked': refusal(
    409,
    'このお願いは、すでに済んでいるか、この事案のものではありません。画面を読み込み直して、メッセージだけをお送りください。',
    'This request is done already, or is none of this case. Load the page again and send the message alone.',
  ),
  'messages.not-yours': refusal(
    403,
    'メッセージを送れるのは、この事案の保険金サービス担当者か、この事案の費用を引き受けた人です。専任スタッフか上席に依頼してください。',
    'Messages are sent by the adjuster in charge of this case and by those who accepted a line of it. Ask the desk or a senior adjuster.',
  ),
} as const satisfies Refusals;
