import { refusal, type Refusals } from '#kernel';

/** The refusals of this domain, with sentences that say what to do. */
export const paymentsProblems = {
  'payments.not-paid-so-much': refusal(
    422,
    '返還を求められるのは、お支払い済みの額（{most}円）までです。',
    'At most what was paid can be demanded back: {most} yen.',
  ),
  'payments.screening-held': refusal(
    409,
    '反社会的勢力の確認で一致した支払いが含まれています。振込データを取り消し、示した支払いを停止してください。',
    'A watched name matches a payment of this batch. Cancel the batch and stop the payments named.',
  ),
  'payments.victim-gate': refusal(
    409,
    '保険法22条により、いまお支払いできるのは{room}円までです。医療機関が被害者に支払った額か被害者の承諾を登録するか、被害者にお支払いください。',
    'By article 22 of the Insurance Act at most {room} yen can be paid now. Enter what the institution has paid the victim or the victim’s consent, or pay the victim.',
  ),
  'payments.vendor-account-needed': refusal(
    422,
    '支払先の事業者の口座（確認済み）を指定してください。',
    'Name a confirmed account of the vendor.',
  ),
  'payments.cost-decided': refusal(409, 'この費用は、すでに判断されています。', 'This cost was decided already.'),
  'payments.clock-over': refusal(
    409,
    'この費用の手続きは終わっているため、期限は動かせません。',
    'This expense has come to its end: its time to pay cannot be moved.',
  ),
  'payments.extended-already': refusal(
    409,
    '同じ事由による期限の延長は、すでに通知されています。',
    'The claimant was told of this ground already.',
  ),
  'payments.senior-needed': refusal(
    403,
    '民間の調査報告による延長は、上席の保険金サービス担当者が理由を付けて行います。',
    'Only a senior adjuster extends the time for a private forensic report.',
  ),
  'payments.suspended-already': refusal(
    409,
    'この費用の期限は、その日にはすでに停止しています。',
    'The time of this expense stands still on that day already.',
  ),
  'payments.not-suspended': refusal(
    409,
    'この費用の期限は停止していません。',
    'The time of this expense does not stand still.',
  ),
  'payments.not-complete': refusal(
    409,
    '必要な資料がまだそろっていないため、請求完了日はまだありません。資料が届いた日が、請求完了日になります。',
    'A needed document is still missing, so the claim is not complete yet. It is on the day on which the last one arrives.',
  ),
  'payments.not-later': refusal(
    422,
    '請求完了日は、いまの日より後で、今日までの日にしてください。',
    'The day of completeness must be later than it is now, and not after today.',
  ),
  'payments.bank-file-refused': refusal(
    422,
    '銀行のファイルに誤りがあるため、1件も取り込みませんでした。示した行と列を確かめてください。',
    'The bank’s file has faults, so nothing was taken. Check the rows and columns named.',
  ),
  'payments.bank-file-known': refusal(
    409,
    'このファイルは、すでに取り込まれています。',
    'This file was taken over already.',
  ),
  'payments.bank-record-length': refusal(
    422,
    '銀行のファイルの{record}番目のレコードが{found}バイトです（{length}バイトのはずです）。途中で切れているか、別のプログラムで保存し直されています。銀行からもう一度ダウンロードして、開かずにそのまま選んでください。1件も取り込んでいません。',
    'Record {record} of the bank’s file has {found} bytes instead of {length}: it is cut off, or another program saved it. Download it from the bank again and choose it without opening it. Nothing was taken.',
  ),
  'payments.bank-record-order': refusal(
    422,
    '銀行のファイルの{record}番目のレコードが、あるはずの種類（ヘッダー、データ、トレーラー、エンドの順）ではありません。銀行からもう一度ダウンロードしてください。1件も取り込んでいません。',
    'Record {record} of the bank’s file is not of the kind that belongs there (header, data, trailer, end). Download it from the bank again. Nothing was taken.',
  ),
  'payments.bank-record-unreadable': refusal(
    422,
    '銀行のファイルの{record}番目のレコードの{from}～{to}バイト目が読み取れません。銀行からもう一度ダウンロードし、同じところが読み取れないときは銀行に問い合わせてください。1件も取り込んでいません。',
    'Bytes {from} to {to} of record {record} of the bank’s file cannot be read. Download it from the bank again, and ask the bank if the same bytes cannot be read. Nothing was taken.',
  ),
  'payments.bank-file-cut': refusal(
    422,
    '銀行のファイルが{records}番目のレコードで終わっていて、最後のエンドレコードがありません。途中で切れています。銀行からもう一度ダウンロードしてください。1件も取り込んでいません。',
    'The bank’s file ends with record {records}, without an end record: it is cut off. Download it from the bank again. Nothing was taken.',
  ),
  'payments.bank-sum-differs': refusal(
    422,
    '銀行のファイルの{record}番目のレコード（トレーラー）は{saidCount}件、{said}円ですが、明細は{count}件、{sum}円です。明細が抜けています。銀行からもう一度ダウンロードしてください。1件も取り込んでいません。',
    'Record {record} of the bank’s file (trailer) says {saidCount} lines and {said} yen, but its lines are {count} and {sum} yen: lines are missing. Download it from the bank again. Nothing was taken.',
  ),
  'payments.bank-code-set': refusal(
    422,
    '銀行のファイルがEBCDICで書かれています。銀行の画面でJIS（シフトJIS）を選んで、もう一度ダウンロードしてください。',
    'The bank’s file is written in EBCDIC. Choose JIS (Shift_JIS) at the bank and download it again.',
  ),
  'payments.bank-outcome-needed': refusal(
    422,
    '総合振込の形（120バイト）のファイルです。振り込めたものの一覧か、振込不能の一覧かを選んでください。',
    'This file has the form of a bulk transfer (120 bytes). Say whether it lists transfers that were paid or that failed.',
  ),
  'payments.bank-other-account': refusal(
    422,
    'このファイルは、金融機関{bank}・支店{branch}の口座（末尾{digits}）のものです。登録されている振込元口座のファイルではありません。口座を確かめて、振込元口座のファイルを選んでください。1件も取り込んでいません。',
    'This file is of an account of bank {bank}, branch {branch} (ending in {digits}), which is not an account that is paid from. Check the account and choose the file of ours. Nothing was taken.',
  ),
  'payments.line-settled': refusal(409, 'この明細は、すでに処理されています。', 'This line was dealt with already.'),
  'payments.form-column-twice': refusal(
    422,
    '日付、金額、入出金の区分には、それぞれ別の列を選んでください。',
    'Choose different columns for the day, the amounts and the way of the money.',
  ),
  'payments.form-incomplete': refusal(
    422,
    '入金額と出金額の列を両方選ぶか、金額の列を1つ選んでください。入出金の区分の列を選んだときは、その言葉が入金か出金かも選んでください。',
    'Choose the columns of money in and money out, or one column of amounts; with a column for the way of the money, also say which of its words mean in and which out.',
  ),
  'payments.form-word-twice': refusal(
    422,
    '同じ言葉が入金と出金の両方にあります。どちらか1つを選んでください。',
    'A word means both money in and money out. Choose one of them.',
  ),
  'payments.form-word-unknown': refusal(
    422,
    '列の割当てのときになかった言葉です。入金か出金かを選んで、割当てを登録し直してください。',
    'This word was not there when the columns were assigned. Say whether it means in or out and keep the columns anew.',
  ),
  'payments.form-sign-and-word': refusal(
    422,
    'マイナスの金額に入出金の区分が付いています。区分の列を使わずに割り当てるか、金額を確かめてください。',
    'A negative amount stands beside a word for its way. Assign the columns without the one for the way, or check the amount.',
  ),
  'payments.form-both-ways': refusal(
    422,
    '1行に入金と出金の両方の金額があります。列の割当てを確かめてください。',
    'This row has money in and money out. Check which columns were assigned.',
  ),
  'payments.form-unreadable': refusal(
    422,
    '列の割当てを読み取れません。もう一度割り当ててください。',
    'The assignment of columns cannot be read. Assign them again.',
  ),
  'payments.line-other-kind': refusal(
    409,
    'この明細は、選んだ扱いにはできません。入金は振込不能か返還、出金と振込済はお支払い完了、振込不能の明細は振込不能として扱えます。どれでもなければ、理由を付けて「その他」にしてください。',
    'This line cannot be that: money that came in is a return or a repayment, money that went out or was paid is a settlement, a transfer that failed is a return. Otherwise close it as other, with a reason.',
  ),
  'payments.line-number-needed': refusal(
    422,
    '支払番号または返還請求の番号を入力してください。',
    'Enter the number of the payment or of the claim for repayment.',
  ),
  'payments.line-no-such-number': refusal(
    422,
    'この番号のお支払い、または返還請求はありません。番号を確かめてください。',
    'There is no payment or claim for repayment with this number. Check the number.',
  ),
  'payments.line-other-amount': refusal(
    422,
    '明細の金額は{bank}円ですが、この番号の金額は{ours}円です。金額が同じお支払い、または返還請求の番号を入力するか、理由を付けて「その他」にしてください。',
    'The line is {bank} yen, but the amount of this number is {ours} yen. Enter the number of one with the same amount, or close the line as other, with a reason.',
  ),
  'payments.line-stands-already': refusal(
    409,
    'この番号のお支払い、または返還請求には、もう銀行の同じ種類の明細があります。二重の入出金でないか確かめ、この明細は理由を付けて「その他」にしてください。',
    'Another line of the bank of this kind stands for this payment or claim already. Check whether money moved twice, and close this line as other, with a reason.',
  ),
  'payments.line-earlier-return': refusal(
    409,
    'このお支払いには、銀行の明細のないまま入力した、前の振込不能があります。その明細なら、理由を付けて「その他」にしてください。今回の振込がまた戻ったのなら、先にお支払いの画面で振込不能を入力してください。',
    'This payment came back before, entered without a line of the bank. If this line is of that time, close it as other, with a reason. If it came back again, enter that at the payment first.',
  ),
  'payments.batch-debited': refusal(
    409,
    '銀行の明細に、この振込データの合計の出金があります。取り消すと二重に支払われるため、取り消せません。振り込まれなかったものは、1件ずつ振込不能にしてください。',
    'The bank’s lines say that the sum of this batch went out: cancelled, it would be paid twice. Enter the transfers that failed one by one as returned.',
  ),
  'payments.line-not-closed': refusal(
    409,
    'この明細は「その他」として閉じられていないため、戻せません。最新の一覧を確かめてください。',
    'This line is not closed as other, so it cannot be put back. Look at the newest list.',
  ),
  'accounts.no-such-bank': refusal(
    422,
    'この金融機関コードは登録されていません。4桁のコードを確かめてください。',
    'There is no bank with this code. Check its four digits.',
  ),
  'accounts.no-such-branch': refusal(
    422,
    'この支店コードは、この金融機関に登録されていません。3桁のコードを確かめてください。',
    'This bank has no branch with this code. Check its three digits.',
  ),
  'accounts.bank-closed': refusal(
    422,
    'この金融機関は、すでに営業を終えています。合併後の金融機関の口座を登録してください。',
    'This bank is closed. Enter an account of the bank that took it over.',
  ),
  'accounts.branch-closed': refusal(
    422,
    'この支店は、すでに営業を終えています。統合後の支店コードを通帳か金融機関で確かめて登録してください。',
    'This branch is closed. Ask the bank, or look at the passbook, for the branch that took it over.',
  ),
  'banks.there-already': refusal(
    409,
    'このコードは、その日にはすでに登録されています。名称が変わったときは「名称の訂正」を選んでください。',
    'This code is there already on that day. If its name changed, enter a correction.',
  ),
  'banks.not-there': refusal(
    409,
    'このコードは、その日には登録されていないか、営業を終えています。コードと日付を確かめるか、「追加」を選んでください。',
    'On that day there is no open bank or branch with this code. Check code and day, or enter it as added.',
  ),
  'banks.name-needed': refusal(
    422,
    '追加と訂正では、名称とカナの両方を入力してください。',
    'An addition or correction needs the name and its katakana.',
  ),
  'banks.name-unneeded': refusal(
    422,
    '廃止では、名称とカナは入力しません。空欄にしてください。',
    'A closing has no name. Leave it empty.',
  ),
  'banks.second-person-needed': refusal(
    403,
    '登録した本人は、確認も却下もできません。支払担当またはシステム管理者の、別の人に依頼してください。',
    'Whoever entered it can neither confirm nor refuse it. Ask another person of payments or an administrator.',
  ),
  'banks.decided-already': refusal(
    409,
    'この登録は、すでに確認または却下されています。一覧を読み直してください。',
    'This entry is confirmed or refused already. Look at the newest list.',
  ),
  'banks.changed-meanwhile': refusal(
    409,
    '登録された後に、同じ金融機関または支店の別の登録が確認されたため、この登録は確認できません。理由を付けて却下し、必要なら登録し直してください。',
    'Another entry of the same bank or branch was confirmed since. Refuse this one with a reason, and enter it again if it is needed.',
  ),
  'payments.bank-closed': refusal(
    409,
    '振込先の金融機関または支店が、振込指定日には営業を終えています。振込データを取り消し、新しい口座が確認されてから作成し直してください。',
    'A bank or branch to be paid to is closed on the transfer date. Cancel the batch and build it again once a new account is confirmed.',
  ),
  'accounts.wrong-number': refusal(
    422,
    '口座番号は7桁以内の数字で入力してください。',
    'Write the account number with at most seven digits.',
  ),
  'accounts.wrong-postal-number': refusal(
    422,
    'ゆうちょ銀行の記号（5桁）と番号（8桁以内、末尾は1）を確かめてください。',
    'Check the symbol (five digits) and the number (at most eight, ending in 1) of Japan Post Bank.',
  ),
  'accounts.name-empty': refusal(422, '口座名義（カナ）を入力してください。', 'Write the holder in katakana.'),
  'accounts.name-refused': refusal(
    422,
    '口座名義に、振込データで使えない文字があります。通帳のカナのとおりに入力してください。',
    'The holder has characters that a transfer cannot carry. Write the katakana of the passbook.',
  ),
  'accounts.name-too-long': refusal(
    422,
    '口座名義が30文字（濁点・半濁点も1文字と数えます）を超えています。法人の種類は略語（医療法人は「ｲ)」）で書いてください。それでも超えるときは、振込に使う30文字以内の名義を、口座のある銀行に確かめてください。',
    'The holder is longer than 30 characters (voicing marks count). Abbreviate the form of the corporation, as a medical corporation is one letter and a bracket. If it is still too long, ask the bank of the account for the name of at most 30 characters that transfers use.',
  ),
  'accounts.does-not-match': refusal(
    422,
    '入力された口座番号または名義が、登録された内容と一致しません。書類を確かめて、もう一度入力してください。',
    'Number or holder are not those that were entered. Check the paper and type them again.',
  ),
  'accounts.second-person-needed': refusal(
    409,
    '口座を登録した人は確認できません。ほかの担当者に依頼してください。',
    'Who entered an account does not confirm it. Ask somebody else.',
  ),
  'accounts.decided-already': refusal(
    409,
    'この口座の確認は、すでに終わっています。最新の状態を確かめてください。',
    'This account is decided on already. Look at its newest state.',
  ),
  'payments.not-a-bank-day': refusal(
    422,
    '振込指定日は、銀行の営業日にしてください（土日、祝日、12月31日から1月3日を除きます）。',
    'Choose a day on which banks work: no weekend, no holiday, not 31 December to 3 January.',
  ),
  'payments.rate-unknown': refusal(
    409,
    '遅延損害金の利率が登録されていない期間のお支払いがあります。システム管理者に連絡してください。',
    'A payment is late in a time for which no rate of delay interest is known. Tell an administrator.',
  ),
  'payments.too-far': refusal(
    422,
    '振込指定日が先すぎます。今日から60日以内の銀行の営業日にしてください。',
    'The transfer date is too far ahead: choose a bank business day within 60 days.',
  ),
  'payments.too-soon': refusal(
    422,
    '振込指定日が早すぎます。{days}営業日以上先の日にしてください。',
    'The transfer date is too soon: choose one at least {days} bank business days ahead.',
  ),
  'payments.no-origin': refusal(
    409,
    '振込元の口座が登録されていません。システム管理者に登録を依頼してください。',
    'No account to pay from is entered. Ask an administrator.',
  ),
  'payments.releaser-unfit': refusal(
    422,
    '実行者には、支払担当の人を指定してください。',
    'Name somebody of payments as the releaser.',
  ),
  'payments.nothing-to-pay': refusal(
    409,
    'この実行者が実行できるお支払いがありません。別の実行者を指定するか、お支払いの予定を確かめてください。',
    'Nothing is scheduled that this releaser may release. Name another, or look at what is scheduled.',
  ),
  'payments.not-the-releaser': refusal(
    409,
    'この振込データは、指定された実行者だけが実行できます。',
    'Only the releaser named in advance releases this batch.',
  ),
  'payments.move-not-allowed': refusal(
    409,
    'いまの状態（{from}）からは、この手続（{to}）に進めません。最新の状態を確かめてください。',
    'This move ({to}) is not possible from the present state ({from}). Look at the newest state.',
  ),
  'payments.not-yet': refusal(
    409,
    'まだこの手続ができる日になっていません。{day}以降に行ってください。',
    'It is too early for this: wait until {day}.',
  ),
  'payments.wrong-day': refusal(
    422,
    '日付は、振込指定日から今日までの間にしてください。',
    'The day lies between the transfer date and today.',
  ),
  'payments.second-person-needed': refusal(
    409,
    '取消しには、別の人の承認が必要です。ほかの支払担当に依頼してください。',
    'Two persons cancel a batch: ask another person of payments.',
  ),
  'payments.other-account-needed': refusal(
    409,
    '振込先の口座が訂正・確認されるまで、再度お支払いできません。',
    'Pay again once the account is corrected and confirmed.',
  ),
  'payments.no-return-to-correct': refusal(
    409,
    '誰の誤りで戻ったかは、振込不能になったお支払いが次の振込データに入るまで訂正できます。',
    'Whose mistake a return was can be corrected until the returned payment is in its next batch.',
  ),
  'payments.mistake-recorded-already': refusal(
    409,
    '誰の誤りで戻ったかは、すでにそのように記録されています。',
    'It is recorded as this mistake already.',
  ),
  'payments.no-file-yet': refusal(
    409,
    '振込データは、実行された後に取得できます。',
    'The file is there once the batch is released.',
  ),
  'payments.nothing-approved': refusal(
    409,
    'この費用には、予定できるお支払いがありません。承認、口座の確認、停止の記録を確かめてください。',
    'There is nothing to schedule here: see approval, confirmed account and what was stopped.',
  ),
} as const satisfies Refusals;
