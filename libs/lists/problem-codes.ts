import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const listsProblems = {
  'exports.column-unknown': refusal(
    400,
    'この一覧にない列が選ばれています。列を選び直してください。',
    'A column that this list does not have was chosen. Choose the columns again.',
  ),
  'exports.too-many-open': refusal(
    409,
    '書き出し中の一覧が{most}件あります。どれかが終わってから、もう一度書き出してください。',
    'You have {most} exports under way. Wait for one of them to end, then ask again.',
  ),
  'exports.not-ready': refusal(
    409,
    'まだ書き出し中です。終わるまでお待ちください。',
    'It is still being written. Wait until it has ended.',
  ),
  'exports.expired': refusal(
    409,
    'このファイルは保存期間が過ぎたため、消去しました。一覧からもう一度書き出してください。',
    'This file was kept for its time and then erased. Export the list again.',
  ),
  'exports.failed': refusal(
    409,
    '書き出しができませんでした。一覧からもう一度書き出してください。',
    'The list could not be written. Export it again.',
  ),
  'exports.too-many-rows': refusal(
    409,
    'Excelのシートに入る行数（1,048,575行）を超えています。CSVで書き出すか、一覧を絞り込んでください。',
    'There are more rows than a sheet of Excel has (1,048,575). Export them as CSV, or narrow the list.',
  ),
  'exports.right-ended': refusal(
    409,
    'この一覧を見る権限がなくなったため、ファイルを渡せません。必要なときは、システム管理者に連絡してください。',
    'You no longer have the right to read this list, and so to its file. Ask an administrator if you need it.',
  ),
  'saved-views.name-taken': refusal(
    409,
    'この名前の表示はもうあります。別の名前を付けてください。',
    'There is a view with this name already. Give it another one.',
  ),
  'saved-views.too-many': refusal(
    409,
    '1つの一覧に保存できる表示は{most}件までです。使っていない表示を削除してください。',
    'You can keep at most {most} views of one list. Remove one that you do not use.',
  ),
  'saved-views.not-yours': refusal(
    409,
    'この表示は、保存した人だけが変更・削除できます。変えたいときは、別の名前で保存してください。',
    'Only who saved this view changes or removes it. Save it under another name to change it.',
  ),
} as const satisfies Refusals;
