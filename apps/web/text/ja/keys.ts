const everywhere = {
  '/': '検索を開く',
  'Ctrl K': '検索を開く（入力中も）',
  '[': 'メニューを開閉する（画面の幅が狭いとき）',
  '?': 'この一覧を開く',
  Esc: '閉じる・選択を解除する',
  'Ctrl ↵': '入力中の内容を送る',
};
const list = {
  j: '次の行へ',
  k: '前の行へ',
  x: '行を選ぶ',
  Space: '横に内容を出す',
  '↵': '開く',
  a: '選んだ費用をまとめて承認する',
  t: '選んだ作業を引き受ける',
  h: '選んだ作業を引き継ぐ',
};
const expense = {
  a: '承認する',
  r: '減額する',
  x: '対象外とする',
  q: '照会する',
  '1': '補償の確認：対象とする',
  '2': '補償の確認：対象としない',
  u: '取り消す',
  '.': 'ほかの手続',
  j: '一覧の次の費用へ',
  k: '一覧の前の費用へ',
};
const forCase = {
  c: '通話を記録する',
  m: '医療機関へのメッセージを書く',
  n: '社内メモを書く',
  o: '補償の見通し',
  l: '支払限度額',
  s: '緊急時サポート',
  p: '関係者',
  '.': '手続',
};

/** What each key does, by where it works. */
export const keysJa = {
  title: 'キーの一覧',
  now: 'この画面でいまできる手続',
  areOff: '1文字のキーは、この端末では使わない設定です。右上のお名前から開く「設定」で変えられます。',
  groups: { everywhere: 'どの画面でも', list: '一覧', expense: '費用', case: '事案' },
  everywhere,
  list,
  expense,
  case: forCase,
};
export type KeysText = typeof keysJa;
