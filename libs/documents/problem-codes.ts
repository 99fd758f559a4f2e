import { refusal, type Refusals } from '#kernel';

/** The refusals of the room, with sentences that say what to do. */
export const documentsProblems = {
  'documents.type-refused': refusal(
    422,
    'この種類のファイルは受け付けられません。PDF、画像（JPEG・PNG・HEIC・TIFF）、Word、Excel、CSV、テキスト、ZIPのいずれかで送信するか、資料の種類を「調査報告書（フォレンジック）」か「その他の資料」にしてください。',
    'Files of this kind are not taken. Send a PDF, an image (JPEG, PNG, HEIC, TIFF), Word, Excel, CSV, text or ZIP file, or choose Forensic report or Other document as its kind.',
  ),
  'documents.not-what-it-says': refusal(
    422,
    'ファイルの中身が、名前の末尾（拡張子）の示す種類と違います。元のファイルを確かめ、正しい形式で保存し直してください。',
    'The content is not what the ending of the name says. Check the original and save it in the right form.',
  ),
  'documents.not-shown': refusal(
    422,
    'この資料は画面に表示できません。ダウンロードして開いてください。',
    'This document cannot be shown here. Download it and open it.',
  ),
  'documents.pictures-busy': refusal(
    503,
    'ほかの画像を準備しています。少し待ってから、もう一度開いてください。',
    'Other pictures are being prepared. Wait a moment and open this one again.',
  ),
  'documents.needs-no-password': refusal(
    409,
    'この資料にはパスワードがありません。開いた記録は必要ありません。',
    'This document has no password. It counts without being recorded as opened.',
  ),
  'documents.opened-already': refusal(
    409,
    'この資料は、開いたことがすでに記録されています。',
    'That this document was opened is recorded already.',
  ),
  'documents.password-day': refusal(
    422,
    'パスワードを受け取った日は、資料の到着日から今日までの日を入力してください。',
    'Enter the day on which the password came: from the day of receipt until today.',
  ),
  'documents.infected': refusal(
    422,
    'ファイルからウイルスが見つかったため、受け付けませんでした。ほかの端末で作り直したファイルを送信してください。',
    'A virus was found in the file, so it was not taken. Send a file made on another machine.',
  ),
  'documents.kind-not-yours': refusal(
    403,
    'この種類の資料は登録できません。資料の種類を確かめてください。',
    'You cannot file documents of this kind. Check the kind.',
  ),
  'documents.received-in-future': refusal(
    422,
    '資料の到着日が今日より後になっています。到着した日を確かめてください。',
    'The day of receipt lies ahead. Check on which day it arrived.',
  ),
  'documents.erased': refusal(
    410,
    'この資料の中身は消去されました。記録だけが残っています。',
    'The content of this document was erased; only its record is left.',
  ),
  'documents.content-missing': refusal(
    500,
    '資料の中身を読み出せません。運用担当者に連絡してください。',
    'The content of this document cannot be read. Tell whoever runs the system.',
  ),
  'documents.store-away': refusal(
    503,
    '資料の保管場所が、ただいま応答しません。送信中の資料は保存されていません。しばらく待って、もう一度お試しください。',
    'The place where documents are kept does not answer just now. A document that was being sent is not stored; try again in a little while.',
  ),
  'documents.erasure-asked-already': refusal(
    409,
    'この資料の消去は、すでに依頼されています。別の担当者が確認してください。',
    'The erasure of this document was asked for already: another person confirms it.',
  ),
  'documents.erasure-not-asked': refusal(
    409,
    'この資料の消去は依頼されていません。先に理由を付けて依頼してください。',
    'Nobody asked to erase this document. Ask for it first, with a reason.',
  ),
  'documents.second-person-needed': refusal(
    409,
    '消去には2人の確認が必要です。別の担当者に確認を依頼してください。',
    'Two persons erase a document: ask another person to confirm.',
  ),
} as const satisfies Refusals;
