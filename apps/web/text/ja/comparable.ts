/** The range of what was recognised of comparable costs, beside an expense that is decided. Figures without tax. */
export const comparableJa = {
  title: '同じ費目で認めた額（税抜）',
  of: (peers: string, lines: string) => `${peers}・${lines}件`,
  tooFew: (lines: string) => `比べられる決定済みの費用が少なすぎます（${lines}件）。`,
  own: (yen: string) => `この明細のご請求 ${yen}`,
  summary: (median: string, lower: string, upper: string) => `中央値 ${median}、中央の半数 ${lower}～${upper}`,
  picture: (of: Record<'lines' | 'smallest' | 'lower' | 'median' | 'upper' | 'largest' | 'own' | 'below', string>) =>
    `${of.lines}件の最小${of.smallest}、中央の半数${of.lower}から${of.upper}、中央値${of.median}、最大${of.largest}。` +
    `この明細のご請求は${of.own}で、認めた額がこれより低いものは${of.below}件`,
  details: '金額の表と比べ方',
  smallest: '最小',
  lowerQuartile: '4分の1がこの額以下',
  median: '中央値（半数がこの額以下）',
  upperQuartile: '4分の3がこの額以下',
  largest: '最大',
  ownRow: 'この明細のご請求',
  method: (of: Record<'since' | 'newest' | 'peers' | 'lines' | 'institutions', string>) =>
    `${of.since}以後に請求され、お支払いを認めた同じ費目・担当分野の明細を新しいほうから最大${of.newest}件調べ、` +
    `このうち${of.peers}の${of.lines}件（${of.institutions}医療機関）を比べています。認めた額は、縮小支払割合・自己負担額・支払限度額を適用する前の額から、` +
    '減額した分を除いた額です。この明細、請求書を分けた明細、後から追加の請求や返還の請求があった明細は含みません。',
};
export type ComparableText = typeof comparableJa;
