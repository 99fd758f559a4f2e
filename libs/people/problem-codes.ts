import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const peopleProblems = {
  'sessions.wrong-credentials': refusal(
    401,
    'メールアドレスまたはパスワードが違います。',
    'The e-mail address or the password is wrong.',
  ),
  'sessions.too-many-attempts': refusal(
    429,
    'サインインの失敗が続いたため、あと {seconds} 秒お待ちください。その後、もう一度お試しください。',
    'Sign-in has failed several times. Wait {seconds} seconds, then try again.',
  ),
  'sessions.device-code-needed': refusal(
    429,
    'このアカウントへのサインインの失敗が続いたため、初めての端末では確認コードが必要です。メールで届くリンクを開くか、受付デスクへお電話のうえ、折り返しの電話で読み上げる確認コードを入力してください。使ったことのある端末からは、そのままサインインできます。',
    'Sign-ins to this account have failed many times, so a new device needs a code first. Open the link that you can have mailed to you, or call the desk and enter the code that it reads out when it calls you back. From a device that you have used before, sign in as usual.',
  ),
  'sessions.device-code-unusable': refusal(
    401,
    'この確認コードは使えません（入力間違い、期限切れ、または使用済みです）。確かめるか、新しいコードを受け取ってください。',
    'This code cannot be used: it is mistyped, expired or was used. Check it, or get a new one.',
  ),
  'sessions.mail-not-set': refusal(
    422,
    'このシステムではメールを送れません。受付デスクへお電話ください。',
    'This system sends no mail. Call the desk.',
  ),
  'sessions.link-unusable': refusal(
    422,
    'このリンクは使えません（期限切れ、使用済み、または無効です）。システム管理者に新しいリンクを依頼してください。',
    'This link cannot be used: it has expired, was used or is not valid. Ask an administrator for a new one.',
  ),
  'sessions.current-password-wrong': refusal(
    422,
    '現在のパスワードが違います。確かめて、もう一度入力してください。',
    'The present password is wrong. Check it and try again.',
  ),
  'sessions.password-is-email': refusal(
    422,
    'メールアドレスと同じパスワードは使えません。別のパスワードを入力してください。',
    'The password must not be the e-mail address. Choose another one.',
  ),
  'parties.institution-not-found': refusal(
    422,
    '医療機関が見つかりません。番号を確かめてください。',
    'There is no institution by that number.',
  ),
  'parties.person-not-found': refusal(
    422,
    '利用者が見つかりません。番号を確かめてください。',
    'There is no person by that number. Check it.',
  ),
  'parties.person-left': refusal(
    409,
    'この利用者は退職（契約終了）しているため、変更できません。',
    'This person has left; nothing can be decided about them any more.',
  ),
  'parties.email-taken': refusal(
    409,
    'このメールアドレスの利用者は、すでに登録されています。一覧で確かめてください。',
    'There is a person with this e-mail address already. Look at the list.',
  ),
  'parties.two-sides': refusal(
    422,
    '所属は、医療機関か取扱代理店のどちらか一方だけを指定してください。',
    'A person belongs to an institution or to an agency. Name one of them.',
  ),
  'parties.agency-not-found': refusal(
    422,
    '取扱代理店が見つかりません。番号を確かめてください。',
    'There is no agency by that number. Check it.',
  ),
  'parties.in-the-past': refusal(
    422,
    '過ぎた日時は指定できません。いま以降の日時を入力してください。',
    'This lies in the past. Give a time from now on.',
  ),
  'parties.administrators-exist': refusal(
    409,
    'システム管理者がすでにいます。新しい利用者と権限は、システム管理者が登録してください。',
    'There are administrators already. New people and roles are entered by them; for a lost link use `sonae admin invite`.',
  ),
  'parties.no-such-administrator': refusal(
    404,
    'このメールアドレスのシステム管理者はいません。アドレスを確かめてください。',
    'No administrator has this e-mail address. Check it; other people are invited by an administrator.',
  ),
  'parties.no-departure': refusal(
    409,
    'この利用者には、退職（契約終了）の予定がありません。最新の内容を確かめてください。',
    'No leaving is set for this person. Look at the newest state.',
  ),
  'parties.role-for-oneself': refusal(
    422,
    '自分自身の権限は、付与も承認もできません。ほかのシステム管理者に依頼してください。',
    'Nobody grants or confirms a role of their own. Ask another administrator.',
  ),
  'parties.role-of-other-side': refusal(
    422,
    'この利用者の所属では、その権限を持てません。所属に合う権限を選んでください。',
    'People of this side cannot hold that role. Choose a role of the side they belong to.',
  ),
  'parties.role-held': refusal(
    409,
    'この権限は、すでに付与されています（承認待ちを含みます）。一覧を確かめてください。',
    'The person has this role already, in force or waiting. Look at the list.',
  ),
  'parties.grant-of-ones-own': refusal(
    422,
    '自分が付与した権限は、自分では承認できません。ほかのシステム管理者に承認を依頼してください。',
    'Who granted a role cannot confirm it. Ask another administrator.',
  ),
  'parties.grant-in-force': refusal(
    409,
    'この権限は、すでに有効です。承認は必要ありません。',
    'This role is in force already; there is nothing to confirm.',
  ),
  'parties.grant-ended': refusal(
    409,
    'この権限は、すでに終了しています。必要であれば、あらためて付与してください。',
    'This grant has ended. Grant the role anew if it is needed.',
  ),
  'parties.last-administrators': refusal(
    409,
    'システム管理者は常に 2 名以上必要です。先に別のシステム管理者を任命し、承認を受けてください。',
    'There must always be two administrators. Have another one granted and confirmed first.',
  ),
} as const satisfies Refusals;
