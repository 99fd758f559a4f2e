import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const overviewProblems = {
  'search.nothing-asked': refusal(400, '検索する文字を入力してください。', 'Type what to search for.'),
  'search.too-long': refusal(
    400,
    '検索できるのは200文字までです。短くして、もう一度検索してください。',
    'A search has at most 200 characters. Shorten it and search again.',
  ),
  'search.kind-unknown': refusal(
    400,
    '検索できない種類です。cases、institutions、policies、payments、papers、people を「,」で区切って指定してください。',
    'There is no such kind. Name some of cases, institutions, policies, payments, papers, people, with commas between.',
  ),
  'search.took-too-long': refusal(
    503,
    '検索に時間がかかりすぎたため、途中で止めました。文字を増やすか、番号で検索してください。',
    'The search took too long and was stopped. Add characters, or search for a number.',
  ),
} as const satisfies Refusals;
