import type { Words } from '#kernel';

/** Kinds of documents, in the words of the trade. */
export const documentKinds = {
  'claim-form': { ja: '保険金請求書', en: 'Claim form' },
  invoice: { ja: '請求書・領収書', en: 'Invoice or receipt' },
  contract: { ja: '契約書・見積書', en: 'Contract or quotation' },
  'work-report': { ja: '作業報告書', en: 'Work report' },
  'forensic-report': { ja: '調査報告書（フォレンジック）', en: 'Forensic report' },
  'third-party-notice': { ja: '第三者からの指摘の記録', en: 'Notice by the third party' },
  'call-log': { ja: '日別の受電件数', en: 'Daily call counts' },
  publication: { ja: '掲載物の写し', en: 'Copy of the publication' },
  'recipient-count': { ja: '対象人数の一覧', en: 'Count of recipients' },
  'delivery-proof': { ja: '発送・引渡しの記録', en: 'Proof of delivery' },
  deliverable: { ja: '成果物', en: 'Deliverable' },
  'profit-and-loss': { ja: '月次の損益計算書', en: 'Monthly profit and loss' },
  'outage-log': { ja: 'システム停止の記録', en: 'Log of the outage' },
  'cost-effect': { ja: '費用対効果の資料', en: 'Cost and effect of prevention' },
  'payment-proof': { ja: '支払いの証明', en: 'Proof of payment' },
  'bank-book': { ja: '通帳の写し', en: 'Copy of the bank book' },
  'claimant-letter': { ja: '請求者からの請求書・訴状', en: 'Letter or complaint of the claimant' },
  settlement: { ja: '示談書・判決', en: 'Settlement or judgment' },
  'claimant-consent': { ja: '被害者の承諾書', en: 'Consent of the victim' },
  'insurer-note': { ja: '保険会社の内部資料', en: 'The insurer’s own document' },
  other: { ja: 'その他の資料', en: 'Other document' },
} as const satisfies Record<string, Words>;
export type DocumentKind = keyof typeof documentKinds;
export const documentKindNames = Object.keys(documentKinds) as DocumentKind[];

/** Kinds whose files may have any form: images of disks, logs, mails, films. They are given out as downloads alone. */
export const kindsOfAnything: readonly DocumentKind[] = ['forensic-report', 'other'];

/**
 * How a document is shown beside its line: as a picture made from it, as the PDF that it is, or as a download alone.
 */
export const waysOfShowing = ['picture', 'pdf', 'download'] as const;
const pictures = ['jpeg', 'png', 'apng', 'gif', 'webp', 'tiff', 'heic', 'heif', 'heic-sequence', 'heif-sequence'];

/** How content of a media type is shown. */
export function shownAs(mediaType: string): (typeof waysOfShowing)[number] {
  if (mediaType === 'application/pdf') return 'pdf';
  return pictures.some((name) => mediaType === `image/${name}`) ? 'picture' : 'download';
}

/** The readers of a document beside the insurer: all of the case, all but agents (register of claimants), or none. */
export type DocumentAudience = 'all' | 'claimants' | 'insurer';
// and the copy of a bank book, which no agent reads either
const ofClaimants: readonly DocumentKind[] = ['claimant-letter', 'settlement', 'claimant-consent', 'bank-book'];

/** The readers of a document of this kind. */
export function audienceOf(kind: DocumentKind): DocumentAudience {
  if (kind === 'insurer-note') return 'insurer';
  return ofClaimants.includes(kind) ? 'claimants' : 'all';
}

/** Bytes of the largest file that is accepted. */
export const largestDocument = 104_857_600;
