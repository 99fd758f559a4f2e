import type { CodedText } from '#kernel';

/** A fault in a record, at a byte counted from 1, in words. */
export interface TransferFault extends CodedText {
  readonly byte: number;
}

/** What is wrong with a byte, said after the name of its field. */
export interface WrongByte {
  readonly code: string;
  readonly ja: string;
  readonly en: string;
}

export const notDigit: WrongByte = { code: 'not-a-digit', ja: 'に数字でない文字があります。', en: 'not a digit.' };
export const notBlank: WrongByte = { code: 'not-blank', ja: 'は空白でなければなりません。', en: 'must be blank.' };
export const notAllowed: WrongByte = {
  code: 'not-allowed',
  ja: 'に振込データで使えない文字があります。',
  en: 'a character that a transfer cannot carry.',
};

export const wrongByte = (
  byte: number,
  { code, ja, en }: WrongByte,
  { nameJa, nameEn }: { readonly nameJa: string; readonly nameEn: string },
): TransferFault => ({ byte, code, textJa: `「${nameJa}」${ja}`, textEn: `${nameEn}: ${en}` });

export const recordKind: TransferFault = {
  byte: 1,
  code: 'record-kind',
  textJa: 'データ区分は1、2、8、9のいずれかです。',
  textEn: 'The record kind is 1, 2, 8 or 9.',
};

export const recordLengthIs = (length: number): TransferFault => ({
  byte: length + 1,
  code: 'record-length',
  textJa: `レコードの長さが${length}バイトです。120バイトでなければなりません。`,
  textEn: `The record has ${length} bytes, not 120.`,
});

export const recordOrder: TransferFault = {
  byte: 1,
  code: 'record-order',
  textJa: 'レコードの順序が違います（ヘッダー、データ、トレーラー、エンドの順）。',
  textEn: 'The records are not in the order header, transfers, trailer, end.',
};

export const wrongCount = (count: number): TransferFault => ({
  byte: 2,
  code: 'wrong-count',
  textJa: `合計件数がデータの件数（${count}件）と違います。`,
  textEn: `The count is not that of the transfers (${count}).`,
});

export const wrongTotal = (sum: number): TransferFault => ({
  byte: 8,
  code: 'wrong-total',
  textJa: `合計金額がデータの合計（${sum}円）と違います。`,
  textEn: `The total is not the sum of the transfers (${sum} yen).`,
});
