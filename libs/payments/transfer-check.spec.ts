import { checkTransferFile } from './transfer-check.js';

/** A file by hand: requester, one transfer of 1,234,567 yen to ｲ)ﾐﾎﾝｶｲ, trailer, end. */
const pad = (text: string, length: number): string => text.padEnd(length, ' ');
const header =
  `1210${'0000012345'}${pad('ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ', 40)}1130` +
  `${'0001'}${pad('ﾐｽﾞﾎ', 15)}${'100'}${pad('ｼﾌﾞﾔ', 15)}17654321${pad('', 17)}`;
const transfer =
  `2${'0009'}${pad('ﾐﾂｲｽﾐﾄﾓ', 15)}${'015'}${pad('ﾄｳｷﾖｳ', 15)}0000${'1'}1234567` +
  `${pad('ｲ)ﾐﾎﾝｶｲ', 30)}0001234567${'0'}0000000042${pad('', 10)}7${' '}${pad('', 7)}`;
const trailer = `8${'000001'}${'000001234567'}${pad('', 101)}`;
const end = `9${pad('', 119)}`;

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text].map((character) => {
      const code = character.charCodeAt(0);
      return code >= 0xff61 ? code - 0xff61 + 0xa1 : code;
    }),
  );
const file = (...records: string[]): Uint8Array => bytesOf(records.join(''));
const faultsOf = (bytes: Uint8Array) =>
  checkTransferFile(bytes).flatMap(({ no, faults }) => faults.map(({ byte, code }) => `${no}:${byte} ${code}`));

describe('the file for the bank, read back', () => {
  it('names every field by its bytes and finds nothing wrong', () => {
    const records = checkTransferFile(file(header, transfer, trailer, end));
    expect(records.map(({ nameJa, faults }) => [nameJa, faults])).toEqual([
      ['ヘッダー', []],
      ['データ', []],
      ['トレーラー', []],
      ['エンド', []],
    ]);
    const data = records[1]?.fields ?? [];
    expect(data.find(({ nameJa }) => nameJa === '受取人名')).toMatchObject({
      from: 51,
      to: 80,
      text: pad('ｲ)ﾐﾎﾝｶｲ', 30),
    });
    expect(data.find(({ nameJa }) => nameJa === '振込金額')).toMatchObject({ from: 81, to: 90, text: '0001234567' });
    expect(data.at(-1)).toMatchObject({ to: 120 });
    expect(records[0]?.fields.find(({ nameJa }) => nameJa === '取組日')).toMatchObject({
      from: 55,
      to: 58,
      text: '1130',
    });
  });

  it('takes line ends and an end of file', () => {
    expect(
      faultsOf(Uint8Array.from([...file(`${header}\r\n`, `${transfer}\r\n`, `${trailer}\r\n`, `${end}\r\n`), 0x1a])),
    ).toEqual([]);
  });

  it.each([
    [
      'a letter in the amount',
      file(header, transfer.replace('0001234567', '00012A4567'), trailer, end),
      ['2:86 not-a-digit', '3:8 wrong-total'],
    ],
    ['a long mark in the payee', file(header, transfer.replace('ﾐﾎﾝ', 'ﾐｰﾝ'), trailer, end), ['2:54 not-allowed']],
    ['a small letter', file(header, transfer.replace('ﾐﾎﾝ', 'ﾐaﾝ'), trailer, end), ['2:54 not-allowed']],
    ['something in a blank', file(header, transfer, trailer, `9x${pad('', 118)}`), ['4:2 not-blank']],
    ['a wrong count', file(header, transfer, trailer.replace('000001', '000002'), end), ['3:2 wrong-count']],
    [
      'a wrong total',
      file(header, transfer, trailer.replace('000001234567', '000001234568'), end),
      ['3:8 wrong-total'],
    ],
    [
      'a record too short',
      bytesOf(`${header}\r\n${transfer.slice(0, 119)}\r\n${trailer}\r\n${end}\r\n`),
      ['2:120 record-length'],
    ],
    ['no header', file(transfer, trailer, end), ['1:1 record-order']],
    ['an unknown record', file(header, transfer, `5${pad('', 119)}`, trailer, end), ['3:1 record-kind']],
  ])('%s is shown at its byte', (_, bytes, faults) => {
    expect(faultsOf(bytes)).toEqual(faults);
  });

  it('says it in words', () => {
    const [, data] = checkTransferFile(file(header, transfer.replace('ﾐﾎﾝ', 'ﾐｰﾝ'), trailer, end));
    expect(data?.faults).toEqual([
      {
        byte: 54,
        code: 'not-allowed',
        textJa: '「受取人名」に振込データで使えない文字があります。',
        textEn: 'Payee: a character that a transfer cannot carry.',
      },
    ]);
  });
});
