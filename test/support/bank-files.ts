/** Files as a bank sends them, in the forms of the banks' association, written for tests. */

interface Account {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly accountNumber: string;
}

interface MoneyLine {
  readonly kind: 'credit' | 'debit';
  /** Six digits: the year of Japan or the last two of the common one, month, day. */
  readonly day: string;
  readonly yen: number;
  readonly reference: string;
  readonly name: string;
  readonly note: string;
}

interface TransferLine {
  readonly kind: 'result';
  readonly yen: number;
  readonly number: number;
  readonly name: string;
}

/** 01: a notice of transfers that came in; 03: a statement; 21: transfers as they were sent, with their day MMDD. */
export type WrittenFile =
  | { readonly form: '01' | '03'; readonly account: Account; readonly lines: readonly MoneyLine[] }
  | {
      readonly form: '21';
      readonly account: Account;
      readonly day: string;
      readonly lines: readonly TransferLine[];
    };

const n = (value: string | number, length: number): string => String(value).padStart(length, '0');
const c = (value: string, length: number): string => value.padEnd(length, ' ');
const sums = (lines: readonly { readonly yen: number }[], count: number, yen: number): string =>
  n(lines.length, count) +
  n(
    lines.reduce((sum, line) => sum + line.yen, 0),
    yen,
  );

/** The bytes of a file: half-width katakana are one byte each. */
export function written(
  file: WrittenFile,
  { lineEnd = '', end = '' }: { readonly lineEnd?: string; readonly end?: string } = {},
): Buffer {
  const [length, records] = file.form === '21' ? [120, transfersOf(file)] : [200, moneyOf(file)];
  const text = [...records, '9'].map((record) => c(record, length) + lineEnd).join('') + end;
  return Buffer.from(
    [...text].map((sign) => {
      const code = sign.charCodeAt(0);
      return code >= 0xff61 && code <= 0xff9f ? code - 0xff61 + 0xa1 : code;
    }),
  );
}

function moneyOf({ form, account, lines }: Extract<WrittenFile, { readonly form: '01' | '03' }>): string[] {
  const { bankCode, branchCode, accountType, accountNumber } = account;
  const isNotice = form === '01';
  const place = `${bankCode}${c('ﾐﾂﾞﾎ', 15)}${branchCode}${c('ﾎﾝﾃﾝ', 15)}`;
  const number = isNotice ? n(accountNumber, 7) : n(accountNumber, 10);
  const head = `1${form}0081129081101081129${place}${isNotice ? '' : '000'}${accountType}${number}`;
  const credits = lines.filter(({ kind }) => kind === 'credit');
  const debits = lines.filter(({ kind }) => kind === 'debit');
  return [
    head,
    ...lines.map((line) => (isNotice ? noticeOf(line) : statementOf(line))),
    isNotice
      ? `8${sums(credits, 6, 12)}${sums(debits, 6, 12)}`
      : `8${sums(credits, 6, 13)}${sums(debits, 6, 13)}1${n(0, 14)}${n(lines.length, 7)}`,
  ];
}

const noticeOf = ({ kind, day, yen, reference, name, note }: MoneyLine): string =>
  `2${n(reference, 6)}${day}${day}${n(yen, 10)}${n(0, 10)}${n(0, 10)}${c(name, 48)}${c('', 30)}` +
  `${kind === 'debit' ? '1' : ' '}${c(note, 20)}`;

const statementOf = ({ kind, day, yen, reference, name, note }: MoneyLine): string =>
  `2${n(reference, 8)}${day}${day}${kind === 'credit' ? '1' : '2'}11${n(yen, 12)}${n(0, 12)}${n(0, 12)}0${n(0, 7)}` +
  `000${n(0, 10)}${c(name, 48)}${c('', 30)}${c(note, 20)}`;

function transfersOf({ account, day, lines }: Extract<WrittenFile, { readonly form: '21' }>): string[] {
  const { bankCode, branchCode, accountType, accountNumber } = account;
  const place = `${bankCode}${c('ﾐﾂﾞﾎ', 15)}${branchCode}${c('ﾎﾝﾃﾝ', 15)}`;
  return [
    `1210${n('12345', 10)}${c('ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ', 40)}${day}${place}${accountType}${n(accountNumber, 7)}`,
    ...lines.map(
      ({ yen, number, name }) =>
        `20009${c('ﾐﾂｲ', 15)}015${c('ﾎﾝﾃﾝ', 15)}000011234567${c(name, 30)}${n(yen, 10)}0${n(number, 10)}${c('', 10)}7`,
    ),
    `8${sums(lines, 6, 12)}`,
  ];
}
