import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const expensesProblems = {
  'expenses.case-ended': refusal(
    409,
    'この事案は終わっているため、費用を追加できません。',
    'This case has ended; expenses cannot be added.',
  ),
  'expenses.cannot-withdraw': refusal(
    409,
    'この費用は、査定案の提出後、お支払いの予定後、または結論の後のため、取り下げできません。保険金サービス担当者にご相談ください。',
    'A decision is proposed or made, or a payment is scheduled, so this expense cannot be withdrawn. Talk to the adjuster.',
  ),
  'expenses.persons-needed': refusal(
    422,
    '見舞金・見舞品には人数（persons）が必要です。',
    'Condolence needs the number of persons.',
  ),
  'expenses.too-many-decimals': refusal(
    422,
    '利益率は、小数 6 桁までで入力してください（例：0.123456）。',
    'Write the profit rate with at most six decimals, such as 0.123456.',
  ),
  'decisions.not-ready': refusal(
    409,
    '査定案を提出する前に、足りないものがあります。一覧を確かめてください。',
    'Something is missing before a decision can be proposed. See the list.',
  ),
  'decisions.separation': refusal(
    409,
    '費用を登録した人、査定案を提出した人、二次承認する人は、それぞれ別の人でなければなりません。ほかの担当者に依頼してください。',
    'Who entered an expense, who proposes and who countersigns are different persons. Ask somebody else.',
  ),
  'decisions.own-institution': refusal(
    409,
    'ご自身が所属する医療機関の費用は査定できません。ほかの担当者に依頼してください。',
    'Nobody decides on an institution they belong to. Ask somebody else.',
  ),
  'documents.not-found': refusal(
    422,
    '指定された資料が見つかりません。先に資料を登録してください。',
    'There is no such document here. Upload it first.',
  ),
  'expenses.day-passed': refusal(
    422,
    '今日より前の日からは適用できません。今日以降の日を入力してください。',
    'It cannot hold from a day before today. Enter today or a later day.',
  ),
  'expenses.waiver-not-needed': refusal(
    409,
    'この費用では、その資料は不足していません。不足している資料を確かめてください。',
    'This document is not missing for this expense. Look at what is missing.',
  ),
  'expenses.no-duplicates': refusal(
    409,
    '重複のおそれがある費用は、いまありません。',
    'There is nothing that looks like a duplicate now.',
  ),
  'expenses.decided-already': refusal(
    409,
    'この費用は、すでに判断が始まっています。',
    'A decision on this expense is under way or made.',
  ),
  'expenses.second-person-needed': refusal(
    409,
    '重複による取下げには2人の確認が必要です。別の担当者に確認を依頼してください。',
    'Two persons withdraw a duplicate: ask another person to confirm.',
  ),
  'expenses.not-foreign': refusal(409, 'この費用は外貨の請求書ではありません。', 'This expense is no foreign bill.'),
  'expenses.wrong-rate-day': refusal(
    422,
    '換算日は、医療機関が支払った日（支払い前なら今日）にしてください。',
    'The rate is that of the day on which the institution paid, or of today while it has not.',
  ),
  'expenses.rate-missing': refusal(
    409,
    '換算レートが決まっていません。支払日（支払い前なら今日）のレートと出典を登録してください。',
    'No rate is fixed. Enter that of the day of payment (of today, while it is not paid) with its source.',
  ),
  'expenses.too-much': refusal(
    422,
    '換算後の額が大きすぎます。レートを確かめてください。',
    'That is too much in yen. Check the rate.',
  ),
  'expenses.pre-approval-answered': refusal(
    409,
    'この事前承認は、すでに回答されたか取り下げられています。',
    'This request was answered or withdrawn already.',
  ),
  'expenses.answer-not-yours': refusal(
    409,
    'この事前承認には、あなたの権限では回答できません。不足している事項を確かめてください。',
    'You cannot give this answer. Look at what is missing.',
  ),
  'expenses.left-changed': refusal(
    409,
    '支払限度額の残りが変わり、{left}円になりました。確かめてから、もう一度回答してください。入力した内容は残っています。',
    'What is left of the limit has changed to {left} yen. Look at it and answer again; what you typed is kept.',
  ),
  'expenses.no-such-pre-approval': refusal(
    422,
    'この番号の事前承認は、この費目では有効ではありません。番号と費目、期限を確かめるか、番号を空欄にしてください。',
    'No pre-approval of that number holds for this category. Check number, category and day, or leave it out.',
  ),
  'expenses.consent-is-ours': refusal(
    422,
    '支出前の同意は、当社が記録します。「consent（保険会社の同意）」を外して、もう一度送信してください。事前承認を受けた費用には、承認番号を入力してください。',
    'Consent before money is spent is recorded by the insurer. Leave out "consent" and send again; give the number of the pre-approval where there is one.',
  ),
  'expenses.pre-approval-lapsed': refusal(
    422,
    'この承認番号は、期限（{day}）の後に行われた作業や利用には使えません。番号を空欄にして送信し、必要な場合は改めて事前承認をご相談ください。',
    'This approval does not hold for what was incurred after its last day ({day}). Leave the number out, and ask again where you need consent.',
  ),
  'expenses.import-refused': refusal(
    422,
    'ファイルに誤りがあるため、1件も取り込みませんでした。示した行と列を直して、もう一度送信してください。',
    'The file has faults, so nothing was taken. Correct the rows and columns named and send it again.',
  ),
  'expenses.column-twice': refusal(
    422,
    '同じ列が2つあります。1つにしてください。',
    'The same column stands there twice. Keep one.',
  ),
  'expenses.claimant-not-yours': refusal(
    403,
    '示談・判決による責任額は、保険会社が登録します。',
    'What is established by settlement or judgment is entered by the insurer.',
  ),
  'expenses.not-damages': refusal(409, 'この費用は損害賠償金ではありません。', 'This expense is no damages.'),
  'expenses.no-such-claimant': refusal(
    422,
    'この事案に、その請求者は登録されていません。',
    'There is no such claimant in this case.',
  ),
} as const satisfies Refusals;
