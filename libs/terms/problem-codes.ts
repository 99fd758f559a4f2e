import { refusal, type Refusals } from '#kernel';

/** The refusals of this room, with sentences that say what to do. */
export const termsProblems = {
  'policies.parameter-refused': refusal(
    422,
    'この値は、補償の計算で使えません。示された範囲で入力してください。',
    'Coverage cannot be computed with this value. Give one of those that are allowed.',
  ),
  'policies.parameter-unknown': refusal(
    422,
    'この名前の取決めはありません。示された名前から選んでください。',
    'There is no contract parameter of this name. Use one of those named.',
  ),
  'terms.version-known': refusal(
    409,
    'この版の条件は、すでにあります。別の版の名前を付けてください。',
    'Terms of this version are there already. Give the new ones a version of their own.',
  ),
  'terms.version-differs': refusal(
    422,
    '内容の version が、登録する版の名前と違います。同じにしてください。',
    'The version in the content is another than the one entered. Make them the same.',
  ),
  'terms.unreadable': refusal(
    422,
    '商品の条件として読めません（{detail}）。data/product-terms.json と同じ形にしてください。',
    'These are not readable as terms of the product ({detail}). Use the form of data/product-terms.json.',
  ),
  'terms.not-ahead': refusal(
    422,
    '適用開始日は、明日以降にしてください。すでに始まった契約の条件は変えられません。',
    'The effective date has to be tomorrow or later: contracts that have begun keep their terms.',
  ),
  'terms.article-needed': refusal(
    422,
    '約款の条項（例：第12条第1項）を入力してください。',
    'Give the article of the policy wording, as it is cited there.',
  ),
  'terms.decided-already': refusal(
    409,
    'この登録は、すでに承認または却下されています。最新の状態を確かめてください。',
    'This entry was approved or refused already. Look at its newest state.',
  ),
  'terms.second-person-needed': refusal(
    409,
    '登録した本人は、承認も却下もできません。別のシステム管理者にご依頼ください。',
    'Whoever entered it can neither approve nor refuse it. Ask another administrator.',
  ),
} as const satisfies Refusals;
