import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const decisionsProblems = {
  'decisions.case-not-open': refusal(
    409,
    'この事案は対応を開始していないため、お支払いの査定案を提出できません。専任スタッフに初動判定と対応開始を依頼してください。',
    'The case is not open, so nothing can be proposed to be paid. Ask the desk to triage it and open it.',
  ),
  'decisions.not-in-review': refusal(
    409,
    'この費用は確認中ではないため、査定案を提出できません。最新の状態を確かめてください。',
    'This expense is not in review. Look at its newest state.',
  ),
  'decisions.not-yours': refusal(
    409,
    'この費用（または査定案）の担当ではありません。担当者か上席の保険金サービス担当者が手続してください。',
    'This is not yours: the assignee or a senior adjuster acts on it.',
  ),
  'decisions.statement-needed': refusal(
    409,
    '利益・営業継続費用は、計算書によって決めます。費用ごとの査定案は提出できません。',
    'Business interruption is decided by statements, not expense by expense.',
  ),
  'decisions.facts-missing': refusal(
    409,
    '査定に必要な事実が足りません。一覧を確かめ、事実を補ってください。',
    'Facts are missing without which nothing is assessed. See the list and add them.',
  ),
  'decisions.figures-missing': refusal(
    409,
    'この費用の計算に必要な数字が足りません。費用の内容を補ってください。',
    'Figures are missing that this expense is computed from. Add them.',
  ),
  'decisions.ransom': refusal(409, '身代金は、どのような場合もお支払いできません。', 'Ransom is never paid.'),
  'decisions.no-such-question': refusal(
    422,
    'この費用では問われていない点への回答です。問われている点だけに答えてください。',
    'This expense does not ask that, or it was answered twice. Answer what is asked.',
  ),
  'decisions.answers-missing': refusal(
    422,
    '規定だけでは決まらない点に、まだ答えがありません。すべてに答えてください。',
    'The rules leave questions open. Answer each of them.',
  ),
  'decisions.not-covered': refusal(
    409,
    '「対象外」と答えた点があるため、お支払いする査定案にはできません。お支払いしない査定案に改めてください。',
    'A question was answered "not covered", so nothing can be paid. Propose a rejection.',
  ),
  'decisions.above-claimed': refusal(
    422,
    'ご請求額を超えています。ご請求額以下の額にしてください。',
    'More than was claimed. Keep the amount within the claim.',
  ),
  'decisions.reduce-instead': refusal(
    422,
    '査定額より少ない額です。減額の査定案とし、理由を付けてください。',
    'Less than the assessed amount: propose a reduction, with reasons.',
  ),
  'decisions.not-less': refusal(
    422,
    '減額の査定案では、査定額より少ない額にしてください。',
    'A reduction is less than the assessed amount.',
  ),
  'decisions.reason-needed': refusal(422, '理由を一つ以上入力してください。', 'Give at least one reason.'),
  'decisions.reasons-do-not-add-up': refusal(
    422,
    '理由ごとの金額の合計を、査定額との差（{difference}円）に合わせてください。',
    'The amounts of the reasons must add up to the difference from the assessed amount, {difference} yen.',
  ),
  'decisions.assessment-stale': refusal(
    409,
    '提出の後に事実やご契約が変わり、査定の結果が変わりました。差し戻して、もう一度提出してください。',
    'The assessment has changed since it was proposed. Send it back and propose it anew.',
  ),
  'decisions.not-open': refusal(
    409,
    'この査定案の手続は、すでに終わっています。最新の状態を確かめてください。',
    'This proposal has ended already. Look at its newest state.',
  ),
  'decisions.signed-already': refusal(
    409,
    'この査定案には、すでに署名しています。ほかの人の署名を待ってください。',
    'You have signed this already. Wait for the others.',
  ),
  'decisions.signature-adds-nothing': refusal(
    409,
    'あなたの署名では、足りない要件を満たせません。一覧にある人に依頼してください。',
    'Your signature does not bring what is missing. Ask somebody from the list.',
  ),
  'decisions.article-needed': refusal(
    422,
    'お支払いしない根拠となる約款の条文を入力してください。',
    'Name the article of the policy wording that carries this.',
  ),
  'decisions.evidence-missing': refusal(
    409,
    'お支払いの査定案に必要な資料がそろっていません。資料を取り寄せるか、上席の保険金サービス担当者が理由を付けて省略してください。',
    'Documents that a payment needs are missing. Ask for them, or a senior adjuster does without them, with a reason.',
  ),
  'decisions.beyond-authority': refusal(
    422,
    'この分野でのご自身の決裁権限で同意できるのは、あと{most}円までです。金額を下げるか、権限のある上席の保険金サービス担当者に依頼してください。',
    'Your authority in this lane covers {most} yen more. Lower the amount, or ask a senior adjuster whose authority covers it.',
  ),
  'expenses.day-ahead': refusal(
    422,
    '同意した日は、今日以前の日を入力してください。',
    'Consent cannot have been given on a day that lies ahead: enter today or an earlier day.',
  ),
  'decisions.day-passed': refusal(
    422,
    '期限は明日以降の日にしてください。',
    'The day must lie ahead: enter tomorrow or later.',
  ),
  'decisions.question-ended': refusal(
    409,
    'この照会は、すでに回答されたか終了しています。画面を読み直してください。',
    'This question was answered or closed already. Load the page again.',
  ),
  'decisions.reminders-left': refusal(
    409,
    '回答がないまま進めるには、最後の督促を待ってください。',
    'Wait for the last reminder before going on without an answer.',
  ),
  'decisions.nothing-to-appeal': refusal(
    409,
    'この費用には、再審査を申し出る決定がありません。',
    'There is no rejection of this expense to appeal against.',
  ),
  'decisions.nothing-to-supplement': refusal(
    409,
    'この費用には、追加で請求できる額がありません。',
    'There is nothing more to claim of this expense.',
  ),
  'decisions.supplement-too-high': refusal(
    422,
    '追加で請求できるのは{most}円までです（ご請求額から承認済みの額を除いた額）。',
    'At most {most} yen can be claimed more: what was claimed less what was approved.',
  ),
  'decisions.parts-do-not-add-up': refusal(
    422,
    '分割後の合計が、元の金額{amount}円と消費税{tax}円（見舞金は人数も）に一致しません。',
    'The parts do not add up to {amount} yen and {tax} yen of tax (of condolence money, to its persons).',
  ),
  'decisions.no-split': refusal(
    409,
    'この費用は分割できません（利益・営業継続費用、追加のご請求、外貨の請求書）。',
    'This expense is not split: business interruption, supplements and foreign bills are decided as one.',
  ),
  'decisions.duplicate-open': refusal(
    409,
    '重複のおそれがある費用です。重複の有無を確かめ、結果を記録してください。',
    'This looks like another expense. Find out whether it is, and record what you find.',
  ),
  'decisions.no-new-month': refusal(
    409,
    '決定する月がありません。担当者が確認を始めた月（費用）が必要です。',
    'There is no month to decide: one that somebody has taken into review is needed.',
  ),
  'decisions.statement-open': refusal(
    409,
    'この事案の計算書は、すでに承認手続き中です。先にその結論を出してください。',
    'A statement of this case waits for signatures. Bring that to its end first.',
  ),
  'decisions.statement-reverse-first': refusal(
    409,
    '以前の計算書でお支払い予定の額が、いまの計算による額を超えています。先に、予定の支払いを停止し、その決定を取り消してください。',
    'An earlier statement still holds money that is not paid and is more than it comes to now. Stop its payment and reverse it first.',
  ),
  'decisions.not-reversible': refusal(
    409,
    'この決定は、いまは取り消せません（支払い予定・支払い済みか、追加のご請求があるか、すでに取り消されています）。',
    'This ruling cannot be reversed now: it is scheduled or paid, supplemented, or stands no more.',
  ),
  'decisions.reversal-asked-already': refusal(
    409,
    'この決定の取消しは、すでに依頼されています。',
    'The reversal of this ruling was asked for already.',
  ),
  'decisions.reversal-ended': refusal(
    409,
    'この取消しの依頼は終了しています。',
    'This request for a reversal has ended.',
  ),
  'decisions.nothing-agreed': refusal(
    422,
    'この費用には、当社の事前承認も同意もありません。記録は必要ありません。',
    'The insurer agreed to nothing of this expense: there is nothing to record.',
  ),
  'decisions.false-facts-asked-already': refusal(
    409,
    'この費用について、故意の虚偽の記録がすでにあります。画面を読み直してください。',
    'It was recorded of this expense already. Load the page again.',
  ),
  'decisions.false-facts-ended': refusal(
    409,
    'この記録は、すでに二次承認されたか、取り下げられています。画面を読み直してください。',
    'This was signed or dropped already. Load the page again.',
  ),
  'decisions.task-ended': refusal(
    409,
    'この差異は、すでに処理されています。',
    'This difference was dealt with already.',
  ),
  'decisions.in-favour': refusal(
    409,
    '医療機関に有利な差異は、そのままにできません。追加のお支払いか、決定の取消しで対応してください。',
    'A difference in the claimant’s favour cannot be left: supplement it or take the ruling back.',
  ),
  'payments.by-statement': refusal(
    409,
    '利益・営業継続費用は、返還を個別に請求できません。お支払いしすぎた月の額を追加のご請求として登録し直し、計算書を決定してください。お支払いしすぎた額は、その計算書で請求します。二次承認待ちの個別の請求は、取り下げてください。',
    'Of business interruption nothing is demanded back by hand: supplement the month with its figures as they are now and decide the statement, which demands what was paid too much. Drop a claim that waits for a signature.',
  ),
  'payments.agreed-before': refusal(
    422,
    'お支払い済みの額のうち{agreed}円は、当社が支出の前に事前承認または同意した費用のため、返還を求められません。いま求められるのは{most}円までです。事実が故意の虚偽だった場合は、上席の保険金サービス担当者2人でそのことを記録してください。',
    '{agreed} yen of what was paid had been pre-approved or consented to before it was spent: it is not demanded back. At most {most} yen can be demanded now. Where the facts were knowingly false, two senior adjusters record that first.',
  ),
  'payments.repayment-moved': refusal(
    409,
    'この返還請求は、いまの状態ではこの操作ができません。画面を読み直してください。',
    'This claim for repayment has moved on. Load the page again.',
  ),
  'decisions.no-watch-list': refusal(
    409,
    '反社会的勢力の確認に使う名簿が登録されていません。システム管理者に登録を依頼してください。',
    'There is no list of watched names to screen against. Ask an administrator to enter it.',
  ),
  'decisions.screening-held': refusal(
    409,
    '反社会的勢力の確認で一致した名前があるため、お支払いを進められません。上席の保険金サービス担当者とコンプライアンスの判断を待ってください。医療機関には伝えないでください。',
    'A watched name matches, so nothing is paid until a senior adjuster with compliance has decided. Do not tell the institution.',
  ),
  'decisions.screening-confirmed': refusal(
    409,
    '反社会的勢力との一致が確認されています。お支払いできません（重大事由による解除の手続きによります）。',
    'A match was confirmed: nothing is paid, and the rules on rescission for grave reasons apply.',
  ),
  'decisions.screening-decided': refusal(
    409,
    'この一致は、すでに判断されています。',
    'This match was decided already.',
  ),
  'decisions.claimant-missing': refusal(
    409,
    '損害賠償金には、請求者の登録と、お支払い先（医療機関か被害者か）が必要です。',
    'Damages need a claimant of the register, and who is paid: the institution or the victim.',
  ),
  'decisions.undo-over': refusal(
    409,
    '取り消せる時間（10秒）が過ぎたか、すでに次の手続に進んでいます。',
    'The ten seconds in which it could be undone are over, or it has moved on.',
  ),
  'payments.reason-needed': refusal(422, '理由を入力してください。', 'Give a reason.'),
} as const satisfies Refusals;
