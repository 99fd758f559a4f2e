/** What reached cases that had ended, and case numbers that no case has. */
export const arrivalsJa = {
  title: '終わった事案に届いたもの',
  lead: '取り下げなどで終わった事案に、あとから届いた費用のご請求と事故の内容です。お預かりしており、事案が再開されたときに確認します。医療機関に連絡して、対応を記録してください。',
  none: { waiting: '対応を待っているものはありません。', noted: '対応を記録したものはありません。' },
  lists: { waiting: '対応を待っているもの', noted: '対応を記録したもの' },
  list: '一覧の種類',
  case: '事案番号',
  state: '事案の状態',
  institution: '医療機関',
  arrivedAt: '届いた日時',
  what: '届いたもの',
  expenses: (count: string, yen: string) => `費用のご請求${count}件（${yen}）`,
  facts: (names: string) => `事故の内容（${names}）`,
  note: '対応を記録する',
  noteLead: '誰に連絡し、どうすることにしたかを書いてください。一覧から外れますが、届いたものは事案に残ります。',
  noteLabel: '行った対応（社内用。医療機関には表示されません）',
  noted: (moment: string, name: string, note: string) => `${moment}　${name}：${note}`,
  takenBy: (number: string) => `統合先の事案 ${number} で受け付けました。`,
  goesTo: (number: string) =>
    `この事案は ${number} に統合されています。ここで登録した費用は、${number} で受け付けます。`,
  waits:
    'この事案は終わっています。登録した費用はお預かりし、事案が再開されたときに確認します。専任スタッフの一覧にも入ります。',
  numbers: {
    title: '使われなかった事案番号',
    lead: '払い出されたのに、どの事案にも使われていない番号です。番号はまとめて払い出し、使わなかった番号をほかの報告に使うことはありません。抜けがあっても、受け付けた報告が失われたことを意味しません。',
    none: '使われなかった番号はありません。',
    number: '通し番号',
    full: '事案番号',
    count: '件数',
    why: '使われなかった理由',
    at: '記録または払出しの日時',
    answeredBy: '先に受け付けていた事案',
    one: (first: string) => first,
    range: (first: string, last: string) => `${first} から ${last} まで`,
    unknown: '記録なし',
  },
};
export type ArrivalsText = typeof arrivalsJa;
