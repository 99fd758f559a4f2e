/** What the insurer agreed to before money was spent: pre-approvals, and consents recorded for an expense. */
export const consentsJa = {
  title: '支出前の同意',
  number: '承認番号',
  ceiling: '承認の上限額（税込）',
  rest: 'この明細に使える残り（税込）',
  lapsesOn: '承認の期限（この日までの作業・利用が対象）',
  recorded: '事前承認によらない同意（税込の上限額）',
  recordedOn: (yen: string, day: string) => `${yen}（${day}に同意）`,
  named: 'ご報告にあった事前承認番号',
  said: '請求時のお申し出',
  saidConsent: '「保険会社の同意を得ている」（同意の記録ではありません）',
  none: '同意の記録はありません。',
  record: '支出前の同意を記録する',
  recordLead:
    '当社が支出の前に同意したことを、ご自身の名前で記録します。記録は追加のみで、変更も取消しもできません。上限額と同意した日は、医療機関にも表示されます。',
  recordCeiling: '上限額（税込）',
  recordOn: '同意した日（空欄は今日）',
  recordReason: '誰に、どのように、どの事実に基づいて同意したか（社内用。医療機関には表示されません）',
  withoutApproval: '承認番号なし',
  chooseOpen: '事前承認を受けた費用は、承認番号を選んでください。',
  noneOpen: '使える事前承認はありません。',
  left: (yen: string) => `残り${yen}`,
  approvalFacts: (what: string, ceiling: string, rest: string, day: string) =>
    `${what}（上限${ceiling}、残り${rest}、${day}までの作業・利用が対象。税込）`,
  leftThen: '承認時の支払限度額の残り',
  leftNow: '支払限度額の残り（お支払い済み・お支払い予定・手配・ほかの有効な事前承認を除く）',
  leftUnknown: 'ご契約を確認できていないため、わかりません',
  withIt: '承認すると、次の文も医療機関に表示されます。',
  onCall: (names: string) => `当番の上席の保険金サービス担当者：${names}`,
  nobodyOnCall: '当番の上席の保険金サービス担当者は、勤務表に登録されていません。',
  recordedBy: (name: string, moment: string) => `${name}が記録（${moment}）`,
};
export type ConsentsText = typeof consentsJa;
