import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const httpProblems = {
  'requests.invalid': refusal(
    400,
    '入力内容に誤りがあります。示した項目を直して、もう一度送信してください。',
    'Some fields are wrong. Correct the ones named and send again.',
  ),
  'requests.malformed-json': refusal(
    400,
    '送信されたデータを JSON として読めません。形式を確かめて、もう一度送信してください。',
    'The body is not readable as JSON. Check its form and send again.',
  ),
  'requests.too-deep': refusal(
    400,
    'データの入れ子が深すぎます（64 段まで）。形式を確かめて、もう一度送信してください。',
    'The body is nested deeper than 64 levels. Check its form and send again.',
  ),
  'requests.body-missing': refusal(
    400,
    '送信内容がありません。JSON の本文を付けて送信してください。',
    'There is no body. Send a JSON object.',
  ),
  'requests.unsupported-media-type': refusal(
    415,
    '本文は application/json で送信してください。',
    'Send the body as application/json.',
  ),
  'requests.too-large': refusal(
    413,
    '送信できる大きさ（1 MB）を超えています。内容を分けて送信してください。',
    'The body is larger than 1 MB. Send it in parts.',
  ),
  'requests.unknown-field': refusal(
    400,
    '使えない項目が含まれています。項目名を確かめるか、取り除いてください。',
    'There is a field that is not known here. Check its name or leave it out.',
  ),
  'requests.field-missing': refusal(
    400,
    '必要な項目がありません。入力してください。',
    'A field that is needed is missing. Fill it in.',
  ),
  'requests.wrong-type': refusal(
    400,
    '値の種類が違います。決められた形で入力してください。',
    'The value is of the wrong type. Write it in the form that is asked for.',
  ),
  'requests.no-such-date': refusal(
    400,
    '存在しない日付または日時です。暦を確かめて入力してください。',
    'There is no such date or time. Check the calendar.',
  ),
  'requests.not-one-of': refusal(
    400,
    '選べない値です。示された値の中から選んでください。',
    'The value is not one of those allowed. Choose one of them.',
  ),
  'requests.day-out-of-range': refusal(
    400,
    '1900年から2200年までの日付を入力してください。',
    'Give a day from 1900 to 2200.',
  ),
  'requests.out-of-range': refusal(
    400,
    '入力できる範囲を外れています。長さや大きさを確かめてください。',
    'The value is out of range. Check its length or size.',
  ),
  'requests.wrong-form': refusal(
    400,
    '決められた書式と違います。例に合わせて入力してください。',
    'The value does not have the form that is asked for.',
  ),
  'requests.name-private-use': refusal(
    400,
    '外字（機械ごとに違う文字）だけの名前は、ほかの機械で読めません。ふつうの漢字かカナで入力してください。',
    'A name of private-use characters alone cannot be read on another machine. Write it with ordinary characters or kana.',
  ),
  'requests.key-missing': refusal(
    400,
    '二重送信を防ぐため、Idempotency-Key ヘッダー（8～200 文字）が必要です。',
    'An Idempotency-Key header of 8 to 200 characters is needed, so that nothing happens twice.',
  ),
  'requests.key-reused': refusal(
    409,
    'この Idempotency-Key は、別の内容の送信に使われています。新しい内容には新しいキーを使ってください。',
    'This Idempotency-Key was used for another request. Use a new key for new content.',
  ),
  'requests.version-missing': refusal(
    428,
    '変更には If-Match ヘッダーが必要です。最新の内容を読み、ETag の値を付けて送信してください。',
    'A change needs an If-Match header. Read the newest state and send its ETag.',
  ),
  'requests.version-malformed': refusal(
    400,
    'If-Match は、読み出したときの ETag の値をそのまま付けてください。',
    'If-Match must be the ETag as it was read.',
  ),
  'requests.stale-version': refusal(
    412,
    '読み出した後に、ほかの人が変更しました。最新の内容を確かめて、もう一度送信してください。入力内容は保存されていません。',
    'Somebody changed this after you read it. Look at the newest state and send again; nothing was stored.',
  ),
  'requests.not-found': refusal(
    404,
    '見つかりません。番号を確かめてください。',
    'There is nothing here by that number.',
  ),
  'requests.not-http': refusal(
    400,
    '送信された内容を HTTP として読めません。アドレスとヘッダーの形式を確かめて、もう一度送信してください。',
    'This cannot be read as an HTTP request. Check the form of its address and headers and send again.',
  ),
  'requests.timed-out': refusal(
    408,
    '時間内に受信が終わりませんでした。通信の状態を確かめて、もう一度送信してください。',
    'The request did not arrive in time. Check the connection and send again.',
  ),
  'requests.address-too-long': refusal(
    414,
    'アドレスが長すぎます。条件や番号を短くして、もう一度送信してください。',
    'The address is too long. Shorten what it asks for and send again.',
  ),
  'requests.encoding-refused': refusal(
    415,
    '圧縮された本文は受け付けていません。Content-Encoding を付けずに送信してください。',
    'Compressed bodies are not taken. Send the body without Content-Encoding.',
  ),
  'requests.no-such-range': refusal(
    416,
    '指定された範囲はありません。Range ヘッダーを直すか、付けずに送信してください。',
    'There is no such range. Correct the Range header or leave it out.',
  ),
  'requests.condition-failed': refusal(
    412,
    'ヘッダーで示された条件に合いません。最新の状態を読み直してください。',
    'The condition in the headers does not hold. Read the newest state again.',
  ),
  'requests.expectation-refused': refusal(
    417,
    'Expect ヘッダーに応えられません。付けずに、もう一度送信してください。',
    'What the Expect header asks for is not possible. Send again without it.',
  ),
  'requests.headers-too-large': refusal(
    431,
    'ヘッダー（Cookie を含む）が大きすぎます。Cookie を消すか、ヘッダーを減らして、もう一度送信してください。',
    'The headers, cookies included, are too large. Remove cookies or headers and send again.',
  ),
  'requests.method-not-allowed': refusal(405, 'この操作はできません。', 'This method is not allowed here.'),
  'requests.cursor-malformed': refusal(
    400,
    'cursor が正しくありません。前回の応答の nextCursor をそのまま使ってください。',
    'The cursor is not readable. Use nextCursor of the last answer as it is.',
  ),
  'platform.unavailable': refusal(
    503,
    'ただいまデータベースに接続できません。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'The database cannot be reached just now. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
  'platform.contended': refusal(
    503,
    '同時に行われた別の処理と重なったため、受け付けていません。何も保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'Other work at the same moment was in the way. Nothing was taken or stored; send again with the same key in a little while.',
  ),
  'platform.stopping': refusal(
    503,
    'システムを停止または再起動しています。受け付けていない内容は保存されていません。しばらく待って、同じキーでもう一度送信してください。',
    'The system is being stopped or restarted. What was not acknowledged is not stored; send again with the same key in a little while.',
  ),
  'platform.defect': refusal(
    500,
    'システムの不具合が起きました。お手数ですが、traceId を添えてお知らせください。同じキーでの再送信は安全です。',
    'This is a defect of ours. Please tell us the traceId; sending again with the same key is safe.',
  ),
  'sessions.missing': refusal(401, 'サインインしてください。', 'Sign in first.'),
  'sessions.expired': refusal(
    401,
    'サインインの有効期間が切れました。もう一度サインインしてください。入力内容は同じキーで送信し直せます。',
    'The session has ended. Sign in again; what you sent can be sent again under the same key.',
  ),
  'sessions.csrf': refusal(
    403,
    '画面の有効期間が切れたか、ほかのサイトからの操作です。X-CSRF-Token を付けて、もう一度送信してください。',
    'The X-CSRF-Token header is missing or wrong. Send the token that came with the session.',
  ),
  'access.forbidden': refusal(403, 'この操作をする権限がありません。', 'Your role does not allow this.'),
  'uploads.not-a-form': refusal(
    415,
    'ファイルは multipart/form-data で送信してください。',
    'Send the file as multipart/form-data.',
  ),
  'uploads.no-file': refusal(
    400,
    'ファイルがありません。ファイルを選んで送信してください。',
    'There is no file. Choose one and send again.',
  ),
  'uploads.one-file': refusal(
    400,
    '一度に送信できるファイルは1つです。1つずつ送信してください。',
    'One file can be sent at a time. Send them one after another.',
  ),
  'uploads.empty': refusal(
    422,
    'ファイルの中身がありません（0バイト）。元のファイルを確かめて、もう一度選んでください。',
    'The file is empty (0 bytes). Check the original and choose it again.',
  ),
  'uploads.too-large': refusal(
    413,
    'ファイルが100 MBを超えています。分割するか、画質を下げて保存し直してください。',
    'The file is larger than 100 MB. Split it or save it at a lower quality.',
  ),
  'uploads.preview-differs': refusal(
    409,
    'ファイルの内容が、確認した内容と違います。もう一度ファイルを選んで、内容を確かめてください。',
    'The file is not what was shown. Choose it again and check what it says.',
  ),
  'uploads.cut-off': refusal(
    400,
    'ファイルの送信が途中で切れました。もう一度送信してください。',
    'The upload was cut off. Send it again.',
  ),
} as const satisfies Refusals;
