import {
  notAllowed,
  notBlank,
  notDigit,
  recordKind,
  recordLengthIs,
  recordOrder,
  wrongByte,
  wrongCount,
  wrongTotal,
  type TransferFault,
  type WrongByte,
} from './transfer-check-words.js';

/** A field of a record, by the bytes where it stands, counted from 1. */
export interface TransferField {
  readonly nameJa: string;
  readonly nameEn: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface TransferRecord {
  readonly no: number;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly fields: readonly TransferField[];
  readonly faults: readonly TransferFault[];
}

type Kind = 'digits' | 'text' | 'blank';
type Layout = readonly (readonly [nameJa: string, nameEn: string, length: number, kind: Kind])[];

/** The bulk transfer of the banks' association (全銀協規定フォーマット 総合振込), field by field. */
const layouts: Readonly<Record<string, { readonly ja: string; readonly en: string; readonly fields: Layout }>> = {
  '1': {
    ja: 'ヘッダー',
    en: 'Header',
    fields: [
      ['データ区分', 'Record kind', 1, 'digits'],
      ['種別コード', 'Transfer kind', 2, 'digits'],
      ['コード区分', 'Code', 1, 'digits'],
      ['振込依頼人コード', 'Requester code', 10, 'digits'],
      ['振込依頼人名', 'Requester', 40, 'text'],
      ['取組日', 'Transfer date', 4, 'digits'],
      ['仕向銀行番号', 'Paying bank', 4, 'digits'],
      ['仕向銀行名', 'Paying bank’s name', 15, 'text'],
      ['仕向支店番号', 'Paying branch', 3, 'digits'],
      ['仕向支店名', 'Paying branch’s name', 15, 'text'],
      ['預金種目', 'Account type', 1, 'digits'],
      ['口座番号', 'Account number', 7, 'digits'],
      ['ダミー', 'Blank', 17, 'blank'],
    ],
  },
  '2': {
    ja: 'データ',
    en: 'Transfer',
    fields: [
      ['データ区分', 'Record kind', 1, 'digits'],
      ['被仕向銀行番号', 'Bank', 4, 'digits'],
      ['被仕向銀行名', 'Bank’s name', 15, 'text'],
      ['被仕向支店番号', 'Branch', 3, 'digits'],
      ['被仕向支店名', 'Branch’s name', 15, 'text'],
      ['手形交換所番号', 'Clearing house', 4, 'digits'],
      ['預金種目', 'Account type', 1, 'digits'],
      ['口座番号', 'Account number', 7, 'digits'],
      ['受取人名', 'Payee', 30, 'text'],
      ['振込金額', 'Amount', 10, 'digits'],
      ['新規コード', 'New code', 1, 'digits'],
      ['顧客コード1（支払番号）', 'Customer code 1 (payment)', 10, 'digits'],
      ['顧客コード2', 'Customer code 2', 10, 'blank'],
      ['振込区分', 'Transfer mode', 1, 'digits'],
      ['識別表示', 'Mark', 1, 'blank'],
      ['ダミー', 'Blank', 7, 'blank'],
    ],
  },
  '8': {
    ja: 'トレーラー',
    en: 'Trailer',
    fields: [
      ['データ区分', 'Record kind', 1, 'digits'],
      ['合計件数', 'Count', 6, 'digits'],
      ['合計金額', 'Total', 12, 'digits'],
      ['ダミー', 'Blank', 101, 'blank'],
    ],
  },
  '9': {
    ja: 'エンド',
    en: 'End',
    fields: [
      ['データ区分', 'Record kind', 1, 'digits'],
      ['ダミー', 'Blank', 119, 'blank'],
    ],
  },
};

const recordLength = 120;

/**
 * Reads a bulk-transfer file apart from what wrote it: every field by its bytes, and every fault at its byte in words
 * (length, kind and order of records, digits, signs that are not allowed, count and sum of the trailer). Whole yen.
 */
export function checkTransferFile(bytes: Uint8Array): TransferRecord[] {
  const records = recordsOf(bytes).map((record, at) => recordOf(record, at + 1));
  const transfers = records.filter(({ nameEn }) => nameEn === 'Transfer');
  const sum = transfers.reduce((total, record) => total + Number(fieldOf(record, 'Amount')), 0);
  return records.map((record, at) => ({
    ...record,
    faults: [
      ...record.faults,
      ...orderFaults(record, at, records.length),
      ...(record.nameEn === 'Trailer' ? trailerFaults(record, transfers.length, sum) : []),
    ],
  }));
}

/** The records without what a bank may want after each, and at the end of the file. */
function recordsOf(bytes: Uint8Array): Uint8Array[] {
  const end = bytes.at(-1) === 0x1a ? bytes.length - 1 : bytes.length;
  const records: Uint8Array[] = [];
  let from = 0;
  while (from < end) {
    // a record that is cut short ends at the line's end, where there is one
    const lineEnd = bytes.subarray(from, Math.min(end, from + recordLength)).indexOf(0x0d);
    const to = Math.min(end, lineEnd === -1 ? from + recordLength : from + lineEnd);
    records.push(bytes.subarray(from, to));
    from = to;
    while (from < end && (bytes[from] === 0x0d || bytes[from] === 0x0a)) from += 1;
  }
  return records;
}

function recordOf(record: Uint8Array, no: number): TransferRecord {
  const layout = layouts[String.fromCharCode(record[0] ?? 0)];
  if (!layout)
    return {
      no,
      nameJa: '不明なレコード',
      nameEn: 'Unknown record',
      fields: [{ nameJa: '内容', nameEn: 'Content', from: 1, to: record.length, text: textOf(record) }],
      faults: [recordKind],
    };
  const faults: TransferFault[] = [];
  if (record.length !== recordLength) faults.push(recordLengthIs(record.length));
  let from = 0;
  const fields = layout.fields.map(([nameJa, nameEn, length, kind]): TransferField => {
    const part = record.subarray(from, from + length);
    for (const [offset, byte] of part.entries()) {
      const wrong = wrongIn(kind, byte);
      if (wrong) faults.push(wrongByte(from + offset + 1, wrong, { nameJa, nameEn }));
    }
    const field = { nameJa, nameEn, from: from + 1, to: from + length, text: textOf(part) };
    from += length;
    return field;
  });
  return { no, nameJa: layout.ja, nameEn: layout.en, fields, faults };
}

function wrongIn(kind: Kind, byte: number): WrongByte | null {
  if (kind === 'digits') return byte >= 0x30 && byte <= 0x39 ? null : notDigit;
  if (kind === 'blank') return byte === 0x20 ? null : notBlank;
  return /^[0-9A-Zｱ-ﾝﾞﾟ ()\-.]$/.test(textOf(Uint8Array.of(byte))) ? null : notAllowed;
}

function orderFaults({ nameEn }: TransferRecord, at: number, count: number): TransferFault[] {
  const expected = at === 0 ? 'Header' : at === count - 1 ? 'End' : at === count - 2 ? 'Trailer' : 'Transfer';
  return nameEn === expected || nameEn === 'Unknown record' ? [] : [recordOrder];
}

function trailerFaults(record: TransferRecord, count: number, sum: number): TransferFault[] {
  return [
    ...(Number(fieldOf(record, 'Count')) === count ? [] : [wrongCount(count)]),
    ...(Number(fieldOf(record, 'Total')) === sum ? [] : [wrongTotal(sum)]),
  ];
}

const fieldOf = ({ fields }: TransferRecord, name: string): string =>
  fields.find(({ nameEn }) => nameEn === name)?.text ?? '';

/** JIS X 0201: one byte a character. */
function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0xa1 && byte <= 0xdf
      ? String.fromCharCode(byte - 0xa1 + 0xff61)
      : byte >= 0x20 && byte <= 0x7e
        ? String.fromCharCode(byte)
        : '�',
  ).join('');
}
