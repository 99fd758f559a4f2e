import { transferFile, type Transfer, type TransferProfile } from './transfer-file.js';

const profile: TransferProfile = {
  requesterCode: '1234567890',
  requesterName: 'ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ',
  bankCode: '0001',
  bankName: 'ﾐｽﾞﾎ',
  branchCode: '001',
  branchName: 'ﾄｳｷﾖｳ',
  accountType: '1',
  accountNumber: '123456',
  lineEnd: '',
  endOfFile: false,
};
const transfer: Transfer = {
  bankCode: '0009',
  bankName: 'ﾐﾂｲｽﾐﾄﾓ',
  branchCode: '45',
  branchName: 'ﾎﾝﾃﾝ',
  accountType: '2',
  accountNumber: '7654321',
  holder: 'ｲ)ｽｺﾔｶｶｲ',
  yen: 1_234_567,
  number: '42',
};

// Written by hand from the table of the format, a field a line; kana as the bytes of JIS X 0201.
const sp = (count: number): string => '20'.repeat(count);
const ascii = (value: string): string => [...value].map((one) => one.charCodeAt(0).toString(16)).join('');
const headerBytes = [
  ascii('1'), // 1: header
  ascii('21'), // 2-3: 総合振込
  ascii('0'), // 4: JIS
  ascii('1234567890'), // 5-14: requester's code
  // 15-54: ﾐ ﾎ ﾝ ｿ ﾝ ｶ ﾞ ｲ ﾎ ｹ ﾝ ( ｶ, then 27 spaces
  `d0cedd bfdd b6de b2 ceb9dd 28b6`.replaceAll(' ', '') + sp(27),
  ascii('1130'), // 55-58: 30 November
  ascii('0001'), // 59-62: our bank
  `d0bddece` + sp(11), // 63-77: ﾐ ｽ ﾞ ﾎ
  ascii('001'), // 78-80: our branch
  `c4b3b7d6b3` + sp(10), // 81-95: ﾄ ｳ ｷ ﾖ ｳ
  ascii('1'), // 96: ordinary
  ascii('0123456'), // 97-103: six digits, padded
  sp(17), // 104-120
].join('');
const dataBytes = [
  ascii('2'), // 1: data
  ascii('0009'), // 2-5: bank
  `d0c2b2bdd0c4d3` + sp(8), // 6-20: ﾐ ﾂ ｲ ｽ ﾐ ﾄ ﾓ
  ascii('045'), // 21-23: branch, padded
  `ceddc3dd` + sp(11), // 24-38: ﾎ ﾝ ﾃ ﾝ
  ascii('0000'), // 39-42: no clearing house
  ascii('2'), // 43: current
  ascii('7654321'), // 44-50
  `b229bdbad4b6b6b2` + sp(22), // 51-80: ｲ ) ｽ ｺ ﾔ ｶ ｶ ｲ
  ascii('0001234567'), // 81-90: yen
  ascii('0'), // 91: neither first nor changed
  ascii('0000000042'), // 92-101: our number
  sp(10), // 102-111
  ascii('7'), // 112: by wire
  sp(1), // 113
  sp(7), // 114-120
].join('');
const trailerBytes = [ascii('8'), ascii('000001'), ascii('000001234567'), sp(101)].join('');
const endBytes = ascii('9') + sp(119);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the transfer file', () => {
  it('is the file written by hand, byte for byte', () => {
    expect(hex(transferFile(profile, '2026-11-30', [transfer]))).toBe(
      headerBytes + dataBytes + trailerBytes + endBytes,
    );
    for (const record of [headerBytes, dataBytes, trailerBytes, endBytes]) expect(record.length).toBe(240);
  });

  it('has line ends and a mark of its end where the bank asks for them', () => {
    const bytes = transferFile({ ...profile, lineEnd: '\r\n', endOfFile: true }, '2026-11-30', [transfer]);
    expect(bytes.length).toBe(4 * 122 + 1);
    expect(hex(bytes)).toBe(
      [headerBytes, dataBytes, trailerBytes, endBytes].map((record) => `${record}0d0a`).join('') + '1a',
    );
  });

  it('adds up in its trailer', () => {
    const most = { ...transfer, yen: 9_999_999_999 };
    const bytes = Buffer.from(transferFile(profile, '2026-11-30', [most, transfer, most])).subarray(4 * 120, 5 * 120);
    expect(bytes.toString('latin1').slice(0, 19)).toBe('8000003020001234565');
    const none = Buffer.from(transferFile(profile, '2026-11-30', [])).subarray(120, 240);
    expect(none.toString('latin1').slice(0, 19)).toBe('8000000000000000000');
  });

  it('is the same at every writing', () => {
    expect(transferFile(profile, '2026-11-30', [transfer])).toEqual(transferFile(profile, '2026-11-30', [transfer]));
  });

  it('carries one yen, and says what does not fit', () => {
    const one = Buffer.from(transferFile(profile, '2026-11-30', [{ ...transfer, yen: 1 }])).toString('latin1');
    expect(one.slice(200, 210)).toBe('0000000001');
    const refused =
      (change: Partial<Transfer>): (() => Uint8Array) =>
      () =>
        transferFile(profile, '2026-11-30', [{ ...transfer, ...change }]);
    expect(refused({ yen: 10_000_000_000 })).toThrow('a transfer carries 1 to 9,999,999,999 yen');
    expect(refused({ accountNumber: '12345678' })).toThrow('7 digits at most are needed here');
    expect(refused({ holder: 'ｱ'.repeat(31) })).toThrow('30 bytes at most are needed here');
    expect(refused({ holder: '医' })).toThrow('not a character of the transfer format');
  });

  it.each<[string, Partial<Transfer>]>([
    ['no yen', { yen: 0 }],
    ['more yen than its field', { yen: 10_000_000_000 }],
    ['yen with a fraction', { yen: 1.5 }],
    ['an account of eight digits', { accountNumber: '12345678' }],
    ['an account with letters', { accountNumber: '12A4567' }],
    ['no account', { accountNumber: '' }],
    ['a bank of five digits', { bankCode: '00001' }],
    ['a holder of 31 bytes', { holder: 'ｱ'.repeat(31) }],
    ['a holder in kanji', { holder: '医療法人' }],
    ['a holder in full-width kana', { holder: 'イリヨウ' }],
    ['a number of eleven digits', { number: '12345678901' }],
  ])('refuses %s rather than cutting', (_, change) => {
    expect(() => transferFile(profile, '2026-11-30', [{ ...transfer, ...change }])).toThrow(RangeError);
  });
});
