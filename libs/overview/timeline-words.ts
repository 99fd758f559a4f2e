import { phaseNames, phaseStateNames, type Phase, type PhaseState } from '#incidents';
import { yenInWords, type Words } from '#kernel';
import { lateArrivalKept, sentToMerged } from './timeline-arrival-words.js';
import { correctionCalled, outlookCorrected, outlooksSettled } from './timeline-outlook-words.js';
import { letterPosted, letterWritten, mailArrived, mailSent, type TimelineData } from './timeline-told-words.js';

/**
 * The sentence of each kind of timeline line, in both languages: fixed, or made from the data of the line. A test finds
 * kinds without a sentence.
 */
export const timelineKinds: Readonly<Record<string, Words | ((data: TimelineData) => Words)>> = {
  'incident.reported': { ja: '事故の報告を受け付けました。', en: 'The incident was reported.' },
  // earlier versions wrote this kind without a mail: it only says that the report is on record
  'report-acknowledged': { ja: '受付を記録しました。', en: 'The report was put on record.' },
  'acknowledged-by-telephone': {
    ja: '受付と事案番号を、お電話でお伝えしました。',
    en: 'The caller was told that the report was received, with the case number.',
  },
  'call-back-promised': { ja: '折り返しのお電話をお約束しました。', en: 'A call back was promised.' },
  'call-back-reached': {
    ja: '折り返しのお電話で、お話ししました。',
    en: 'The institution was called back and reached.',
  },
  'call-back-not-reached': {
    ja: '折り返しのお電話をしましたが、つながりませんでした。',
    en: 'The institution was called back and not reached.',
  },
  'call-reached': { ja: 'お電話で、お話ししました。', en: 'The institution was called and reached.' },
  'call-not-reached': {
    ja: 'お電話をしましたが、つながりませんでした。',
    en: 'The institution was called and not reached.',
  },
  'note-written': { ja: '社内メモを書きました。', en: 'A note was written for the insurer.' },
  'message-of-insurer': { ja: '当社がメッセージを書きました。', en: 'The insurer wrote a message.' },
  'message-of-institution': { ja: '医療機関がメッセージを書きました。', en: 'The institution wrote a message.' },
  'match-proposed': {
    ja: 'この医療機関の事案かもしれません。ご契約とあわせて確かめてください。',
    en: 'This may be the case of this institution: please check it with its policy.',
  },
  'facts-corrected': { ja: '事故の内容が訂正されました。', en: 'Facts were corrected.' },
  'incident.matched': { ja: '医療機関とご契約を特定しました。', en: 'Institution and policy were matched.' },
  'incident.triaged': { ja: '初動判定を行いました。', en: 'The case was triaged.' },
  'incident.opened': { ja: '対応を開始しました。', en: 'The case was opened.' },
  'incident.withdrawn': { ja: '事案が取り下げられました。', en: 'The case was withdrawn.' },
  'incident.merged': { ja: '他の事案に統合されました。', en: 'The case was merged into another one.' },
  'incident.merged-in': { ja: '他の事案をこの事案に統合しました。', en: 'Another case was merged into this one.' },
  'merge-declined': { ja: '別の事故と確認しました（統合しません）。', en: 'Found to be another event: not merged.' },
  'common-cause-linked': {
    ja: '同じ事業者・製品が関係する他の事案があります。',
    en: 'Other cases name the same vendor or product.',
  },
  'common-cause-surge': {
    ja: '同じ原因の報告が短時間に集中しています。',
    en: 'Many reports of one cause arrive within minutes.',
  },
  'adjuster-lost': {
    ja: '保険金サービス担当者が担当を外れました。新しい担当者を決めてください。',
    en: 'The adjuster in charge left the case: name a new one.',
  },
  'adjuster-named': { ja: '保険金サービス担当者を決めました。', en: 'An adjuster was named for the case.' },
  'phase.changed': phaseChanged,
  'outlook-correction-acted': {
    ja: '補償の見通しの訂正後の対応を記録しました。',
    en: 'What followed from a wrong outlook was worked off.',
  },
  'expenses-submitted': { ja: '費用のご請求を受け付けました。', en: 'Expenses were submitted.' },
  'expense-corrected': { ja: '費用の内容が訂正されました。', en: 'An expense was corrected.' },
  'expense-approval-linked': {
    ja: 'ご報告にあった事前承認番号を確認し、この明細に結び付けました。',
    en: 'The pre-approval that the report named was found, and is linked to this line.',
  },
  'expense-consented': { ja: '支出前の同意を記録しました。', en: 'A consent of the insurer was recorded.' },
  'expense-routed': { ja: '費用を担当者に割り当てました。', en: 'An expense was routed.' },
  'expense-in-review': { ja: '担当者が費用の確認を始めました。', en: 'An expense is in review.' },
  'expense-proposed': { ja: '費用の査定案が提出されました。', en: 'A decision on an expense was proposed.' },
  'decision-countersigned': { ja: '査定案に二次承認が行われました。', en: 'A proposal was countersigned.' },
  'decision-sent-back': { ja: '査定案が差し戻されました。', en: 'A proposal was sent back.' },
  'decision-taken-back': { ja: '査定案が取り下げられました。', en: 'A proposal was taken back.' },
  'decision-reversed': {
    ja: '決定を取り消し、確認に戻しました。',
    en: 'A ruling was reversed; the expense is in review again.',
  },
  'reversal-asked': { ja: '決定の取消しが依頼されました。', en: 'The reversal of a ruling was asked for.' },
  'assessment-differs': {
    ja: '決定した費用の査定額が変わりました。',
    en: 'A decided line would come to something else now.',
  },
  'repayment-asked': { ja: '返還の請求が起案されました。', en: 'A claim for repayment was drawn up.' },
  'repayment-demanded': { ja: 'お支払いした額の返還をお願いしました。', en: 'Repayment was demanded.' },
  'repayment-received': { ja: '返還を受け取りました。', en: 'A repayment was received.' },
  'repayment-written-off': { ja: '返還を請求しないことになりました。', en: 'A claim for repayment was written off.' },
  'repayment-dropped': { ja: '返還の請求を取り下げました。', en: 'A claim for repayment was dropped.' },
  'false-facts-asked': {
    ja: '事前承認・同意のもとになった事実が故意の虚偽だったとの記録が起案されました。',
    en: 'It was drawn up that facts on which a cost was agreed to were knowingly false.',
  },
  'false-facts-signed': {
    ja: '事前承認・同意のもとになった事実が故意の虚偽だったと記録しました。',
    en: 'It was recorded that facts on which a cost was agreed to were knowingly false.',
  },
  'false-facts-dropped': {
    ja: '故意の虚偽の記録を取り下げました。',
    en: 'That facts were knowingly false was dropped.',
  },
  'decision-undone': {
    ja: '査定の結論を取り消し、確認に戻しました。',
    en: 'A ruling was undone; the expense is in review again.',
  },
  'expense-withdrawn': { ja: '費用が取り下げられました。', en: 'An expense was withdrawn.' },
  'expense-approved': { ja: '費用のお支払いが承認されました。', en: 'An expense was approved.' },
  'expense-rejected': { ja: '費用がお支払いの対象外と決まりました。', en: 'An expense was rejected.' },
  'payment-scheduled': { ja: 'お支払いを予定しました。', en: 'A payment was scheduled.' },
  'payment-settled': { ja: 'お支払いが完了しました。', en: 'A payment was settled.' },
  'payment-returned': {
    ja: 'お振込みができませんでした。口座を確かめてください。',
    en: 'A transfer came back: check the account.',
  },
  'payment-mistake-payee': {
    ja: '振込不能は、支払先から受け取った口座の誤りによるものと訂正しました。',
    en: 'The return was put down to the account that the payee gave.',
  },
  'payment-mistake-insurer': {
    ja: '振込不能は、当社の誤りによるものと訂正しました。',
    en: 'The return was put down to our own mistake.',
  },
  'payment-batched': { ja: '振込データに入れました。', en: 'A payment was put into a batch.' },
  'payment-deposited': { ja: '供託しました。', en: 'A payment was deposited.' },
  'payment-set-aside': { ja: 'お支払いを留保しました。', en: 'A payment was set aside.' },
  'payment-extended': {
    ja: 'お支払いの期限を延ばしました。',
    en: 'The time to pay was extended.',
  },
  'clock-suspended': { ja: 'お支払い期限を停止しました。', en: 'The time to pay stands still.' },
  'clock-resumed': { ja: 'お支払い期限の停止を解除しました。', en: 'The time to pay goes on.' },
  'completion-set': { ja: '請求完了日を決めました。', en: 'The day of completeness was set.' },
  'claimant-named': { ja: '損害賠償の請求者とお支払い先を決めました。', en: 'A damages line has its claimant.' },
  'insurer-cost-asked': { ja: '当社負担の費用が起案されました。', en: 'A cost of the insurer’s own was asked for.' },
  'payment-stopped': { ja: 'お支払いを止めました。', en: 'A payment was stopped.' },
  'information-requested': { ja: '照会にご回答をお願いしました。', en: 'The claimant was asked something.' },
  'information-reminded': { ja: '照会へのご回答をまだお待ちしています。', en: 'An answer is still waited for.' },
  'information-answered': { ja: '照会にご回答がありました。', en: 'A question was answered.' },
  'information-closed': { ja: '回答がないまま確認を進めました。', en: 'It went on without an answer.' },
  'expense-appealed': { ja: '再審査のお申し出がありました。', en: 'A rejection was appealed.' },
  'expense-supplemented': { ja: '追加のご請求がありました。', en: 'More was claimed of an approved expense.' },
  'expense-split': { ja: '費用を分割しました。', en: 'An expense was split.' },
  'duplicate-looked-at': { ja: '重複の有無を確認しました。', en: 'A possible duplicate was looked at.' },
  'exchange-rate-fixed': { ja: '外貨の換算レートを決めました。', en: 'The rate of a foreign bill was fixed.' },
  'pre-approval-requested': { ja: '支出前のご相談（事前承認）を受け付けました。', en: 'A pre-approval was asked for.' },
  'pre-approval-answered': { ja: '支出前のご相談に回答しました。', en: 'A request for pre-approval was answered.' },
  'pre-approval-withdrawn': {
    ja: '支出前のご相談が取り下げられました。',
    en: 'A request for pre-approval was withdrawn.',
  },
  'document-received': { ja: '資料を受け取りました。', en: 'A document was received.' },
  'document-opened': { ja: 'パスワード付きの資料を開いて確かめました。', en: 'A document with a password was opened.' },
  'document-erased': { ja: '資料の中身を消去しました。', en: 'The content of a document was erased.' },
  'evidence-waived': { ja: '必要な資料を省略しました。', en: 'A document was done without.' },
  'expense-reopened': {
    ja: '資料が届いたため、費用をもう一度確認します。',
    en: 'A document has arrived: the expense is in review again.',
  },
  'case-checked': { ja: 'お支払い前の確認事項を記録しました。', en: 'A check before the first proposal was recorded.' },
  'work-item-accepted': { ja: '担当者が引き受けました。', en: 'The work item was accepted.' },
  'work-item.declined': { ja: '担当者が辞退しました。', en: 'The work item was declined.' },
  'work-item.reassigned': { ja: '担当者を変更しました。', en: 'The work item was reassigned.' },
  'lead-alerted': {
    ja: '担当できる人がいないため、責任者の一覧に入れました。',
    en: 'Nobody fits: it stands in the list of the lead.',
  },
  'support-amber': {
    ja: '緊急時サポートは、専任スタッフの確認を待っています。',
    en: 'Emergency support waits for the desk.',
  },
  'support-open': { ja: '緊急時サポートをご利用いただけます。', en: 'Emergency support is open.' },
  'support-withdrawn': { ja: '緊急時サポートを終了しました。', en: 'Emergency support was withdrawn.' },
  'desk-alerted': { ja: '専任スタッフの一覧に入れました。', en: 'It stands in the list of the desk.' },
  // mails, letters and outlooks
  'mail-sent': mailSent,
  'mail-arrived': mailArrived,
  'letter-written': letterWritten,
  'letter-posted': letterPosted,
  'outlook-settled': outlooksSettled,
  'outlook-corrected': outlookCorrected,
  'outlook-correction-called': correctionCalled,
  // late arrivals, and requests to the number of a merged case
  'late-arrival-kept': lateArrivalKept,
  'sent-to-merged': sentToMerged,
};

/** The sentence of a kind that this version does not know. */
export const unknownKind: Words = { ja: '記録が追加されました。', en: 'An entry was added.' };

function phaseChanged({ phase, to }: TimelineData): Words {
  const [name, state] = [phaseNames[phase as Phase], phaseStateNames[to as PhaseState]];
  return {
    ja: `段階「${name.ja}」が「${state.ja}」になりました。`,
    en: `The phase “${name.en}” stands as “${state.en}” now.`,
  };
}

/** The most lines that are named one by one; of more, the first and the last are named. */
const mostLines = 5;

/** A sentence with its lines before it and its sum (yen) behind it. */
export function withLinesAndSum({ ja, en }: Words, lines: readonly number[], yen: number | null): Words {
  const isMany = lines.length > mostLines;
  const which = isMany ? [Math.min(...lines), Math.max(...lines)] : lines;
  const sum = yen === null ? null : yenInWords(yen);
  return {
    ja: [which.length > 0 ? `明細${which.join(isMany ? '～' : '・')}：` : '', ja, sum ? `（${sum.ja}）` : ''].join(''),
    en: [which.length > 0 ? `Line ${which.join(isMany ? '–' : ', ')}: ` : '', en, sum ? ` (${sum.en})` : ''].join(''),
  };
}
