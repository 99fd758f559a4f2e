/** Reserves of a case. */
export const reservesJa = {
  title: '支払備金',
  lead: '担当区分ごとの見積額です。新しく登録した額が有効になり、前の額も残ります。医療機関には見えません。',
  blocksNothing: '見積りの記録です。査定も支払限度額の残りも変わりません。',
  none: '支払備金はまだ登録されていません。',
  lane: '担当区分',
  amount: '見積額',
  set: '登録',
  reason: '理由',
  sum: (yen: string) => `合計 ${yen}`,
  earlier: (count: string) => `前の見積り（${count}件）`,
  enter: '支払備金を登録する',
  done: '支払備金を登録しました。',
};
export type ReservesText = typeof reservesJa;

/** Recourse against others for a case. */
export const recoursesJa = {
  title: '求償（請求権代位）',
  lead: '保険法25条により、回収したお金は、医療機関の損害のうち保険金で支払われていない分に先に充てます。回収しても支払限度額は戻りません。',
  none: '求償はまだ登録されていません。',
  against: '求償の相手方',
  loss: '医療機関の損害の全体',
  amounts: {
    loss: '損害',
    sought: '求償額',
    received: '回収額',
    toInstitution: '医療機関へ',
    toInsurer: '当社へ',
  },
  enter: '求償を登録する',
  enterLead: '損害の全体には、保険金で支払われない分も含めます。',
  note: 'メモ',
  entered: '求償を登録しました。',
  receive: '回収を登録する',
  receiveFrom: (against: string) => `回収を登録する（${against}）`,
  receiveLead: (against: string) => `${against}から回収したお金を登録します。`,
  amount: '回収した額',
  onDay: '入金日',
  reference: '入金の記録',
  referenceHint: '入金明細の番号など、あとで照合できるもの。社内だけに残ります。',
  received: '回収を登録しました。',
  sharing: '回収したお金の分け方',
  aboveZero: '1円以上の額を入力してください。',
  sharingLater: '額を入力すると、医療機関と当社への分け方が出ます。',
  paid: 'お支払い済みの保険金',
  unpaid: '保険金で支払われていない損害',
  givenBefore: 'これまでに医療機関へ分けた額',
  lossFirst: '保険金で支払われていない損害に先に充てます。',
};
export type RecoursesText = typeof recoursesJa;

/** Costs of a case that the insurer bears itself. */
export const insurerCostsJa = {
  title: '当社が負担する費用',
  lead: '補償の対象とならなかった手配の費用を、当社が事業者に直接お支払いするときの記録です。支払限度額は使いません。医療機関には見えません。',
  none: '当社が負担する費用はありません。',
  vendor: '事業者',
  amount: '金額',
  state: '状態',
  reason: '理由',
  asked: '申請',
  states: { asked: '承認待ち', signed: '承認済み', dropped: '取下げ' },
  acts: { signed: '承認する', dropped: '取り下げる' },
  ask: '当社負担を申請する',
  askLead: '上席の保険金サービス担当者が承認すると、お支払いの予定になります。申請した人は承認できません。',
  noVendors: '確認済みの事業者の口座がありません。支払担当者が口座を登録し、確認すると選べます。',
  signLead: (vendor: string, yen: string) => `${vendor}への${yen}のお支払いを予定します。`,
  signed: '承認しました。お支払いを予定しました。',
  dropReason: '取り下げる理由',
  done: '申請しました。上席の保険金サービス担当者の承認を待っています。',
};
export type InsurerCostsText = typeof insurerCostsJa;
