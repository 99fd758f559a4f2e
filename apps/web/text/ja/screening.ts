/** Candidates of the screening against watched names: for the insurer alone. */
export const screeningJa = {
  title: '反社会的勢力の確認',
  lead: '確認対象の名簿と似た名前の相手です。判断が終わるまで、その相手に関わるお支払いの査定案とお支払いは進みません。ここに出る内容は社内限りで、医療機関・代理店・支払先には一切表示されません。',
  held: '判断を待っているもの',
  noneHeld: '判断を待っているものはありません。',
  decided: '判断したもの',
  noneDecided: '判断したものはまだありません。',
  kinds: { institution: '医療機関', person: '請求に関わった人・被害者', account: '振込先口座の名義' },
  institution: '医療機関',
  occasion: '確認した場面',
  occasions: { proposal: '査定案の前', account: '口座の登録・確認', release: '振込データの実行前' },
  at: '確認した日時',
  candidates: '名簿の候補と、候補とした理由',
  candidate: (name: string, source: string) => `${name}（${source}）`,
  grounds: {
    spelling: '表記が同じ',
    variants: '異体字・全角半角・法人の種類の違いを除くと同じ',
    reading: '読みが同じ',
    part: '一方がもう一方の名前の一部',
    unknown: '理由は記録されていません',
  },
  outcome: '結論',
  outcomes: { cleared: '別人・別法人と確認', confirmed: '該当すると確認' },
  decidedBy: '判断した人',
  compliance: '相談した法務・コンプライアンスの担当者',
  reason: '判断の理由（社内のみ）',
  reasonOf: '判断の理由',
  clear: '別人・別法人と判断する',
  confirm: '該当すると判断する',
  clearLead:
    '候補のすべてと照らし、この相手は名簿の人・法人とは別であると判断します。ほかに判断を待つものがなければ、止まっていた手続を進められます。',
  confirmLead:
    'この相手は名簿の人・法人であると判断します。この相手に関わるお支払いは行われません。判断は変えられません。',
  done: '判断を記録しました。',
  seniorDecides: '判断するのは、上席の保険金サービス担当者です。',
};
export type ScreeningText = typeof screeningJa;
