import { yenInWords } from '#kernel';

/** What a letter says between what was claimed and what is paid. Figures are whole yen. */
export const differenceWords = {
  above: '個別の判断により、査定額に加えてお支払いする額',
  notPaid: 'お支払いの対象とならない額',
  notPaidForThese: '以上の理由によりお支払いの対象とならない額',
  foundNotCovered: (question: string) => `${question}確認の結果、お支払いの対象にならないと判断しました。`,
  claimedWithFirst: (yen: number) => `はじめの費用とあわせたご請求額は${yenInWords(yen).ja}です。`,
  decidedBefore: (yen: number) => `このうち${yenInWords(yen).ja}は、先にお支払いを決めた額です。`,
  assessedWithFirst: 'はじめの費用とあわせた査定による差額',
  allMonths: (yen: number) => `対象となる各月を合計した額は${yenInWords(yen).ja}です。`,
  lessPaid: (yen: number) => `ご請求額は、これまでのお支払いの額${yenInWords(yen).ja}を差し引いた額です。`,
  agreedStays: (yen: number) =>
    `お支払い済みの月の額のうち${yenInWords(yen).ja}は、当社が事前承認または同意した額のため、差し引いていません。`,
  monthsAssessed: '各月の計算による差額',
  reducedBefore: 'これまでに減額を決めた額',
  aboveLimit: '支払限度額の残りを超える額',
} as const;
