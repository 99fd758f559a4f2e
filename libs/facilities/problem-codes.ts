import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const facilitiesProblems = {
  'register.row-form': refusal(
    422,
    '列が足りないか多すぎます（9 桁コード、7 桁コード、名称、郵便番号、住所の 5 列）。区切りと引用符を確かめてください。',
    'There are too few columns or too many: nine-digit code, seven-digit code, name, postal code, address. Check commas and quotes.',
  ),
  'register.code-malformed': refusal(
    422,
    '医療機関コードが 9 桁の数字（都道府県 01〜47 で始まる）ではありません。先頭の 0 が落ちていないか確かめてください。',
    'The code is not nine digits that begin with a prefecture, 01 to 47. Check that leading zeros are there.',
  ),
  'register.codes-disagree': refusal(
    422,
    '7 桁コードが 9 桁コードの下 7 桁と一致しません。どちらが正しいか確かめてください。',
    'The seven-digit code is not the end of the nine-digit one. Check which is right.',
  ),
  'register.name-missing': refusal(422, '名称がありません。入力してください。', 'The name is missing. Fill it in.'),
  'register.name-too-long': refusal(
    422,
    '名称が 200 文字を超えています。列がずれていないか確かめてください。',
    'The name is longer than 200 characters. Check that the columns have not slipped.',
  ),
  'register.postal-code-malformed': refusal(
    422,
    '郵便番号が 7 桁の数字ではありません。直すか、空にしてください。',
    'The postal code is not seven digits. Correct it or leave it empty.',
  ),
  'register.address-too-long': refusal(
    422,
    '住所が 400 文字を超えています。列がずれていないか確かめてください。',
    'The address is longer than 400 characters. Check that the columns have not slipped.',
  ),
  'register.code-doubled': refusal(
    422,
    '同じコードが、この一覧の前の行に別の内容であります。前の行を取り込みました。どちらが正しいか確かめてください。',
    'An earlier row of this list has the same code and says something else. The earlier one was taken over. Check which is right.',
  ),
  'register.day-ahead': refusal(
    422,
    '一覧の日付（--as-of）が今日より後です。一覧の作成日を指定してください。',
    'The day of the list (--as-of) lies ahead. Give the day on which the list was made.',
  ),
  'register.import-running': refusal(
    409,
    '別の取込みが実行中です。終わってから、もう一度実行してください。',
    'Another import is under way. Start this one again when it has ended.',
  ),
  'register.nothing-readable': refusal(
    422,
    '取り込める行がありません。医療機関一覧のファイル（9 桁コード、7 桁コード、名称、郵便番号、住所）かを確かめてください。',
    'No row could be read. Check that this is a list of institutions: nine-digit code, seven-digit code, name, postal code, address.',
  ),
  'register.list-older': refusal(
    409,
    '{prefecture}には、より新しい一覧（{newer}）が取込み済みです。古い一覧は取り込めません。一覧の日付（--as-of）を確かめてください。',
    'A newer list, of {newer}, was taken over for {prefecture}. An older one would undo its changes. Check the day of the list (--as-of).',
  ),
  'register.list-cut': refusal(
    409,
    'この一覧を取り込むと、{prefecture}の {open} 件のうち {missing} 件（5% 超）が廃止になります。一覧が途中で切れていないか確かめてください。一部だけの一覧なら --partial、本当に廃止なら --close-missing を付けてください。何も変更していません。',
    'This list would close {missing} of {open} entries of {prefecture}, more than 5 %. Check that it is not cut off. Add --partial when it is a part only, --close-missing when they are really gone. Nothing was changed.',
  ),
} as const satisfies Refusals;
