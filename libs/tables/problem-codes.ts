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
} as const satisfies Refusals;
