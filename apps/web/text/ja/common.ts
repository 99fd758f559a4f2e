import type { Count } from '#kernel';
import type { UnreadableReason } from '#kernel';

/** Texts that every page may need. */
export const commonJa = {
  product: '備え',
  advice: {
    title: '今すぐしていただきたいこと',
    steps: {
      power: { do: '電源を切らない', why: '調べるための記録が消えてしまいます。' },
      isolate: {
        do: 'LAN ケーブルを抜き、Wi-Fi を切る',
        why: '被害が広がるのを止めます。対象がわからないときは、事業者か専任スタッフの指示を待ってください。',
      },
      keepNote: {
        do: '脅迫文、画面、ログを残す',
        why: '画面は写真に撮ってください。消したり、上書きしたりしないでください。',
      },
      keepLogs: { do: '画面とログを残す', why: '画面は写真に撮ってください。消したり、上書きしたりしないでください。' },
      silent: { do: '攻撃者に返事をしない、支払わない', why: '身代金は、この保険ではお支払いできません。' },
      lostReport: {
        do: '警察に遺失届（盗まれたときは被害届）を出す',
        why: '受理番号を控えてください。交通機関や立ち寄った先の遺失物係にも問い合わせてください。',
      },
      remoteLock: {
        do: '端末をリモートでロックする',
        why: '管理画面や事業者から、ロックと位置の確認ができることがあります。消去は、専任スタッフに相談してからにしてください。',
      },
      passwords: {
        do: 'その端末で使っていたアカウントのパスワードを変える',
        why: 'メール、電子カルテ、クラウドなど、別の端末から変えてください。通信会社に回線の停止も頼めます。',
      },
      recall: {
        do: '受け取った方に連絡し、開かずに消していただく',
        why: '書類や FAX は返していただきます。誰に、いつ、何を頼んだかを書き留めてください。',
      },
      takeDown: {
        do: '公開や共有を止める',
        why: '掲載先や検索サービスにも削除を頼みます。その前に、いまの画面を写真に撮ってください。',
      },
      record: {
        do: '誰の、どの情報が、何件かを書き出す',
        why: '個人情報保護委員会への報告に要ります。速報は、知った日から3〜5日以内です。',
      },
      call: {
        do: 'システムの保守事業者と、院内の責任者に知らせる',
        why: '警察への相談は、専任スタッフがお手伝いします。',
      },
    },
  },
  deskPhone: '専任スタッフ（お急ぎのとき）',
  nightPhone: '夜間・休日',
  language: 'Language / 言語',
  japanese: '日本語',
  english: 'English',
  back: '戻る',
  next: '次へ',
  close: '閉じる',
  cancel: 'やめる',
  send: '送信する',
  again: 'もう一度試す',
  optional: '任意',
  yes: 'はい',
  no: 'いいえ',
  unknown: 'わからない',
  none: 'なし',
  print: '印刷する',
  loading: '読み込んでいます…',
  sending: '送信しています…',
  lineLost:
    'つながりません。入力した内容は残っています。回線を確かめて、もう一度試してください（二重には登録されません）。',
  notLoaded: '読み込めませんでした。',
  traceId: (id: string) => `お問い合わせ番号：${id}`,
  tableReading: '表を読んでいます…',
  tableWrittenAs: (name: string) => `ファイルの形式：${name}`,
  tableSum: (count: Count, amount: string) => `${count}行、合計 ${amount}`,
  fileRow: '行',
  fileRowNo: (line: number) => `${line}行目`,
  rowFaults: '直すところ',
  notTaken: (count: Count) => `取り込まない行（${count}行）`,
  notTakenWhy: {
    ...{ title: '見出しより上の行', hidden: '表で非表示の行', total: '合計の行' },
    'no-amount': '金額のない行',
  },
  notTakenMore: (count: Count) => `ほかに${count}行あります。`,
  columnHidden: (column: string, heading: string) => `${column}列「${heading}」は、表で非表示のため取り込みません。`,
  chooseAnother: '直したファイルを選ぶには、もう一度「ファイルを選ぶ」を押してください。',
  faultIn: (column: string) => `「${column}」：`,
  faultAt: (row: string, column: string) => `${row}行目${column ? `「${column}」` : ''}：`,
  missingTitle: '先に必要なこと',
  faultsTitle: '次の項目を直してください',
  signIn: 'サインイン',
  signInLead: 'メールアドレスとパスワードでサインインしてください。',
  signInAgain: 'もう一度サインインしてください',
  signInAgainLead:
    'サインインの有効期間が切れました。入力した内容は残っています。サインインすると、続きから進められます。',
  signInWait: (seconds: number) => `サインインの失敗が続いたため、あと${seconds}秒お待ちください。`,
  signInNow: 'もう一度サインインできます。',
  deviceCode: '確認コード',
  deviceCodeHint:
    '受付デスクが折り返しの電話で読み上げる12桁の数字です。メールのリンクから開いたときは、入力済みです。',
  mailLink: '確認のリンクをメールで受け取る',
  linkAsked: (email: string) =>
    `${email} がアカウントのメールアドレスであれば、リンクを送りました（60分間、1回限り）。この端末で開いてください。`,
  callDesk:
    'メールを受け取れないときは、受付デスクへお電話ください。登録済みの番号へ折り返し、確認コードをお伝えします。',
  email: 'メールアドレス',
  password: 'パスワード',
  showPassword: 'パスワードを表示する',
  emailEmpty: 'メールアドレスを入力してください。',
  passwordEmpty: 'パスワードを入力してください。',
  fieldEmpty: '入力してください。',
  namePrivateUse:
    '外字（機械ごとに違う文字）だけの名前は、ほかの機械で読めません。ふつうの漢字かカナで入力してください。',
  tooLong: (count: number, most: number) =>
    `${count.toLocaleString('ja-JP')}文字あります。${most.toLocaleString('ja-JP')}文字以内にまとめるか、残りは資料としてお送りください。`,
  tooLongField: (count: number, most: number) =>
    `${count.toLocaleString('ja-JP')}文字あります。${most.toLocaleString('ja-JP')}文字以内で入力してください。`,
  notDialled: '電話番号として読めません。入力のまま残しています。番号を確かめてください。',
  unreadable: {
    value: '読み取れない値です。見本の形で入力してください。',
    amount: '金額として読めません。「1,200,000」「30万円」のように入力してください。',
    'amount-ambiguous':
      '二通りに読める数です。「1.2」や「1.200」などの区切りを使わず、「1,200,000」「1200000」のように入力してください。',
    'not-whole': '1円未満の端数があります。円の単位で入力してください。',
    'too-large': '大きすぎる数です。けたを確かめてください。',
    number: '数として読めません。数字で入力してください。',
    day: '日付として読めません。「2026/11/24」「令和8年11月24日」のように入力してください。',
    'day-ambiguous': '年・月・日の順が決められません。年を4けたにして「2026/11/24」のように入力してください。',
    'no-such-day': '実在しない日付です。月と日を確かめてください。',
    'no-year': '年から入力してください。「2026/11/24」のように書きます。',
    'era-differs': '元号と日付が合いません。令和は2019年5月1日から、平成は1989年1月8日から2019年4月30日までです。',
    'weekday-differs': '日付と曜日が合いません。どちらかを確かめてください。',
    time: '時刻として読めません。「03:15」「午後11時」のように入力してください。',
    'time-ambiguous': '正午か午前0時かが決められません。「12:00」「0:00」のように入力してください。',
    telephone: '電話番号を確かめてください。数字と「-」「+」で入力します。内線番号は「内線12」のように続けます。',
  } satisfies Record<UnreadableReason, string>,
  dayInFuture: '今日より後の日付です。請求書や領収書の日付を確かめてください。',
  countryExample: '例：韓国、中国、米国。文字を入力すると候補が出ます。',
  countryUnknown: 'この名前の国・地域は一覧にありません。候補から選ぶか、空欄にしてください。',
  timeExample: '例：03:15、午後11時',
  dayExample: '例：2026/11/24、令和8年11月24日',
  pastDayExample: '例：2026/11/24、令和8年11月24日、11/24、昨日',
  yenExample: '例：1,200,000、30万円',
  skipToContent: '本文へ移動',
  openInNewTab: '（新しいタブで開きます）',
};
export type CommonText = typeof commonJa;
