/** Corrections of an outlook that was told otherwise than holds. */
export const outlookJa = {
  noticeTitle: '補償の見通しについての訂正のお知らせ',
  noticeText: (told: string, from: string, until: string) =>
    `${from}から${until}まで、この事案の補償の見通しを「${told}」と表示していましたが、誤りでした。おわびして訂正します。`,
  noticeWhy:
    '海外で起きた事故も、保険金のお支払いの対象です。事故が起きた国によって補償の見通しが変わることはありません。',
  noticeNow: (coverage: string, support: string) =>
    `現在の補償の見通しは「${coverage}」、緊急時サポートの見通しは「${support}」です。`,
  noticeOpen:
    '費用のご請求や事案を取り下げられた場合、ご請求を見合わせておられる費用がある場合は、あらためて承ります。',
  noticeRead: '確認しました',
  noticeReadAt: (moment: string) => `${moment}に確認済み`,
  noticesTitle: '訂正のお知らせ',
  title: '補償の見通しの訂正',
  lead: '補償と緊急時サポートの見通しを分けていなかったときに、国だけを理由に補償の見通しを誤って表示していた事案です。',
  lists: { 'to-call': 'お電話する', 'to-act': '上席が対応する', all: 'すべて' },
  none: {
    'to-call': 'お電話する相手はありません。',
    'to-act': '対応する事案はありません。',
    all: '訂正した事案はありません。',
  },
  told: '誤って表示していた補償の見通し',
  toldTime: '表示していた期間',
  span: (from: string, until: string) => `${from}から${until}まで`,
  coverageNow: '現在の補償の見通し',
  supportNow: '現在の緊急時サポートの見通し',
  state: '事案の状態',
  followed: {
    'case-withdrawn': '事案が取り下げられています',
    'lines-withdrawn': '費用が取り下げられています',
    'no-line': 'その後の費用のご請求がありません',
  },
  linesWithdrawn: (count: string) => `${count}件の費用が取り下げられています`,
  readers: { institution: '医療機関', agency: '取扱代理店' },
  read: (moment: string) => `画面で確認済み（${moment}）`,
  unread: '画面では未確認',
  reached: 'お電話でお伝えした',
  notReached: 'お電話したが不通',
  callLine: (moment: string, name: string, reached: string, note: string) => `${moment} ${name}：${reached}。${note}`,
  callReached: 'お伝えした',
  callNotReached: 'つながらなかった',
  callTitle: { reached: 'お電話でお伝えしたことを記録する', notReached: 'つながらなかったことを記録する' },
  callNote: { reached: 'お話しした相手と内容', notReached: 'つながらなかったときの様子' },
  act: '対応を記録する',
  actLead:
    '医療機関に確かめたこと、再開やあらためてのご請求の有無など、行ったことを記録します。記録すると、この一覧から外れます。',
  actLabel: '行ったこと',
  acted: (moment: string, name: string, done: string) => `${moment} ${name}：${done}`,
};
export type OutlookText = typeof outlookJa;
