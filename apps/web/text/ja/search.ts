export const searchJa = {
  title: '検索',
  placeholder: '事案・医療機関・契約・支払・書類・人・手続を探す',
  acts: 'できる手続',
  stillMissing: (what: string) => `足りないもの：${what}`,
  found: '見つかったもの',
  kinds: '種類',
  pages: 'ページ',
  more: 'ほかにもあります',
  none: '見つかりません。番号、名前の一部、電話番号で探せます。',
  tooLong: (most: number) => `${most}文字までで探してください。`,
  hint: '全角・かな・空白は問いません。↑↓で選び、Enterで進み、Escでもとの場所へ戻ります。',
};
export type SearchText = typeof searchJa;
