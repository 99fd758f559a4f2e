import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const tablesProblems = {
  'uploads.busy': refusal(
    503,
    'ほかの表を読んでいます。少し待ってから、もう一度送信してください。',
    'Other tables are being read. Wait a moment and send it again.',
  ),
  'uploads.more-faults': refusal(
    422,
    'ほかに{more}か所の誤りがあります。示したところを直してから、もう一度お試しください。',
    'There are {more} more faults. Correct those shown and try again.',
  ),
  'expenses.file-unreadable': refusal(
    422,
    'ファイルを表として読めません。CSVかExcel（.xlsx）で保存し直してください。',
    'The file cannot be read as a table. Save it as CSV or Excel (.xlsx).',
  ),
  'expenses.import-empty': refusal(
    422,
    'ファイルに取り込む行がありません。見出しの下の行から入力してください。',
    'The file has no row to take. Enter them below the heading.',
  ),
  'expenses.too-many-rows': refusal(
    422,
    '一度に取り込めるのは{most}行までです。ファイルを分けてください。',
    'At most {most} rows can be taken at once. Split the file.',
  ),
  'expenses.cell-unreadable': refusal(
    422,
    '読み取れない値です。見本の形で入力してください。',
    'This value cannot be read. Write it as in the template.',
  ),
  'uploads.cell-merged': refusal(
    422,
    '上の行と結合されたセルです。結合を解いて、行ごとに入力してください。',
    'The cell is merged with the row above. Unmerge it and write a value in each row.',
  ),
  'uploads.column-hidden': refusal(
    422,
    '表でこの列が非表示になっています。列を表示して保存し直してください。',
    'The sheet hides this column. Show it and save the file again.',
  ),
} as const satisfies Refusals;
