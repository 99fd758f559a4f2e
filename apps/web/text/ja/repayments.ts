/** Money that was paid too much: what of it can be demanded back, by whom. */
export const repaymentsJa = {
  title: 'お支払い済みの額の返還',
  paid: 'この明細でお支払い済みの額',
  demanded: '返還を請求中・起案中の額',
  agreed: '事前承認・同意により返還を求めない額',
  most: 'いま返還を求められる額（上限）',
  ask: '返還の請求を起案する',
  askLead: '起案したあと、ほかの人の二次承認を受けると、医療機関に書面で返還をお願いします。',
  amount: '返還を求める額',
  reason: '返還を求める理由（書面に載り、医療機関が読みます）',
  nothing: '返還を求められる額はありません。',
  claims: '返還の請求',
  claim: (number: string, yen: string, state: string) => `番号${number}　${yen}　${state}`,
  sign: '返還の請求を二次承認する',
  signLead: '二次承認すると、医療機関に書面で返還をお願いします。',
  drop: '起案を取り下げる',
  dropReason: '取り下げる理由',
  falseFacts: {
    title: '故意の虚偽の記録',
    lead: '事前承認・同意のもとになった事実が虚偽で、お申し出になった方がそれを知っていたと確かめられた場合だけ記録します。上席の保険金サービス担当者1人が起案し、別の1人が二次承認すると、事前承認・同意した額も返還を求められるようになります。',
    ask: '故意の虚偽の記録を起案する',
    reason: 'どの事実が虚偽か、それを知っていたと判断した根拠（社内用。医療機関には表示されません）',
    asked: (moment: string, name: string) => `${moment}に${name}さんが起案しました。`,
    waits: '別の上席の保険金サービス担当者の二次承認を待っています。',
    own: 'ご自身が起案した記録は、二次承認できません。',
    signed: (moment: string, name: string) =>
      `${moment}に${name}さんが二次承認しました。事前承認・同意した額も返還を求められます。`,
    sign: '故意の虚偽の記録を二次承認する',
    signLead: 'この記録を二次承認すると、事前承認・同意した額も返還を求められるようになります。取り消せません。',
    drop: '記録の起案を取り下げる',
  },
};
export type RepaymentsText = typeof repaymentsJa;
