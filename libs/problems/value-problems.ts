import { refusal, type Refusals } from '#kernel';

/** The refusals of written values, with sentences that say what to do. */
export const valueProblems = {
  'values.amount': refusal(
    422,
    '金額として読めません。「1,200,000」「30万円」のように入力してください。',
    'This is not readable as an amount. Write 1,200,000, for instance.',
  ),
  'values.amount-ambiguous': refusal(
    422,
    '二通りに読める数です。「1.2」や「1.200」などの区切りを使わず、「1,200,000」「1200000」のように入力してください。',
    'This number can be read in two ways. Write 1,200,000 or 1200000, without points or commas such as in 1.2 or 1.200.',
  ),
  'values.not-whole': refusal(
    422,
    '1円未満の端数があります。円の単位で入力してください。',
    'This has a fraction of a yen. Write whole yen.',
  ),
  'values.too-large': refusal(
    422,
    '大きすぎる数です。けたを確かめてください。',
    'This number is too large. Check its digits.',
  ),
  'values.number': refusal(
    422,
    '数として読めません。数字で入力してください。',
    'This is not readable as a number. Write digits.',
  ),
  'values.day': refusal(
    422,
    '日付として読めません。「2026/11/24」「令和8年11月24日」のように入力してください。',
    'This is not readable as a date. Write 2026/11/24 or R8.11.24, for instance.',
  ),
  'values.day-ambiguous': refusal(
    422,
    '年・月・日の順が決められません。年を4けたにして「2026/11/24」のように入力してください。',
    'The order of year, month and day is not clear. Write the year with four digits: 2026/11/24, for instance.',
  ),
  'values.no-such-day': refusal(
    422,
    '実在しない日付です。月と日を確かめてください。',
    'There is no such day. Check month and day.',
  ),
  'values.no-year': refusal(
    422,
    '年から入力してください。「2026/11/24」のように書きます。',
    'Write the year as well: 2026/11/24, for instance.',
  ),
  'values.era-differs': refusal(
    422,
    '元号と日付が合いません。令和は2019年5月1日から、平成は1989年1月8日から2019年4月30日までです。',
    'The era and the day do not agree. Reiwa began on 1 May 2019; Heisei was from 8 January 1989 to 30 April 2019.',
  ),
  'values.weekday-differs': refusal(
    422,
    '日付と曜日が合いません。どちらかを確かめてください。',
    'The day and the weekday do not agree. Check both.',
  ),
  'values.time': refusal(
    422,
    '時刻として読めません。「03:15」「午後11時」のように入力してください。',
    'This is not readable as a time. Write 03:15 or 11:00 pm, for instance.',
  ),
  'values.time-ambiguous': refusal(
    422,
    '正午か午前0時かが決められません。「12:00」「0:00」のように入力してください。',
    'This may be noon or midnight. Write 12:00 or 0:00.',
  ),
  'values.telephone': refusal(
    422,
    '電話番号を確かめてください。数字と「-」「+」で入力します。内線番号は「内線12」のように続けます。',
    'Check the telephone number: digits, - and +, an extension as ext. 12.',
  ),
} as const satisfies Refusals;
