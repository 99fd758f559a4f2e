import { transferBytes } from './transfer-name.js';

/** The form of file that the insurer's bank wants. */
export interface TransferProfile {
  /** 10 digits, given by the bank. */
  readonly requesterCode: string;
  /** Half-width, at most 40. */
  readonly requesterName: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  /** 1 ordinary, 2 current, 9 other. */
  readonly accountType: '1' | '2' | '9';
  readonly accountNumber: string;
  /** After each record. */
  readonly lineEnd: '' | '\r\n';
  /** 0x1A after the last record. */
  readonly endOfFile: boolean;
}

/** One transfer; names are half-width and checked. */
export interface Transfer {
  readonly bankCode: string;
  readonly bankName: string;
  readonly branchCode: string;
  readonly branchName: string;
  /** 1 ordinary, 2 current, 4 savings, 9 other. */
  readonly accountType: '1' | '2' | '4' | '9';
  readonly accountNumber: string;
  readonly holder: string;
  /** Whole yen, 1 to 9,999,999,999. */
  readonly yen: number;
  /** The number of our payment, at most 10 digits: customer code 1. */
  readonly number: string;
}

/** Most yen that one transfer can carry. */
export const mostOfTransfer = 9_999_999_999;
const recordLength = 120;

/**
 * The bulk-transfer file of the banks' association (全銀協規定フォーマット 総合振込): a header, one record a transfer, a trailer with
 * count and sum, an end; 120 single bytes each. The same input gives the same bytes. Throws RangeError where a value
 * does not fit its field: nothing is ever cut.
 */
export function transferFile(profile: TransferProfile, transferOn: string, transfers: readonly Transfer[]): Uint8Array {
  const total = transfers.reduce((sum, { yen }) => sum + yen, 0);
  const records = [
    header(profile, transferOn),
    ...transfers.map(data),
    [digits('8', 1), digits(String(transfers.length), 6), digits(String(total), 12), spaces(101)],
    [digits('9', 1), spaces(119)],
  ];
  const bytes = records.flatMap((fields) => [...exactly(fields.flat(), recordLength), ...transferEnd(profile.lineEnd)]);
  return Uint8Array.from(profile.endOfFile ? [...bytes, 0x1a] : bytes);
}

function header(profile: TransferProfile, transferOn: string): number[][] {
  return [
    digits('1', 1),
    digits('21', 2),
    digits('0', 1),
    digits(profile.requesterCode, 10),
    text(profile.requesterName, 40),
    digits(`${transferOn.slice(5, 7)}${transferOn.slice(8, 10)}`, 4),
    digits(profile.bankCode, 4),
    text(profile.bankName, 15),
    digits(profile.branchCode, 3),
    text(profile.branchName, 15),
    digits(profile.accountType, 1),
    digits(profile.accountNumber, 7),
    spaces(17),
  ];
}

function data(transfer: Transfer): number[][] {
  if (transfer.yen < 1 || transfer.yen > mostOfTransfer)
    throw new RangeError('a transfer carries 1 to 9,999,999,999 yen');
  return [
    digits('2', 1),
    digits(transfer.bankCode, 4),
    text(transfer.bankName, 15),
    digits(transfer.branchCode, 3),
    text(transfer.branchName, 15),
    digits('0000', 4),
    digits(transfer.accountType, 1),
    digits(transfer.accountNumber, 7),
    text(transfer.holder, 30),
    digits(String(transfer.yen), 10),
    digits('0', 1),
    digits(transfer.number, 10),
    spaces(10),
    digits('7', 1),
    spaces(1),
    spaces(7),
  ];
}

/** Digits, to the right, zeros before them. */
function digits(value: string, length: number): number[] {
  if (!/^\d+$/.test(value) || value.length > length) throw new RangeError(`${length} digits at most are needed here`);
  return transferBytes(value.padStart(length, '0'));
}

/** A text, to the left, spaces after it. */
function text(value: string, length: number): number[] {
  return exactly([...transferBytes(value), ...spaces(Math.max(0, length - [...value].length))], length);
}

const spaces = (length: number): number[] => Array.from({ length }, () => 0x20);

function exactly(bytes: number[], length: number): number[] {
  if (bytes.length !== length) throw new RangeError(`${length} bytes at most are needed here`);
  return bytes;
}

const transferEnd = (lineEnd: string): number[] => [...lineEnd].map((character) => character.charCodeAt(0));
