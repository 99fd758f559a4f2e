/** What a refusal says: the status, and one sentence in each language that says what to do. */
export interface ProblemText {
  readonly status: number;
  readonly ja: string;
  readonly en: string;
}

const entry = (status: number, ja: string, en: string): ProblemText => ({ status, ja, en });

/** The one home of every refusal's code. A code is stable for ever; `{name}` is filled in. */
export const problemCodes = {
  'requests.invalid': entry(
    400,
    '入力内容に誤りがあります。示した項目を直して、もう一度送信してください。',
    'Some fields are wrong. Correct the ones named and send again.',
  ),
  'requests.malformed-json': entry(
    400,
    '送信されたデータを JSON として読めません。形式を確かめて、もう一度送信してください。',
    'The body is not readable as JSON. Check its form and send again.',
  ),
  'requests.too-deep': entry(
    400,
    'データの入れ子が深すぎます（64 段まで）。形式を確かめて、もう一度送信してください。',
    'The body is nested deeper than 64 levels. Check its form and send again.',
  ),
  'requests.body-missing': entry(
    400,
    '送信内容がありません。JSON の本文を付けて送信してください。',
    'There is no body. Send a JSON object.',
  ),
  'requests.unsupported-media-type': entry(
    415,
    '本文は application/json で送信してください。',
    'Send the body as application/json.',
  ),
  'requests.too-large': entry(
    413,
    '送信できる大きさ（1 MB）を超えています。内容を分けて送信してください。',
    'The body is larger than 1 MB. Send it in parts.',
  ),
  'requests.unknown-field': entry(
    400,
    '使えない項目が含まれています。項目名を確かめるか、取り除いてください。',
    'There is a field that is not known here. Check its name or leave it out.',
  ),
  'requests.field-missing': entry(
    400,
    '必要な項目がありません。入力してください。',
    'A field that is needed is missing. Fill it in.',
  ),
  'requests.wrong-type': entry(
    400,
    '値の種類が違います。決められた形で入力してください。',
    'The value is of the wrong type. Write it in the form that is asked for.',
  ),
  'requests.no-such-date': entry(
    400,
    '存在しない日付または日時です。暦を確かめて入力してください。',
    'There is no such date or time. Check the calendar.',
  ),
  'requests.not-one-of': entry(
    400,
    '選べない値です。示された値の中から選んでください。',
    'The value is not one of those allowed. Choose one of them.',
  ),
  'requests.day-out-of-range': entry(
    400,
    '1900年から2200年までの日付を入力してください。',
    'Give a day from 1900 to 2200.',
  ),
  'requests.out-of-range': entry(
    400,
    '入力できる範囲を外れています。長さや大きさを確かめてください。',
    'The value is out of range. Check its length or size.',
  ),
  'requests.wrong-form': entry(
    400,
    '決められた書式と違います。例に合わせて入力してください。',
    'The value does not have the form that is asked for.',
  ),
  'requests.name-private-use': entry(
    400,
    '外字（機械ごとに違う文字）だけの名前は、ほかの機械で読めません。ふつうの漢字かカナで入力してください。',
    'A name of private-use characters alone cannot be read on another machine. Write it with ordinary characters or kana.',
  ),
  'assessments.contradiction': entry(
    400,
    'ほかの項目と矛盾しています。順序、大きさ、重複を確かめてください。',
    'This contradicts another field. Check order, size and repetition.',
  ),
  'requests.key-missing': entry(
    400,
    '二重送信を防ぐため、Idempotency-Key ヘッダー（8～200 文字）が必要です。',
    'An Idempotency-Key header of 8 to 200 characters is needed, so that nothing happens twice.',
  ),
  'requests.key-reused': entry(
    409,
    'この Idempotency-Key は、別の内容の送信に使われています。新しい内容には新しいキーを使ってください。',
    'This Idempotency-Key was used for another request. Use a new key for new content.',
  ),
  'requests.version-missing': entry(
    428,
    '変更には If-Match ヘッダーが必要です。最新の内容を読み、ETag の値を付けて送信してください。',
    'A change needs an If-Match header. Read the newest state and send its ETag.',
  ),
  'requests.version-malformed': entry(
    400,
    'If-Match は、読み出したときの ETag の値をそのまま付けてください。',
    'If-Match must be the ETag as it was read.',
  ),
  'requests.stale-version': entry(
    412,
    '読み出した後に、ほかの人が変更しました。最新の内容を確かめて、もう一度送信してください。入力内容は保存されていません。',
    'Somebody changed this after you read it. Look at the newest state and send again; nothing was stored.',
  ),
  'requests.not-found': entry(404, '見つかりません。番号を確かめてください。', 'There is nothing here by that number.'),
  'requests.not-http': entry(
    400,
    '送信された内容を HTTP として読めません。アドレスとヘッダーの形式を確かめて、もう一度送信してください。',
    'This cannot be read as an HTTP request. Check the form of its address and headers and send again.',
  ),
  'requests.timed-out': entry(
    408,
    '時間内に受信が終わりませんでした。通信の状態を確かめて、もう一度送信してください。',
    'The request did not arrive in time. Check the connection and send again.',
  ),
  'requests.address-too-long': entry(
    414,
    'アドレスが長すぎます。条件や番号を短くして、もう一度送信してください。',
    'The address is too long. Shorten what it asks for and send again.',
  ),
  'requests.encoding-refused': entry(
    415,
    '圧縮された本文は受け付けていません。Content-Encoding を付けずに送信してください。',
    'Compressed bodies are not taken. Send the body without Content-Encoding.',
  ),
  'requests.no-such-range': entry(
    416,
    '指定された範囲はありません。Range ヘッダーを直すか、付けずに送信してください。',
    'There is no such range. Correct the Range header or leave it out.',
  ),
  'requests.condition-failed': entry(
    412,
    'ヘッダーで示された条件に合いません。最新の状態を読み直してください。',
    'The condition in the headers does not hold. Read the newest state again.',
  ),
  'requests.expectation-refused': entry(
    417,
    'Expect ヘッダーに応えられません。付けずに、もう一度送信してください。',
    'What the Expect header asks for is not possible. Send again without it.',
  ),
  'requests.headers-too-large': entry(
    431,
    'ヘッダー（Cookie を含む）が大きすぎます。Cookie を消すか、ヘッダーを減らして、もう一度送信してください。',
    'The headers, cookies included, are too large. Remove cookies or headers and send again.',
  ),
  'requests.method-not-allowed': entry(405, 'この操作はできません。', 'This method is not allowed here.'),
  'requests.cursor-malformed': entry(
    400,
    'cursor が正しくありません。前回の応答の nextCursor をそのまま使ってください。',
    'The cursor is not readable. Use nextCursor of the last answer as it is.',
  ),
  'platform.unavailable': entry(
    503,
    'ただいまデータベースに接続できません。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'The database cannot be reached just now. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
  'platform.contended': entry(
    503,
    '同時に行われた別の処理と重なったため、受け付けていません。何も保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'Other work at the same moment was in the way. Nothing was taken or stored; send again with the same key in a little while.',
  ),
  'platform.disk-full': entry(
    503,
    '保存先の空き容量が足りないため、いまは登録や変更ができません。閲覧はできます。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'There is too little free disk space, so nothing can be entered or changed just now; reading goes on. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
  'platform.stopping': entry(
    503,
    'システムを停止または再起動しています。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'The system is being stopped or restarted. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
  'platform.defect': entry(
    500,
    'システムの不具合が起きました。お手数ですが、traceId を添えてお知らせください。同じキーでの再送信は安全です。',
    'This is a defect of ours. Please tell us the traceId; sending again with the same key is safe.',
  ),
  'sessions.missing': entry(401, 'サインインしてください。', 'Sign in first.'),
  'sessions.expired': entry(
    401,
    'サインインの有効期間が切れました。もう一度サインインしてください。入力内容は同じキーで送信し直せます。',
    'The session has ended. Sign in again; what you sent can be sent again under the same key.',
  ),
  'sessions.csrf': entry(
    403,
    '画面の有効期間が切れたか、ほかのサイトからの操作です。X-CSRF-Token を付けて、もう一度送信してください。',
    'The X-CSRF-Token header is missing or wrong. Send the token that came with the session.',
  ),
  'sessions.wrong-credentials': entry(
    401,
    'メールアドレスまたはパスワードが違います。',
    'The e-mail address or the password is wrong.',
  ),
  'sessions.too-many-attempts': entry(
    429,
    'サインインの失敗が続いたため、あと {seconds} 秒お待ちください。その後、もう一度お試しください。',
    'Sign-in has failed several times. Wait {seconds} seconds, then try again.',
  ),
  'sessions.device-code-needed': entry(
    429,
    'このアカウントへのサインインの失敗が続いたため、初めての端末では確認コードが必要です。メールで届くリンクを開くか、受付デスクへお電話のうえ、折り返しの電話で読み上げる確認コードを入力してください。使ったことのある端末からは、そのままサインインできます。',
    'Sign-ins to this account have failed many times, so a new device needs a code first. Open the link that you can have mailed to you, or call the desk and enter the code that it reads out when it calls you back. From a device that you have used before, sign in as usual.',
  ),
  'sessions.device-code-unusable': entry(
    401,
    'この確認コードは使えません（入力間違い、期限切れ、または使用済みです）。確かめるか、新しいコードを受け取ってください。',
    'This code cannot be used: it is mistyped, expired or was used. Check it, or get a new one.',
  ),
  'sessions.mail-not-set': entry(
    422,
    'このシステムではメールを送れません。受付デスクへお電話ください。',
    'This system sends no mail. Call the desk.',
  ),
  'sessions.link-unusable': entry(
    422,
    'このリンクは使えません（期限切れ、使用済み、または無効です）。システム管理者に新しいリンクを依頼してください。',
    'This link cannot be used: it has expired, was used or is not valid. Ask an administrator for a new one.',
  ),
  'sessions.current-password-wrong': entry(
    422,
    '現在のパスワードが違います。確かめて、もう一度入力してください。',
    'The present password is wrong. Check it and try again.',
  ),
  'sessions.password-is-email': entry(
    422,
    'メールアドレスと同じパスワードは使えません。別のパスワードを入力してください。',
    'The password must not be the e-mail address. Choose another one.',
  ),
  'access.forbidden': entry(403, 'この操作をする権限がありません。', 'Your role does not allow this.'),
  'parties.institution-not-found': entry(
    422,
    '医療機関が見つかりません。番号を確かめてください。',
    'There is no institution by that number.',
  ),
  'parties.not-a-client': entry(
    422,
    'ご担当の医療機関（取引先）の中から institutionId を指定してください。',
    'Name one of your clients in institutionId.',
  ),
  'parties.institution-needed': entry(
    422,
    '医療機関の名称または証券番号が必要です。どちらかを入力してください。',
    "The institution's name or a policy number is needed. Give one of them.",
  ),
  'parties.person-not-found': entry(
    422,
    '利用者が見つかりません。番号を確かめてください。',
    'There is no person by that number. Check it.',
  ),
  'parties.person-left': entry(
    409,
    'この利用者は退職（契約終了）しているため、変更できません。',
    'This person has left; nothing can be decided about them any more.',
  ),
  'parties.email-taken': entry(
    409,
    'このメールアドレスの利用者は、すでに登録されています。一覧で確かめてください。',
    'There is a person with this e-mail address already. Look at the list.',
  ),
  'parties.two-sides': entry(
    422,
    '所属は、医療機関か取扱代理店のどちらか一方だけを指定してください。',
    'A person belongs to an institution or to an agency. Name one of them.',
  ),
  'parties.agency-not-found': entry(
    422,
    '取扱代理店が見つかりません。番号を確かめてください。',
    'There is no agency by that number. Check it.',
  ),
  'parties.in-the-past': entry(
    422,
    '過ぎた日時は指定できません。いま以降の日時を入力してください。',
    'This lies in the past. Give a time from now on.',
  ),
  'parties.not-lead': entry(
    403,
    'この人の担当分野またはチームのレーン責任者ではないため、勤務を変更できません。システム管理者に依頼してください。',
    'You lead no lane of this person. Ask an administrator.',
  ),
  'parties.no-duty-role': entry(
    422,
    'この人は、専任スタッフまたは保険金サービス担当者の権限を持っていません。先に権限を付与し、承認を受けてください。',
    'The person holds no role of the desk or of an adjuster. Have one granted and confirmed first.',
  ),
  'parties.period-reversed': entry(
    422,
    '終わりが始まりより後になるように入力してください。',
    'It ends before it begins. Give an end that is later than the beginning.',
  ),
  'parties.period-too-long': entry(
    422,
    '期間は 400 日までです。期間を分けて入力してください。',
    'A period is 400 days at most. Enter it in parts.',
  ),
  'parties.already-ended': entry(
    409,
    'すでに終わっています。最新の一覧を確かめてください。',
    'This has ended already. Look at the newest list.',
  ),
  'parties.ends-earlier-already': entry(
    422,
    '指定した時点より前に終わります。それより早い時点を指定してください。',
    'It ends earlier than that already. Give an earlier time.',
  ),
  'parties.for-oneself': entry(
    422,
    '自分自身の決裁権限と担当分野は変更できません。ほかのシステム管理者に依頼してください。',
    'Nobody changes an authority or a skill of their own. Ask another administrator.',
  ),
  'parties.not-adjuster': entry(
    422,
    'この人は、保険金サービス担当者の権限を持っていません。先に権限を付与し、承認を受けてください。',
    'The person holds no role of an adjuster. Have one granted and confirmed first.',
  ),
  'parties.not-senior': entry(
    422,
    '当番にできるのは、上席の保険金サービス担当者です。',
    'Only a senior adjuster can be on call.',
  ),
  'parties.line-overlaps': entry(
    409,
    '同じ内容の登録と期間が重なっています。先の登録を終了してから、あらためて入力してください。',
    'Another line for the same covers some of these days. End that one first.',
  ),
  'parties.name-taken': entry(
    409,
    'この名称は、すでに使われています。別の名称を入力してください。',
    'This name is taken. Choose another one.',
  ),
  'parties.team-not-found': entry(
    422,
    'チームが見つかりません。番号を確かめてください。',
    'There is no team by that number. Check it.',
  ),
  'parties.administrators-exist': entry(
    409,
    'システム管理者がすでにいます。新しい利用者と権限は、システム管理者が登録してください。',
    'There are administrators already. New people and roles are entered by them; for a lost link use `sonae admin invite`.',
  ),
  'parties.no-such-administrator': entry(
    404,
    'このメールアドレスのシステム管理者はいません。アドレスを確かめてください。',
    'No administrator has this e-mail address. Check it; other people are invited by an administrator.',
  ),
  'parties.no-departure': entry(
    409,
    'この利用者には、退職（契約終了）の予定がありません。最新の内容を確かめてください。',
    'No leaving is set for this person. Look at the newest state.',
  ),
  'parties.role-for-oneself': entry(
    422,
    '自分自身の権限は、付与も承認もできません。ほかのシステム管理者に依頼してください。',
    'Nobody grants or confirms a role of their own. Ask another administrator.',
  ),
  'parties.role-of-other-side': entry(
    422,
    'この利用者の所属では、その権限を持てません。所属に合う権限を選んでください。',
    'People of this side cannot hold that role. Choose a role of the side they belong to.',
  ),
  'parties.role-held': entry(
    409,
    'この権限は、すでに付与されています（承認待ちを含みます）。一覧を確かめてください。',
    'The person has this role already, in force or waiting. Look at the list.',
  ),
  'parties.grant-of-ones-own': entry(
    422,
    '自分が付与した権限は、自分では承認できません。ほかのシステム管理者に承認を依頼してください。',
    'Who granted a role cannot confirm it. Ask another administrator.',
  ),
  'parties.grant-in-force': entry(
    409,
    'この権限は、すでに有効です。承認は必要ありません。',
    'This role is in force already; there is nothing to confirm.',
  ),
  'parties.grant-ended': entry(
    409,
    'この権限は、すでに終了しています。必要であれば、あらためて付与してください。',
    'This grant has ended. Grant the role anew if it is needed.',
  ),
  'parties.last-administrators': entry(
    409,
    'システム管理者は常に 2 名以上必要です。先に別のシステム管理者を任命し、承認を受けてください。',
    'There must always be two administrators. Have another one granted and confirmed first.',
  ),
  'register.row-form': entry(
    422,
    '列が足りないか多すぎます（9 桁コード、7 桁コード、名称、郵便番号、住所の 5 列）。区切りと引用符を確かめてください。',
    'There are too few columns or too many: nine-digit code, seven-digit code, name, postal code, address. Check commas and quotes.',
  ),
  'register.code-malformed': entry(
    422,
    '医療機関コードが 9 桁の数字（都道府県 01〜47 で始まる）ではありません。先頭の 0 が落ちていないか確かめてください。',
    'The code is not nine digits that begin with a prefecture, 01 to 47. Check that leading zeros are there.',
  ),
  'register.codes-disagree': entry(
    422,
    '7 桁コードが 9 桁コードの下 7 桁と一致しません。どちらが正しいか確かめてください。',
    'The seven-digit code is not the end of the nine-digit one. Check which is right.',
  ),
  'register.name-missing': entry(422, '名称がありません。入力してください。', 'The name is missing. Fill it in.'),
  'register.name-too-long': entry(
    422,
    '名称が 200 文字を超えています。列がずれていないか確かめてください。',
    'The name is longer than 200 characters. Check that the columns have not slipped.',
  ),
  'register.postal-code-malformed': entry(
    422,
    '郵便番号が 7 桁の数字ではありません。直すか、空にしてください。',
    'The postal code is not seven digits. Correct it or leave it empty.',
  ),
  'register.address-too-long': entry(
    422,
    '住所が 400 文字を超えています。列がずれていないか確かめてください。',
    'The address is longer than 400 characters. Check that the columns have not slipped.',
  ),
  'register.code-doubled': entry(
    422,
    '同じコードが、この一覧の前の行に別の内容であります。前の行を取り込みました。どちらが正しいか確かめてください。',
    'An earlier row of this list has the same code and says something else. The earlier one was taken over. Check which is right.',
  ),
  'register.day-ahead': entry(
    422,
    '一覧の日付（--as-of）が今日より後です。一覧の作成日を指定してください。',
    'The day of the list (--as-of) lies ahead. Give the day on which the list was made.',
  ),
  'register.import-running': entry(
    409,
    '別の取込みが実行中です。終わってから、もう一度実行してください。',
    'Another import is under way. Start this one again when it has ended.',
  ),
  'register.nothing-readable': entry(
    422,
    '取り込める行がありません。医療機関一覧のファイル（9 桁コード、7 桁コード、名称、郵便番号、住所）かを確かめてください。',
    'No row could be read. Check that this is a list of institutions: nine-digit code, seven-digit code, name, postal code, address.',
  ),
  'register.list-older': entry(
    409,
    '{prefecture}には、より新しい一覧（{newer}）が取込み済みです。古い一覧は取り込めません。一覧の日付（--as-of）を確かめてください。',
    'A newer list, of {newer}, was taken over for {prefecture}. An older one would undo its changes. Check the day of the list (--as-of).',
  ),
  'register.list-cut': entry(
    409,
    'この一覧を取り込むと、{prefecture}の {open} 件のうち {missing} 件（5% 超）が廃止になります。一覧が途中で切れていないか確かめてください。一部だけの一覧なら --partial、本当に廃止なら --close-missing を付けてください。何も変更していません。',
    'This list would close {missing} of {open} entries of {prefecture}, more than 5 %. Check that it is not cut off. Add --partial when it is a part only, --close-missing when they are really gone. Nothing was changed.',
  ),
  'policies.period-not-found': entry(
    422,
    'この医療機関の保険期間が見つかりません。policyId を確かめてください。',
    'The institution has no such period of cover. Check policyId.',
  ),
  'policies.refused': entry(
    422,
    'この内容では契約を登録できません。示した項目をすべて直して、もう一度送信してください。何も保存されていません。',
    'The policy cannot be entered like this. Correct every field named and send again; nothing was stored.',
  ),
  'policies.pharmacy': entry(
    422,
    '薬局は、この保険の対象ではありません。企業向けサイバー保険をご案内ください。',
    'Pharmacies are not insured by this product. Offer the cyber insurance for companies instead.',
  ),
  'policies.no-such-plan': entry(
    422,
    'プランは 1、2、3 の中から選んでください。',
    'There are plans 1, 2 and 3. Choose one of them.',
  ),
  'policies.no-such-terms': entry(
    422,
    'この版の商品条件はありません。示された版から選ぶか、省略して最新の版にしてください。',
    'There are no product terms of this version. Choose one of those named, or leave it out for the newest.',
  ),
  'policies.expiry-not-after-inception': entry(
    422,
    '満期日は、始期日より後の日にしてください。',
    'The expiry has to be after the inception.',
  ),
  'policies.term-too-short': entry(
    422,
    '保険期間は 1 年以上です。短くできるのは、団体契約への中途加入（joinedMidTerm）と、途中で終了した契約（endedEarlyOn）だけです。',
    'A term is a year at least. Only joining a group policy mid-term (joinedMidTerm) and a contract that ended early (endedEarlyOn) are shorter.',
  ),
  'policies.term-too-long': entry(
    422,
    '保険期間が 5 年を超えています。年の入力を確かめてください。',
    'The term is longer than five years. Check the years.',
  ),
  'policies.ending-outside-period': entry(
    422,
    '終了日は、始期日から満期日の前日までの日にしてください。',
    'The day of ending lies outside the period: from the inception to the day before the expiry.',
  ),
  'policies.continuous-after-inception': entry(
    422,
    '継続の起点は、始期日以前の日にしてください。',
    'Unbroken cover cannot begin after the inception.',
  ),
  'policies.too-many-decimals': entry(
    422,
    '小数は 6 桁までで入力してください。',
    'Write the figure with at most six decimals.',
  ),
  'policies.parameter-refused': entry(
    422,
    'この値は、補償の計算で使えません。示された範囲で入力してください。',
    'Coverage cannot be computed with this value. Give one of those that are allowed.',
  ),
  'policies.parameter-unknown': entry(
    422,
    'この名前の取決めはありません。示された名前から選んでください。',
    'There is no contract parameter of this name. Use one of those named.',
  ),
  'policies.premises-medical-corporation-only': entry(
    422,
    '施設外の法人本部と附帯業務の施設を申告できるのは、医療法人だけです。',
    'Only a medical corporation can declare its head office and places of attached business.',
  ),
  'policies.facility-unclear': entry(
    422,
    'facilityId と facilityCode のどちらか一つで施設を指定してください。',
    'Name the facility by facilityId or by facilityCode, one of the two.',
  ),
  'policies.facility-unknown': entry(
    422,
    '施設が名簿に見つかりません。医療機関コードを確かめてください。',
    'The directory has no such facility. Check its code.',
  ),
  'policies.facility-closed': entry(
    422,
    'この施設は、指定した日には廃止されています。施設または日付を確かめてください。',
    'The facility is closed on that day. Check the facility or the day.',
  ),
  'policies.premises-outside-period': entry(
    422,
    '申告の日は、保険期間の中の日にしてください。',
    'The day has to lie within the period of cover.',
  ),
  'policies.premises-declared-already': entry(
    409,
    'この施設は、その日にすでに申告されています。',
    'These premises are declared on that day already.',
  ),
  'policies.premises-not-declared': entry(
    409,
    'この施設の申告は、指定した日には続いていません。始まりの日と終わりの日を確かめてください。',
    'These premises are not declared up to that day. Check the days of their declaration.',
  ),
  'policies.institution-unclear': entry(
    422,
    '医療機関は、id、facilityCode、name（kind と corporationKind を添える）のどれか一つで指定してください。',
    'Name the institution by one of id, facilityCode or name (with kind and corporationKind).',
  ),
  'policies.institution-exists': entry(
    409,
    '同じ医療機関がすでに登録されています：{name}（id {id}）。その id を指定するか、別の医療機関であれば newInstitution を true にしてください。',
    'This institution is there already: {name} (id {id}). Name that id, or send newInstitution: true when it is another one.',
  ),
  'policies.facility-kind-unclear': entry(
    422,
    '名簿の施設の種別からは、保険の対象の種別が決まりません。institution.kind を指定してください。',
    'The directory does not say which kind is insured. Give institution.kind.',
  ),
  'policies.number-unreadable': entry(
    422,
    '番号は、文字と数字を含め、空白・ハイフン・スラッシュ・ピリオドのほかの記号を使わずに入力してください。',
    'Write the number with letters and digits; of other signs only spaces, hyphens, slashes and full stops.',
  ),
  'policies.number-folds-to-other': entry(
    409,
    '空白やハイフンを除くと同じになる番号 {number} がすでにあります。登録済みのとおりに入力するか、番号を確かめてください。',
    'The number {number} is there already and differs only in spaces, hyphens or case. Write it as it is, or check the number.',
  ),
  'policies.certificate-taken': entry(
    409,
    'この加入者証番号は、重なる期間に別の加入者（{name}）が使っています。番号を確かめてください。',
    'Another member ({name}) has this certificate number in an overlapping period. Check the number.',
  ),
  'policies.not-a-group': entry(
    409,
    'この証券番号は団体契約ではなく、ほかの加入者（{name}）の契約です。証券番号を確かめてください。',
    'This number is no group policy; it is the contract of another member ({name}). Check the policy number.',
  ),
  'policies.contract-differs': entry(
    409,
    '同じ証券番号の契約が、異なる内容で登録されています：{value}。登録済みの内容に合わせるか、証券番号を確かめてください。',
    'The contract of this number is there with another content: {value}. Write what is there, or check the policy number.',
  ),
  'policies.mid-term-outside-group': entry(
    422,
    '中途加入は、団体契約だけです。',
    'Only a group policy can be joined mid-term.',
  ),
  'policies.not-with-group': entry(
    422,
    '中途加入の期間は、始期日に続いている団体のほかの加入者の期間と同じ日に終わります。満期日を合わせてください。',
    'A member that joins mid-term ends on the day on which the periods of the group end that run at its inception. Use that day.',
  ),
  'policies.periods-overlap': entry(
    409,
    'この医療機関には、重なる保険期間（{from}から{to}まで）があります。前の期間が終わる日からは始められます。',
    'The institution has cover from {from} to {to}, which overlaps. A period may begin on the day the one before ends.',
  ),
  'policies.overlap-held': entry(
    409,
    '同時に登録された保険期間と重なるため、登録できません。一覧を確かめて、もう一度送信してください。',
    'A period that was entered at the same moment overlaps. Look at the list and send again.',
  ),
  'policies.certificate-held': entry(
    409,
    '同時に登録された別の加入者が、この加入者証番号を使っています。番号を確かめて、もう一度送信してください。',
    'Another member that was entered at the same moment has this certificate number. Check the number and send again.',
  ),
  'policies.renewal-before-end': entry(
    422,
    '更新後の始期日は、いまの保険期間が終わる日以後の日にしてください。',
    'A renewal begins on the day on which the period before ends, or later.',
  ),
  'policies.reason-needed': entry(422, '理由を入力してください。', 'Give a reason.'),
  'policies.already-renewed': entry(
    409,
    'この保険期間は、すでに更新されています。',
    'This period has been renewed already.',
  ),
  'policies.already-ended': entry(
    409,
    'この保険期間は、すでに途中で終了しています。',
    'This period has been ended early already.',
  ),
  'policies.renewal-in-the-way': entry(
    409,
    'この保険期間は更新されています。先に、更新後の期間をその始期日で終了してください。',
    'This period has been renewed. First end the renewal on its inception.',
  ),
  'policies.import-column-unknown': entry(
    422,
    'この列名は分かりません：{column}。「sonae import policies --template」の列名を使うか、列を取り除いてください。',
    'There is no such column: {column}. Use the names of "sonae import policies --template", or take the column out.',
  ),
  'policies.import-column-twice': entry(
    422,
    '同じ列が 2 つあります：{column}。一つにしてください。',
    'A column is there twice: {column}. Leave one of them.',
  ),
  'policies.import-column-missing': entry(
    422,
    '必要な列がありません：{column}。1 行目を見出しの行にしてください。',
    'A column that is needed is missing: {column}. The first row has to be the heading.',
  ),
  'policies.import-unreadable': entry(
    422,
    'この値は読めません。見本（--template）の書き方に直してください。',
    'This value is not readable. Write it as the template shows.',
  ),
  'policies.import-differs': entry(
    409,
    'この保険期間は、異なる内容ですでに登録されています（登録済み：{value}）。登録済みの内容は、画面から訂正してください。',
    'This period is there already with another content ({value}). What is there is corrected in the system, not by an import.',
  ),
  'policies.nothing-to-correct': entry(
    422,
    '加入者証番号（certificateNumber）か取決め（parameters）を指定してください。',
    'Name the certificate number or the contract parameters.',
  ),
  'incidents.move-not-allowed': entry(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。',
    'This move ({to}) is not possible from the present state ({from}).',
  ),
  'incidents.move-not-yours': entry(403, 'この手続をする立場ではありません。', 'This move is not yours to make.'),
  'incidents.guard': entry(
    409,
    'まだ足りないものがあります。示した項目を満たしてから、もう一度進めてください。',
    'Something is still missing. Complete what is named, then move again.',
  ),
  'incidents.reason-needed': entry(422, '理由を入力してください。', 'Give a reason.'),
  'incidents.fact-in-future': entry(
    422,
    'まだ来ていない日時は事実として記録できません。示した日時を確かめてください。',
    'What lies in the future cannot be recorded as a fact. Check the times named.',
  ),
  'incidents.moment-in-future': entry(
    422,
    'まだ来ていない時点の事案は表示できません。過去の日時を指定してください。',
    'A case cannot be shown as of a moment that has not come. Name an earlier one.',
  ),
  'incidents.moment-before-report': entry(
    422,
    'その時点では、この事案はまだ報告されていません。報告より後の日時を指定してください。',
    'At that moment this case had not been reported yet. Name a moment after the report.',
  ),
  'calls.wrong-time': entry(
    422,
    '電話をした日時は、報告を受けてから今までの間にしてください。',
    'The call was made between the report and now.',
  ),
  'incidents.merge-into-itself': entry(
    422,
    '事案を自分自身に統合することはできません。統合先の事案を選び直してください。',
    'A case cannot be merged into itself. Choose the other case.',
  ),
  'incidents.merge-other-institution': entry(
    422,
    '統合できるのは、同じ医療機関の事案どうしです。先に両方の事案の医療機関を確定してください。',
    'Only cases of one institution can be merged. First set the institution of both.',
  ),
  'incidents.merge-target-ended': entry(
    409,
    '統合先の事案は終わっています。対応中の事案を選ぶか、先に再開してください。',
    'The case to merge into has ended. Choose one that is open, or reopen it first.',
  ),
  'incidents.merge-target-merged': entry(
    409,
    '選んだ事案は、先に統合されていて、いまは事案{number}です。事案{number}を開き、まだ統合が必要かどうかを確かめてください。',
    'The case you chose was merged before and is case {number} now. Open case {number} and see whether anything is left to merge.',
  ),
  'incidents.merge-not-proposed': entry(
    404,
    'この統合の候補は見つかりません。一覧を読み込み直してください。',
    'There is no such proposal to merge. Load the list again.',
  ),
  'incidents.closed-to-facts': entry(
    409,
    'この事案は終わっているため、内容を変更できません。再開をお申し出ください。',
    'This case has ended; its facts cannot be changed. Ask for it to be reopened.',
  ),
  'incidents.late-arrival-noted': entry(
    409,
    'ほかの人がすでに対応を記録しています。画面を読み直してください。',
    'Somebody has noted what was done already. Load the page again.',
  ),
  'incidents.not-in-charge': entry(
    403,
    'この事案の担当ではないため、変更できません。',
    'You are not in charge of this case.',
  ),
  'incidents.already-matched': entry(
    409,
    '医療機関はすでに確定しています。変更には理由が必要で、支払の判断が始まった後は変更できません。',
    'The institution is already set. A change needs a reason, and is closed once something was decided.',
  ),
  'incidents.adjuster-unfit': entry(
    422,
    '指定した担当者は、保険金サービス担当者として登録されていません。',
    'The person named is not an adjuster.',
  ),
  'incidents.ended': entry(
    409,
    'この事案は終わっているため、変更できません。再開をお申し出ください。',
    'This case has ended and cannot be changed. Ask for it to be reopened.',
  ),
  'incidents.already-in-charge': entry(
    409,
    'この人は、すでにこの事案の担当者です。ほかの人を指定してください。',
    'This person is in charge of the case already. Name somebody else.',
  ),
  'incidents.cannot-withdraw': entry(
    409,
    'お支払いの手続または支援の手配が始まっているため、取り下げできません。専任スタッフにご相談ください。',
    'A payment or a dispatch is under way, so the case cannot be withdrawn. Please talk to the desk.',
  ),
  'expenses.case-ended': entry(
    409,
    'この事案は終わっているため、費用を追加できません。',
    'This case has ended; expenses cannot be added.',
  ),
  'expenses.cannot-withdraw': entry(
    409,
    'この費用は、査定案の提出後、お支払いの予定後、または結論の後のため、取り下げできません。保険金サービス担当者にご相談ください。',
    'A decision is proposed or made, or a payment is scheduled, so this expense cannot be withdrawn. Talk to the adjuster.',
  ),
  'expenses.persons-needed': entry(
    422,
    '見舞金・見舞品には人数（persons）が必要です。',
    'Condolence needs the number of persons.',
  ),
  'expenses.too-many-decimals': entry(
    422,
    '利益率は、小数 6 桁までで入力してください（例：0.123456）。',
    'Write the profit rate with at most six decimals, such as 0.123456.',
  ),
  'decisions.case-not-open': entry(
    409,
    'この事案は対応を開始していないため、お支払いの査定案を提出できません。専任スタッフに初動判定と対応開始を依頼してください。',
    'The case is not open, so nothing can be proposed to be paid. Ask the desk to triage it and open it.',
  ),
  'decisions.not-in-review': entry(
    409,
    'この費用は確認中ではないため、査定案を提出できません。最新の状態を確かめてください。',
    'This expense is not in review. Look at its newest state.',
  ),
  'decisions.not-yours': entry(
    409,
    'この費用（または査定案）の担当ではありません。担当者か上席の保険金サービス担当者が手続してください。',
    'This is not yours: the assignee or a senior adjuster acts on it.',
  ),
  'decisions.not-ready': entry(
    409,
    '査定案を提出する前に、足りないものがあります。一覧を確かめてください。',
    'Something is missing before a decision can be proposed. See the list.',
  ),
  'decisions.separation': entry(
    409,
    '費用を登録した人、査定案を提出した人、二次承認する人は、それぞれ別の人でなければなりません。ほかの担当者に依頼してください。',
    'Who entered an expense, who proposes and who countersigns are different persons. Ask somebody else.',
  ),
  'decisions.own-institution': entry(
    409,
    'ご自身が所属する医療機関の費用は査定できません。ほかの担当者に依頼してください。',
    'Nobody decides on an institution they belong to. Ask somebody else.',
  ),
  'decisions.statement-needed': entry(
    409,
    '利益・営業継続費用は、計算書によって決めます。費用ごとの査定案は提出できません。',
    'Business interruption is decided by statements, not expense by expense.',
  ),
  'decisions.facts-missing': entry(
    409,
    '査定に必要な事実が足りません。一覧を確かめ、事実を補ってください。',
    'Facts are missing without which nothing is assessed. See the list and add them.',
  ),
  'decisions.figures-missing': entry(
    409,
    'この費用の計算に必要な数字が足りません。費用の内容を補ってください。',
    'Figures are missing that this expense is computed from. Add them.',
  ),
  'decisions.ransom': entry(409, '身代金は、どのような場合もお支払いできません。', 'Ransom is never paid.'),
  'decisions.no-such-question': entry(
    422,
    'この費用では問われていない点への回答です。問われている点だけに答えてください。',
    'This expense does not ask that, or it was answered twice. Answer what is asked.',
  ),
  'decisions.answers-missing': entry(
    422,
    '規定だけでは決まらない点に、まだ答えがありません。すべてに答えてください。',
    'The rules leave questions open. Answer each of them.',
  ),
  'decisions.not-covered': entry(
    409,
    '「対象外」と答えた点があるため、お支払いする査定案にはできません。お支払いしない査定案に改めてください。',
    'A question was answered "not covered", so nothing can be paid. Propose a rejection.',
  ),
  'decisions.above-claimed': entry(
    422,
    'ご請求額を超えています。ご請求額以下の額にしてください。',
    'More than was claimed. Keep the amount within the claim.',
  ),
  'decisions.reduce-instead': entry(
    422,
    '査定額より少ない額です。減額の査定案とし、理由を付けてください。',
    'Less than the assessed amount: propose a reduction, with reasons.',
  ),
  'decisions.not-less': entry(
    422,
    '減額の査定案では、査定額より少ない額にしてください。',
    'A reduction is less than the assessed amount.',
  ),
  'decisions.reason-needed': entry(422, '理由を一つ以上入力してください。', 'Give at least one reason.'),
  'decisions.reasons-do-not-add-up': entry(
    422,
    '理由ごとの金額の合計を、査定額との差（{difference}円）に合わせてください。',
    'The amounts of the reasons must add up to the difference from the assessed amount, {difference} yen.',
  ),
  'decisions.assessment-stale': entry(
    409,
    '提出の後に事実やご契約が変わり、査定の結果が変わりました。差し戻して、もう一度提出してください。',
    'The assessment has changed since it was proposed. Send it back and propose it anew.',
  ),
  'decisions.not-open': entry(
    409,
    'この査定案の手続は、すでに終わっています。最新の状態を確かめてください。',
    'This proposal has ended already. Look at its newest state.',
  ),
  'decisions.signed-already': entry(
    409,
    'この査定案には、すでに署名しています。ほかの人の署名を待ってください。',
    'You have signed this already. Wait for the others.',
  ),
  'decisions.signature-adds-nothing': entry(
    409,
    'あなたの署名では、足りない要件を満たせません。一覧にある人に依頼してください。',
    'Your signature does not bring what is missing. Ask somebody from the list.',
  ),
  'decisions.article-needed': entry(
    422,
    'お支払いしない根拠となる約款の条文を入力してください。',
    'Name the article of the policy wording that carries this.',
  ),
  'uploads.not-a-form': entry(
    415,
    'ファイルは multipart/form-data で送信してください。',
    'Send the file as multipart/form-data.',
  ),
  'uploads.no-file': entry(
    400,
    'ファイルがありません。ファイルを選んで送信してください。',
    'There is no file. Choose one and send again.',
  ),
  'uploads.one-file': entry(
    400,
    '一度に送信できるファイルは1つです。1つずつ送信してください。',
    'One file can be sent at a time. Send them one after another.',
  ),
  'uploads.empty': entry(
    422,
    'ファイルの中身がありません（0バイト）。元のファイルを確かめて、もう一度選んでください。',
    'The file is empty (0 bytes). Check the original and choose it again.',
  ),
  'uploads.too-large': entry(
    413,
    'ファイルが100 MBを超えています。分割するか、画質を下げて保存し直してください。',
    'The file is larger than 100 MB. Split it or save it at a lower quality.',
  ),
  'uploads.busy': entry(
    503,
    'ほかの表を読んでいます。少し待ってから、もう一度送信してください。',
    'Other tables are being read. Wait a moment and send it again.',
  ),
  'uploads.more-faults': entry(
    422,
    'ほかに{more}か所の誤りがあります。示したところを直してから、もう一度お試しください。',
    'There are {more} more faults. Correct those shown and try again.',
  ),
  'uploads.column-hidden': entry(
    422,
    '表でこの列が非表示になっています。列を表示して保存し直してください。',
    'The sheet hides this column. Show it and save the file again.',
  ),
  'uploads.cell-merged': entry(
    422,
    '上の行と結合されたセルです。結合を解いて、行ごとに入力してください。',
    'The cell is merged with the row above. Unmerge it and write a value in each row.',
  ),
  'uploads.preview-differs': entry(
    409,
    'ファイルの内容が、確認した内容と違います。もう一度ファイルを選んで、内容を確かめてください。',
    'The file is not what was shown. Choose it again and check what it says.',
  ),
  'uploads.cut-off': entry(
    400,
    'ファイルの送信が途中で切れました。もう一度送信してください。',
    'The upload was cut off. Send it again.',
  ),
  'documents.type-refused': entry(
    422,
    'この種類のファイルは受け付けられません。PDF、画像（JPEG・PNG・HEIC・TIFF）、Word、Excel、CSV、テキスト、ZIPのいずれかで送信するか、資料の種類を「調査報告書（フォレンジック）」か「その他の資料」にしてください。',
    'Files of this kind are not taken. Send a PDF, an image (JPEG, PNG, HEIC, TIFF), Word, Excel, CSV, text or ZIP file, or choose Forensic report or Other paper as its kind.',
  ),
  'documents.not-what-it-says': entry(
    422,
    'ファイルの中身が、名前の末尾（拡張子）の示す種類と違います。元のファイルを確かめ、正しい形式で保存し直してください。',
    'The content is not what the ending of the name says. Check the original and save it in the right form.',
  ),
  'documents.not-shown': entry(
    422,
    'この資料は画面に表示できません。ダウンロードして開いてください。',
    'This document cannot be shown here. Download it and open it.',
  ),
  'documents.pictures-busy': entry(
    503,
    'ほかの画像を準備しています。少し待ってから、もう一度開いてください。',
    'Other pictures are being prepared. Wait a moment and open this one again.',
  ),
  'documents.needs-no-password': entry(
    409,
    'この資料にはパスワードがありません。開いた記録は必要ありません。',
    'This document has no password. It counts without being recorded as opened.',
  ),
  'documents.opened-already': entry(
    409,
    'この資料は、開いたことがすでに記録されています。',
    'That this document was opened is recorded already.',
  ),
  'documents.password-day': entry(
    422,
    'パスワードを受け取った日は、資料の到着日から今日までの日を入力してください。',
    'Enter the day on which the password came: from the day of receipt until today.',
  ),
  'documents.infected': entry(
    422,
    'ファイルからウイルスが見つかったため、受け付けませんでした。ほかの端末で作り直したファイルを送信してください。',
    'A virus was found in the file, so it was not taken. Send a file made on another machine.',
  ),
  'documents.kind-not-yours': entry(
    403,
    'この種類の資料は登録できません。資料の種類を確かめてください。',
    'You cannot file papers of this kind. Check the kind.',
  ),
  'documents.received-in-future': entry(
    422,
    '書類の到着日が今日より後になっています。到着した日を確かめてください。',
    'The day of receipt lies ahead. Check on which day it arrived.',
  ),
  'documents.not-found': entry(
    422,
    '指定された資料が見つかりません。先に資料を登録してください。',
    'There is no such document here. Upload it first.',
  ),
  'documents.erased': entry(
    410,
    'この資料の中身は消去されました。記録だけが残っています。',
    'The content of this document was erased; only its record is left.',
  ),
  'documents.content-missing': entry(
    500,
    '資料の中身を読み出せません。運用担当者に連絡してください。',
    'The content of this document cannot be read. Tell whoever runs the system.',
  ),
  'documents.store-away': entry(
    503,
    '資料の保管場所が、ただいま応答しません。送信中の資料は保存されていません。しばらく待って、もう一度お試しください。',
    'The place where papers are kept does not answer just now. A paper that was being sent is not stored; try again in a little while.',
  ),
  'documents.erasure-asked-already': entry(
    409,
    'この資料の消去は、すでに依頼されています。別の担当者が確認してください。',
    'The erasure of this document was asked for already: another person confirms it.',
  ),
  'documents.erasure-not-asked': entry(
    409,
    'この資料の消去は依頼されていません。先に理由を付けて依頼してください。',
    'Nobody asked to erase this document. Ask for it first, with a reason.',
  ),
  'documents.second-person-needed': entry(
    409,
    '消去には2人の確認が必要です。別の担当者に確認を依頼してください。',
    'Two persons erase a document: ask another person to confirm.',
  ),
  'expenses.day-passed': entry(
    422,
    '今日より前の日からは適用できません。今日以降の日を入力してください。',
    'It cannot hold from a day before today. Enter today or a later day.',
  ),
  'expenses.waiver-not-needed': entry(
    409,
    'この費用では、その資料は不足していません。不足している資料を確かめてください。',
    'This paper is not missing for this expense. Look at what is missing.',
  ),
  'decisions.evidence-missing': entry(
    409,
    'お支払いの査定案に必要な資料がそろっていません。資料を取り寄せるか、上席の保険金サービス担当者が理由を付けて省略してください。',
    'Papers that a payment needs are missing. Ask for them, or a senior adjuster does without them, with a reason.',
  ),
  'decisions.beyond-authority': entry(
    422,
    'この分野でのご自身の決裁権限で同意できるのは、あと{most}円までです。金額を下げるか、権限のある上席の保険金サービス担当者に依頼してください。',
    'Your authority in this lane covers {most} yen more. Lower the amount, or ask a senior adjuster whose authority covers it.',
  ),
  'expenses.day-ahead': entry(
    422,
    '同意した日は、今日以前の日を入力してください。',
    'Consent cannot have been given on a day that lies ahead: enter today or an earlier day.',
  ),
  'decisions.day-passed': entry(
    422,
    '期限は明日以降の日にしてください。',
    'The day must lie ahead: enter tomorrow or later.',
  ),
  'decisions.question-ended': entry(
    409,
    'この照会は、すでに回答されたか終了しています。画面を読み直してください。',
    'This question was answered or closed already. Load the page again.',
  ),
  'decisions.reminders-left': entry(
    409,
    '回答がないまま進めるには、最後の督促を待ってください。',
    'Wait for the last reminder before going on without an answer.',
  ),
  'decisions.nothing-to-appeal': entry(
    409,
    'この費用には、再審査を申し出る決定がありません。',
    'There is no rejection of this expense to appeal against.',
  ),
  'decisions.nothing-to-supplement': entry(
    409,
    'この費用には、追加で請求できる額がありません。',
    'There is nothing more to claim of this expense.',
  ),
  'decisions.supplement-too-high': entry(
    422,
    '追加で請求できるのは{most}円までです（ご請求額から承認済みの額を除いた額）。',
    'At most {most} yen can be claimed more: what was claimed less what was approved.',
  ),
  'decisions.parts-do-not-add-up': entry(
    422,
    '分割後の合計が、元の金額{amount}円と消費税{tax}円（見舞金は人数も）に一致しません。',
    'The parts do not add up to {amount} yen and {tax} yen of tax (of condolence money, to its persons).',
  ),
  'decisions.no-split': entry(
    409,
    'この費用は分割できません（利益・営業継続費用、追加のご請求、外貨の請求書）。',
    'This expense is not split: business interruption, supplements and foreign bills are decided as one.',
  ),
  'decisions.duplicate-open': entry(
    409,
    '重複のおそれがある費用です。重複の有無を確かめ、結果を記録してください。',
    'This looks like another expense. Find out whether it is, and record what you find.',
  ),
  'expenses.no-duplicates': entry(
    409,
    '重複のおそれがある費用は、いまありません。',
    'There is nothing that looks like a duplicate now.',
  ),
  'expenses.decided-already': entry(
    409,
    'この費用は、すでに判断が始まっています。',
    'A decision on this expense is under way or made.',
  ),
  'expenses.second-person-needed': entry(
    409,
    '重複による取下げには2人の確認が必要です。別の担当者に確認を依頼してください。',
    'Two persons withdraw a duplicate: ask another person to confirm.',
  ),
  'expenses.not-foreign': entry(409, 'この費用は外貨の請求書ではありません。', 'This expense is no foreign bill.'),
  'expenses.wrong-rate-day': entry(
    422,
    '換算日は、医療機関が支払った日（支払い前なら今日）にしてください。',
    'The rate is that of the day on which the institution paid, or of today while it has not.',
  ),
  'expenses.rate-missing': entry(
    409,
    '換算レートが決まっていません。支払日（支払い前なら今日）のレートと出典を登録してください。',
    'No rate is fixed. Enter that of the day of payment (of today, while it is not paid) with its source.',
  ),
  'expenses.too-much': entry(
    422,
    '換算後の額が大きすぎます。レートを確かめてください。',
    'That is too much in yen. Check the rate.',
  ),
  'expenses.pre-approval-answered': entry(
    409,
    'この事前承認は、すでに回答されたか取り下げられています。',
    'This request was answered or withdrawn already.',
  ),
  'expenses.answer-not-yours': entry(
    409,
    'この事前承認には、あなたの権限では回答できません。不足している事項を確かめてください。',
    'You cannot give this answer. Look at what is missing.',
  ),
  'expenses.left-changed': entry(
    409,
    '支払限度額の残りが変わり、{left}円になりました。確かめてから、もう一度回答してください。入力した内容は残っています。',
    'What is left of the limit has changed to {left} yen. Look at it and answer again; what you typed is kept.',
  ),
  'expenses.no-such-pre-approval': entry(
    422,
    'この番号の事前承認は、この費目では有効ではありません。番号と費目、期限を確かめるか、番号を空欄にしてください。',
    'No pre-approval of that number holds for this category. Check number, category and day, or leave it out.',
  ),
  'expenses.consent-is-ours': entry(
    422,
    '支出前の同意は、当社が記録します。「consent（保険会社の同意）」を外して、もう一度送信してください。事前承認を受けた費用には、承認番号を入力してください。',
    'Consent before money is spent is recorded by the insurer. Leave out "consent" and send again; give the number of the pre-approval where there is one.',
  ),
  'expenses.pre-approval-lapsed': entry(
    422,
    'この承認番号は、期限（{day}）の後に行われた作業や利用には使えません。番号を空欄にして送信し、必要な場合は改めて事前承認をご相談ください。',
    'This approval does not hold for what was incurred after its last day ({day}). Leave the number out, and ask again where you need consent.',
  ),
  'expenses.import-refused': entry(
    422,
    'ファイルに誤りがあるため、1件も取り込みませんでした。示した行と列を直して、もう一度送信してください。',
    'The file has faults, so nothing was taken. Correct the rows and columns named and send it again.',
  ),
  'expenses.import-empty': entry(
    422,
    'ファイルに取り込む行がありません。見出しの下の行から入力してください。',
    'The file has no row to take. Enter them below the heading.',
  ),
  'expenses.file-unreadable': entry(
    422,
    'ファイルを表として読めません。CSVかExcel（.xlsx）で保存し直してください。',
    'The file cannot be read as a table. Save it as CSV or Excel (.xlsx).',
  ),
  'expenses.too-many-rows': entry(
    422,
    '一度に取り込めるのは{most}行までです。ファイルを分けてください。',
    'At most {most} rows can be taken at once. Split the file.',
  ),
  'expenses.column-twice': entry(
    422,
    '同じ列が2つあります。1つにしてください。',
    'The same column stands there twice. Keep one.',
  ),
  'values.amount': entry(
    422,
    '金額として読めません。「1,200,000」「30万円」のように入力してください。',
    'This is not readable as an amount. Write 1,200,000, for instance.',
  ),
  'values.amount-ambiguous': entry(
    422,
    '二通りに読める数です。「1.2」や「1.200」などの区切りを使わず、「1,200,000」「1200000」のように入力してください。',
    'This number can be read in two ways. Write 1,200,000 or 1200000, without points or commas such as in 1.2 or 1.200.',
  ),
  'values.not-whole': entry(
    422,
    '1円未満の端数があります。円の単位で入力してください。',
    'This has a fraction of a yen. Write whole yen.',
  ),
  'values.too-large': entry(
    422,
    '大きすぎる数です。けたを確かめてください。',
    'This number is too large. Check its digits.',
  ),
  'values.number': entry(
    422,
    '数として読めません。数字で入力してください。',
    'This is not readable as a number. Write digits.',
  ),
  'values.day': entry(
    422,
    '日付として読めません。「2026/11/24」「令和8年11月24日」のように入力してください。',
    'This is not readable as a date. Write 2026/11/24 or R8.11.24, for instance.',
  ),
  'values.day-ambiguous': entry(
    422,
    '年・月・日の順が決められません。年を4けたにして「2026/11/24」のように入力してください。',
    'The order of year, month and day is not clear. Write the year with four digits: 2026/11/24, for instance.',
  ),
  'values.no-such-day': entry(
    422,
    '実在しない日付です。月と日を確かめてください。',
    'There is no such day. Check month and day.',
  ),
  'values.no-year': entry(
    422,
    '年から入力してください。「2026/11/24」のように書きます。',
    'Write the year as well: 2026/11/24, for instance.',
  ),
  'values.era-differs': entry(
    422,
    '元号と日付が合いません。令和は2019年5月1日から、平成は1989年1月8日から2019年4月30日までです。',
    'The era and the day do not agree. Reiwa began on 1 May 2019; Heisei was from 8 January 1989 to 30 April 2019.',
  ),
  'values.weekday-differs': entry(
    422,
    '日付と曜日が合いません。どちらかを確かめてください。',
    'The day and the weekday do not agree. Check both.',
  ),
  'values.time': entry(
    422,
    '時刻として読めません。「03:15」「午後11時」のように入力してください。',
    'This is not readable as a time. Write 03:15 or 11:00 pm, for instance.',
  ),
  'values.time-ambiguous': entry(
    422,
    '正午か午前0時かが決められません。「12:00」「0:00」のように入力してください。',
    'This may be noon or midnight. Write 12:00 or 0:00.',
  ),
  'values.telephone': entry(
    422,
    '電話番号を確かめてください。数字と「-」「+」で入力します。内線番号は「内線12」のように続けます。',
    'Check the telephone number: digits, - and +, an extension as ext. 12.',
  ),
  'expenses.cell-unreadable': entry(
    422,
    '読み取れない値です。見本の形で入力してください。',
    'This value cannot be read. Write it as in the template.',
  ),
  'decisions.no-new-month': entry(
    409,
    '決定する月がありません。担当者が確認を始めた月（費用）が必要です。',
    'There is no month to decide: one that somebody has taken into review is needed.',
  ),
  'decisions.statement-open': entry(
    409,
    'この事案の計算書は、すでに承認手続き中です。先にその結論を出してください。',
    'A statement of this case waits for signatures. Bring that to its end first.',
  ),
  'decisions.statement-reverse-first': entry(
    409,
    '以前の計算書でお支払い予定の額が、いまの計算による額を超えています。先に、予定の支払いを停止し、その決定を取り消してください。',
    'An earlier statement still holds money that is not paid and is more than it comes to now. Stop its payment and reverse it first.',
  ),
  'decisions.not-reversible': entry(
    409,
    'この決定は、いまは取り消せません（支払い予定・支払い済みか、追加のご請求があるか、すでに取り消されています）。',
    'This ruling cannot be reversed now: it is scheduled or paid, supplemented, or stands no more.',
  ),
  'decisions.reversal-asked-already': entry(
    409,
    'この決定の取消しは、すでに依頼されています。',
    'The reversal of this ruling was asked for already.',
  ),
  'decisions.reversal-ended': entry(
    409,
    'この取消しの依頼は終了しています。',
    'This request for a reversal has ended.',
  ),
  'decisions.nothing-agreed': entry(
    422,
    'この費用には、当社の事前承認も同意もありません。記録は必要ありません。',
    'The insurer agreed to nothing of this expense: there is nothing to record.',
  ),
  'decisions.false-facts-asked-already': entry(
    409,
    'この費用について、故意の虚偽の記録がすでにあります。画面を読み直してください。',
    'It was recorded of this expense already. Load the page again.',
  ),
  'decisions.false-facts-ended': entry(
    409,
    'この記録は、すでに二次承認されたか、取り下げられています。画面を読み直してください。',
    'This was signed or dropped already. Load the page again.',
  ),
  'decisions.task-ended': entry(409, 'この差異は、すでに処理されています。', 'This difference was dealt with already.'),
  'decisions.in-favour': entry(
    409,
    '医療機関に有利な差異は、そのままにできません。追加のお支払いか、決定の取消しで対応してください。',
    'A difference in the claimant’s favour cannot be left: supplement it or take the ruling back.',
  ),
  'payments.not-paid-so-much': entry(
    422,
    '返還を求められるのは、お支払い済みの額（{most}円）までです。',
    'At most what was paid can be demanded back: {most} yen.',
  ),
  'payments.by-statement': entry(
    409,
    '利益・営業継続費用は、返還を個別に請求できません。お支払いしすぎた月の額を追加のご請求として登録し直し、計算書を決定してください。お支払いしすぎた額は、その計算書で請求します。二次承認待ちの個別の請求は、取り下げてください。',
    'Of business interruption nothing is demanded back by hand: supplement the month with its figures as they are now and decide the statement, which demands what was paid too much. Drop a claim that waits for a signature.',
  ),
  'payments.agreed-before': entry(
    422,
    'お支払い済みの額のうち{agreed}円は、当社が支出の前に事前承認または同意した費用のため、返還を求められません。いま求められるのは{most}円までです。事実が故意の虚偽だった場合は、上席の保険金サービス担当者2人でそのことを記録してください。',
    '{agreed} yen of what was paid had been pre-approved or consented to before it was spent: it is not demanded back. At most {most} yen can be demanded now. Where the facts were knowingly false, two senior adjusters record that first.',
  ),
  'payments.repayment-moved': entry(
    409,
    'この返還請求は、いまの状態ではこの操作ができません。画面を読み直してください。',
    'This claim for repayment has moved on. Load the page again.',
  ),
  'mails.nothing-to-decide': entry(
    409,
    'このメールは、送信の結果を確認する対象ではありません。一覧を読み込み直してください。',
    'There is nothing to decide about this mail. Load the list again.',
  ),
  'letters.held': entry(
    409,
    'このレターには印刷できない文字があるため、まだ送れません。「文字を確かめるレター」で、正しい文字を入力してください。',
    'This letter has a character that cannot be printed, so it does not go yet. Write the right one under "Letters with a character to check".',
  ),
  'letters.not-held': entry(
    409,
    'このレターは止まっていません。一覧を読み込み直してください。',
    'This letter is not held. Load the list again.',
  ),
  'letters.still-undrawable': entry(
    422,
    '入力していない文字か、印刷できない文字が残っています。すべての文字に、印刷できる文字を入力してください。',
    'A character is left, or what you wrote cannot be printed either. Write something for each of them that can be printed.',
  ),
  'outlook-corrections.reached-already': entry(
    409,
    'この訂正については、すでにお電話でお伝えしたと記録されています。一覧を読み込み直してください。',
    'Somebody was reached about this correction already. Load the list again.',
  ),
  'outlook-corrections.acted-already': entry(
    409,
    'この訂正は、すでに対応済みと記録されています。一覧を読み込み直してください。',
    'This correction was worked off already. Load the list again.',
  ),
  'outlook-corrections.nothing-followed': entry(
    409,
    'この事案には、取り下げられた事案・費用や、ご請求のない状態がないため、記録する対応はありません。',
    'Nothing was withdrawn in this case and lines have come since, so there is nothing to work off.',
  ),
  'letters.not-to-post': entry(
    409,
    'この書面は郵送の対象ではないか、すでに発送が記録されています。',
    'This letter does not go by post, or has gone already.',
  ),
  'decisions.no-watch-list': entry(
    409,
    '反社会的勢力の確認に使う名簿が登録されていません。システム管理者に登録を依頼してください。',
    'There is no list of watched names to screen against. Ask an administrator to enter it.',
  ),
  'decisions.screening-held': entry(
    409,
    '反社会的勢力の確認で一致した名前があるため、お支払いを進められません。上席の保険金サービス担当者とコンプライアンスの判断を待ってください。医療機関には伝えないでください。',
    'A watched name matches, so nothing is paid until a senior adjuster with compliance has decided. Do not tell the institution.',
  ),
  'decisions.screening-confirmed': entry(
    409,
    '反社会的勢力との一致が確認されています。お支払いできません（重大事由による解除の手続きによります）。',
    'A match was confirmed: nothing is paid, and the rules on rescission for grave reasons apply.',
  ),
  'decisions.screening-decided': entry(409, 'この一致は、すでに判断されています。', 'This match was decided already.'),
  'decisions.claimant-missing': entry(
    409,
    '損害賠償金には、請求者の登録と、お支払い先（医療機関か被害者か）が必要です。',
    'Damages need a claimant of the register, and who is paid: the institution or the victim.',
  ),
  'expenses.claimant-not-yours': entry(
    403,
    '示談・判決による責任額は、保険会社が登録します。',
    'What is established by settlement or judgment is entered by the insurer.',
  ),
  'expenses.not-damages': entry(409, 'この費用は損害賠償金ではありません。', 'This expense is no damages.'),
  'expenses.no-such-claimant': entry(
    422,
    'この事案に、その請求者は登録されていません。',
    'There is no such claimant in this case.',
  ),
  'payments.screening-held': entry(
    409,
    '反社会的勢力の確認で一致した支払いが含まれています。振込データを取り消し、示した支払いを停止してください。',
    'A watched name matches a payment of this batch. Cancel the batch and stop the payments named.',
  ),
  'payments.victim-gate': entry(
    409,
    '保険法22条により、いまお支払いできるのは{room}円までです。医療機関が被害者に支払った額か被害者の承諾を登録するか、被害者にお支払いください。',
    'By article 22 of the Insurance Act at most {room} yen can be paid now. Enter what the institution has paid the victim or the victim’s consent, or pay the victim.',
  ),
  'payments.vendor-account-needed': entry(
    422,
    '支払先の事業者の口座（確認済み）を指定してください。',
    'Name a confirmed account of the vendor.',
  ),
  'payments.cost-decided': entry(409, 'この費用は、すでに判断されています。', 'This cost was decided already.'),
  'payments.clock-over': entry(
    409,
    'この費用の手続きは終わっているため、期限は動かせません。',
    'This expense has come to its end: its time to pay cannot be moved.',
  ),
  'payments.extended-already': entry(
    409,
    '同じ事由による期限の延長は、すでに通知されています。',
    'The claimant was told of this ground already.',
  ),
  'payments.senior-needed': entry(
    403,
    '民間の調査報告による延長は、上席の保険金サービス担当者が理由を付けて行います。',
    'Only a senior adjuster extends the time for a private forensic report.',
  ),
  'payments.suspended-already': entry(
    409,
    'この費用の期限は、その日にはすでに停止しています。',
    'The time of this expense stands still on that day already.',
  ),
  'payments.not-suspended': entry(
    409,
    'この費用の期限は停止していません。',
    'The time of this expense does not stand still.',
  ),
  'payments.not-complete': entry(
    409,
    '必要な資料がまだそろっていないため、請求完了日はまだありません。資料が届いた日が、請求完了日になります。',
    'A needed paper is still missing, so the claim is not complete yet. It is on the day on which the last one arrives.',
  ),
  'payments.not-later': entry(
    422,
    '請求完了日は、いまの日より後で、今日までの日にしてください。',
    'The day of completeness must be later than it is now, and not after today.',
  ),
  'payments.bank-file-refused': entry(
    422,
    '銀行のファイルに誤りがあるため、1件も取り込みませんでした。示した行と列を確かめてください。',
    'The bank’s file has faults, so nothing was taken. Check the rows and columns named.',
  ),
  'payments.bank-file-known': entry(
    409,
    'このファイルは、すでに取り込まれています。',
    'This file was taken over already.',
  ),
  'payments.line-settled': entry(409, 'この明細は、すでに処理されています。', 'This line was dealt with already.'),
  'decisions.undo-over': entry(
    409,
    '取り消せる時間（10秒）が過ぎたか、すでに次の手続に進んでいます。',
    'The ten seconds in which it could be undone are over, or it has moved on.',
  ),
  'accounts.no-such-bank': entry(
    422,
    'この金融機関コードは登録されていません。4桁のコードを確かめてください。',
    'There is no bank with this code. Check its four digits.',
  ),
  'accounts.no-such-branch': entry(
    422,
    'この支店コードは、この金融機関に登録されていません。3桁のコードを確かめてください。',
    'This bank has no branch with this code. Check its three digits.',
  ),
  'accounts.bank-closed': entry(
    422,
    'この金融機関は、すでに営業を終えています。合併後の金融機関の口座を登録してください。',
    'This bank is closed. Enter an account of the bank that took it over.',
  ),
  'accounts.branch-closed': entry(
    422,
    'この支店は、すでに営業を終えています。統合後の支店コードを通帳か金融機関で確かめて登録してください。',
    'This branch is closed. Ask the bank, or look at the passbook, for the branch that took it over.',
  ),
  'banks.there-already': entry(
    409,
    'このコードは、その日にはすでに登録されています。名称が変わったときは「名称の訂正」を選んでください。',
    'This code is there already on that day. If its name changed, enter a correction.',
  ),
  'banks.not-there': entry(
    409,
    'このコードは、その日には登録されていないか、営業を終えています。コードと日付を確かめるか、「追加」を選んでください。',
    'On that day there is no open bank or branch with this code. Check code and day, or enter it as added.',
  ),
  'banks.name-needed': entry(
    422,
    '追加と訂正では、名称とカナの両方を入力してください。',
    'An addition or correction needs the name and its katakana.',
  ),
  'banks.name-unneeded': entry(
    422,
    '廃止では、名称とカナは入力しません。空欄にしてください。',
    'A closing has no name. Leave it empty.',
  ),
  'banks.second-person-needed': entry(
    403,
    '登録した本人は、確認も却下もできません。支払担当またはシステム管理者の、別の人に依頼してください。',
    'Whoever entered it can neither confirm nor refuse it. Ask another person of payments or an administrator.',
  ),
  'banks.decided-already': entry(
    409,
    'この登録は、すでに確認または却下されています。一覧を読み直してください。',
    'This entry is confirmed or refused already. Look at the newest list.',
  ),
  'banks.changed-meanwhile': entry(
    409,
    '登録された後に、同じ金融機関または支店の別の登録が確認されたため、この登録は確認できません。理由を付けて却下し、必要なら登録し直してください。',
    'Another entry of the same bank or branch was confirmed since. Refuse this one with a reason, and enter it again if it is needed.',
  ),
  'payments.bank-closed': entry(
    409,
    '振込先の金融機関または支店が、振込指定日には営業を終えています。振込データを取り消し、新しい口座が確認されてから作成し直してください。',
    'A bank or branch to be paid to is closed on the transfer date. Cancel the batch and build it again once a new account is confirmed.',
  ),
  'accounts.wrong-number': entry(
    422,
    '口座番号は7桁以内の数字で入力してください。',
    'Write the account number with at most seven digits.',
  ),
  'accounts.wrong-postal-number': entry(
    422,
    'ゆうちょ銀行の記号（5桁）と番号（8桁以内、末尾は1）を確かめてください。',
    'Check the symbol (five digits) and the number (at most eight, ending in 1) of Japan Post Bank.',
  ),
  'accounts.name-empty': entry(422, '口座名義（カナ）を入力してください。', 'Write the holder in katakana.'),
  'accounts.name-refused': entry(
    422,
    '口座名義に、振込データで使えない文字があります。通帳のカナのとおりに入力してください。',
    'The holder has characters that a transfer cannot carry. Write the katakana of the passbook.',
  ),
  'accounts.name-too-long': entry(
    422,
    '口座名義が30文字（濁点・半濁点も1文字と数えます）を超えています。法人の種類は略語（医療法人は「ｲ)」）で書いてください。それでも超えるときは、振込に使う30文字以内の名義を、口座のある銀行に確かめてください。',
    'The holder is longer than 30 characters (voicing marks count). Abbreviate the form of the corporation, as a medical corporation is one letter and a bracket. If it is still too long, ask the bank of the account for the name of at most 30 characters that transfers use.',
  ),
  'accounts.does-not-match': entry(
    422,
    '入力された口座番号または名義が、登録された内容と一致しません。書類を確かめて、もう一度入力してください。',
    'Number or holder are not those that were entered. Check the paper and type them again.',
  ),
  'accounts.second-person-needed': entry(
    409,
    '口座を登録した人は確認できません。ほかの担当者に依頼してください。',
    'Who entered an account does not confirm it. Ask somebody else.',
  ),
  'accounts.decided-already': entry(
    409,
    'この口座の確認は、すでに終わっています。最新の状態を確かめてください。',
    'This account is decided on already. Look at its newest state.',
  ),
  'payments.not-a-bank-day': entry(
    422,
    '振込指定日は、銀行の営業日にしてください（土日、祝日、12月31日から1月3日を除きます）。',
    'Choose a day on which banks work: no weekend, no holiday, not 31 December to 3 January.',
  ),
  'payments.rate-unknown': entry(
    409,
    '遅延損害金の利率が登録されていない期間のお支払いがあります。システム管理者に連絡してください。',
    'A payment is late in a time for which no rate of delay interest is known. Tell an administrator.',
  ),
  'payments.too-far': entry(
    422,
    '振込指定日が先すぎます。今日から60日以内の銀行の営業日にしてください。',
    'The transfer date is too far ahead: choose a bank business day within 60 days.',
  ),
  'payments.too-soon': entry(
    422,
    '振込指定日が早すぎます。{days}営業日以上先の日にしてください。',
    'The transfer date is too soon: choose one at least {days} bank business days ahead.',
  ),
  'payments.no-origin': entry(
    409,
    '振込元の口座が登録されていません。システム管理者に登録を依頼してください。',
    'No account to pay from is entered. Ask an administrator.',
  ),
  'payments.releaser-unfit': entry(
    422,
    '実行者には、支払担当の人を指定してください。',
    'Name somebody of payments as the releaser.',
  ),
  'payments.nothing-to-pay': entry(
    409,
    'この実行者が実行できるお支払いがありません。別の実行者を指定するか、お支払いの予定を確かめてください。',
    'Nothing is scheduled that this releaser may release. Name another, or look at what is scheduled.',
  ),
  'payments.not-the-releaser': entry(
    409,
    'この振込データは、指定された実行者だけが実行できます。',
    'Only the releaser named in advance releases this batch.',
  ),
  'payments.move-not-allowed': entry(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。最新の状態を確かめてください。',
    'This move ({to}) is not possible from the present state ({from}). Look at the newest state.',
  ),
  'payments.not-yet': entry(
    409,
    'まだこの手続ができる日になっていません。{day}以降に行ってください。',
    'It is too early for this: wait until {day}.',
  ),
  'payments.wrong-day': entry(
    422,
    '日付は、振込指定日から今日までの間にしてください。',
    'The day lies between the transfer date and today.',
  ),
  'payments.reason-needed': entry(422, '理由を入力してください。', 'Give a reason.'),
  'payments.second-person-needed': entry(
    409,
    '取消しには、別の人の承認が必要です。ほかの支払担当に依頼してください。',
    'Two persons cancel a batch: ask another person of payments.',
  ),
  'payments.other-account-needed': entry(
    409,
    '振込先の口座が訂正・確認されるまで、再度お支払いできません。',
    'Pay again once the account is corrected and confirmed.',
  ),
  'payments.no-return-to-correct': entry(
    409,
    '誰の誤りで戻ったかは、振込不能になったお支払いが次の振込データに入るまで訂正できます。',
    'Whose mistake a return was can be corrected until the returned payment is in its next batch.',
  ),
  'payments.mistake-recorded-already': entry(
    409,
    '誰の誤りで戻ったかは、すでにそのように記録されています。',
    'It is recorded as this mistake already.',
  ),
  'payments.no-file-yet': entry(
    409,
    '振込データは、実行された後に取得できます。',
    'The file is there once the batch is released.',
  ),
  'payments.nothing-approved': entry(
    409,
    'この費用には、予定できるお支払いがありません。承認、口座の確認、停止の記録を確かめてください。',
    'There is nothing to schedule here: see approval, confirmed account and what was stopped.',
  ),
  'routing.not-yours': entry(409, 'この作業は、あなたに割り当てられていません。', 'This item is not yours.'),
  'routing.not-open': entry(
    409,
    'この作業は、すでにほかの状態に進んでいます。最新の一覧を確かめてください。',
    'This item has moved on. Look at the newest list.',
  ),
  'routing.skill-missing': entry(
    409,
    'このレーンの担当ではないか、勤務時間外のため、引き受けられません。',
    'You lack the skill for this lane or are not on duty.',
  ),
  'routing.at-capacity': entry(409, '受け持ちの上限に達しています。', 'The limit of open items is reached.'),
  'support.move-not-allowed': entry(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。',
    'This move ({to}) is not possible from the present state ({from}).',
  ),
  'support.overseas': entry(
    409,
    '海外で発生し、国内への影響が確認されていない事故には、緊急時サポートを提供できません。',
    'There is no emergency support for an incident abroad without effect in Japan.',
  ),
  'terms.version-known': entry(
    409,
    'この版の条件は、すでにあります。別の版の名前を付けてください。',
    'Terms of this version are there already. Give the new ones a version of their own.',
  ),
  'terms.version-differs': entry(
    422,
    '内容の version が、登録する版の名前と違います。同じにしてください。',
    'The version in the content is another than the one entered. Make them the same.',
  ),
  'terms.unreadable': entry(
    422,
    '商品の条件として読めません（{detail}）。data/product-terms.json と同じ形にしてください。',
    'These are not readable as terms of the product ({detail}). Use the form of data/product-terms.json.',
  ),
  'terms.not-ahead': entry(
    422,
    '適用開始日は、明日以降にしてください。すでに始まった契約の条件は変えられません。',
    'The effective date has to be tomorrow or later: contracts that have begun keep their terms.',
  ),
  'terms.article-needed': entry(
    422,
    '約款の条項（例：第12条第1項）を入力してください。',
    'Give the article of the policy wording, as it is cited there.',
  ),
  'terms.source-needed': entry(
    422,
    '根拠となる資料（名称、日付、頁）を入力してください。',
    'Say where it is written: document, date, page.',
  ),
  'terms.no-such-contract': entry(
    422,
    'この契約はありません。契約の id を確かめてください。',
    'There is no such contract. Check the id of the period.',
  ),
  'terms.decided-already': entry(
    409,
    'この登録は、すでに承認または却下されています。最新の状態を確かめてください。',
    'This entry was approved or refused already. Look at its newest state.',
  ),
  'terms.second-person-needed': entry(
    409,
    '登録した本人は、承認も却下もできません。別のシステム管理者にご依頼ください。',
    'Whoever entered it can neither approve nor refuse it. Ask another administrator.',
  ),
  'limits.exhausted': entry(
    409,
    'ご契約の限度額の残りが足りません。この枠の残りは{remaining}円（限度額{limit}円）です。残りの範囲内の金額に改めてください。',
    'More than is left of a limit of the contract: {remaining} yen of {limit} yen remain. Keep the amount within what is left.',
  ),
  'limits.ended-already': entry(
    409,
    'この金額の確保は、すでにお支払い済みか、解除されています。最新の状態を確かめてください。',
    'What was held here is paid or released already. Look at the newest state.',
  ),
  'backup.under-way': entry(
    409,
    '別のバックアップを作成中です。終わってから、もう一度実行してください。',
    'Another backup is being made. Try again when it is done.',
  ),
  'backup.store-away': entry(
    503,
    'バックアップの保存先が応答しないか、要求を拒否しました（{answer}）。保存先のアドレス、バケット、鍵、通信を確かめて、もう一度実行してください。',
    'Where the backups are kept does not answer, or refuses ({answer}). See to its address, bucket, key and network, and try again.',
  ),
  'backup.rows-hidden': entry(
    500,
    '表「{table}」の行数が合わないため、バックアップを作成しませんでした。所有者のロールに、全行を読める行セキュリティポリシーがあるか確かめてください。',
    'No backup was made: the rows of table "{table}" do not add up. See whether its owner has a row security policy that shows every row.',
  ),
  'backup.key-missing': entry(
    422,
    'バックアップの鍵ファイル {file} がありません。別に保管した鍵を置き、SONAE_BACKUP_KEY_FILE で指定してください。',
    'The key file {file} of the backups is not there. Bring the copy that is kept apart and name it in SONAE_BACKUP_KEY_FILE.',
  ),
  'backup.key-unreadable': entry(
    422,
    '{file} はバックアップの鍵として使えません。AGE-SECRET-KEY-1 で始まる行が要ります。',
    '{file} is no key that opens backups. It needs a line that begins with AGE-SECRET-KEY-1.',
  ),
  'backup.key-differs': entry(
    422,
    'この鍵ではバックアップを開けません。作成時の鍵を SONAE_BACKUP_KEY_FILE で指定してください。鍵が正しいなら、ファイルの先頭が壊れています。',
    'This key does not open the backup. Name the key it was made with in SONAE_BACKUP_KEY_FILE. If that is the key, the beginning of the file is damaged.',
  ),
  'backup.accounts-key-missing': entry(
    422,
    '口座を封じた鍵 {file} がありません。別に保管した鍵を SONAE_KEY_FILE で指定してください。何も復元していません。',
    'The key {file} that sealed the payee accounts is not there. Name the copy that is kept apart in SONAE_KEY_FILE. Nothing was restored.',
  ),
  'backup.accounts-key-differs': entry(
    422,
    'SONAE_KEY_FILE の鍵は、このバックアップの口座を封じた鍵ではありません。作成時の鍵を指定してください。何も復元していません。',
    'The key of SONAE_KEY_FILE is not the one that sealed the payee accounts of this backup. Name that one. Nothing was restored.',
  ),
  'backup.accounts-key-other': entry(
    422,
    'SONAE_KEY_FILE の鍵は、登録済みの口座を封じた鍵ではありません。API と同じ鍵を指定してください。バックアップは作成していません。',
    'The key of SONAE_KEY_FILE is not the one that sealed the payee accounts here. Name the one of the API. No backup was made.',
  ),
  'backup.damaged': entry(
    422,
    'バックアップのファイルが途中で切れているか、書き換えられています。別のバックアップを指定してください。何も復元していません。',
    'The file of the backup was cut off or changed. Name another backup. Nothing was restored.',
  ),
  'backup.version-unknown': entry(
    422,
    'このバックアップは、より新しい版（{version}）で作成されました。その版で復元してください。',
    'This backup was made by a newer version ({version}). Restore it with that one.',
  ),
  'backup.not-empty': entry(
    409,
    '復元先が空ではありません。空のデータベースまたは空の SONAE_DATA を指定してください。何も変更していません。',
    'Where it would be restored is not empty. Name an empty database, or an empty SONAE_DATA. Nothing was changed.',
  ),
  'backup.not-found': entry(
    422,
    '{place} にそのバックアップはありません。sonae backup --list で名前を確かめてください。',
    'There is no such backup at {place}. Look at the names with sonae backup --list.',
  ),
  'backup.differs': entry(
    500,
    '復元した表「{table}」がバックアップと一致しません。何も復元していません。',
    'What was restored of table "{table}" is not what the backup holds. Nothing was restored.',
  ),
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof problemCodes;
